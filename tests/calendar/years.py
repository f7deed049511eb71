"""The production calendar of Russia for a week of five days, as the Government decreed it, and companies to work by it.

Of each year: the closed days that are no Saturday or Sunday, the Saturdays that are worked, the short days, and the
number of working days that the Ministry of Labour's norm of hours gives.

- 2024: decree 1314 of 10 August 2023
- 2025: decree 1335 of 4 October 2024
- 2026: decree 1466 of 24 September 2025
- 2027: the decree of September 2026
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from salesbook.book.load import unread_company
from salesbook.models.company import Calendar, Company, Department, Hours, Weekday

WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIVE_DAYS = Hours(days=WEEK[:5], opens="09:00", closes="18:00")


class ProductionYear(NamedTuple):
    """What is not usual in a year; days are written as «9.1 12.6»."""

    year: int
    closed: str
    worked: str
    short: str
    working_days: int

    def days(self, words: str) -> set[date]:
        return {date(self.year, int(word.split(".")[1]), int(word.split(".")[0])) for word in words.split()}


YEARS = (
    ProductionYear(
        2024, "1.1 2.1 3.1 4.1 5.1 8.1 23.2 8.3 29.4 30.4 1.5 9.5 10.5 12.6 4.11 30.12 31.12", "27.4 2.11 28.12",
        "22.2 7.3 8.5 11.6 2.11", 248,
    ),
    ProductionYear(
        2025, "1.1 2.1 3.1 6.1 7.1 8.1 1.5 2.5 8.5 9.5 12.6 13.6 3.11 4.11 31.12", "1.11", "7.3 30.4 11.6 1.11", 247
    ),
    ProductionYear(
        2026, "1.1 2.1 5.1 6.1 7.1 8.1 9.1 23.2 9.3 1.5 11.5 12.6 4.11 31.12", "", "30.4 8.5 11.6 3.11", 247
    ),
    ProductionYear(
        2027, "1.1 4.1 5.1 6.1 7.1 8.1 22.2 23.2 8.3 3.5 10.5 14.6 4.11 5.11 31.12", "20.2", "20.2 30.4 11.6 3.11", 247
    ),
)  # fmt: skip
CLOSED = frozenset(day for year in YEARS for day in year.days(year.closed))
WORKED = frozenset(day for year in YEARS for day in year.days(year.worked))
SHORT = frozenset(day for year in YEARS for day in year.days(year.short))


def days_of(year: int) -> Iterator[date]:
    """Yield the days of a year."""
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def is_worked(day: date) -> bool:
    """Tell whether a five-day week of one of the years works on a day."""
    return day in WORKED or (day.weekday() < 5 and day not in CLOSED)


def company(
    hours: Sequence[Hours] = (FIVE_DAYS,),
    zone: str = "Europe/Moscow",
    country: str = "RU",
    departments: Sequence[Department] = (),
    **calendar: Any,
) -> Company:
    """Return a company of these hours; `calendar` are its own days off and working days."""
    return unread_company().model_copy(
        update={
            "name": "Берег",
            "hours": tuple(hours),
            "time_zone": zone,
            "calendar": Calendar(country=country, **calendar),
            "departments": tuple(departments),
        }
    )
