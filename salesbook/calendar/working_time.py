"""Working time: when a term that begins at a moment runs out.

- Minutes and hours are counted while people work: a term that begins when it is closed starts at the next opening, and
  may end with the closing of a day. «15 минут» at 18:50 are over at 9:05 on the next working day, when 19:00 closes.
- «N рабочих дней» end with the closing of the Nth working day after the day of the event: article 191 of the Civil Code
  has a term begin on the day after, article 194 has it end when the working hours end.
- Days, weeks and months are those of the calendar, from the day after the event (191, 192). When the last one is
  closed, the term ends with the next working day (193). A month ends on the same day of the month, or on its last one.

The Civil Code calls a day closed by the official calendar; here it is the company's or the department's own: a client
waits for people, not for the state. It also lets a term of hours run at night, which no promise of a call means.

A day's hours are what the clocks of the zone show. A time that they skip is taken as if they had not been put forward
yet, of a time that they show twice the first counts (RFC 5545); minutes are real ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from salesbook.book.book import Book
from salesbook.calendar.clock import zone_of
from salesbook.calendar.durations import Duration
from salesbook.calendar.schedule import CalendarDay, Reason, Schedule
from salesbook.calendar.words import FIRST_YEAR, LAST_YEAR, shifted
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.calendar import ProductionCalendar
from salesbook.models.company import Company

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a term runs out, and how it was counted.

    `start` and `due` are moments in the zone of the working time, `last_day` is the day that the term ends with: at
    24:00 it is over on the next one. `skipped` are the closed days that were passed over, `special` the working ones
    that are short, or worked when others are not; `unsure` the years whose transfers nobody has told the program.
    """

    start: datetime
    duration: Duration
    due: datetime
    last_day: date
    skipped: tuple[CalendarDay, ...]
    special: tuple[CalendarDay, ...]
    unsure: tuple[int, ...]


@dataclass(frozen=True)
class WorkingTime:
    """The working time of a company or of a department: its `schedule` in its time zone. Make one and keep it.

    Moments are aware and come back in the zone. Whatever is asked of days before 1900 or after 2199 raises `UserError`.
    """

    schedule: Schedule
    zone: tzinfo

    def day(self, day: date) -> CalendarDay:
        """Return how a day is worked, and why."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise _too_far()
        return self.schedule.day(day)

    def is_open(self, day: date) -> bool:
        """Tell whether a day is a working one."""
        return self.day(day).is_open

    def hours_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return the spans of work on a day, from opening to closing; more than one when there is a break."""
        return tuple((o.astimezone(self.zone), c.astimezone(self.zone)) for o, c in self._spans(day))

    def is_working(self, moment: datetime) -> bool:
        """Tell whether people work at a moment; at that of closing they no longer do."""
        instant = moment.astimezone(UTC)
        return any(opens <= instant < closes for opens, closes in self._spans(self._day_of(moment)))

    def opening(self, moment: datetime) -> datetime:
        """Return the moment from which time counts: the moment itself when people work then, else the next opening."""
        instant, day = moment.astimezone(UTC), self._day_before(moment)
        while True:
            for opens, closes in self._spans(day):
                if max(opens, instant) < closes:
                    return max(opens, instant).astimezone(self.zone)
            day += _DAY

    def next_working_day(self, day: date) -> date:
        """Return the first working day after a day."""
        day += _DAY
        while not self.is_open(day):
            day += _DAY
        return day

    def closing(self, day: date) -> datetime | None:
        """Return when a day's work ends; None for a closed day."""
        spans = self.hours_on(day)
        return spans[-1][1] if spans else None

    def day_after(self, day: date, duration: Duration) -> date | None:
        """Return the last day of a term of days that begins with an event on `day`; None for minutes and hours."""
        try:
            if duration.unit == "working_days":
                for _nth in range(int(duration.amount)):
                    day = self.next_working_day(day)
                return day
            last = shifted(day, duration)
        except (ValueError, OverflowError):
            raise _too_far() from None
        return last if last is None or self.is_open(last) else self.next_working_day(last)

    def add(self, moment: datetime, duration: Duration) -> datetime:
        """Return when a term that begins at a moment runs out."""
        return self.deadline(moment, duration).due

    def deadline(self, moment: datetime, duration: Duration) -> Deadline:
        """Return when a term that begins at a moment runs out, and what was passed over on the way."""
        start = moment.astimezone(self.zone)
        last_day = self.day_after(start.date(), duration)
        if last_day is None:
            due, last_day = self._worked(start, timedelta(minutes=duration.minutes or 0))
            first = start.date()
        else:
            due = self._spans(last_day)[-1][1].astimezone(self.zone)
            first = start.date() + _DAY
            if duration.unit != "working_days":
                first = shifted(start.date(), duration) or first
        passed = [self.day(day) for day in _days(first, last_day)]
        return Deadline(
            start, duration, due, last_day,
            skipped=tuple(day for day in passed if not day.is_open),
            special=tuple(day for day in passed if day.is_open and (day.short or day.reason is not Reason.WEEK)),
            unsure=tuple(y for y in range(start.year, last_day.year + 1) if not self.schedule.is_complete(y)),
        )  # fmt: skip

    def _spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return the spans of work on a day, in UTC: Python compares moments of one zone by what its clocks show."""
        return tuple((self._at(day, opens), self._at(day, closes)) for opens, closes in self.day(day).spans)

    def _worked(self, start: datetime, left: timedelta) -> tuple[datetime, date]:
        """Return when so much time has been worked from a moment on, and on which day."""
        reached, day = start.astimezone(UTC), self._day_before(start)
        while True:
            for opens, closes in self._spans(day):
                begin = max(reached, opens)
                if begin + left <= closes:
                    return (begin + left).astimezone(self.zone), day
                left -= max(closes - begin, timedelta())
                reached = max(reached, closes)
            day += _DAY

    def _at(self, day: date, minutes: int) -> datetime:
        """Return the moment, in UTC, at which a day's clock shows so many minutes from midnight."""
        days, minutes = divmod(minutes, 24 * 60)
        return datetime.combine(day + timedelta(days=days), time(*divmod(minutes, 60)), self.zone).astimezone(UTC)

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _day_before(self, moment: datetime) -> date:
        """Return the day before that of a moment: where the clocks skip a day, its hours end on the next one."""
        return self._day_of(moment) - _DAY


def working_time(
    company: Company, decrees: Iterable[ProductionCalendar] = (), department: str | None = None
) -> WorkingTime:
    """Return the working time of a company, or of one of its departments by id.

    Raises `UserError` for an unknown department, and when there is no hour in the week to wait for.
    """
    hours = company.hours
    if department is not None:
        departments = {each.id: each for each in company.departments}
        if department not in departments:
            message = _("there is no department “{name}”").format(name=department)
            near = looks_like(nearest(department, departments))
            raise UserError(message, near or _("there are: {names}").format(names=", ".join(departments)))
        hours = departments[department].hours or hours
    calendar = company.calendar
    schedule = Schedule(
        hours, calendar.country, company.language,
        days_off=frozenset(calendar.days_off), working_days=frozenset(calendar.working_days), decrees=tuple(decrees),
    )  # fmt: skip
    if not any(schedule.week):
        message = _("nobody works on any day of the week: there is nothing to count a deadline by")
        raise UserError(message, _("mend `hours` in content/company.yml"))
    return WorkingTime(schedule, zone_of(company, department))


def working_time_of(book: Book, department: str | None = None) -> WorkingTime:
    """Return the working time of a book's company, or of a department, with the decrees that the book holds.

    A book that was loaded in part must hold the kinds “company” and “calendar”. Raises `UserError`: see `working_time`.
    """
    return working_time(book.company, (decree for _item, decree in book.data(ProductionCalendar)), department)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _too_far() -> UserError:
    message = _("days before {first} and after {last} are not counted").format(first=FIRST_YEAR, last=LAST_YEAR)
    return UserError(message, _("give a nearer day, or a shorter term"))
