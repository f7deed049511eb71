"""A series of letters, out: when each is sent, by both clocks, and the files that hold it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Any

from salesbook.calendar.zones import time_in_zones
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.letters.appointments import CalendarEntry
from salesbook.letters.series import Series, SeriesLetter, WrittenSeries
from salesbook.letters.writing import RenderedLetter
from salesbook.output.calendars import calendar_file
from salesbook.output.letters import content
from salesbook.output.terminal import out, write
from salesbook.text import formats

CLIENT, MANAGER = "client.ics", "manager.ics"
_TEXT, _MAIL = ".txt", ".eml"


def files_of(
    written: WrittenSeries, mine: Sequence[CalendarEntry], client: CalendarEntry, *, now: datetime
) -> dict[str, bytes]:
    """Return the files of a series by name: each letter that is sent, as mail too where it goes by mail, and the
    calendars."""
    files: dict[str, bytes] = {}
    for n, each in enumerate(written.letters, 1):
        if each.rendered is not None:
            files |= {f"{n}-{each.item.slug}{ending}": data for ending, data in _letter_files(each.rendered)}
    return files | calendars_of(mine, [client], now=now)


def calendars_of(mine: Sequence[CalendarEntry], client: Sequence[CalendarEntry], *, now: datetime) -> dict[str, bytes]:
    """Return the two calendars of a series by name: the manager's with all entries, the client's with the meeting."""
    return {MANAGER: calendar_file(mine, now=now), CLIENT: calendar_file(client, now=now)}


def letter_files(series: Series) -> list[str]:
    """Return the names of all files that letters of a series may have."""
    return [f"{n}-{item.slug}{end}" for n, (item, _letter) in enumerate(series.letters, 1) for end in (_TEXT, _MAIL)]


def write_series_letters(written: WrittenSeries, home: str, *, texts: bool) -> None:
    """Print when the meeting is and when each letter is sent, by both clocks; with `texts` the letters themselves."""
    from rich.markup import escape

    away = written.meeting.away
    meeting = _("Meeting")
    out().print(f"[bold]{escape(meeting)}:[/] {escape(_told(written.meeting.starts, home, away))}", soft_wrap=True)
    for each in written.letters:
        when = _("not sent: {reason}").format(reason=each.send.reason)
        if each.send.at is not None:
            when = _told(each.send.at, home, away)
        channel = f" ({each.rendered.channel_name})" if each.rendered is not None else ""
        out().print(f"[bold]{escape(each.item.title)}[/]{escape(channel)}: {escape(when)}", soft_wrap=True)
        if texts and each.rendered is not None:
            write("\n" + content(each.rendered, html=False) + "\n")


def series_json(
    written: WrittenSeries, sequence: int, uid: str, zone: tzinfo | None, files: Sequence[str]
) -> dict[str, Any]:
    """Return a series for programs; moments by the clock of the company, and of the client (`zone`) if it is known."""

    def moments(moment: datetime | None) -> dict[str, str | None]:
        local = None if moment is None or zone is None else moment.astimezone(zone).isoformat()
        return {"at": None if moment is None else moment.isoformat(), "client": local}

    def letter_json(each: SeriesLetter) -> dict[str, Any]:
        rendered = each.rendered
        return {
            "letter": each.item.name, **moments(each.send.at), "reason": each.send.reason or None,
            "channel": rendered and rendered.channel, "subject": rendered and rendered.subject,
            "text": rendered and rendered.text,
        }  # fmt: skip

    return {
        "series": written.name,
        "meeting": {"uid": uid, "sequence": sequence, **moments(written.meeting.starts)},
        "letters": [letter_json(each) for each in written.letters],
        "files": list(files),
    }


def _letter_files(rendered: RenderedLetter) -> Iterator[tuple[str, bytes]]:
    yield _TEXT, content(rendered, html=False).encode()
    if rendered.program == "email":
        from salesbook.output.mail import mail_draft

        yield _MAIL, mail_draft(rendered)


def _told(moment: datetime, home: str, away: str | None) -> str:
    """Write a moment by both clocks: «чт, 3 декабря, 15:00 по Москве (17:00 по Екатеринбургу)»."""
    day, language = moment.date(), spoken()
    clocks = time_in_zones(f"{moment:%H:%M}", day, home, away, language)
    return f"{formats.weekday(day, language)}, {formats.day(day, language)}, {clocks}"
