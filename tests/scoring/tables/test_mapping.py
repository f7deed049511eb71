"""Which column answers which parameter: what is sure, what is not, what a file says of it."""

from pathlib import Path

import pytest

from salesbook.core.errors import UserError
from salesbook.scoring.tables.mapping import KNOCKOUTS, ColumnMapping, guessed, identities, missing
from salesbook.scoring.tables.mapping_file import mapping_of
from salesbook.scoring.tables.table import Table, columns_of
from tests.books import OTHER
from tests.scoring.test_score import CARD, card_of

PUPILS = card_of(OTHER, "pupils")


def table(*headers: str) -> Table:
    return Table(Path("t.csv"), "csv", columns_of(headers))


@pytest.mark.parametrize(
    "headers",
    [
        ("budget", "timing", "meeting"),
        ("Бюджет ", "Cрок", "готов к встрече"),
        ("Сделка: Бюджет", "Срок (дней)", "Готов к встрече"),
        ("Бюджет, ₽", "TIMING", "Meeting"),
    ],
)
def test_headers_that_are_sure(headers: tuple[str, ...]) -> None:
    guess = guessed(table("ID", *headers, "Другой регион", "Отсев"), CARD)
    assert guess.mapping == ColumnMapping(
        {"budget": 1, "timing": 2, "meeting": 3}, knockouts=5, marks={"other-region": 4}
    )
    assert guess.unsure == {}


@pytest.mark.parametrize(
    "others", [("Бюджет", "Бюджет, ₽"), ("бюджет", "Бюджет (план)"), ("Бюджет ", "Сделка: Бюджет")]
)
def test_none_of_two_columns_is_taken_silently(others: tuple[str, str]) -> None:
    guess = guessed(table(*others, "Срок", "meeting"), CARD)
    assert "budget" not in guess.mapping.parameters
    assert [column.header for column in guess.unsure["budget"]] == list(others)


def test_the_column_called_by_the_id_is_meant_and_the_other_told_of() -> None:
    guess = guessed(table("Бюджет, руб.", "budget", "Срок", "meeting"), CARD)
    assert (guess.unsure, guess.mapping.parameters["budget"]) == ({}, 1)
    assert guess.mapping.passed_over == {"budget": (0,)}


def test_knock_outs_that_two_columns_speak_of_are_not_sure() -> None:
    columns = ("budget", "timing", "meeting")
    guess = guessed(table(*columns, "Другой регион", "Другой регион (2)", "Отсев", "Критерии отсева"), CARD)
    assert {*guess.unsure} == {"other-region", KNOCKOUTS}
    assert (guess.mapping.knockouts, guess.mapping.marks) == (None, {})
    assert guessed(table(*columns, "Отсев", "knockouts"), CARD).mapping.knockouts == 4
    assert guessed(table(*columns, "Отсев", "knocked_out"), CARD).mapping.knockouts == 3
    assert guessed(table(*columns, "knocked_out"), CARD).mapping.knockouts == 3


def test_what_is_not_sure_is_told_all_at_once() -> None:
    headers = table("Бюджет", "Бюджет", "Срок покупки", "meeting")
    guess = guessed(headers, CARD)
    assert guess.mapping.parameters == {"meeting": 3}
    assert {name: [c.name for c in columns] for name, columns in guess.unsure.items()} == {
        "budget": ["Бюджет", "Бюджет (2)"],
        "timing": ["Срок покупки"],
    }
    message = missing(guess, headers, CARD).message
    assert "“Бюджет” (budget) — it looks like «Бюджет», «Бюджет (2)»" in message
    assert "“Срок” (timing) — it looks like «Срок покупки»" in message


def test_a_mapping_file() -> None:
    headers = table("Сумма", "Когда", "Встреча", "Регион не тот")
    data = {
        "columns": {"сумма": "budget", "Когда": "timing", "Встреча": "meeting", "Регион не тот": "other-region"},
        "answers": {"budget": {"много": "plus", 5: "zero"}},
    }
    guess = guessed(headers, CARD, mapping_of(data, headers, CARD))
    assert guess.unsure == {}
    assert guess.mapping.marks == {"other-region": 3}
    assert guess.mapping.answers == {"budget": {"много": "plus", "5": "zero"}}


def test_a_parameter_without_a_column_is_unknown_where_the_card_takes_that() -> None:
    headers = table("goal", "hours", "city")
    mapping = mapping_of({"unknown": ["level"]}, headers, PUPILS)
    assert guessed(headers, PUPILS, mapping).mapping.absent == {"level"}
    with pytest.raises(UserError, match="does not take “unknown” for “Бюджет”"):
        mapping_of({"unknown": ["budget"]}, headers, CARD)


@pytest.mark.parametrize("data", ["слова", [], None, 5])
def test_a_mapping_is_a_block(data: object) -> None:
    with pytest.raises(UserError, match="a mapping is a block of fields"):
        mapping_of(data, table("a"), CARD)


def test_everything_wrong_with_a_mapping_is_named() -> None:
    data = {
        "colums": {},
        "columns": {"Сума": "budget", "Срок": "timng", "a": "meeting", "b": "meeting"},
        "answers": {"budget": {"x": "pluss"}, "bugdet": {}, "timing": []},
        "unknown": 5,
    }
    with pytest.raises(UserError) as raised:
        mapping_of(data, table("Сумма", "Срок", "a", "b"), CARD)
    for words in ("«colums»", "«Сума»", "«timng»", "“meeting”", "«pluss»", "«bugdet»", "“timing”", "«5»"):
        assert words in raised.value.message


def test_the_columns_that_say_which_lead_it_is() -> None:
    assert [c.name for c in identities(table("budget", "ID", "Название сделки ", "Телефон"))] == [
        "ID",
        "Название сделки",
    ]
