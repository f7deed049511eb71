"""Short answers: what is taken for right, and what is not."""

from collections.abc import Iterable

import pytest

from salesbook.finding.forms import Dictionary
from salesbook.learning.typed import accepted, is_right, words

DICTIONARY = Dictionary()


def no_forms(_word: str) -> Iterable[str]:
    return ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ключевая  встреча!", ["ключевая", "встреча"]),
        ("ВСЁ-таки", ["все", "таки"]),
        ("15\u00a0минут", ["15", "минут"]),
        ("все\u0308", ["все"]),
        ("СRM и CRМ", ["сrм", "и", "сrм"]),
        ("<b>да</b>", ["в", "да", "в"]),
        ("«—»", []),
        ("", []),
    ],
)
def test_words(typed: str, expected: list[str]) -> None:
    assert words(typed) == expected


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("бронь", "бронь"),
        ("Брони.", "бронь"),
        ("бронью", "бронь"),
        ("ключевой встрече", "Ключевая встреча"),
        ("ключевые встречи", "ключевая встреча"),
        ("ключеваявстреча", "ключевая встреча"),
        ("учет", "учёт"),
        ("учёта", "учет"),
        ("эскроу счёт", "счёт эскроу"),
        ("15минут", "15 минут"),
        ("КЕV", "KEV"),
        ("перезвонил", "перезвонить"),
    ],
)
def test_right(typed: str, phrase: str) -> None:
    both = accepted([phrase, "счёт-эскроу", "эскроу-счёт"], DICTIONARY.forms)
    assert is_right(typed, both)


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("", "бронь"),
        ("  —", "бронь"),
        ("брон", "бронь"),
        ("бронирование", "бронь"),
        ("встреча", "ключевая встреча"),
        ("ключевая встреча сегодня", "ключевая встреча"),
        ("встреча ключевая", "ключевая встреча"),
        ("15", "16"),
        ("115 минут", "15 минут"),
        ("__proto__", "constructor"),
        ("бронь" * 100, "бронь"),
    ],
)
def test_wrong(typed: str, phrase: str) -> None:
    assert not is_right(typed, accepted([phrase], DICTIONARY.forms))


def test_nothing_accepted_is_nothing_right() -> None:
    assert not is_right("да", [])
    assert not is_right("", accepted(["—"], no_forms))
    assert not is_right("да", accepted(["—"], no_forms))


def test_forms_are_listed_once_and_in_order() -> None:
    assert accepted(["Счёт  7"], lambda _word: ("счета", "счёта", "счетов")) == [[["счет", "счета", "счетов"], ["7"]]]


def test_only_russian_words_have_forms() -> None:
    asked: list[str] = []

    def forms(word: str) -> Iterable[str]:
        asked.append(word)
        return (word,)

    accepted(["Бриф KEV 15 мини-SRM ёж"], forms)
    assert asked == ["бриф", "мини", "еж"]
