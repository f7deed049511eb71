"""Durations as people type them, and the figures of a book as durations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.calendar.durations import LARGEST, LONGEST, Duration, TimeUnit, duration_of, read_duration
from salesbook.models.company import Fact, Unit
from salesbook.text.formats import amount


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("15 минут", 15, "minutes"), ("1 минута", 1, "minutes"), ("минуту", 1, "minutes"), ("15 мин.", 15, "minutes"),
        ("15мин", 15, "minutes"), ("пятнадцать минут", 15, "minutes"), ("полчаса", 30, "minutes"),
        ("получаса", None, ""), ("пол часа", 0.5, "hours"), ("четверть часа", 15, "minutes"), ("час", 1, "hours"),
        ("1 час", 1, "hours"), ("2 часа", 2, "hours"), ("5 часов", 5, "hours"), ("2 рабочих часа", 2, "hours"),
        ("1,5 часа", 1.5, "hours"), ("1.5 ч", 1.5, "hours"), ("полтора часа", 1.5, "hours"),
        ("час 20 минут", 80, "minutes"), ("1 ч 30 мин", 90, "minutes"), ("2 часа и 5 минут", 125, "minutes"),
        ("1 рабочий день", 1, "working_days"), ("рабочий день", 1, "working_days"),
        ("2 рабочих дня", 2, "working_days"), ("5 рабочих дней", 5, "working_days"),
        ("2\u00a0РАБОЧИХ\u00a0ДНЯ", 2, "working_days"), ("+2 рабочих дня", 2, "working_days"),
        ("+ 2 рабочих дня", 2, "working_days"), ("через 2 рабочих дня", 2, "working_days"),
        ("двух рабочих дней", 2, "working_days"), ("в течение трёх рабочих дней", 3, "working_days"),
        ("в течение 2-х рабочих дней", 2, "working_days"), ("2 раб. дня", 2, "working_days"),
        ("2 раб.дн.", 2, "working_days"), ("2 р.д.", 2, "working_days"), ("2 р/д", 2, "working_days"),
        ("следующий рабочий день", 1, "working_days"), ("в течение рабочего дня", 1, "working_days"),
        ("3 дня", 3, "days"), ("день", 1, "days"), ("21 день", 21, "days"), ("3 календарных дня", 3, "days"),
        ("сутки", 1, "days"), ("двое суток", 2, "days"), ("трое суток", 3, "days"), ("четверо суток", 4, "days"),
        ("полторы минуты", 1.5, "minutes"), ("2 суток", 2, "days"), ("в течение дня", 1, "days"),
        ("в течение суток", 1, "days"), ("2 недели", 2, "weeks"), ("неделя", 1, "weeks"), ("неделю", 1, "weeks"),
        ("5 недель", 5, "weeks"), ("месяц", 1, "months"), ("2 месяца", 2, "months"), ("5 мес.", 5, "months"),
        ("полгода", 6, "months"), ("год", 12, "months"), ("2 года", 24, "months"), ("1,5 года", 18, "months"),
        ("в течение получаса", 30, "minutes"), ("не позднее чем через час", 1, "hours"),
        ("до 2 рабочих дней", 2, "working_days"), ("не более 30 минут", 30, "minutes"), ("up to 3 days", 3, "days"),
        ("15 minutes", 15, "minutes"), ("half an hour", 30, "minutes"), ("an hour", 1, "hours"),
        ("1 hour and 20 minutes", 80, "minutes"), ("2 working days", 2, "working_days"),
        ("two business days", 2, "working_days"), ("next business day", 1, "working_days"),
        ("within 3 days", 3, "days"), ("in a week", 1, "weeks"), ("3 months", 3, "months"),
        ("99999 минут", 99_999, "minutes"),
    ],
)  # fmt: skip
def test_a_duration(typed: str, number: float | None, unit: TimeUnit) -> None:
    expected = None if number is None else Duration(number, unit)
    assert read_duration(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "2", "рабочих дня", "дня", "дней", "часов", "минут", "ч", "0 дней", "0 минут", "ноль минут", "-2 дня",
        "−2 дня", "+-2 дня", "1,5 дня", "0,5 рабочего дня", "полтора дня", "100000 минут", "999999999999999999 дней",
        "٢ дня", "2 % дня", "2 раза в неделю", "2 дня 3 недели", "20 минут 1 час", "день-два", "2-3 дня", ".5 часа",
        "пару дней", "через", "+", "2 дня" + " " * 60 + "!", "\x00", "1e3 минут", "inf часов", "nan минут", "8400 лет",
    ],
)  # fmt: skip
def test_no_duration(typed: str) -> None:
    assert read_duration(typed) is None


@given(
    st.integers(1, 9999),
    st.sampled_from(["minutes", "hours", "days", "working_days", "weeks", "months"]),
    st.sampled_from(["ru", "en"]),
)
def test_what_is_written_is_read(number: int, unit: TimeUnit, language: str) -> None:
    assert read_duration(amount(number, unit, "", language)) == Duration(number, unit)
    assert read_duration(Duration(number, unit).words(language)) == Duration(number, unit)


def test_how_long_a_text_may_be() -> None:
    assert read_duration("2 дня".ljust(LONGEST)) == Duration(2, "days")
    assert read_duration("2 дня".ljust(LONGEST + 1)) is None


@given(st.text(alphabet="0123456789 ,.+-рабочихднейчасминутнедели", max_size=LONGEST + 20))
def test_any_text_is_a_duration_or_none(text: str) -> None:
    duration = read_duration(text)
    assert duration is None or 0 < duration.amount <= LARGEST


def fact(value: float, unit: Unit) -> Fact:
    return Fact(id="x", name="Икс", value=value, unit=unit)


@pytest.mark.parametrize(
    ("value", "unit", "duration"),
    [
        (15, "minutes", Duration(15, "minutes")),
        (1.5, "hours", Duration(1.5, "hours")),
        (2, "working_days", Duration(2, "working_days")),
        (2, "weeks", Duration(2, "weeks")),
        (1.5, "days", None),
        (0, "minutes", None),
        (1e300, "minutes", None),
        (float("inf"), "hours", None),
        (10, "percent", None),
        (2, "per_month", None),
        (100, "money", None),
        (3, "count", None),
    ],
)
def test_figures(value: float, unit: Unit, duration: Duration | None) -> None:
    assert duration_of(fact(value, unit)) == duration


def test_hours_are_minutes_and_days_are_not() -> None:
    assert Duration(1.5, "hours").minutes == 90
    assert Duration(15, "minutes").minutes == 15
    assert Duration(2, "days").minutes is None
