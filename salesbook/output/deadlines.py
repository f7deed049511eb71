"""Deadlines out: when a term runs out, and the days that made it so."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from rich.markup import escape

from salesbook.book.book import Book
from salesbook.calendar.clock import time_zone, zone_name, zone_of
from salesbook.calendar.schedule import HOUR, CalendarDay, Reason
from salesbook.calendar.working_time import Deadline
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken
from salesbook.output.terminal import out, say
from salesbook.text import formats

MOST_LINES = 12
"""More lines of days than this nobody reads."""


class Answer(NamedTuple):
    """A deadline as it was asked for: the figure that was named, the department, the client's time zone."""

    deadline: Deadline
    figure: str | None
    department: str | None
    client: ZoneInfo | None


def write_answer(book: Book, answer: Answer) -> None:
    """Print the deadline, in the client's zone too, and how it was counted."""
    console, deadline = out(), answer.deadline
    words = _("Deadline: {moment}").format(moment=_moment(deadline.last_day, deadline.due))
    console.print(f"[bold]{escape(words)}[/] [dim]{escape(_zone(deadline.due))}[/]")
    start, home = _moment(deadline.start.date(), deadline.start), _company_zone(book, answer)
    if home is not None:
        start += f" {_zone(deadline.start)}"
        due = deadline.due.astimezone(home)
        words = _("for the company: {moment}").format(moment=_moment(due.date(), due))
        console.print(f"  {escape(words)} [dim]{escape(_zone(due))}[/]")
    if answer.client is not None:
        due = deadline.due.astimezone(answer.client)
        words = _("for the client: {moment}").format(moment=_moment(due.date(), due))
        console.print(f"  {escape(words)} [dim]{escape(_zone(due))}[/]")
    counted = _("{term} from: {moment}").format(term=_term(book, answer), moment=start)
    if answer.department is not None:
        hours = _("by the hours of the department “{name}”")
        counted += "; " + hours.format(name=book.words["department"][answer.department])
    console.print(f"[dim]{escape(counted)}[/]")
    _write_days(_("Do not count:"), deadline.skipped)
    _write_days(_("Count otherwise than usual:"), deadline.special)
    for note in _notes(book, answer):
        say(note)


def answer_json(book: Book, answer: Answer) -> dict[str, Any]:
    """Return the deadline as programs read it; moments carry their offset."""
    deadline = answer.deadline
    client = answer.client and {"zone": answer.client.key, "due": deadline.due.astimezone(answer.client).isoformat()}
    return {
        "term": {
            "words": deadline.duration.words(spoken()),
            "amount": deadline.duration.amount,
            "unit": deadline.duration.unit,
            "figure": answer.figure,
        },
        "department": answer.department,
        "zone": str(deadline.due.tzinfo),
        "from": deadline.start.isoformat(),
        "due": deadline.due.isoformat(),
        "last_day": deadline.last_day.isoformat(),
        "client": client,
        "skipped": [_day_json(day) for day in deadline.skipped],
        "special": [_day_json(day) | {"closes": _clock(day.spans[-1][1])} for day in deadline.special],
        "notes": list(_notes(book, answer)),
    }


def _company_zone(book: Book, answer: Answer) -> tzinfo | None:
    """Return the company's time zone, when the department's clocks show another time at the deadline."""
    home, due = zone_of(book.company), answer.deadline.due
    return None if due.astimezone(home).utcoffset() == due.utcoffset() else home


def _term(book: Book, answer: Answer) -> str:
    words = answer.deadline.duration.words(spoken())
    return words if answer.figure is None else f"{book.facts[answer.figure].name}, {words},"


def _moment(day: date, moment: datetime) -> str:
    """Write a moment that ends a day: «вторник, 1 декабря 2026 года, 18:00»; midnight ends the day before it."""
    clock = "24:00" if moment.date() > day else f"{moment:%H:%M}"
    return f"{formats.weekday(day, spoken())}, {formats.full_date(day, spoken())}, {clock}"


def _zone(moment: datetime) -> str:
    """Write the zone of a moment: Europe/Moscow, UTC+3."""
    offset = moment.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), HOUR)
    shift = ("−" if offset < timedelta() else "+") + f"{hours}" + (f":{minutes:02}" if minutes else "")
    return f"({moment.tzinfo}, UTC{shift})" if offset else f"({moment.tzinfo})"


def _clock(minutes: int) -> str:
    return "24:00" if minutes == 24 * HOUR else f"{time(*divmod(minutes, HOUR)):%H:%M}"


def _write_days(title: str, days: Sequence[CalendarDay]) -> None:
    """Print days with the reason, those in a row that have the same one on a line."""
    console, lines = out(), list(_lines(days))
    if lines:
        console.print(title)
    for line in lines[:MOST_LINES]:
        console.print(f"  {escape(line)}", soft_wrap=True)
    if len(lines) > MOST_LINES:
        more = len(lines) - MOST_LINES
        console.print("  " + ngettext("… and {n} more line", "… and {n} more lines", more).format(n=more))


def _lines(days: Sequence[CalendarDay]) -> Iterator[str]:
    numbered = enumerate(days)
    for (_run, why), group in groupby(numbered, lambda pair: (pair[1].day.toordinal() - pair[0], _why(pair[1]))):
        row = [day.day for _n, day in group]
        yield f"{_days(row[0], row[-1])} — {why}"


def _days(first: date, last: date) -> str:
    """Write days in a row: «суббота, 28 ноября», «28–29 ноября», «31 декабря – 8 января»."""
    language = spoken()
    if first == last:
        return f"{formats.weekday(first, language)}, {formats.day(first, language)}"
    if (first.year, first.month) != (last.year, last.month):
        return f"{formats.day(first, language)} – {formats.day(last, language)}"
    if language == "ru":
        return f"{first.day}–{formats.day(last, language)}"
    return f"{formats.day(first, language)}–{last.day}"


def _why(day: CalendarDay) -> str:
    """Say why a day does not count, or counts otherwise than usual."""
    if not day.is_open:
        return _why_closed(day)
    reasons = [_("short day, until {time}").format(time=_clock(day.spans[-1][1]))] if day.short else []
    match day.reason:
        case Reason.TRANSFER if day.exchanged is not None:
            reasons.insert(0, _("worked in place of {day}").format(day=formats.day(day.exchanged, spoken())))
        case Reason.DECREE:
            reasons.insert(0, _("worked: {decree}").format(decree=day.words))
        case Reason.COMPANY:
            reasons.insert(0, _("the company works"))
    return ", ".join(reasons)


def _why_closed(day: CalendarDay) -> str:
    if day.short:
        return _("nothing is left of the short day")
    match day.reason:
        case Reason.HOLIDAY:
            return _("holiday: {name}").format(name=day.words)
        case Reason.TRANSFER if day.exchanged is not None:
            return _("day off moved from {day}").format(day=formats.day(day.exchanged, spoken()))
        case Reason.TRANSFER:
            return _("day off for a holiday at the weekend")
        case Reason.DECREE:
            return _("day off: {decree}").format(decree=day.words)
        case Reason.COMPANY:
            return _("the company does not work")
        case _:
            return _("day off")


def _day_json(day: CalendarDay) -> dict[str, Any]:
    return {"day": day.day.isoformat(), "reason": day.reason.value, "short": day.short, "words": _why(day)}


def _notes(book: Book, answer: Answer) -> Iterator[str]:
    """Yield what the deadline cannot be sure of."""
    deadline, zone = answer.deadline, zone_name(book.company, answer.department)
    if time_zone(zone) is None:
        message = _("there is no time zone “{name}”: counted in UTC, mend content/company.yml")
        yield message.format(name=zone)
    if deadline.unsure:
        years = ", ".join(map(str, deadline.unsure[:3])) + ("…" if len(deadline.unsure) > 3 else "")
        message = _("not all days off of {years} are known yet; when the decree is out, write it into {path}")
        yield message.format(years=years, path=f"content/calendars/{deadline.unsure[0]}.yml")
