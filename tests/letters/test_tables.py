"""The tables of a page: clocks, days of work and expressions are those of the program, and fit into a script."""

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time_of
from salesbook.calendar.zones import zone_names, zone_of
from salesbook.letters.tables import YEARS_AFTER, YEARS_BEFORE, book_tables, zone_tables
from salesbook.text.forenames import COMMON, in_all_cases
from salesbook.text.words import CASES
from tests.books import BASE

YEAR = 2026


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    book, _problems = load_book(BASE)
    return book_tables(book.company, working_time_of(book), YEAR)


def test_clocks_of_a_page_are_those_of_the_zones() -> None:
    tables, rnd = zone_tables(YEAR), Random(7)
    assert set(tables["offsets"]) == set(tables["names"]) == zone_names()
    for name in [*rnd.sample(tables["names"], 60), "Africa/Casablanca", "Europe/Moscow", "Australia/Lord_Howe"]:
        zone = zone_of(name)
        for _n in range(40):
            second = rnd.randint(tables["from"], tables["until"])
            offset = [each for start, each in tables["offsets"][name] if start <= second][-1]
            moment = datetime.fromtimestamp(second, UTC).astimezone(zone)
            assert moment.utcoffset() == timedelta(seconds=offset), (name, moment)


def test_days_of_work_are_those_of_the_company(tables: dict[str, Any]) -> None:
    book, _problems = load_book(BASE)
    working, work = working_time_of(book), tables["work"]
    first = date.fromisoformat(work["first"])
    assert first == date(YEAR - YEARS_BEFORE, 1, 1)
    assert first + timedelta(days=len(work["days"])) == date(YEAR + YEARS_AFTER + 1, 1, 1)
    for n, sign in enumerate(work["days"]):
        is_open, spans = work["kinds"][ord(sign) - ord("0")]
        day = first + timedelta(days=n)
        assert is_open == working.is_open(day)
        assert [tuple(span) for span in spans] == [(f"{o:%H:%M}", f"{c:%H:%M}") for o, c in working.hours_on(day)]


def test_a_company_without_hours_has_no_days_of_work() -> None:
    book, _problems = load_book(BASE)
    assert book_tables(book.company, None, YEAR)["work"] is None


def test_tables_can_be_written_into_a_file(tables: dict[str, Any]) -> None:
    words = json.dumps(tables, ensure_ascii=False)
    assert words.encode()
    assert not {unicodedata.category(letter) for letter in words} & {"Cc", "Cs", "Zl", "Zp"}
    assert json.loads(words)["reading"]["days"]["relative"]["завтра"] == 1


def test_forms_of_common_names_are_those_of_the_dictionary() -> None:
    forms = in_all_cases()
    assert set(forms) == set(COMMON)
    assert forms["Анна"] == ["Анны", "Анне", "Анну", "Анной", "Анне"]
    assert {len(each) for each in forms.values()} == {len(CASES)}
    # A list of names whose forms are not sure would be of no use.
    assert sum(None not in each for each in forms.values()) > len(COMMON) * 0.8
