"""The book's Markdown as words, and routes as people write them."""

from decimal import Decimal

import pytest

from salesbook.book.load import load_book
from salesbook.book.readable import one_line, readable, titled
from salesbook.core.diagnostics import Route
from salesbook.output.items import dotted
from salesbook.output.scores import signed
from tests.books import BASE

BOOK = load_book(BASE)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Важно**: [[ОП-001]]", "Важно: ОП-001 Первый контакт"),
        ("[[ОП-001|звонок]] и [[ОП-099]]", "звонок и ОП-099"),
        ("через {{ fact.first_contact }}, {{ fact.none }}", "через 15\u00a0минут, {{ fact.none }}"),
        ("[сайт](https://example.com) ![план](a.svg)", "сайт план"),
        ("[[pipeline:main#paid]]", "Оплата получена"),
        ("На этапе [[pipeline:main#paid]].", "На этапе «Оплата получена»."),
        ("По [[ОП-001]]; письмо «[[letter:summary]]».", "По ОП-001 «Первый контакт»; письмо «Саммари встречи»."),
        ("«По [[ОП-001]] и скажите»", "«По ОП-001 „Первый контакт“ и скажите»"),
    ],
)
def test_plain(text: str, words: str) -> None:
    assert readable(BOOK, text) == words


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ОП-001", "ОП-001 Первый контакт"),
        ("pipeline:main#paid", "Основная воронка → Оплата получена"),
        ("pipeline:main#none", "Основная воронка"),
        ("letter:none", "letter:none"),
    ],
)
def test_titled(name: str, title: str) -> None:
    assert titled(BOOK, name) == title


@pytest.mark.parametrize(("route", "text"), [((), ""), (("a",), "a"), (("a", 2, "b", 0), "a[2].b[0]")])
def test_dotted(route: Route, text: str) -> None:
    assert dotted(route) == text


def test_small_things() -> None:
    assert one_line(" а \n б ") == "а б"
    assert [signed(Decimal(n)) for n in ("-3", "0", "3.50")] == ["−3", "0", "3.5"]
