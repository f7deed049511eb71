"""Dates, sums and figures as the two languages write them."""

from datetime import date
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.core.language import spoken
from salesbook.models.company import Company, Fact, Unit
from salesbook.text import formats
from tests.books import BASE

DAY = date(2026, 11, 25)


def figure(value: float, unit: Unit) -> Fact:
    return Fact(id="x", name="Икс", value=value, unit=unit)


def company(language: str) -> Company:
    return load_book(BASE, ())[0].company.model_copy(update={"language": language})


def written(text: str) -> str:
    """Show no-break spaces, so that a test tells them from ordinary ones."""
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "minutes", "1~minute"),
        (15, "minutes", "15~minutes"),
        (2.5, "hours", "2.5~hours"),
        (1, "working_days", "1~working day"),
        (0, "days", "0~days"),
        (2, "per_month", "2~times a month"),
        (1, "per_week", "1~time a week"),
        (10, "percent", "10~%"),
        (2.5, "percent", "2.5~%"),
        (5, "count", "5"),
        (12000, "count", "12,000"),
        (150000, "money", "150,000~RUB"),
        (3, "weeks", "3~weeks"),
        (6, "months", "6~months"),
    ],
)
def test_figures(value: float, unit: Unit, text: str) -> None:
    assert written(company("en").amount(figure(value, unit))) == text


def test_dates() -> None:
    assert written(formats.full_date(DAY, "en")) == "November~25, 2026"
    assert written(formats.day(DAY, "en")) == "November~25"
    assert formats.weekday(DAY, "en") == "Wednesday"


@pytest.mark.parametrize(
    ("value", "text"),
    [(12_500_000, "12,500,000~RUB"), (0.5, "0.50~RUB"), (-3, "-3~RUB"), (2.0, "2~RUB"), (1234.5, "1,234.50~RUB")],
)
def test_money(value: float, text: str) -> None:
    assert written(formats.money(value, "RUB", "en")) == text


def test_numbers() -> None:
    assert written(formats.number(12500.5, "en")) == "12,500.5"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "minutes", "1~минута"),
        (2, "minutes", "2~минуты"),
        (5, "minutes", "5~минут"),
        (11, "minutes", "11~минут"),
        (21, "minutes", "21~минута"),
        (22, "hours", "22~часа"),
        (2.5, "hours", "2,5~часа"),
        (1.5, "hours", "1,5~часа"),
        (5.5, "days", "5,5~дня"),
        (1, "working_days", "1~рабочий день"),
        (3, "working_days", "3~рабочих дня"),
        (5, "working_days", "5~рабочих дней"),
        (2, "per_month", "2~раза в месяц"),
        (1, "per_week", "1~раз в неделю"),
        (2, "weeks", "2~недели"),
        (6, "months", "6~месяцев"),
        (12000, "count", "12~000"),
        (150000, "money", "150~000~₽"),
    ],
)
def test_russian_figures(value: float, unit: Unit, text: str) -> None:
    assert written(company("ru").amount(figure(value, unit))) == text


def test_russian_dates() -> None:
    assert written(formats.full_date(DAY, "ru")) == "25~ноября 2026~года"
    assert written(formats.day(DAY, "ru")) == "25~ноября"
    assert formats.weekday(DAY, "ru") == "среда"
    assert written(formats.money(12_500_000, "RUB", "ru")) == "12~500~000~₽"


def test_a_russian_book_keeps_its_figures_whatever_the_program_speaks() -> None:
    assert spoken() == "en"
    assert written(company("ru").amount(figure(15, "minutes"))) == "15~минут"


@pytest.mark.parametrize("value", [None, "", "2026-11-25"])
def test_what_is_no_date_is_not_printed_as_today(value: Any) -> None:
    for printed in (formats.full_date, formats.day, formats.weekday):
        with pytest.raises(TypeError, match="is not a date"):
            printed(value, "ru")
