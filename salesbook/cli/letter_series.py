"""`salesbook letters series`: the letters of a meeting with their send times, as files and as calendars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_words
from salesbook.cli.letter import Data, Settings
from salesbook.cli.session import Json, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.core.errors import Doubt
    from salesbook.letters.appointments import CalendarEntry
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
    from salesbook.core.errors import UserError

    book, problems = session(ctx).load({"letter", "calendar"})
    chosen = _series(book, name, problems)
    folder = save_place(output, book.root)
    if cancelled is not None:
        if at is not None or moved is not None:
            raise UserError(_("a meeting that is off has no new time"), _("leave --at and --moved out"))
        _cancel(book, _earlier(cancelled), folder, json=json)
        return
    if at is None:
        raise UserError(_("it is not said when the meeting is"), _("write: --at “2026-12-03 15:00”"))
    given = _given(book, chosen, data, settings or [], json=json)
    run = _Run(book, chosen, _moment(book, at), None if zone is None else _zone(zone), channel)
    earlier = [] if moved is None else _earlier(moved)
    _give(book, *run.written(run.facts(given), json=json), earlier, folder, json=json)


@dataclass(frozen=True)
class _Run:
    """What a series is written for."""

    book: "Book"
    series: "Series"
    starts: datetime
    zone: str | None
    channel: str | None

    def facts(self, given: Mapping[str, Any] | None) -> Mapping[str, Any]:
        """Return the facts that are given; those that are missing are asked for where somebody can answer."""
        from salesbook.calendar.working_time import working_time_of
        from salesbook.cli.ask import on_terminal
        from salesbook.cli.letter_questions import answers_of, facts_of, letter_interview
        from salesbook.letters.series import series_form
        from salesbook.letters.values import missing_fields, value_context

        form, known = series_form(self.series), dict(given or {})
        known |= {field.id: self.zone for field in form.fields if field.type == "zone" and self.zone is not None}
        working = working_time_of(self.book)
        reading = value_context(self.book.context, form, today=self.starts.date(), working=working)
        if not on_terminal() or not missing_fields(form, known, reading):
            return known
        return facts_of(letter_interview(form, reading, answers_of(form, known, reading)).ask())

    def written(self, facts: Mapping[str, Any], *, json: bool) -> "tuple[WrittenSeries, Sequence[Doubt]]":
        """Return the series and what is odd about it; exits with 1 when something keeps it from being written."""
        from salesbook.calendar import clock
        from salesbook.calendar.working_time import working_time_of
        from salesbook.letters.series import write_series
        from salesbook.output.answers import write_unfit

        written, unfit, odd = write_series(
            self.book, self.series, facts, self.starts,
            working=working_time_of(self.book), now=clock.now().replace(second=0, microsecond=0), zone=self.zone,
            channel=self.channel,
        )  # fmt: skip
        if written is None:
            write_unfit(unfit, json=json)
            raise typer.Exit(1)
        return written, odd


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


def _given(
    book: "Book", series: "Series", data: str | None, settings: list[str], *, json: bool
) -> Mapping[str, Any] | None:
    """Return the facts of a file and of flags; raises `UserError` for a file that holds something else."""
    from salesbook.cli.delivery import keep_out
    from salesbook.cli.letter_facts import given_facts, reading_of
    from salesbook.cli.shell import expanded
    from salesbook.core.errors import UserError
    from salesbook.letters.series import series_form
    from salesbook.reading.data import STDIN

    if data is not None and data != STDIN:
        keep_out(book.root, expanded(data))
    form = series_form(series)
    facts = given_facts(form, reading_of(book, form, None), data, settings, json=json)
    if facts is not None and not isinstance(facts, dict):
        names = ", ".join(field.id for field in series_form(series).fields)
        raise UserError(_("the letter's data must be a block of fields"), _("fields: {names}").format(names=names))
    return facts


def _moment(book: "Book", text: str) -> datetime:
    """Return when the meeting is; raises `UserError` for words that are no moment, and for one that has gone by."""
    from salesbook.calendar import clock
    from salesbook.calendar.times import spoken_moment
    from salesbook.core.errors import UserError, quoted

    now = clock.now()
    moment = spoken_moment(text, now, clock.zone_of(book.company))
    if moment is None:
        advice = _("write it as “today 17:40”, “25.11 16:00”, “fri 18:50”, 2026-11-25T16:00")
        raise UserError(_("{moment} is no moment").format(moment=quoted(text)), advice)
    if moment <= now:
        raise UserError(_("{moment} has gone by").format(moment=quoted(text)), _("name the time of the meeting"))
    return moment.replace(second=0, microsecond=0)


def _zone(words: str) -> str:
    from salesbook.calendar.zones import zone_named
    from salesbook.core.errors import UserError

    zone = zone_named(words) if len(words) <= 60 else None
    if zone is None:
        message = _("there is no time zone “{name}”").format(name=words[:100])
        raise UserError(message, _("a city or a time zone, such as Vladivostok, Asia/Vladivostok, UTC+10"))
    return zone


def _earlier(path: Path) -> "list[CalendarEntry]":
    """Return the entries of an earlier manager.ics; raises `UserError` for a file that has not just one meeting."""
    from salesbook.cli.shell import expanded
    from salesbook.core.door import read_named
    from salesbook.core.errors import UserError, reason
    from salesbook.output.calendars import MAX_BYTES, earlier_entries

    try:
        entries = earlier_entries(read_named(expanded(path), MAX_BYTES))
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=reason(error))
        raise UserError(message, _("name the .ics file that was written for the manager")) from error
    if sum(entry.busy for entry in entries) != 1:
        message = _("{path} holds not one meeting but {n}").format(path=path, n=sum(entry.busy for entry in entries))
        raise UserError(message, _("name the .ics file that was written for the manager"))
    return entries


def _cancel(book: "Book", earlier: "Sequence[CalendarEntry]", folder: Path | None, *, json: bool) -> None:
    """Write the calendars that take a meeting and its letters back."""
    from salesbook.calendar import clock
    from salesbook.core.errors import UserError
    from salesbook.output.series import calendars_of
    from salesbook.output.terminal import write_json

    if folder is None:
        raise UserError(_("it is not said where the files go"), _("name a folder outside the book: --output FOLDER"))
    mine = [replace(entry, sequence=entry.sequence + 1, cancelled=True) for entry in earlier]
    files = calendars_of(mine, [entry for entry in mine if entry.busy], now=clock.now())
    _save(files, folder)
    if json:
        uids = {entry.uid: entry.sequence for entry in mine}
        write_json({"cancelled": uids, "files": sorted(files)})


def _give(
    book: "Book",
    written: "WrittenSeries",
    odd: "Sequence[Doubt]",
    earlier: "Sequence[CalendarEntry]",
    folder: Path | None,
    *,
    json: bool,
) -> None:
    """Print a series, or write it into a folder; a meeting that was moved keeps its UIDs and counts one change more."""
    from salesbook.calendar import clock
    from salesbook.calendar.zones import zone_of
    from salesbook.letters.series import calendar_entries, client_entry
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.series import files_of, series_json, write_series_letters
    from salesbook.output.terminal import write_json

    uid = next((entry.uid for entry in earlier if entry.busy), written.meeting.uid)
    sequence = max((entry.sequence + 1 for entry in earlier), default=0)
    mine = calendar_entries(written, uid=uid, sequence=sequence)
    left = {entry.uid for entry in mine}
    mine += [replace(entry, sequence=sequence, cancelled=True) for entry in earlier if entry.uid not in left]
    files: dict[str, bytes] = {}
    if folder is not None:
        files = files_of(written, mine, client_entry(written, uid=uid, sequence=sequence), now=clock.now())
        _save(files, folder)
    if json:
        zone = None if written.meeting.away is None else zone_of(written.meeting.away)
        write_json(series_json(written, sequence, uid, zone, sorted(files)) | warnings_json(odd))
    else:
        write_warnings(odd)
        write_series_letters(written, book.company.time_zone, texts=folder is None)


def _save(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, a new one if need be, all or nothing; raises `UserError`."""
    from salesbook.cli.delivery import MAX_REPLACED
    from salesbook.core.changes import Change, Plan
    from salesbook.core.door import read_named
    from salesbook.core.errors import UserError, reason
    from salesbook.output.terminal import say

    try:
        folder.mkdir(exist_ok=True)
        before = {
            name: read_named(folder / name, MAX_REPLACED) if (folder / name).is_file() else None for name in files
        }
    except OSError as error:
        message = _("cannot write {path}: {reason}").format(path=folder, reason=reason(error))
        raise UserError(message, _("name a folder that can be written")) from error
    Plan(tuple(Change(folder / name, before[name], data) for name, data in files.items())).apply()
    say(_("written: {path}").format(path=folder))


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook letters series NAME --at '2026-12-03 15:00' --set FIELD=VALUE --output ~/letters")
    about = _("Write the letters of a meeting with their send times, as files and calendars; move it, or take it back.")
    app.command("series", cls=cls, help=about, epilog=example)(series)
