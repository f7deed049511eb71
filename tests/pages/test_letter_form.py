"""A letter's page holds its form: every word that the script says, every script that the form needs."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.models.letter import Letter
from salesbook.pages.letter_form import SCRIPTS, TABLES, ZONES, form_tables, letter_form
from salesbook.pages.places import Places
from salesbook.pages.tools import COMMON, Tool
from tests.books import BASE

ASSETS = Path(__file__).parents[2] / "site" / "assets"
TODAY = date(2026, 11, 28)
INSERTED = (
    "a_",
    "one_line",
    "so_long",
    "some_text",
    "yes_or_no",
    "missing",
    "terminal",
    "no_telephone",
    "far_off",
    "closed_",
    "too_",
)
"""Words that are asked for by what is wrong with a field."""


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(BASE)[0]


def form_of(book: Book, **changes: Any) -> Tool:
    item, letter = next(book.data(Letter))
    changed = Letter.model_validate(letter.model_dump(exclude_unset=True) | changes)
    return letter_form(book.context, item, changed, Translations("ru"))


def test_scripts_of_a_form_are_there_or_made_with_the_site(book: Book) -> None:
    tool = form_of(book)
    made = {data.uri.rpartition("/")[2] for data in form_tables(Places(book), None, TODAY)}
    assert TABLES in made
    assert [
        script for script in (COMMON, *tool.scripts) if not (ASSETS / script).is_file() and script not in made
    ] == []
    assert tool.scripts[-len(SCRIPTS) :] == SCRIPTS


def test_zones_are_loaded_by_letters_that_ask_for_one(book: Book) -> None:
    zone = [{"id": "zone", "label": "Пояс", "type": "zone"}]
    assert ZONES in form_of(book, fields=zone, sample={}).scripts
    assert ZONES not in form_of(book, fields=[], sample={}).scripts


def test_names_come_with_letters_that_put_one_into_a_case(book: Book) -> None:
    assert form_of(book, body="{{ client | in_case('dative') }}").data["names"]["Анна"][1] == "Анне"
    assert "names" not in form_of(book).data


def test_the_script_says_the_words_of_the_form_and_no_others(book: Book) -> None:
    words = set(form_of(book).data["words"])
    script = (ASSETS / "letter.js").read_text(encoding="utf-8")
    said = set(re.findall(r"\bwords\.(\w+)", script))
    assert said <= words
    reading = "".join((ASSETS / name).read_text(encoding="utf-8") for name in ("letter_values.js", "letter_text.js"))
    told = {word for word in re.findall(r'"([a-z_]+)"', reading) if word in words}
    common = {"result", "to_result", "copied", "copy_failed", "new_tab"}
    hints = {word for word in words if word.startswith("hint_")}
    assert words - said - told - common - hints == set()
    assert all(word.startswith(INSERTED) for word in told - said), told - said


def test_a_letter_of_which_no_page_can_be_sure_shows_the_command(book: Book) -> None:
    data = form_of(book, body='{% include "a.txt" %}').data
    assert data["letter"] is None
    assert "include" in data["refused"]
    assert data["command"].startswith("salesbook letter ")


def test_tables_are_scripts_that_set_one_variable(book: Book) -> None:
    for data in form_tables(Places(book), None, TODAY):
        assert re.fullmatch(r"assets/salesbook/[a-z_]+\.js", data.uri)
        head, _sign, body = data.text.partition(" = ")
        assert head in ("window.bookTables", "window.bookZones")
        assert isinstance(json.loads(body.rstrip(";\n")), dict)
        assert not {"\u2028", "\u2029"} & set(data.text)
