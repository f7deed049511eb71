"""What pydantic finds is said in the reader's words, with the route of the field and the next step."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

import pytest
from pydantic import Field

import salesbook.models
from salesbook.core.diagnostics import Route
from salesbook.core.errors import quoted
from salesbook.core.language import Translations
from salesbook.models.base import ContentModel, Line, Many, Slug, Some
from salesbook.models.company import Clock, Company
from salesbook.models.kinds import KINDS
from salesbook.models.knowledge import Article, Faq
from salesbook.models.letter import FieldId, Letter
from salesbook.models.regulation import Register
from salesbook.models.scorecard import Scorecard
from salesbook.models.shapes import KEY, blocks_of, shape_at
from salesbook.models.training import Course
from salesbook.reading.decode import MAX_MISFITS, Misfit, decode, fields_at, named

MODELS = Path(salesbook.models.__file__).parent
ARTICLE = {"title": "Т", "order": 1, "theme": "Т", "body": "Т"}


def misfits(model: type[ContentModel], data: Any) -> list[Misfit]:
    found, wrong = decode(model, data)
    assert found is None
    return wrong


def test_a_sound_one() -> None:
    found, wrong = decode(Article, ARTICLE)
    assert wrong == []
    assert isinstance(found, Article)
    assert found.model_dump() == ARTICLE | {"readers": (), "everyday": ()}


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
                ("zzz",),
                "the field “zzz” is unknown",
                "remove it; the fields here are: title, readers, everyday, order, theme",
                key=True,
            ),
        ),
    ],
)
def test_misfits(change: dict[str, Any], misfit: Misfit) -> None:
    assert misfits(Article, ARTICLE | change) == [misfit]


class Inner(ContentModel):
    """A block of fields."""

    name: str


class Sample(ContentModel):
    """A field of every type that a book has."""

    whole: int = 1
    number: float = 1
    yes: bool = True
    day: date | None = None
    many: Many[Line] = ()
    some: Some[Line] = ("x",)
    inner: Inner | None = None
    inners: Many[Inner] = ()
    table: dict[str, int] | None = None
    choice: Literal["a", "b c", "d"] = "a"
    line: Line = "x"
    few: Annotated[tuple[Line, ...], Field(strict=False, min_length=2, max_length=3)] = ("x", "y")
    least: Annotated[int, Field(ge=1)] = 1
    most: Annotated[float, Field(le=2.5)] = 1
    above: Annotated[float, Field(gt=0)] = 1
    below: Annotated[int, Field(lt=100)] = 1
    even: Annotated[int, Field(multiple_of=2)] = 2
    clock: Clock = "09:00"
    slug: Slug = "x"
    field: FieldId = "x"
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "RU"


WHOLE, NUMBER = "write digits without quotes, such as 6", "write digits without quotes, such as 6 or 2.5"
BLOCK = "write “field: value” lines, indented alike"
DAY = "write it as 2026-11-30, without quotes"
ENTRIES = "begin every entry with “- ” on a line of its own"
BOUNDS = "write a number within the bounds"
EMPTY = "add at least one entry, or some text"


@pytest.mark.parametrize(
    ("field", "value", "message", "advice"),
    [
        ("whole", 6.5, "“whole” must be a whole number, found «6.5»", WHOLE),
        ("number", "6", "“number” must be a number, found «6»", NUMBER),
        ("yes", "no", "“yes” must be true or false, found «no»", "write true or false without quotes"),
        ("day", "2026-11-30", "“day” must be a date, found «2026-11-30»", DAY),
        ("day", 2026, "“day” must be a date, found «2026»", DAY),
        ("many", "x", "“many” must be a list, found «x»", ENTRIES),
        ("inner", ["x"], "“inner” must be a block of fields, found a list", BLOCK),
        ("table", "x", "“table” must be a block of fields, found «x»", BLOCK),
        ("choice", "c", "“choice” must be one of: a, b c, d, found «c»", "choose one of them"),
        ("some", [], "the field “some” is empty", EMPTY),
        ("line", "", "the field “line” is empty", EMPTY),
        ("line", "x" * 201, f"“line” is too long: «{'x' * 60}…»", "shorten it to 200"),
        ("few", ["x"] * 4, "“few” is too long: a list", "shorten it to 3"),
        ("least", 0, "“least” must be ≥ 1, found «0»", BOUNDS),
        ("most", 3, "“most” must be ≤ 2.5, found «3»", BOUNDS),
        ("above", 0, "“above” must be > 0, found «0»", BOUNDS),
        ("below", 100, "“below” must be < 100, found «100»", BOUNDS),
        ("even", 3, "“even” must be another value, found «3»", "see the kind's fields in docs/reference/kinds.md"),
        ("clock", "9:00", "“clock” has a form that is not allowed: «9:00»", "write the time as “09:00”, in quotes"),
        ("slug", "A b", "“slug” has a form that is not allowed: «A b»",
         "use lower-case letters, digits and hyphens, such as two-words"),
        ("field", "а", "“field” has a form that is not allowed: «а»",
         "use lower-case Latin letters, digits and underscores, a letter first, such as client_name"),
        ("country", "ru", "“country” has a form that is not allowed: «ru»",
         "see the kind's fields in docs/reference/kinds.md"),
    ],
)  # fmt: skip
def test_what_each_type_asks_for(field: str, value: Any, message: str, advice: str) -> None:
    assert misfits(Sample, {field: value}) == [Misfit((field,), message, advice)]


def test_an_unknown_field_is_told_the_fields_of_its_own_block() -> None:
    advice = "remove it; the fields here are: name"
    for route, data in {
        ("inner", "zzz"): {"inner": {"name": "x", "zzz": 1}},
        ("inners", 1, "zzz"): {"inners": [{"name": "x"}, {"name": "x", "zzz": 1}]},
    }.items():
        assert misfits(Sample, data) == [Misfit(route, "the field “zzz” is unknown", advice, key=True)]


def test_entries_are_called_by_their_numbers() -> None:
    wrong = misfits(Sample, {"inners": [{"name": "x"}, 5], "many": ["x", "", None]})
    assert [(misfit.route, misfit.message) for misfit in wrong] == [
        (("many", 1), "the field “many[2]” is empty"),
        (("many", 2), "the field “many[3]” is empty"),
        (("inners", 1), "“inners[2]” must be a block of fields, found «5»"),
    ]


def test_a_list_that_is_too_short_and_wrong_too_is_said_once_for_each_entry() -> None:
    """Two sound entries are asked for: one of these is sound, but there are two."""
    assert [misfit.route for misfit in misfits(Sample, {"few": ["x", 5]})] == [("few", 1)]
    assert [misfit.message for misfit in misfits(Sample, {"few": ["x"]})] == ["the field “few” is empty"]


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
        (
            Course,
            ("quiz", 3),
            ["question", "options", "answer", "answers", "sequence", "pairs", "accepts", "because", "source", "seen"],
        ),
        (
            Letter,
            ("fields", 0, "fields", 1),
            ["id", "label", "type", "required", "hint", "ahead", "past", "choices", "fields"],
        ),
        (Company, ("nowhere",), []),
    ],
)
def test_fields_at(model: type[ContentModel], route: tuple[str | int, ...], names: list[str]) -> None:
    assert fields_at(model, route) == names


@pytest.mark.parametrize(
    ("route", "name"), [((), ""), (("a",), "a"), (("a", 1), "a[2]"), (("a", 0, "b"), "b"), (("a", "b", 1), "b[2]")]
)
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


class Pattern(NamedTuple):
    """A field whose strings have a pattern, by its model and key; `of_keys`: the keys of a mapping have it."""

    model: type[ContentModel]
    key: str
    pattern: str
    of_keys: bool = False


def patterns_in(annotation: Any, metadata: tuple[Any, ...] = (), of_keys: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the patterns anywhere in an annotation, whichever way they are written."""
    for each in metadata:
        if getattr(each, "pattern", None):
            yield str(each.pattern), of_keys
        yield from patterns_in(None, tuple(getattr(each, "metadata", ())), of_keys)
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from patterns_in(inner, tuple(marks), of_keys)
        return
    for n, argument in enumerate(get_args(annotation)):
        yield from patterns_in(argument, (), of_keys or (get_origin(annotation) is dict and n == 0))


PATTERNS = [
    Pattern(model, info.alias or name, pattern, of_keys)
    for model in dict.fromkeys(block for kind in KINDS for block in blocks_of(kind.model))
    for name, info in model.model_fields.items()
    for pattern, of_keys in patterns_in(info.annotation, tuple(info.metadata))
]


def test_the_patterns_of_all_models_are_met() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in MODELS.glob("*.py"))
    literals = set(re.findall(r'pattern=r"([^"]+)"', written))
    assert {each.pattern for each in PATTERNS} == literals
    assert written.count("pattern=") == len(re.findall(r'pattern=r"', written))


@pytest.mark.parametrize("each", PATTERNS, ids=lambda each: f"{each.model.__name__}-{each.key}")
def test_a_misfit_is_told_the_form_of_its_own_field(each: Pattern) -> None:
    route: Route = (each.key, "?", KEY) if each.of_keys else (each.key,)
    shape = shape_at(each.model, route)
    assert shape is not None
    form = shape.innermost.form
    assert form is not None
    russian = Translations("ru").gettext(form.advice)
    assert russian != form.advice
    for example in EXAMPLES[form.advice]:
        assert re.fullmatch(each.pattern, example)
        assert example in form.advice
        assert example in russian


EXAMPLES: dict[str, tuple[str, ...]] = {
    "write it on one line, without a space at its beginning": (),
    "use lower-case letters, digits and hyphens, such as two-words": ("two-words",),
    "write the time as “09:00”, in quotes": ("09:00",),
    "write an address such as book@example.com, or a repository such as https://github.com/company/book": (
        "book@example.com",
        "https://github.com/company/book",
    ),
    "write the address of the store's xAPI over https, such as https://records.example.com/xapi": (
        "https://records.example.com/xapi",
    ),
    "write the address of the academy, such as https://academy.example.com": ("https://academy.example.com",),
    "write the id of a field, one of a group as meeting.date": ("meeting.date",),
    "write the time as “19:00”, in quotes; midnight is “24:00”": ("19:00", "24:00"),
    "write one to six capital letters, such as АБ": ("АБ",),
    "write the country's code, two capital Latin letters, such as RU": ("RU",),
    "write the currency's code, three capital Latin letters, such as RUB": ("RUB",),
    "use lower-case Latin letters, digits and underscores, a letter first, such as two_words": ("two_words",),
    "use lower-case Latin letters, digits and underscores, a letter first, such as client_name": ("client_name",),
    "write the words of the heading alone, without # and brackets, on one line": (),
    "nobody types it: remove the line, and “salesbook check --fix” writes it anew": (),
}
"""What the advice of every form names as an example."""


def test_a_seal_that_somebody_typed() -> None:
    data = {"title": "К", "about": "О", "lessons": [{"item": "ОП-001"}]}
    question = {"question": "Что?", "options": ["а", "б"], "answer": 1, "because": "Так.", "source": "ОП-001"}
    (misfit,) = misfits(Course, data | {"quiz": [question | {"seen": "XYZ"}]})
    assert misfit.route == ("quiz", 0, "seen")
    assert misfit.advice == "nobody types it: remove the line, and “salesbook check --fix” writes it anew"


def test_the_key_of_a_mapping() -> None:
    assert misfits(Register, {"issued": {"оп": 7}}) == [
        Misfit(
            ("issued", "оп"),
            "“оп” has a form that is not allowed: «оп»",
            "write one to six capital letters, such as АБ",
            key=True,
        )
    ]
