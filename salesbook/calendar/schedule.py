"""Which days are worked, when, and why: hours of the week, the official calendar, decrees, the company's own word.

Of two that speak of a day the nearer one is right: company.yml before a decree of content/calendars, that before the
official calendar of the package, that before the hours of the week.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from salesbook.calendar.official import SHORT_EVES, OfficialYear, official_year
from salesbook.models.calendar import ProductionCalendar
from salesbook.models.company import Hours

HOUR = 60
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Span = tuple[int, int]
"""When people work without a break: from and to, in minutes from midnight, 1440 being the next one."""


class Reason(StrEnum):
    """What says whether a day is worked."""

    WEEK = "week"
    """The hours of the week."""
    HOLIDAY = "holiday"
    """A holiday of the law."""
    TRANSFER = "transfer"
    """The official calendar has moved a day off, here or away."""
    DECREE = "decree"
    """A file of content/calendars."""
    COMPANY = "company"
    """`days_off` or `working_days` of company.yml."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day as it is worked: `spans` of work, none when it is closed.

    `reason` says why; `words` the name of the holiday or the decree, if there is one; `exchanged` the day that it was
    moved from, or is worked for. A `short` day is an hour shorter than usual.
    """

    day: date
    spans: tuple[Span, ...]
    reason: Reason
    words: str = ""
    exchanged: date | None = None
    short: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anybody works on the day."""
        return bool(self.spans)


@dataclass(frozen=True)
class Schedule:
    """The days of a company or of a department: its hours of the week, and all that makes a day another one."""

    hours: tuple[Hours, ...]
    country: str
    language: str
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    decrees: tuple[ProductionCalendar, ...] = ()
    _days: dict[date, CalendarDay] = field(default_factory=dict, repr=False, compare=False)

    def day(self, day: date) -> CalendarDay:
        """Return how a day is worked."""
        looked_up = self._days.get(day)
        if looked_up is None:
            looked_up = self._days[day] = self._shortened(self._looked_up(day))
        return looked_up

    def is_complete(self, year: int) -> bool:
        """Tell whether the transfers of a year are known, from the package or a decree of the book."""
        return any(decree.year == year for decree in self.decrees) or self._official(year).complete

    @cached_property
    def week(self) -> tuple[tuple[Span, ...], ...]:
        """The spans of work of the seven days of a week, Monday first; spans that overlap are one."""
        return tuple(_joined(spans_of(self.hours, weekday)) for weekday in WEEKDAYS)

    def _official(self, year: int) -> OfficialYear:
        return official_year(self.country, year, self.language)

    def _looked_up(self, day: date) -> CalendarDay:
        """Return how a day is worked, before an hour is taken off it."""
        usual = self.week[day.weekday()]
        if day in self.days_off:
            return CalendarDay(day, (), Reason.COMPANY)
        if day in self.working_days:
            return CalendarDay(day, usual or self._borrowed(day), Reason.COMPANY)
        decree = self._decree(day)
        if decree is not None:
            return decree
        official = self._official(day.year)
        worked_for = official.working.get(day)
        if worked_for is not None and (spans := usual or self.week[worked_for.weekday()]):
            return CalendarDay(day, spans, Reason.TRANSFER, "", worked_for)
        if day in official.moved:
            return CalendarDay(day, (), Reason.TRANSFER, "", official.moved[day])
        if day in official.holidays:
            return CalendarDay(day, (), Reason.HOLIDAY, official.holidays[day])
        return CalendarDay(day, usual, Reason.WEEK)

    def _decree(self, day: date) -> CalendarDay | None:
        """Return a day that a decree of the book speaks of."""
        for decree in self.decrees:
            if day in decree.days_off:
                return CalendarDay(day, (), Reason.DECREE, decree.source)
            if day in decree.working_days:
                spans = self.week[day.weekday()] or self._borrowed(day)
                return CalendarDay(day, spans, Reason.DECREE, decree.source)
        return None

    def _borrowed(self, day: date) -> tuple[Span, ...]:
        """Return the hours of a day that has none of its own: a Saturday is worked as the Friday before it."""
        return next((spans for back in range(1, 7) if (spans := self.week[day.weekday() - back])), ())

    def _shortened(self, day: CalendarDay) -> CalendarDay:
        """Take an hour off a day before a holiday."""
        if not day.is_open or not self._is_short(day):
            return day
        return CalendarDay(day.day, _without_the_last_hour(day.spans), day.reason, day.words, day.exchanged, short=True)

    def _is_short(self, day: CalendarDay) -> bool:
        """Tell whether a working day is short: article 95 of the Labour Code.

        A Saturday worked for another day is as long as that one would have been: rules on the length of working time,
        order 588н of 13 August 2009, point 1.
        """
        if any(day.day in decree.short_days for decree in self.decrees):
            return True
        if self.country not in SHORT_EVES:
            return False
        worked_for = self._official(day.day.year).working.get(day.day, day.day)
        return any(self._is_holiday(eve + timedelta(days=1)) for eve in (day.day, worked_for))

    def _is_holiday(self, day: date) -> bool:
        return day in self._official(day.year).holidays


def spans_of(hours: Iterable[Hours], weekday: str) -> list[Span]:
    """Return the spans of work on a day of the week, as they stand; one that ends before it begins is none."""
    spans = ((minutes(each.opens), minutes(each.closes)) for each in hours if weekday in each.days)
    return [(opens, closes) for opens, closes in spans if opens < closes]


def minutes(clock: str) -> int:
    """Return the minutes from midnight to a time such as 09:30."""
    hour, _colon, minute = clock.partition(":")
    return int(hour) * HOUR + int(minute)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _without_the_last_hour(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return a day's spans an hour shorter, from the end; nothing is left of a day that is no longer."""
    left = sum(closes - opens for opens, closes in spans) - HOUR
    shorter: list[Span] = []
    for opens, closes in spans:
        if left > 0:
            shorter.append((opens, min(closes, opens + left)))
        left -= closes - opens
    return tuple(shorter)
