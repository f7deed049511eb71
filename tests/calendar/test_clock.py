"""One clock, in the company's zone."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from salesbook.calendar import clock
from tests.calendar.years import company

SOURCES = Path(clock.__file__).parents[1]
LATE = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Asia/Vladivostok", 26),
        ("Europe/Moscow", 26),
        ("Europe/London", 25),
        ("America/New_York", 25),
        ("Москва", 25),
        ("", 25),
        ("../../etc/passwd", 25),
        ("Europe", 25),
        ("x" * 5000, 25),
        ("a\0b", 25),
    ],
)
def test_the_day_is_that_of_the_zone(zone: str, day: int) -> None:
    assert clock.day_in(zone, LATE) == date(2026, 11, day)
    assert clock.today(company(zone=zone), LATE) == date(2026, 11, day)
    assert LATE.astimezone(clock.zone_of(company(zone=zone))).day == day


def test_now_is_a_moment_of_the_machine_s_clock() -> None:
    assert abs(datetime.now(UTC) - clock.now()) < timedelta(minutes=5)
    assert clock.now().tzinfo is UTC


def test_nobody_else_looks_at_the_machine_s_clock() -> None:
    looks = re.compile(r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.(?:time|localtime|gmtime|strftime)\(")
    lookers = [path for path in SOURCES.rglob("*.py") if looks.search(path.read_text(encoding="utf-8"))]
    assert [path.relative_to(SOURCES).as_posix() for path in lookers] == ["calendar/clock.py"]
