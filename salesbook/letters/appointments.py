"""What a letter agrees on: when and where, read from the values that it was written with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID, uuid5

from salesbook.calendar.clock import zone_of
from salesbook.calendar.durations import duration_of
from salesbook.calendar.words import FIRST_YEAR, LAST_YEAR, shifted
from salesbook.calendar.zones import zone_of as away_zone
from salesbook.models.company import Company
from salesbook.models.letter import Letter, LetterField

LAST_CALL = timedelta(hours=1)
"""When a calendar reminds of what no letter reminds of."""

_NAMESPACE = UUID("5f0e3c56-1d0f-4b0a-9a3e-2f6b1c7d8e90")
"""Under it the appointments of all books are named."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment at its time: `uid` is the same whenever the same letter agrees on it with the same client.

    `client` is what the letter's first field says of whom it is agreed with. `starts` and `ends` (None: it is not said
    how long it lasts) are in the company's zone; `away` is the name of the client's, None when it is not known.
    `alarms` are how long before the beginning a calendar is to remind of it.
    """

    uid: str
    client: str
    starts: datetime
    ends: datetime | None
    place: str
    away: str | None
    alarms: tuple[timedelta, ...]


def meeting_of(company: Company, letter: Letter, values: Mapping[str, Any], today: date) -> Meeting | None:
    """Return what a letter, sent on the day `today`, agrees on; None for nothing, or when day or time are left open."""
    plan = letter.appointment
    if plan is None:
        return None
    day, clock = today if plan.day is None else value_at(values, plan.day), value_at(values, plan.time)
    if not isinstance(day, date) or not FIRST_YEAR <= day.year <= LAST_YEAR or not isinstance(clock, str):
        return None
    zone = zone_of(company)
    starts = datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC).astimezone(zone)
    place = value_at(values, plan.place) if plan.place else ""
    lasts = span_before(company, plan.lasts, starts) if plan.lasts else None
    alarms = tuple(
        span for reminder in plan.reminders if (span := span_before(company, reminder.before, starts)) is not None
    )
    away = next((values.get(field.id) for field in letter.fields if field.type == "zone"), None)
    ends = None if lasts is None else (starts.astimezone(UTC) + lasts).astimezone(zone)
    client = _client(letter, values)
    return Meeting(_uid(company, letter, client, starts), client, starts, ends, str(place or ""), away, alarms)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An entry of a calendar: a meeting, or the moment at which a letter is sent.

    `starts` is aware and decides in which zone the entry stands. `sequence` is how often it was changed (RFC 5545);
    `busy`: its time is taken; `cancelled`: it is taken back. `record` is what a meeting's entry remembers of its series
    (`series_records`), nothing for any other entry.
    """

    uid: str
    summary: str
    starts: datetime
    ends: datetime | None = None
    place: str = ""
    description: str = ""
    alarms: tuple[timedelta, ...] = ()
    sequence: int = 0
    busy: bool = True
    cancelled: bool = False
    record: str = ""

    def told_in(self, zone: tzinfo) -> "CalendarEntry":
        """Return the same entry with its times by the clock of a zone."""
        ends = None if self.ends is None else self.ends.astimezone(zone)
        return replace(self, starts=self.starts.astimezone(zone), ends=ends)


def entry_of(meeting: Meeting, summary: str, description: str, *, sequence: int = 0, client: bool) -> CalendarEntry:
    """Return a meeting as a calendar holds it: the `client`'s in their zone, where it is known, or ours."""
    entry = CalendarEntry(
        meeting.uid, summary, meeting.starts, meeting.ends, meeting.place, description, meeting.alarms or (LAST_CALL,),
        sequence,
    )  # fmt: skip
    zone = away_zone(meeting.away) if client and meeting.away is not None else None
    return entry if zone is None else entry.told_in(zone)


def span_before(company: Company, fact: str, moment: datetime) -> timedelta | None:
    """Return how much time a figure of company.yml is before a moment; None for a figure that is no time, or is gone.

    Days, weeks and months are those of the calendar, working days too: a calendar on a telephone knows no others.
    """
    figure = next((duration_of(each) for each in company.facts if each.id == fact), None)
    if figure is None:
        return None
    if figure.minutes is not None:
        return timedelta(minutes=figure.minutes)
    if figure.unit == "working_days":
        return timedelta(days=figure.amount)
    try:
        day = shifted(moment.date(), figure, -1)
    except (ValueError, OverflowError):
        return None  # before there were calendars
    return None if day is None else moment.date() - day


def value_at(values: Mapping[str, Any], path: str) -> Any:
    """Return the value of a field, of one in a group by both names; None when there is none."""
    group, _dot, inner = path.partition(".")
    value = values.get(group)
    return value if not inner else value.get(inner) if isinstance(value, Mapping) else None


def field_at(letter: Letter, path: str) -> LetterField | None:
    """Return the field that a path names; None when the letter has none of that name."""
    group, _dot, inner = path.partition(".")
    field = next((field for field in letter.fields if field.id == group), None)
    if field is None or not inner:
        return field
    return next((each for each in field.fields if each.id == inner), None)


def _client(letter: Letter, values: Mapping[str, Any]) -> str:
    """Return whom a letter is for: what its first field of words says."""
    first = next((field for field in letter.fields if field.type in ("line", "text")), None)
    return "" if first is None else str(values.get(first.id) or "")


def _uid(company: Company, letter: Letter, client: str, starts: datetime) -> str:
    """Name an appointment: by the company, the letter, the moment and the client."""
    words = "\0".join((company.name, letter.title, starts.astimezone(UTC).isoformat(), client))
    return str(uuid5(_NAMESPACE, words))
