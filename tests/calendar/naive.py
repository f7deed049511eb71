"""Working time as a child would count it: minute by minute and day by day, with a clock on the wall."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

Minutes = Callable[[date], set[int]]
"""Returns the minutes of a day, from its midnight, in which people work."""


def walked_minutes(moment: datetime, minutes: int, zone: tzinfo, works: Minutes) -> datetime:
    """Wait until so many minutes of work have gone by; `moment` is a whole minute."""
    instant = moment.astimezone(UTC)
    while minutes:
        wall = instant.astimezone(zone)
        minutes -= wall.hour * 60 + wall.minute in works(wall.date())
        instant += MINUTE
    return instant.astimezone(zone)


def walked_opening(moment: datetime, zone: tzinfo, works: Minutes) -> datetime:
    """Wait for the first minute of work."""
    instant = moment.astimezone(UTC)
    while True:
        wall = instant.astimezone(zone)
        if wall.hour * 60 + wall.minute in works(wall.date()):
            return wall
        instant += MINUTE


def walked_days(day: date, days: int, works: Minutes) -> date:
    """Wait until so many working days have gone by after a day."""
    while days:
        day += DAY
        days -= bool(works(day))
    return day


def closing(day: date, zone: tzinfo, works: Minutes) -> datetime:
    """Return the end of the last minute of work on a day."""
    last = max(works(day))
    wall = datetime(day.year, day.month, day.day, last // 60, last % 60, tzinfo=zone)
    # Of a minute that the clock shows twice the last one.
    return (wall.replace(fold=1).astimezone(UTC) + MINUTE).astimezone(zone)
