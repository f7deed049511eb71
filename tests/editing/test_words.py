"""What an editor tells of a symbol comes from the marks of its model."""

from dataclasses import replace

import pytest

from salesbook.book.load import load_book
from salesbook.editing.symbols import Symbol
from salesbook.editing.words import symbol_words
from tests.books import BASE
from tests.kit import kit

BASE_BOOK = load_book(BASE)[0]
BOOK = replace(BASE_BOOK, items={**BASE_BOOK.items, "kit:first": kit()})


@pytest.mark.parametrize(
    ("name", "anchor", "told"),
    [
        ("kit:first", "axe", "**Топор**\n\nНабор\n\nРубить."),
        ("kit:first", "care", "**Уход**\n\nНабор"),
        ("kit:first", "none", "**Набор**\n\nkit"),
        ("kit:first", "", "**Набор**\n\nkit\n\nСлова."),
        ("script:key-meeting", "закрытие", "**Закрытие**\n\nКлючевая встреча\n\nДоговориться о брони."),
        ("faq:payments", "есть-рассрочка", "**Есть рассрочка?**\n\nОплата\n\nДа, смотрите «Маяк»."),
        ("letter:summary", "", "**Саммари встречи**\n\nletter\n\n"),
    ],
)
def test_what_is_told(name: str, anchor: str, told: str) -> None:
    words = symbol_words(BOOK, Symbol("place" if anchor else "item", name, anchor))
    assert words is not None
    assert words.startswith(told)


def test_nothing_is_told_of_what_the_book_does_not_have() -> None:
    assert symbol_words(BOOK, Symbol("item", "kit:second")) is None
