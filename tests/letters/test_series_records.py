"""What a calendar remembers of a series: the same comes back, and nothing of what is none."""

import json
from datetime import UTC, date, datetime

import pytest

from salesbook.letters.appointments import CalendarEntry
from salesbook.letters.series_records import SeriesRecord, read_record, written_record
from salesbook.output.calendars import calendar_file, earlier_entries

FACTS = {
    "client": "Анна; «Море», \\\\n и 🙂",
    "note": "первая\nвторая\\nтретья: END:VEVENT",
    "liked": ["вид", "этаж"],
    "meeting": {"bring": 'паспорт, "СНИЛС"'},
    "moved": False,
    "price": 12_500_000,
}
RECORD = SeriesRecord(FACTS, "Asia/Vladivostok", "chat", "Встреча 3\u00a0декабря")


def test_a_record_comes_back_through_a_calendar() -> None:
    entry = CalendarEntry("a", "x", datetime(2026, 12, 3, 12, tzinfo=UTC), record=written_record(RECORD))
    (read,) = earlier_entries(calendar_file([entry], now=datetime(2026, 11, 20, tzinfo=UTC)))
    assert read_record(read.record) == RECORD


def test_days_are_told_for_good() -> None:
    record = read_record(written_record(SeriesRecord({"day": date(2026, 12, 3)}, None, None, "")))
    assert record is not None and record.facts == {"day": "2026-12-03"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        "[" * 100_000,
        '{"version": 2, "facts": {}, "zone": null, "channel": null, "summary": ""}',
        '{"version": 1, "facts": [], "zone": null, "channel": null, "summary": ""}',
        '{"version": 1, "facts": {}, "zone": null, "channel": 1, "summary": ""}',
        '{"version": 1, "facts": {}, "zone": null, "channel": null, "summary": null}',
    ],
)
def test_what_is_no_record(text: str) -> None:
    assert read_record(text) is None


@pytest.mark.parametrize("zone", ["Марс", 7, "x" * 10_000])
def test_a_zone_that_is_none_is_not_known(zone: object) -> None:
    record = read_record(json.dumps({"version": 1, "facts": {}, "zone": zone, "channel": None, "summary": ""}))
    assert record is not None and record.zone is None
