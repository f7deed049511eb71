"""What the manager's calendar remembers of a series, so that its meeting can be moved without telling everything again.

It stands in the entry of the meeting as one property of JSON, in a file that the user has named: beside the letters,
which say the same.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from salesbook.calendar.zones import zone_named

_VERSION = 1


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """The facts of a series as a data file holds them, the client's zone, the channel's id, and what the client's
    calendar calls the meeting."""

    facts: Mapping[str, Any]
    zone: str | None
    channel: str | None
    summary: str


def written_record(record: SeriesRecord) -> str:
    """Return a record as the text of one property; days are written as in ISO 8601."""
    data = {
        "version": _VERSION, "facts": record.facts, "zone": record.zone, "channel": record.channel,
        "summary": record.summary,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, default=str)


def read_record(text: str) -> SeriesRecord | None:
    """Return the record that a property holds; None for anything else."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("version") != _VERSION or not isinstance(data.get("facts"), dict):
        return None
    zone, channel, summary = data.get("zone"), data.get("channel"), data.get("summary")
    if not isinstance(channel, str | None) or not isinstance(summary, str):
        return None
    zone = zone_named(zone) if isinstance(zone, str) and len(zone) <= 60 else None
    return SeriesRecord(data["facts"], zone, channel, summary)
