"""When letters of a series are sent: in working hours, before the meeting, by both clocks."""

from datetime import UTC, datetime

import pytest

from salesbook.book.load import load_book
from salesbook.calendar.durations import Duration
from salesbook.calendar.working_time import working_time
from salesbook.letters.sending import confirmation_time, is_night, reminder_time
from tests.books import BASE

WORKING = working_time(load_book(BASE, {"company"})[0].company)
"""Monday to Friday, from 9 to 18, in Moscow; 2026-11-20 is a Friday."""
DAY, HOUR, TWO_WORKING_DAYS = Duration(1, "days"), Duration(1, "hours"), Duration(2, "working_days")
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WORKING.zone)


@pytest.mark.parametrize(
    ("starts", "before", "sent"),
    [
        ("2026-11-19 15:00", DAY, "2026-11-18 15:00"),
        ("2026-11-19 15:00", HOUR, "2026-11-19 14:00"),
        ("2026-11-23 10:00", DAY, "2026-11-20 10:00"),  # Sunday → Friday
        ("2026-11-23 19:30", DAY, "2026-11-20 09:00"),  # and closed at that hour
        ("2026-11-19 08:00", DAY, "2026-11-18 09:00"),
        ("2026-11-19 09:30", HOUR, "2026-11-19 09:00"),
        ("2026-11-19 18:30", HOUR, "2026-11-19 17:30"),
        ("2026-11-19 15:00", Duration(90, "minutes"), "2026-11-19 13:30"),
        ("2026-11-24 15:00", TWO_WORKING_DAYS, "2026-11-20 15:00"),
        ("2026-11-24 15:00", Duration(1, "weeks"), "2026-11-17 15:00"),
    ],
)
def test_a_reminder_goes_out_in_working_hours(starts: str, before: Duration, sent: str) -> None:
    send = reminder_time(WORKING, at(starts), before, LONG_AGO)
    assert send.at == at(sent)
    assert WORKING.is_working(at(sent))


@pytest.mark.parametrize("starts", ["2026-11-19 09:00", "2026-11-21 12:00", "2026-11-19 05:00"])
def test_nobody_works_between(starts: str) -> None:
    send = reminder_time(WORKING, at(starts), HOUR, LONG_AGO)
    assert (send.at, send.reason) == (None, "nobody works between this time and the meeting")


def test_what_has_passed_is_not_sent() -> None:
    send = reminder_time(WORKING, at("2026-11-19 15:00"), DAY, at("2026-11-18 15:01"))
    assert (send.at, send.reason) == (None, "its time has passed")
    assert reminder_time(WORKING, at("2026-11-19 15:00"), DAY, at("2026-11-18 15:00")).at is not None


@pytest.mark.parametrize(
    ("now", "sent"), [("2026-11-19 12:00", "2026-11-19 12:00"), ("2026-11-20 19:00", "2026-11-23 09:00")]
)
def test_a_confirmation_goes_out_at_once(now: str, sent: str) -> None:
    assert confirmation_time(WORKING, at("2026-11-24 12:00"), at(now)).at == at(sent)
    assert confirmation_time(WORKING, at("2026-11-21 12:00"), at("2026-11-20 19:00")).at is None


@pytest.mark.parametrize(("hour", "night"), [(7, True), (8, False), (21, False), (22, True), (0, True)])
def test_night(hour: int, night: bool) -> None:
    assert is_night(datetime(2026, 11, 19, hour, tzinfo=UTC)) is night
