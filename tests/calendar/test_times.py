"""Times and moments as people type them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.calendar.durations import LONGEST
from salesbook.calendar.times import is_day_alone, spoken_moment, spoken_time

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
"""Wednesday, half past twelve in Moscow."""


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("19", "19:00"), ("9", "09:00"), ("7", "07:00"), ("0", "00:00"), ("12", "12:00"), ("19:00", "19:00"),
        ("9:05", "09:05"), ("19.00", "19:00"), ("19-00", "19:00"), ("19–30", "19:30"), ("19−30", "19:30"),
        ("19,30", "19:30"), ("19 30", "19:30"), ("1900", "19:00"), ("0930", "09:30"), ("19:30:45", "19:30"),
        ("в 19:00", "19:00"), ("к 19", "19:00"), ("at 7:15", "07:15"), ("19ч", "19:00"), ("19 ч. 30 мин", "19:30"),
        ("19ч5", "19:05"), ("19 часов", "19:00"), ("2 часа", "02:00"), ("19h30", "19:30"), ("9 утра", "09:00"),
        ("в 9:30 утра", "09:30"), ("12 дня", "12:00"), ("2 часа дня", "14:00"), ("час дня", "13:00"),
        ("7 вечера", "19:00"), ("19 вечера", "19:00"), ("11 вечера", "23:00"), ("11 ночи", "23:00"),
        ("12 ночи", "00:00"), ("час ночи", "01:00"), ("3 ночи", "03:00"), ("7 часов вечера", "19:00"),
        ("семь вечера", "19:00"), ("в одиннадцать утра", "11:00"), ("девять", "09:00"), ("7 pm", "19:00"),
        ("7pm", "19:00"), ("7:30 p.m.", "19:30"), ("12 am", "00:00"), ("12 pm", "12:00"), ("11 a.m", "11:00"),
        ("7 in the evening", "19:00"), ("9 at night", "21:00"), ("3 in the afternoon", "15:00"), ("Полдень", "12:00"),
        ("в полночь", "00:00"), ("noon", "12:00"), ("19:00.", "19:00"), ("19\u00a0ч", "19:00"), ("до 19", "19:00"),
    ],
)  # fmt: skip
def test_a_time(typed: str, clock: str) -> None:
    assert spoken_time(typed) == time.fromisoformat(clock)


@pytest.mark.parametrize(
    "typed",
    [
        "", "в", "24", "24:00", "19:60", "25", "19:5", "190", "2460", "19:00:0", "-1", "−19", "+19", "٧", "１９:00٠",
        "999999999999999999999", "вечера", "12 вечера", "3 вечера", "7 дня", "19 утра", "12 утра", "13 am",
        "полвосьмого", "час", "в обед", "девять минут", "двадцать пять", "19 00 00", "7 вечера утра", "7" * 61, "\x00",
    ],
)  # fmt: skip
def test_no_time(typed: str) -> None:
    assert spoken_time(typed) is None


@pytest.mark.parametrize(
    ("part", "first", "last", "hours"),
    [
        ("утра", 3, 11, 0), ("дня", 1, 6, 12), ("дня", 10, 12, 0), ("вечера", 4, 11, 12), ("ночи", 1, 5, 0),
        ("ночи", 10, 11, 12), ("am", 1, 11, 0), ("pm", 1, 11, 12), ("in the morning", 3, 11, 0),
        ("in the afternoon", 1, 6, 12), ("in the evening", 4, 11, 12), ("at night", 1, 5, 0), ("at night", 8, 11, 12),
    ],
)  # fmt: skip
def test_the_hours_of_a_part_of_the_day(part: str, first: int, last: int, hours: int) -> None:
    for hour in range(first, last + 1):
        assert spoken_time(f"{hour} {part}") == time(hour + hours)


@pytest.mark.parametrize(
    "typed",
    ["2 утра", "12 утра", "7 дня", "9 дня", "13 утра", "3 вечера", "12 вечера", "6 ночи", "9 ночи", "2 in the morning",
     "7 in the afternoon", "11 in the afternoon", "3 in the evening", "6 at night", "7 at night", "24 pm"],
)  # fmt: skip
def test_hours_that_a_part_of_the_day_has_not(typed: str) -> None:
    assert spoken_time(typed) is None


@given(st.times())
def test_every_time_is_read_as_it_is_written(clock: time) -> None:
    expected = clock.replace(second=0, microsecond=0)
    for form in ("%H:%M", "%H.%M", "%H-%M", "%H%M", "%H ч %M мин", "%I:%M %p"):
        assert spoken_time(clock.strftime(form)) == expected


@given(st.text(max_size=LONGEST + 20))
def test_any_text_is_a_time_or_none(text: str) -> None:
    clock = spoken_time(text)
    assert clock is None or clock.tzinfo is None


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("сегодня 17:40", "2026-11-25T17:40+03:00"),
        ("25.11 16:00", "2026-11-25T16:00+03:00"),
        ("25.11.26 в 16", "2026-11-25T16:00+03:00"),
        ("25.11, 16:00", "2026-11-25T16:00+03:00"),
        ("26 ноября 19", "2026-11-26T19:00+03:00"),
        ("26 ноября 2026 года в 7 вечера", "2026-11-26T19:00+03:00"),
        ("пт 18:50", "2026-11-27T18:50+03:00"),
        ("в пятницу в 18-50", "2026-11-27T18:50+03:00"),
        ("в следующую пятницу, 9 утра", "2026-12-04T09:00+03:00"),
        ("19-00 завтра", "2026-11-26T19:00+03:00"),
        ("завтра", "2026-11-26T00:00+03:00"),
        ("tomorrow at 9am", "2026-11-26T09:00+03:00"),
        ("16:00", "2026-11-25T16:00+03:00"),
        ("в 10.11", "2026-11-25T10:11+03:00"),
        ("10.11", "2027-11-10T00:00+03:00"),
        ("сейчас", "2026-11-25T12:30+03:00"),
        ("now", "2026-11-25T12:30+03:00"),
        ("через 2 часа", "2026-11-25T14:30+03:00"),
        ("15 минут назад", "2026-11-25T12:15+03:00"),
        ("in half an hour", "2026-11-25T13:00+03:00"),
        ("через неделю в 10", "2026-12-02T10:00+03:00"),
        ("2026-11-25T16:00", "2026-11-25T16:00+03:00"),
        ("2026-11-25 16:00:30", "2026-11-25T16:00:30+03:00"),
        ("2026-11-25T16:00+10:00", "2026-11-25T09:00+03:00"),
        ("2026-11-25T16:00 +1000", "2026-11-25T09:00+03:00"),
        ("2026-11-25T23:30Z", "2026-11-26T02:30+03:00"),
    ],
)
def test_a_moment(typed: str, moment: str) -> None:
    read = spoken_moment(typed, NOW, MOSCOW)
    assert read == datetime.fromisoformat(moment)
    assert read is not None and read.tzinfo is MOSCOW


@pytest.mark.parametrize(
    "typed",
    [
        "", "когда-нибудь", "25.11 25:00", "31.11 16:00", "завтра сегодня", "16:00 17:00", "завтра завтра 16:00",
        "2026-11-25T25:00", "2026-02-30T16:00", "9999-12-31T23:59", "0001-01-01T00:00+23:59", "2026-11-25T16:00+99:99",
        "через 2 рабочих дня", "16:00 " * 20,
    ],
)  # fmt: skip
def test_no_moment(typed: str) -> None:
    assert spoken_moment(typed, NOW, MOSCOW) is None


@pytest.mark.parametrize("year", [1900, 2199])
def test_the_first_and_the_last_year(year: int) -> None:
    read = spoken_moment(f"{year}-06-15T12:00Z", NOW, MOSCOW)
    assert read is not None and read.year == year
    before_and_after = [spoken_moment(f"{other}-06-15T12:00Z", NOW, MOSCOW) for other in (1899, 2200)]
    assert before_and_after == [None, None]


def test_today_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    vladivostok = ZoneInfo("Asia/Vladivostok")
    assert spoken_moment("сегодня 10:00", late, vladivostok) == datetime(2026, 11, 26, 10, tzinfo=vladivostok)


def test_a_time_that_clocks_skip_is_that_much_later() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    skipped = spoken_moment("29.03.2026 02:30", NOW, berlin)
    assert skipped is not None
    assert (skipped.hour, skipped.minute, skipped.utcoffset()) == (3, 30, timedelta(hours=2))


def test_of_a_time_that_clocks_show_twice_it_is_the_first() -> None:
    twice = spoken_moment("25.10.2026 02:30", NOW, ZoneInfo("Europe/Berlin"))
    assert twice is not None
    assert twice.utcoffset() == timedelta(hours=2)


@given(st.text(alphabet="0123456789 .:-+TZпнзавтрчерез", max_size=LONGEST + 20))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = spoken_moment(text, NOW, MOSCOW)
    assert moment is None or moment.tzinfo is MOSCOW


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("2026-12-03", True), ("завтра", True), ("3 декабря", True), ("в пятницу", True), ("через 2 дня", True),
        ("2026-12-03 15:00", False), ("2026-12-03T00:00", False), ("завтра 15", False), ("15:00", False),
        ("через 2 часа", False), ("сейчас", False), ("скоро", False),
    ],
)  # fmt: skip
def test_a_day_without_a_time(typed: str, alone: bool) -> None:
    assert is_day_alone(typed, NOW, MOSCOW) == alone
