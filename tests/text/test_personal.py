"""What is a person's in a text: lists of spellings, thousands of drawn ones, and the texts of this repository."""

from pathlib import Path

import pytest

from salesbook.text.personal import personal
from tests.text.nobodys import negatives
from tests.text.spellings import positives

LISTS = Path(__file__).parent / "personal"
ROOT = Path(__file__).parents[2]
ENOUGH, TOO_MANY = 0.95, 0.02


def lines(name: str) -> list[str]:
    text = (LISTS / name).read_text(encoding="utf-8")
    return [line.replace("⏎", "\n") for line in text.splitlines() if line]


@pytest.mark.parametrize("text", lines("somebodys.txt"))
def test_somebodys(text: str) -> None:
    values = list(personal(text))
    assert values
    assert all(text[value.start :].startswith(value.text) for value in values)


@pytest.mark.parametrize("text", lines("nobodys.txt"))
def test_nobodys(text: str) -> None:
    assert list(personal(text)) == []


def test_drawn_spellings_are_found() -> None:
    sample = list(positives(seed=20, n=2_000))
    missed = [text for _kind, _value, text in sample if not list(personal(text))]
    assert len(missed) <= (1 - ENOUGH) * len(sample), missed[:20]


def test_drawn_numbers_of_nobody_are_not_found() -> None:
    sample = list(negatives(seed=21, n=2_000))
    false = [text for _kind, text in sample if list(personal(text))]
    assert len(false) <= TOO_MANY * len(sample), false[:20]


@pytest.mark.parametrize("folder", ["content", "tests/other_book/content", "tests/cases/base", "templates", "site"])
def test_a_book_in_order_holds_nothing_of_a_person(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.*"):
        if path.suffix in (".md", ".yml", ".svg", ".html", ".css", ".js"):
            assert [(path, value) for value in personal(path.read_text(encoding="utf-8"))] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["1", "8 9 ", "89123456789 ", "+375291234567 ", "@", "a@", "-", "(912", "9\u200b", "тел 23-45-67 ", "4276 ", "&#"],
)
def test_a_hostile_text_is_looked_through_in_time(piece: str) -> None:
    list(personal(piece * (100_000 // len(piece))))
