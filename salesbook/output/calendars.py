"""Entries of a calendar as an .ics file (RFC 5545), and those of an earlier one read back.

The zones that times are told in stand in the file; long lines are folded between letters, and no word begins a line of
its own: `icalendar` sees to both. It is imported when a file is written.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from importlib.util import find_spec

from salesbook import __version__
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.letters.appointments import CalendarEntry
from salesbook.text.invisible import without_acting

MAX_BYTES = 1_000_000
"""Bytes of an earlier file that are read."""

_RECORD = "x-salesbook-series"


def calendar_file(entries: Sequence[CalendarEntry], *, now: datetime) -> bytes:
    """Return entries as the bytes of an .ics file, written at the moment `now`.

    Raises `UserError` when the library is not installed.
    """
    _need_library()
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//salesbook//salesbook {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if all(entry.cancelled for entry in entries) else "PUBLISH")
    for entry in entries:
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("sequence", entry.sequence)
        event.add("summary", without_acting(entry.summary))
        event.add("dtstart", _told(entry.starts))
        if entry.ends is not None:
            event.add("dtend", _told(entry.ends))
        if entry.place:
            event.add("location", without_acting(entry.place))
        if entry.description:
            event.add("description", without_acting(entry.description).rstrip("\n"))
        if entry.record:
            event.add(_RECORD, without_acting(entry.record))
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("transp", "OPAQUE" if entry.busy and not entry.cancelled else "TRANSPARENT")
        for before in () if entry.cancelled else entry.alarms:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", -before)
            alarm.add("description", without_acting(entry.summary))
            event.add_component(alarm)
        calendar.add_component(event)
    if entries:
        days = [entry.starts.date() for entry in entries]
        # Of a hundred years of summer times a year before and after is enough.
        calendar.add_missing_timezones(
            first_date=min(days) - timedelta(days=366), last_date=max(days) + timedelta(days=366)
        )
    return bytes(calendar.to_ical())


def earlier_entries(data: bytes) -> list[CalendarEntry]:
    """Return the entries of an .ics file, without their alarms; raises `UserError` for a file without any."""
    _need_library()
    import icalendar

    advice = _("name the .ics file that was written for the manager")
    try:
        calendar = icalendar.Calendar.from_ical(data.decode("utf-8"))
        entries = [_earlier(event) for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise UserError(_("the file is no calendar that can be read"), advice) from error
    if not entries:
        raise UserError(_("the file holds no entries of a calendar"), advice)
    return entries


def _earlier(event: "icalendar.Event") -> CalendarEntry:  # type: ignore[name-defined]  # noqa: F821
    uid, starts = str(event["uid"]), event.decoded("dtstart")
    if not isinstance(starts, datetime) or starts.tzinfo is None:
        raise ValueError(uid)
    ends = event.decoded("dtend", None)
    record = str(event.get(_RECORD, ""))
    words = {name: str(event.get(name, "")) for name in ("summary", "location", "description")}
    return CalendarEntry(
        uid, words["summary"], starts, ends if isinstance(ends, datetime) else None, words["location"],
        words["description"], (), int(event.get("sequence", 0)),
        bool(record) or str(event.get("transp", "")) != "TRANSPARENT", str(event.get("status", "")) == "CANCELLED",
        record,
    )  # fmt: skip


def _told(moment: datetime) -> datetime:
    """Return a moment as a calendar tells it: a zone without a name in the tz database has none to stand in a file."""
    return moment.astimezone(UTC) if isinstance(moment.tzinfo, timezone) else moment


def _need_library() -> None:
    if find_spec("icalendar") is None:
        message = _("a file of a calendar needs icalendar, which is not installed")
        raise UserError(message, _("run: pip install 'salesbook[letters]'"))
