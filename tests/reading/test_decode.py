"""What pydantic finds is said in the reader's words, with the route of the field and the next step."""

from typing import Any

import pytest

from salesbook.core.errors import quoted
from salesbook.models.base import ContentModel
from salesbook.models.company import Company
from salesbook.models.kinds import KINDS
from salesbook.models.knowledge import Article, Faq
from salesbook.models.letter import Letter
from salesbook.models.scorecard import Scorecard
from salesbook.models.training import Course
from salesbook.reading.decode import MAX_MISFITS, Misfit, decode, fields_at, named

ARTICLE = {"title": "Т", "order": 1, "theme": "Т", "body": "Т"}


def misfits(model: type[ContentModel], data: Any) -> list[Misfit]:
    found, wrong = decode(model, data)
    assert found is None
    return wrong


def test_a_sound_one() -> None:
    found, wrong = decode(Article, ARTICLE)
    assert wrong == []
    assert isinstance(found, Article)
    assert found.model_dump() == ARTICLE


@pytest.mark.parametrize(
    ("change", "misfit"),
    [
        (
            {"order": "1"},
            Misfit(("order",), "“order” must be a whole number, found «1»", "write digits without quotes, such as 6"),
        ),
        (
            {"order": True},
            Misfit(("order",), "“order” must be a whole number, found true", "write digits without quotes, such as 6"),
        ),
        (
            {"title": 5},
            Misfit(("title",), "“title” must be text, found «5»", "write words; put a number or a date in quotes"),
        ),
        (
            {"title": {"a": 1}},
            Misfit(
                ("title",),
                "“title” must be text, found a block of fields",
                "put the whole text in quotes: there is a colon in it",
            ),
        ),
        (
            {"title": ["a"]},
            Misfit(("title",), "“title” must be text, found a list", "write words; put a number or a date in quotes"),
        ),
        ({"title": None}, Misfit(("title",), "the field “title” is empty", "fill it in, or remove the line")),
        ({"title": ""}, Misfit(("title",), "the field “title” is empty", "add at least one entry, or some text")),
        (
            {"title": " x"},
            Misfit(
                ("title",),
                "“title” has a form that is not allowed: «x»",
                "write it on one line, without a space at its beginning",
            ),
        ),
        (
            {"title": "а\nб"},
            Misfit(
                ("title",),
                "“title” has a form that is not allowed: «а б»",
                "write it on one line, without a space at its beginning",
            ),
        ),
        ({"titel": "x"}, Misfit(("titel",), "the field “titel” is unknown", "it looks like title", key=True)),
        (
            {"zzz": "x"},
            Misfit(
                ("zzz",), "the field “zzz” is unknown", "remove it; the fields here are: title, order, theme", key=True
            ),
        ),
    ],
)
def test_misfits(change: dict[str, Any], misfit: Misfit) -> None:
    assert misfits(Article, ARTICLE | change) == [misfit]


def test_all_misfits_at_once() -> None:
    assert {m.route for m in misfits(Article, {"order": "x", "x": 1})} == {("order",), ("x",), ()}


def test_a_missing_field_is_placed_at_its_block() -> None:
    wrong = misfits(Faq, {"title": "Т", "questions": [{"question": "А?"}]})
    assert wrong == [Misfit(("questions", 0), "the required field “answer” is missing", "add a line “answer: …”")]


def test_a_list_with_one_bad_entry_is_not_called_empty() -> None:
    wrong = misfits(Faq, {"title": "Т", "questions": [5]})
    assert [m.route for m in wrong] == [("questions", 0)]
    assert [m.message for m in misfits(Faq, {"title": "Т", "questions": []})] == ["the field “questions” is empty"]


@pytest.mark.parametrize("data", [5, "слова", [1], None, True])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_file_that_is_not_a_block(kind: Any, data: Any) -> None:
    wrong = misfits(kind.model, data)
    assert [m.route for m in wrong] == [()]
    assert "the file" in wrong[0].message


@pytest.mark.parametrize(
    ("model", "route", "names"),
    [
        (Company, ("hours", 0), ["days", "opens", "closes"]),
        (Company, ("roles", 2), ["id", "name", "short", "department", "about"]),
        (Scorecard, ("segments", 1), ["works", "actions", "regulation", "letter", "id", "title", "from", "to"]),
        (Course, ("quiz", 3), ["question", "options", "answer", "because", "source", "seen"]),
        (Letter, ("fields", 0, "fields", 1), ["id", "label", "type", "required", "hint", "ahead", "choices", "fields"]),
        (Company, ("nowhere",), []),
    ],
)
def test_fields_at(model: type[ContentModel], route: tuple[str | int, ...], names: list[str]) -> None:
    assert fields_at(model, route) == names


@pytest.mark.parametrize(("route", "name"), [((), ""), (("a",), "a"), (("a", 1), "a[2]"), (("a", 0, "b"), "b")])
def test_named(route: tuple[str | int, ...], name: str) -> None:
    assert named(route) == name


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (5, "«5»"),
        ("а  б\nв", "«а б в»"),
        ("я" * 61, f"«{'я' * 60}…»"),
        ([], "a list"),
        ({}, "a block of fields"),
    ],
)
def test_quoted(value: Any, words: str) -> None:
    assert quoted(value) == words


def test_of_a_thousand_misfits_the_first_are_said() -> None:
    model, misfits = decode(Course, {f"k{n}": n for n in range(1_000)})
    assert model is None
    assert len(misfits) == MAX_MISFITS
