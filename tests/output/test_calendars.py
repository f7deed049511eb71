"""Files of a calendar: read by the rules of RFC 5545 line by line, and by another's library."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from salesbook.core.errors import UserError
from salesbook.letters.appointments import CalendarEntry
from salesbook.output.calendars import calendar_file, earlier_entries

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
STARTS = datetime(2026, 12, 3, 15, tzinfo=ZoneInfo("Asia/Yekaterinburg"))
LONG = "Встреча в офисе: «Белая гавань», корпус 2; этаж 3, \\ домофон 🙂 " * 9
ENTRY = CalendarEntry(
    "a1", LONG, STARTS, STARTS + timedelta(hours=1), "https://example.com/z?a=1,2;3", "Первая\nвторая\n",
    (timedelta(days=1), timedelta(hours=1)), 2,
)  # fmt: skip


def lines(data: bytes) -> list[str]:
    """Return the unfolded lines of a file whose every line is text of 75 octets at the most."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert max(map(len, physical)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in physical)
    for line in physical:
        line.decode("utf-8")  # no letter is cut in two
    return data[:-2].replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def test_an_entry_is_read_back() -> None:
    data = calendar_file([ENTRY], now=NOW)
    assert {"VERSION:2.0", "METHOD:PUBLISH", "TZID:Asia/Yekaterinburg"} <= set(lines(data))
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    assert (event["uid"], event["sequence"], event["status"], event["transp"]) == ("a1", 2, "CONFIRMED", "OPAQUE")
    assert str(event["summary"]) == LONG
    assert str(event["description"]) == "Первая\nвторая"
    assert str(event["location"]) == ENTRY.place
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (ENTRY.starts, ENTRY.ends)
    assert event["dtstart"].params["TZID"] == "Asia/Yekaterinburg"
    assert event.decoded("dtstamp") == NOW
    alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
    assert alarms == [-timedelta(days=1), -timedelta(hours=1)]


def test_the_zone_stands_in_the_file_with_what_holds_on_the_day() -> None:
    paris = ZoneInfo("Europe/Paris")
    entries = [CalendarEntry(str(n), "x", datetime(2027, month, 1, 12, tzinfo=paris)) for n, month in enumerate((1, 7))]
    data = calendar_file(entries, now=NOW)
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    assert isinstance(zone, icalendar.Timezone)
    read = zone.to_tz()
    for entry in entries:
        assert entry.starts.replace(tzinfo=None).replace(tzinfo=read).utcoffset() == entry.starts.utcoffset()
    assert len(data) < 3_000


def test_what_is_taken_back_reminds_of_nothing() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file([replace(ENTRY, cancelled=True)], now=NOW))
    (event,) = calendar.walk("VEVENT")
    assert (calendar["method"], event["status"], event["uid"]) == ("CANCEL", "CANCELLED", "a1")
    assert event.walk("VALARM") == []


def test_a_zone_that_has_no_name_is_told_by_greenwich() -> None:
    east = datetime.fromisoformat("2026-12-03T15:00:00+10:00")
    data = calendar_file([CalendarEntry("a", "x", east)], now=NOW)
    assert "DTSTART:20261203T050000Z" in lines(data)
    assert b"VTIMEZONE" not in data


def test_the_same_entry_makes_the_same_file() -> None:
    assert calendar_file([ENTRY], now=NOW) == calendar_file([ENTRY], now=NOW)


def test_an_earlier_file_is_read() -> None:
    (earlier,) = earlier_entries(calendar_file([ENTRY], now=NOW))
    assert (earlier.uid, earlier.sequence) == ("a1", 2)
    assert (earlier.starts, earlier.ends, earlier.summary) == (ENTRY.starts, ENTRY.ends, LONG)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"x", b"\xff\xfe", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" * 50,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261203\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261203T1Z\r\nSEQUENCE:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)  # fmt: skip
def test_a_file_that_is_no_calendar(data: bytes) -> None:
    with pytest.raises(UserError):
        earlier_entries(data)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salesbook.output.calendars.find_spec", lambda _name: None)
    with pytest.raises(UserError, match="needs icalendar") as error:
        calendar_file([ENTRY], now=NOW)
    assert "salesbook[letters]" in error.value.advice
