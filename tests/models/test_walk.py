"""The strings of a model: what they lead to, which of them are words, what counts for what an item says."""

from datetime import date
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.models.base import ContentModel, Line, Many, Names, Prose, RoleId, Text
from salesbook.models.knowledge import Article
from salesbook.models.letter import Letter, LetterField
from salesbook.models.pipeline import CrmField, Sla
from salesbook.models.regulation import Register, Regulation
from salesbook.models.scorecard import Segment
from salesbook.models.shapes import blocks_of, shapes_of
from salesbook.models.walk import Marked, marked, said, strings
from tests.books import BASE

BOOK = load_book(BASE)[0]
OWNER = Names(("role",))
REGULATION = Regulation(
    title="Скидки", article="ОП-009", department="sales", readers=("manager",), owner="head", status="active",
    review_months=6, reviewed=date(2026, 11, 3), control=("Спросили?",), body="Текст.",
)  # fmt: skip
LETTER = Letter(
    title="Итоги", channels=("mail",), regulation="ОП-001", purpose="Зачем.",
    fields=(LetterField(id="client", label="Клиент", type="line", required=False),),
    sample={"client": "Анна", "sums": [5, 0, None, {"paid": True, "note": "нет"}]}, body="Привет!",
)  # fmt: skip


def test_strings_that_lead_somewhere_or_are_words() -> None:
    assert strings(REGULATION) == [
        Marked(("title",), None, "Скидки", words=True),
        Marked(("readers", 0), OWNER, "manager", words=False),
        Marked(("owner",), OWNER, "head", words=False),
        Marked(("control", 0), Prose(), "Спросили?", words=True),
        Marked(("body",), Prose(), "Текст.", words=True),
    ]
    assert [route for route, _mark, _value in marked(REGULATION)] == [
        ("readers", 0), ("owner",), ("control", 0), ("body",),
    ]  # fmt: skip


def test_what_is_about_an_item_is_not_said_by_it() -> None:
    assert said(REGULATION) == ["Скидки", "Спросили?", "Текст."]
    assert said(Article(title="Глава", order=3, theme="Тема", body="Текст.")) == ["Глава", "Тема", "Текст."]


def test_codes_choices_and_numbers_count_and_are_no_words() -> None:
    segment = Segment.model_validate(
        {
            "works": "manager",
            "actions": ["Звонок."],
            "regulation": "ОП-001",
            "id": "A",
            "title": "А",
            "from": 0,
            "to": 5,
        }
    )
    assert said(segment) == ["manager", "Звонок.", "ОП-001", "A", "А", "0", "5"]
    assert [s.value for s in strings(segment) if s.words] == ["Звонок.", "А"]
    assert said(Register(issued={"ОП": 0, "МК": 7})) == ["0", "7"]
    assert strings(Register(issued={"ОП": 0})) == []


def test_data_that_no_model_describes() -> None:
    assert [(s.route, s.value) for s in strings(LETTER) if s.route[0] == "sample"] == [
        (("sample", "client"), "Анна"),
        (("sample", "sums", 3, "note"), "нет"),
    ]
    assert all(s.words for s in strings(LETTER) if s.route[0] == "sample")
    assert said(LETTER) == [
        "Итоги", "mail", "ОП-001", "Зачем.", "client", "Клиент", "line", "False",
        "Анна", "5", "0", "True", "нет", "Привет!",
    ]  # fmt: skip


def test_empty_values_lead_nowhere() -> None:
    assert strings(CrmField(name="Сумма")) == [Marked(("name",), None, "Сумма", words=True)]
    assert [s.route for s in strings(Sla(what="Звонок", within=""))] == [("what",)]


def test_a_part_is_walked_by_itself() -> None:
    class Sheet(ContentModel):
        rows: Many[Article] = ()
        first: Article | None = None
        notes: Many[Line] = ()

    row = Article(title="Глава", order=3, theme="Тема", body="Текст.")
    assert [s.route for s in strings(Sheet(rows=(row,), first=row, notes=("Да",)))] == [
        ("rows", 0, "title"), ("rows", 0, "theme"), ("rows", 0, "body"),
        ("first", "title"), ("first", "theme"), ("first", "body"), ("notes", 0),
    ]  # fmt: skip
    assert said(Sheet()) == []


def test_what_a_field_holds_by_default_is_not_said() -> None:
    class Task(ContentModel):
        what: Line
        times: int = 1
        urgent: bool = False

    assert said(Task(what="Звонок")) == said(Task(what="Звонок", times=1, urgent=False)) == ["Звонок"]
    assert said(Task(what="Звонок", times=0, urgent=True)) == ["Звонок", "0", "True"]


def test_mappings_and_lists_in_lists_are_walked_too() -> None:
    class Sheet(ContentModel):
        roles: dict[str, RoleId]
        blocks: dict[str, Sla]
        table: Many[Many[Text]]

    sheet = Sheet(roles={"a": "head"}, blocks={"b": Sla(what="Звонок", within="sla")}, table=(("Да", "Нет"),))
    assert strings(sheet) == [
        Marked(("roles", "a"), OWNER, "head", words=False),
        Marked(("blocks", "b", "what"), Prose(), "Звонок", words=True),
        Marked(("blocks", "b", "within"), Names(("fact",)), "sla", words=False),
        Marked(("table", 0, 0), Prose(), "Да", words=True),
        Marked(("table", 0, 1), Prose(), "Нет", words=True),
    ]
    assert said(sheet) == ["head", "Звонок", "sla", "Да", "Нет"]


@pytest.mark.parametrize("name", sorted(BOOK.items))
def test_every_string_stands_at_its_route(name: str) -> None:
    data = BOOK.items[name].data.model_dump(by_alias=True)
    for string in BOOK.items[name].strings:
        value: Any = data
        for step in string.route:
            value = value[step]
        assert value == string.value
        assert string.words == (string.mark is None or isinstance(string.mark, Prose))


@pytest.mark.parametrize("name", sorted(BOOK.items))
def test_all_that_leads_somewhere_is_said_but_what_is_about_the_item(name: str) -> None:
    data = BOOK.items[name].data
    about = {field.key for block in blocks_of(type(data)) for field in shapes_of(block) if field.about}
    left = list(said(data))
    for string in strings(data):
        if not about.intersection(map(str, string.route)):
            left.remove(string.value)
