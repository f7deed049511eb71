"""What a series of letters is written from: the moment of its meeting, its facts, and an earlier manager.ics."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.core.errors import Doubt, Unfit
    from salesbook.letters.appointments import CalendarEntry
    from salesbook.letters.series import Series, WrittenSeries
    from salesbook.letters.series_records import SeriesRecord
    from salesbook.models.letter import Letter

_CHANNEL = "--channel"
"""Stands for the field of the channel where no letter of the series has one: no field can have this name."""


@dataclass(frozen=True)
class EarlierSeries:
    """What an earlier manager.ics holds: its entries, and the one of them that is the meeting."""

    entries: "Sequence[CalendarEntry]"
    meeting: "CalendarEntry"

    @property
    def sequence(self) -> int:
        """How often anything of it was changed."""
        return max(entry.sequence for entry in self.entries)

    @property
    def record(self) -> "SeriesRecord | None":
        """What it remembers of its series; None for a file that another program has written anew."""
        from salesbook.letters.series_records import read_record

        return read_record(self.meeting.record)


@dataclass(frozen=True)
class SeriesRequest:
    """What a series is written for: `zone` is the client's, `channel` as somebody called it, `moved` says that the
    meeting had another time."""

    book: "Book"
    series: "Series"
    starts: datetime
    zone: str | None
    channel: str | None
    moved: bool

    def write(self, given: Mapping[str, Any], *, json: bool) -> "tuple[WrittenSeries, Sequence[Doubt]]":
        """Return the series and what is odd about it; what is missing is asked for where somebody can answer.

        Exits with 1 when something keeps it from being written and nobody is there to change it.
        """
        from salesbook.cli.ask import on_terminal
        from salesbook.output.answers import write_unfit

        if on_terminal() and (answered := self._asked(given)) is not None:
            return answered
        written, unfit, odd = self._written(given)
        if written is None:
            write_unfit(unfit, json=json)
            raise typer.Exit(1)
        return written, odd

    def _asked(self, given: Mapping[str, Any]) -> "tuple[WrittenSeries, Sequence[Doubt]] | None":
        """Return the series as somebody answers for it, changed until it can be written; None: nothing is missing."""
        from salesbook.cli.letter_facts import reading_of
        from salesbook.cli.letter_questions import answers_of, facts_of, letter_interview
        from salesbook.letters.values import missing_fields
        from salesbook.output.answers import write_unfit

        form = self._form(given)
        reading = reading_of(self.book, form, self.channel)
        known = dict(given)
        if self.zone is not None:
            known |= {field.id: self.zone for field in form.fields if field.type == "zone"}
        if not missing_fields(form, known, reading):
            return None
        interview = letter_interview(form, reading, answers_of(form, known, reading))
        answers = interview.ask()
        while True:
            written, unfit, odd = self._written({**_unread(form, given), **facts_of(answers)})
            if written is not None:
                return written, odd
            write_unfit(unfit, json=False)
            answers = interview.review()

    def _form(self, given: Mapping[str, Any]) -> "Letter":
        """Return the fields that are asked for: where it goes as well, where several channels are open.

        Whether the meeting was moved is not asked: the command line has said it.
        """
        from salesbook.letters.channels import channels_of
        from salesbook.letters.series import series_form
        from salesbook.models.letter import LetterField

        form = series_form(self.series)
        plan = self.series.letters[0][1].appointment
        moved = None if plan is None else plan.moved
        fields = [field for field in form.fields if field.id != moved or field.id in given]
        if not any(field.type == "channel" for field in fields) and len(channels_of(self.book.context, form)) > 1:
            fields.insert(0, LetterField.model_construct(id=_CHANNEL, label=_("Where it goes"), type="channel"))
        return form.model_copy(update={"fields": tuple(fields)})

    def _written(self, facts: Mapping[str, Any]) -> "tuple[WrittenSeries | None, Sequence[Unfit], Sequence[Doubt]]":
        from salesbook.calendar import clock
        from salesbook.calendar.working_time import working_time_of
        from salesbook.letters.series import write_series

        return write_series(
            self.book, self.series, {name: value for name, value in facts.items() if name != _CHANNEL}, self.starts,
            working=working_time_of(self.book), now=clock.now().replace(second=0, microsecond=0), zone=self.zone,
            channel=facts.get(_CHANNEL, self.channel), moved=self.moved,
        )  # fmt: skip


def _unread(form: "Letter", given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given for fields that are not asked for: that they are unknown is told with all else."""
    asked = {field.id for field in form.fields}
    return {name: value for name, value in given.items() if name not in asked}


def given_series(
    book: "Book", series: "Series", data: str | None, settings: Sequence[str], *, json: bool
) -> Mapping[str, Any]:
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
        names = ", ".join(field.id for field in form.fields)
        raise UserError(_("the letter's data must be a block of fields"), _("fields: {names}").format(names=names))
    return facts or {}


def with_record(
    series: "Series", record: "SeriesRecord", given: Mapping[str, Any], channel: str | None
) -> tuple[dict[str, Any], str | None]:
    """Return the facts and the channel of a meeting that is moved: what was told of it, and what is told anew.

    Whether it was moved is always told anew.
    """
    from salesbook.letters.flags import laid_over

    first = series.letters[0][1]
    moved = None if first.appointment is None else first.appointment.moved
    channels = {field.id for field in first.fields if field.type == "channel"}
    is_named = channel is not None or not channels.isdisjoint(given)
    renewed = {moved, *(channels if is_named else ())}
    facts = {name: value for name, value in record.facts.items() if name not in renewed}
    return dict(laid_over(facts, given)), channel if is_named else record.channel


def moment_of(book: "Book", text: str | None) -> datetime:
    """Return when the meeting is; on a terminal it is asked for until a moment is named.

    Raises `UserError` where nobody can be asked: for words that are no moment, a day without a time, a moment that has
    gone by.
    """
    from salesbook.cli.ask import Prompt, ask_one, on_terminal
    from salesbook.core.errors import UserError
    from salesbook.output.terminal import complain

    if text is not None:
        try:
            return _moment(book, text)
        except UserError as error:
            if not on_terminal():
                raise
            complain(error.message, error.advice)
    elif not on_terminal():
        raise UserError(_("it is not said when the meeting is"), _("write: --at “2026-12-03 15:00”"))

    def read(typed: str) -> datetime:
        try:
            return _moment(book, typed)
        except UserError as error:
            raise ValueError(f"{error.message}: {error.advice}") from None

    title = "[bold]" + _("When is the meeting, by our clock?") + "[/]"
    moment: datetime = ask_one(Prompt("at", [title], _("day and time, such as 25.11 16:00:"), read))
    return moment


def _moment(book: "Book", text: str) -> datetime:
    from salesbook.calendar import clock
    from salesbook.calendar.times import is_day_alone, spoken_moment
    from salesbook.core.errors import UserError, quoted

    now, zone = clock.now(), clock.zone_of(book.company)
    moment = spoken_moment(text, now, zone)
    if moment is None:
        advice = _("write it as “today 17:40”, “25.11 16:00”, “fri 18:50”, 2026-11-25T16:00")
        raise UserError(_("{moment} is no moment").format(moment=quoted(text)), advice)
    if is_day_alone(text, now, zone):
        message = _("{moment} is a day without a time").format(moment=quoted(text))
        raise UserError(message, _("add the time: “{moment} 15:00”").format(moment=text.strip()))
    if moment <= now:
        raise UserError(_("{moment} has gone by").format(moment=quoted(text)), _("name the time of the meeting"))
    return moment.replace(second=0, microsecond=0)


def zone_of(words: str) -> str:
    """Return the name of the client's zone; raises `UserError` for words that name none."""
    from salesbook.calendar.zones import zone_named
    from salesbook.core.errors import UserError

    zone = zone_named(words) if len(words) <= 60 else None
    if zone is None:
        message = _("there is no time zone “{name}”").format(name=words[:100])
        raise UserError(message, _("a city or a time zone, such as Vladivostok, Asia/Vladivostok, UTC+10"))
    return zone


def earlier_series(path: Path) -> EarlierSeries:
    """Return what an earlier manager.ics holds; raises `UserError` for a file that has not just one meeting."""
    from salesbook.cli.shell import expanded
    from salesbook.core.door import read_named
    from salesbook.core.errors import UserError, reason
    from salesbook.output.calendars import MAX_BYTES, earlier_entries

    advice = _("name the .ics file that was written for the manager")
    try:
        entries = earlier_entries(read_named(expanded(path), MAX_BYTES))
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=reason(error))
        raise UserError(message, advice) from error
    meetings = [entry for entry in entries if entry.busy]
    if len(meetings) != 1:
        message = _("{path} holds not one meeting but {n}").format(path=path, n=len(meetings))
        raise UserError(message, advice)
    return EarlierSeries(entries, meetings[0])
