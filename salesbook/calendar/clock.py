"""Which day it is: asked of a moment and a time zone. One clock for all of the engine, in the company's zone.

Commands ask `now` once and hand the moment on: nothing below them looks at the machine's clock.
"""

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    # A book in which nothing has changed is looked at without any model.
    from salesbook.models.company import Company


def now() -> datetime:
    """Return the moment that it is, in UTC."""
    return datetime.now(UTC)


def time_zone(name: str) -> ZoneInfo | None:
    """Return a time zone by its name in the tz database; None when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_name(company: "Company", department: str | None = None) -> str:
    """Return the name of the time zone of a company, or of a department by its id, as company.yml has it."""
    own = (each.time_zone for each in company.departments if each.id == department)
    return next(filter(None, own), company.time_zone)


def zone_of(company: "Company", department: str | None = None) -> tzinfo:
    """Return the time zone of a company's hours and days, or a department's; UTC when it names none that there is."""
    return time_zone(zone_name(company, department)) or UTC


def day_in(zone: str, moment: datetime) -> date:
    """Return the day at a moment (aware) in a time zone; in UTC when the zone is not known."""
    return moment.astimezone(time_zone(zone) or UTC).date()


def today(company: "Company", moment: datetime) -> date:
    """Return the day that it is at a company at a moment (aware): in Vladivostok it begins while Moscow has dinner."""
    return day_in(company.time_zone, moment)
