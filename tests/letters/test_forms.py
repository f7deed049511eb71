"""A letter as data for a page: all of it is data, and a letter that no page can write says why."""

import json
from datetime import date
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.letters.channels import channels_of
from salesbook.letters.field_values import NO, YES
from salesbook.letters.forms import asks_for_cases, has_zone, letter_data
from salesbook.letters.values import read_values, value_context
from salesbook.models.letter import Letter
from tests.books import BASE

TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(BASE)[0]


def a_letter(book: Book, **changes: Any) -> Letter:
    _item, letter = next(book.data(Letter))
    return Letter.model_validate(letter.model_dump(exclude_unset=True) | changes)


def test_all_letters_are_data_and_their_samples_are_typed(book: Book) -> None:
    letters = list(book.data(Letter))
    assert letters
    for item, letter in letters:
        data = letter_data(book.context, letter)
        assert data["refused"] is None, item.name
        assert json.loads(json.dumps(data)) == json.loads(json.dumps(data, default=str))
        assert [field["id"] for field in data["fields"]] == [field.id for field in letter.fields]
        channel = channels_of(book.context, letter)[data["channels"][0]["id"]]
        context = value_context(book.context, letter, today=TODAY, asked=channel, of_sample=True)
        assert read_values(letter, data["sample"], context)[1] == []


def test_values_of_a_sample_are_as_somebody_types_them(book: Book) -> None:
    fields = [
        {"id": "a", "label": "А", "type": "flag"},
        {"id": "b", "label": "Б", "type": "date"},
        {"id": "c", "label": "В", "type": "list"},
        {"id": "d", "label": "Г", "type": "group", "fields": [{"id": "e", "label": "Д", "type": "number"}]},
    ]
    sample = {"a": False, "b": date(2026, 12, 1), "c": ["один", 2], "d": {"e": 12.5}, "other": "чужое"}
    data = letter_data(book.context, a_letter(book, fields=fields, sample=sample))
    assert data["sample"] == {"a": "нет", "b": "01.12.2026", "c": ["один", "2"], "d": {"e": "12.5"}}
    assert "да" in YES
    assert "нет" in NO


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"body": '{% include "a.txt" %}'}, "include"),
        ({"body": "{{ a is sameas none }}"}, "sameas"),
        ({"body": "{% if %}"}, ""),
        ({"body": "{{ a | safe }}"}, "safe"),
        ({"subject": "{{ nope( }}"}, ""),
        ({"fields": [{"id": "self", "label": "А", "type": "line"}]}, "self"),
    ],
)
def test_a_letter_that_no_page_can_write_says_why(book: Book, changes: dict[str, Any], why: str) -> None:
    data = letter_data(book.context, a_letter(book, **changes))
    assert data["letter"] is None
    assert data["refused"]
    assert why in data["refused"]


def test_what_a_letter_needs_beside_it_is_told_by_its_fields_and_filters(book: Book) -> None:
    inner = [{"id": "zone", "label": "Пояс", "type": "zone"}]
    assert has_zone(a_letter(book, fields=[{"id": "a", "label": "А", "type": "group", "fields": inner}]))
    assert not has_zone(a_letter(book, fields=[{"id": "a", "label": "А", "type": "line"}]))
    assert asks_for_cases(letter_data(book.context, a_letter(book, body="{{ client | in_case('dative') }}")))
    assert not asks_for_cases(letter_data(book.context, a_letter(book, body="in_case")))
