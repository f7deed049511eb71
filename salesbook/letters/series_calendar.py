"""The entries of calendars that a series makes: the manager's, with what is to be sent, and the client's."""

from dataclasses import replace

from salesbook.core.language import gettext as _
from salesbook.letters.appointments import CalendarEntry, entry_of
from salesbook.letters.series import SeriesLetter, WrittenSeries
from salesbook.letters.series_records import written_record

_SHORT = 60
"""Letters of a client's name that an entry begins with."""


def calendar_entries(written: WrittenSeries, *, uid: str | None = None, sequence: int = 0) -> list[CalendarEntry]:
    """Return the manager's calendar of a series: the meeting, and the moments at which its letters are to be sent.

    `uid` and `sequence` are those of a meeting that was moved.
    """
    meeting = written.meeting if uid is None else replace(written.meeting, uid=uid)
    client = _one_line(meeting.client)
    summary = f"{client}: {written.record.summary}" if client else written.record.summary
    main = entry_of(meeting, summary, _text(written.letters[0]), sequence=sequence, client=False)
    entries = [replace(main, record=written_record(written.record))]
    for each in written.letters:
        if each.send.at is None or each.rendered is None:
            continue
        title = _("{client}: send “{title}” ({channel})") if client else _("send “{title}” ({channel})")
        title = title.format(client=client, title=each.item.title, channel=each.rendered.channel_name)
        zero = (meeting.starts - meeting.starts,)
        entries.append(
            CalendarEntry(
                f"{meeting.uid}-{each.item.slug}",
                title,
                each.send.at,
                None,
                "",
                _text(each),
                zero,
                sequence,
                busy=False,
            )
        )
    return entries


def client_entry(written: WrittenSeries, *, uid: str | None = None, sequence: int = 0) -> CalendarEntry:
    """Return the meeting for the client's calendar, in their zone."""
    meeting = written.meeting if uid is None else replace(written.meeting, uid=uid)
    return entry_of(meeting, written.record.summary, _text(written.letters[0]), sequence=sequence, client=True)


def _one_line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"


def _text(letter: SeriesLetter) -> str:
    return "" if letter.rendered is None else letter.rendered.text
