"""Checks of working hours and of the days of a calendar: deadlines are counted by them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.official import is_known
from salesbook.calendar.schedule import WEEKDAYS, minutes
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.models.calendar import ProductionCalendar
from salesbook.models.company import Company, Hours


def unknown_country(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """There is no official calendar of the company's country.

    No holiday would be a day off, and deadlines would run out while everybody celebrates.

    Bad: `country: RF`

    Good: `country: RU`
    """
    country = company.calendar.country
    if not is_known(country):
        message = _("there is no official calendar of a country “{name}”").format(name=country)
        advice = _("write the two letters of ISO 3166: RU, BY, KZ")
        yield Finding(item.path, ("calendar", "country"), message, advice)


def impossible_hours(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """A working day ends before it begins, or two entries of hours overlap.

    Deadlines are counted by the hours of company.yml and of its departments: hours that cannot be worked do not count.
    A day with a break stands in two entries, before the break and after it. So does a shift over midnight: each of its
    parts belongs to its own day.

    Bad: `{days: [mon], opens: '22:00', closes: '06:00'}`

    Good: `{days: [mon], opens: '22:00', closes: '24:00'}` and `{days: [tue], opens: '00:00', closes: '06:00'}`
    """
    yield from _of_hours(item.path, ("hours",), company.hours)
    for n, department in enumerate(company.departments):
        yield from _of_hours(item.path, ("departments", n, "hours"), department.hours)


def contradictory_day(book: Book) -> Iterator[Finding]:
    """A day is a day off and a working day at once.

    A file says so itself, or two decrees of content/calendars do. Deadlines are counted by one of the two words, and
    nobody knows by which. A day of company.yml that the decree names otherwise is none: the company decides.

    Bad: `days_off: [2027-01-08]` and `working_days: [2027-01-08]`; a short day that is a day off

    Good: the day stands in one of the lists
    """
    if "company" in book.items:
        calendar = book.company.calendar
        path = book.items["company"].path
        yield from _in_both(path, ("calendar", "working_days"), calendar.working_days, calendar.days_off)
    decrees = [(item.path, decree) for item, decree in book.data(ProductionCalendar)]
    for path, decree in decrees:
        yield from _in_both(path, ("working_days",), decree.working_days, decree.days_off)
        yield from _in_both(path, ("short_days",), decree.short_days, decree.days_off)
    for (first, one), (path, other) in combinations(decrees, 2):
        for field, here, there in (
            ("days_off", other.days_off, {*one.working_days, *one.short_days}),
            ("working_days", other.working_days, one.days_off),
            ("short_days", other.short_days, one.days_off),
        ):
            for n, day in enumerate(here):
                if day in there:
                    message = _("{path} says otherwise of {day}").format(path=first, day=day)
                    yield Finding(path, (field, n), message, _("leave what the later decree says"))


def repeated_day(item: Item, _context: Context) -> Iterator[Finding]:
    """A day stands twice in a list of days.

    Most likely one of the two is mistyped, and the day that was meant is missing.

    Bad: `days_off: [2027-02-22, 2027-02-22]`

    Good: `days_off: [2027-02-22, 2027-11-05]`
    """
    prefix: Route = ("calendar",) if isinstance(item.data, Company) else ()
    lists = item.data.calendar if isinstance(item.data, Company) else item.data
    for field in ("days_off", "working_days", "short_days"):
        days: Sequence[date] = getattr(lists, field, ())
        for n, day in enumerate(days):
            if day in days[:n]:
                message = _("{day} stands twice").format(day=day)
                yield Finding(item.path, (*prefix, field, n), message, _("take it out, or write the day that is meant"))


def day_of_another_year(item: Item, decree: ProductionCalendar, _context: Context) -> Iterator[Finding]:
    """A day of a production calendar is not of its year.

    The decree is about one year. A mistyped year moves a day off to where nobody looks for it.

    Bad: `year: 2027` and `days_off: [2026-02-22]`

    Good: `year: 2027` and `days_off: [2027-02-22]`
    """
    for field in ("days_off", "working_days", "short_days"):
        for n, day in enumerate(getattr(decree, field)):
            if day.year != decree.year:
                message = _("{day} is not of the year {year}").format(day=day, year=decree.year)
                advice = _("mend the day, or write it into a file of its own year")
                yield Finding(item.path, (field, n), message, advice)


def _of_hours(path: PurePosixPath, route: Route, hours: Sequence[Hours]) -> Iterator[Finding]:
    for n, entry in enumerate(hours):
        if minutes(entry.opens) >= minutes(entry.closes):
            message = _("the day ends at {closes}, which is not after {opens}, when it begins")
            message = message.format(opens=entry.opens, closes=entry.closes)
            advice = _("write a later time; hours over midnight stand in two entries, up to 24:00 and from 00:00")
            yield Finding(path, (*route, n, "closes"), message, advice)
    for (_first, one), (n, other) in combinations(enumerate(hours), 2):
        days = [day for day in WEEKDAYS if day in one.days and day in other.days]
        if days and minutes(one.opens) < minutes(other.closes) and minutes(other.opens) < minutes(one.closes):
            message = _("{opens}–{closes} overlaps with other hours of {days}")
            message = message.format(opens=other.opens, closes=other.closes, days=", ".join(days))
            yield Finding(path, (*route, n, "opens"), message, _("leave one of the two, or part them by the break"))


def _in_both(path: PurePosixPath, route: Route, days: Sequence[date], days_off: Sequence[date]) -> Iterator[Finding]:
    for n, day in enumerate(days):
        if day in days_off:
            message = _("{day} is a day off and a working day at once").format(day=day)
            yield Finding(path, (*route, n), message, _("leave it in one of the lists"))
