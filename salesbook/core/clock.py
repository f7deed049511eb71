"""Which day it is: asked of a moment and a time zone, never of the machine."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def time_zone(name: str) -> ZoneInfo | None:
    """Return a time zone by its name in the tz database; None when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def day_in(zone: str, now: datetime) -> date:
    """Return the day at a moment (an aware `now`) in a time zone; in UTC when the zone is not known."""
    return now.astimezone(time_zone(zone) or UTC).date()
