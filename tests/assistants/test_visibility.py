"""A role sees what its edition of the academy shows it, and no trace of the rest anywhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.assistants.reader import BookReader, OpenBook
from salesbook.assistants.tools import resources
from salesbook.book.editions import edition
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.models.scorecard import Scorecard
from salesbook.output.scores import card_json
from salesbook.pages.places import Places
from salesbook.pages.seen import seen_by
from tests.assistants.library import TELLING, ask, write_other

ROLES = ("director", "teacher", "curator")
QUESTIONS = ("УЧ-077", "зверобой с мятой", "лиловый перечень", "herbal-tea", "тайная глава", "кому что открыто")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_other(tmp_path_factory.mktemp("book"))


def opened_for(root: Path, role: str | None) -> OpenBook:
    return BookReader(root, role).read()


def answers(opened: OpenBook, name: str) -> Iterator[dict[str, Any]]:
    """Yield everything that a client can get out of a server, asking for an item by its name, too."""
    yield {"resources": [(uri, item.label) for uri, item in resources(opened)]}
    for offset in range(0, len(opened.book.items), 20):
        yield ask(opened, "list", offset=offset, limit=20)
    for item in opened.book.items.values():
        yield ask(opened, "show", name=item.name)
        for part in item.parts:
            yield ask(opened, "show", name=f"{item.name}#{part.anchor}")
    for question in QUESTIONS:
        found = ask(opened, "find", question=question, limit=20)
        yield {**found, "question": None}
    for tool, argument in (("pipeline_stage", "pipeline"), ("letter_fields", "letter"), ("score", "card")):
        kind = {"pipeline_stage": "pipeline", "letter_fields": "letter", "score": "scorecard"}[tool]
        for item in opened.book.of_kind(kind):
            yield ask(opened, tool, **{argument: item.slug})
    for typed in (name, name.upper(), name[:-1] + "6", f"{name}#тайная-глава"):
        try:
            answer = ask(opened, "show", name=typed)
        except UserError as error:
            answer = {"message": error.message.replace(typed.partition("#")[0], ""), "advice": error.advice}
        yield answer


@pytest.mark.parametrize("role", ["director", "curator"])
@pytest.mark.parametrize("name", ["УЧ-077", "regulation:herbal-tea"])
def test_no_answer_tells_of_what_is_hidden(root: Path, role: str, name: str) -> None:
    for answer in answers(opened_for(root, role), name):
        text = json.dumps(answer, ensure_ascii=False)
        assert [telling for telling in TELLING if telling in text] == []


@pytest.mark.parametrize("role", ROLES)
def test_no_name_of_what_is_hidden_is_told(root: Path, role: str) -> None:
    opened = opened_for(root, role)
    hidden = [item for name, item in opened.whole.items.items() if name not in opened.book.items]
    told = {name for item in hidden for name in (item.name, item.article, item.path.as_posix()) if name}
    # What there is one of goes by its kind, which is a word like any other.
    names = {name for name in told if not name.isalpha()}
    assert len(names) >= 10
    text = json.dumps(list(answers(opened, "ПР-999")), ensure_ascii=False)
    assert [name for name in sorted(names) if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)] == []


def test_whoever_may_see_it_does(root: Path) -> None:
    for opened in (opened_for(root, None), opened_for(root, "teacher")):
        text = json.dumps(list(answers(opened, "УЧ-077")), ensure_ascii=False)
        assert [telling for telling in TELLING if telling not in text] == []


def test_what_is_said_instead(root: Path) -> None:
    text = ask(opened_for(root, "curator"), "show", name="ПР-078")["data"]["body"]
    there = "(не для этой роли)"
    assert text == (
        f"## Как ссылаются\n\nПравило {there}, глава {there}, со словами,\n"
        f"по-своему, прямо в тексте {there} и {there}, в коде `{there}`."
    )


def test_an_unknown_name_and_a_hidden_one_are_answered_alike(root: Path) -> None:
    def told(name: str) -> tuple[str, str]:
        with pytest.raises(UserError) as error:
            ask(opened_for(root, "curator"), "show", name=name)
        return error.value.message.replace(name, "…"), error.value.advice

    # As far from every other name as the hidden one.
    assert told("regulation:herbal-tea") == told("regulation:herbal-bed")


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_what_its_edition_of_the_academy_shows(root: Path, role: str) -> None:
    book = load_book(root)[0]
    seen = {item["item"] for item in ask(opened_for(root, role), "list", limit=200)["items"]}
    assert seen == {item.name for item in Places(seen_by(book, role)).items}
    assert seen < book.items.keys()
    assert "regulation:exam" not in seen  # a draft


@pytest.mark.parametrize("role", ROLES)
def test_editions_are_those_that_everybody_knows(root: Path, role: str) -> None:
    book = load_book(root)[0]
    for item in ask(opened_for(root, role), "list", limit=200)["items"]:
        assert item["edition"] == edition(book.items[item["item"]].data, book.facts)


def test_a_card_whose_outcome_is_hidden_scores_all_the_same(root: Path) -> None:
    book = load_book(root)[0]
    picked = book.resolve_as(Scorecard, "scorecard:pupils")
    assert picked is not None
    scores = {"goal": -1, "level": "never", "hours": -1, "city": "region"}
    shown, whole = (ask(opened_for(root, r), "score", knockouts=[], scores=scores) for r in ("director", None))
    assert whole["next"]["regulation"]["name"] == "ПР-003"
    assert shown["next"]["regulation"]["name"] == "(не для этой роли)"
    assert (shown["total"], shown["segment"]) == (whole["total"], whole["segment"])
    assert shown["card"] == whole["card"] == card_json(book, *picked)
    assert "ПР-003" not in json.dumps(shown, ensure_ascii=False)


def test_a_file_with_errors_is_hidden_from_roles(tmp_path: Path) -> None:
    root = write_other(tmp_path, {"regulations/teaching/herbal-tea.md": "---\narticle: УЧ-077\ntitle: [\n---\n"})
    for answer in answers(opened_for(root, "teacher"), "УЧ-077"):
        assert [telling for telling in TELLING if telling in json.dumps(answer, ensure_ascii=False)] == []
    left_out = ask(opened_for(root, "teacher"), "list")["left_out"]
    assert (left_out["files"], left_out["paths"]) == (1, {})
    assert list(ask(opened_for(root, None), "list")["left_out"]["paths"]) == [
        "content/regulations/teaching/herbal-tea.md"
    ]
