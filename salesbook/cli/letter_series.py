"""`salesbook letters series`: the letters of a meeting with their send times, as files and as calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_words
from salesbook.cli.letter import Data, Settings
from salesbook.cli.session import Json, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.cli.letter_series_facts import EarlierSeries
    from salesbook.core.errors import Doubt
    from salesbook.letters.series import Series, WrittenSeries

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The series, or the letter that begins it."))]
At = Annotated[
    str | None, typer.Option("--at", metavar="MOMENT", help=_("When the meeting is, by our clock: “2026-12-03 15:00”."))
]
Zone = Annotated[
    str | None, typer.Option("--zone", metavar="ZONE", help=_("The client's city or time zone, such as Vladivostok."))
]
ChannelName = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar="NAME",
        help=_("Where it goes, such as telegram."),
        autocompletion=complete_words("channel"),
    ),
]
Folder = Annotated[
    Path | None, typer.Option("--output", metavar="FOLDER", help=_("Write the files into a folder outside the book."))
]
Moved = Annotated[
    Path | None,
    typer.Option("--moved", metavar="FILE", help=_("The meeting was moved: the manager.ics of the former time.")),
]
Cancelled = Annotated[
    Path | None, typer.Option("--cancelled", metavar="FILE", help=_("The meeting is off: its manager.ics.")),
]  # fmt: skip


def series(
    ctx: typer.Context,
    name: Name,
    at: At = None,
    settings: Settings = None,
    data: Data = None,
    zone: Zone = None,
    channel: ChannelName = None,
    output: Folder = None,
    moved: Moved = None,
    cancelled: Cancelled = None,
    json: Json = False,
) -> None:
    """Write the letters of a meeting, each with its send time, or take a meeting back."""
    from salesbook.cli.letter_facts import save_place
    from salesbook.cli.letter_series_facts import (
        SeriesRequest,
        earlier_series,
        given_series,
        moment_of,
        with_record,
        zone_of,
    )
    from salesbook.core.errors import UserError
    from salesbook.letters.channels import asked_channel
    from salesbook.output.letters import ENDINGS

    book, problems = session(ctx).load({"letter", "calendar"})
    chosen = _series(book, name, problems)
    folder = save_place(output, book.root)
    if folder is not None and folder.suffix.lower() in (*ENDINGS, ".txt") and not folder.is_dir():
        message = _("a series is written into a folder, and {path} is called like a file").format(path=folder)
        raise UserError(message, _("name a folder outside the book: --output FOLDER"))
    if cancelled is not None:
        if any((at, moved, settings, data, channel)):
            message = _("a meeting that is off has no new time and no letters")
            raise UserError(message, _("leave --at, --moved, --set, --data and --channel out"))
        _cancel(chosen, earlier_series(cancelled), zone and zone_of(zone), folder, json=json)
        return
    earlier = None if moved is None else earlier_series(moved)
    given = given_series(book, chosen, data, settings or [], json=json)
    client_zone = None if zone is None else zone_of(zone)
    record = None if earlier is None else earlier.record
    if record is not None:
        given, channel = with_record(chosen, record, given, channel)
        client_zone = client_zone or record.zone
    if channel is not None:
        asked_channel(book.context, chosen.letters[0][1], channel)
    request = SeriesRequest(book, chosen, moment_of(book, at), client_zone, channel, earlier is not None)
    _give(book.company.time_zone, chosen, *request.write(given, json=json), earlier, folder, json=json)


def _series(book: "Book", name: str, problems: Any) -> "Series":
    """Return the series of a name; raises `UserError` when there is none, or a letter of it cannot be read."""
    from salesbook.cli.session import broken
    from salesbook.core.typed_names import meant
    from salesbook.letters.series import series_of

    for letter in book.unread("company", "letter", "calendar"):
        raise broken(book, problems, letter)
    every = {each.name: each for each in series_of(book)}
    names = [(word, each.name) for each in every.values() for word in (each.name, each.letters[0][0].slug)]
    there = _("there are: {names}").format(names=", ".join(every) or "—")
    return every[meant(name.removeprefix("letter:"), names, _("there is no series “{name}”").format(name=name), there)]


def _cancel(series: "Series", earlier: "EarlierSeries", zone: str | None, folder: Path | None, *, json: bool) -> None:
    """Write the calendars that take a meeting and its letters back; the letters themselves go from the folder."""
    from salesbook.calendar import clock
    from salesbook.calendar.zones import zone_of
    from salesbook.core.errors import UserError
    from salesbook.output.series import calendars_of
    from salesbook.output.terminal import write_json

    if folder is None:
        raise UserError(_("it is not said where the files go"), _("name a folder outside the book: --output FOLDER"))
    if earlier.meeting.cancelled:
        raise UserError(_("this meeting is off already"), _("--moved FILE with --at agrees on it anew"))
    sequence = 1 + max(earlier.sequence, _kept_sequence(folder, earlier.meeting.uid))
    mine = [replace(entry, sequence=sequence, cancelled=True) for entry in earlier.entries]
    record, away = earlier.record, zone
    client = replace(earlier.meeting, sequence=sequence, cancelled=True, record="")
    if record is not None:
        client, away = replace(client, summary=record.summary), zone or record.zone
    if away is not None and (clock_of_client := zone_of(away)) is not None:
        client = client.told_in(clock_of_client)
    files = calendars_of(mine, [client], now=clock.now())
    removed = _save(files, folder, series)
    if json:
        uids = {entry.uid: entry.sequence for entry in mine}
        write_json({"cancelled": uids, "files": sorted(files), "removed": removed})


def _give(
    home: str,
    series: "Series",
    written: "WrittenSeries",
    odd: "Sequence[Doubt]",
    earlier: "EarlierSeries | None",
    folder: Path | None,
    *,
    json: bool,
) -> None:
    """Print a series, or write it into a folder; a meeting that was moved keeps its UIDs and counts one change more.

    `home` is the name of our zone.
    """
    from salesbook.calendar import clock
    from salesbook.calendar.zones import zone_of
    from salesbook.letters.series_calendar import calendar_entries, client_entry
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.series import files_of, series_json, write_series_letters
    from salesbook.output.terminal import write_json

    uid = written.meeting.uid if earlier is None else earlier.meeting.uid
    kept = -1 if folder is None else _kept_sequence(folder, uid)
    sequence = 1 + max(kept, -1 if earlier is None else earlier.sequence)
    mine = calendar_entries(written, uid=uid, sequence=sequence)
    left = {entry.uid for entry in mine}
    former = () if earlier is None else earlier.entries
    mine += [replace(entry, sequence=sequence, cancelled=True) for entry in former if entry.uid not in left]
    files: dict[str, bytes] = {}
    removed: list[str] = []
    if folder is not None:
        files = files_of(written, mine, client_entry(written, uid=uid, sequence=sequence), now=clock.now())
        removed = _save(files, folder, series)
    if json:
        zone = None if written.meeting.away is None else zone_of(written.meeting.away)
        answer = series_json(written, sequence, uid, zone, sorted(files))
        write_json(answer | {"removed": removed} | warnings_json(odd))
    else:
        write_warnings(odd)
        write_series_letters(written, home, texts=folder is None)


def _kept_sequence(folder: Path, uid: str) -> int:
    """Return how often the series that lies in a folder was changed, -1 when none does.

    Raises `UserError` when it is that of another meeting: without its manager.ics that one could not be moved.
    """
    from salesbook.cli.letter_series_facts import earlier_series
    from salesbook.core.errors import UserError
    from salesbook.output.series import MANAGER

    if not (folder / MANAGER).exists():
        return -1
    earlier = earlier_series(folder / MANAGER)
    if earlier.meeting.uid == uid:
        return earlier.sequence
    message = _("{folder} holds the letters of another meeting: {title}")
    advice = _("name a folder of its own; a meeting that was moved needs --moved {path}")
    raise UserError(message.format(folder=folder, title=earlier.meeting.summary), advice.format(path=folder / MANAGER))


def _save(files: Mapping[str, bytes], folder: Path, series: "Series") -> list[str]:
    """Write files into a folder, a new one if need be, all or nothing; raises `UserError`.

    Letters of the series that lie there and are not sent any more are deleted; their names are returned.
    """
    from salesbook.cli.delivery import MAX_REPLACED
    from salesbook.core.changes import Change, Plan, Removal
    from salesbook.core.door import read_named
    from salesbook.core.errors import UserError, reason
    from salesbook.output.series import letter_files
    from salesbook.output.terminal import say

    stale = [name for name in letter_files(series) if name not in files and (folder / name).is_file()]
    try:
        folder.mkdir(exist_ok=True)
        before = {
            name: read_named(folder / name, MAX_REPLACED) if (folder / name).is_file() else None
            for name in (*files, *stale)
        }
    except OSError as error:
        message = _("cannot write {path}: {reason}").format(path=folder, reason=reason(error))
        raise UserError(message, _("name a folder that can be written")) from error
    changes = tuple(Change(folder / name, before[name], data) for name, data in files.items())
    removals = tuple(Removal(folder / name, before[name] or b"") for name in stale)
    Plan(changes, removals).apply()
    say(_("written: {path}").format(path=folder))
    if stale:
        say(_("deleted: {names}").format(names=", ".join(stale)))
    return stale


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook letters series NAME --at '2026-12-03 15:00' --set FIELD=VALUE --output ~/letters")
    about = _("Write the letters of a meeting with their send times, as files and calendars; move it, or take it back.")
    app.command("series", cls=cls, help=about, epilog=example)(series)
