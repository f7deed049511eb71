"""Series: a letter that agrees on a meeting and those that remind of it, each with its text and when it is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.calendar.durations import Duration, duration_of
from salesbook.calendar.working_time import WorkingTime
from salesbook.calendar.zones import zone_of
from salesbook.core.errors import Doubt, Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.letters.appointments import Meeting, value_at
from salesbook.letters.channels import asked_channel, channels_of
from salesbook.letters.doubts import doubts
from salesbook.letters.lengths import too_long
from salesbook.letters.sending import SendTime, confirmation_time, is_night, reminder_time
from salesbook.letters.series_records import SeriesRecord
from salesbook.letters.values import missing, read_values, value_context
from salesbook.letters.writing import RenderedLetter, choose_channel, write
from salesbook.models.company import Channel
from salesbook.models.letter import Letter, LetterField


@dataclass(frozen=True)
class Series:
    """The letters of a series, the one that agrees on the meeting first; `before` has nothing for that one."""

    name: str
    letters: tuple[tuple[Item, Letter], ...]
    before: tuple[Duration | None, ...]


@dataclass(frozen=True)
class SeriesLetter:
    """A letter of a series as it goes out, and when; nothing was written of one that is not sent."""

    item: Item
    send: SendTime
    rendered: RenderedLetter | None


@dataclass(frozen=True)
class WrittenSeries:
    """A series for one meeting."""

    name: str
    meeting: Meeting
    letters: tuple[SeriesLetter, ...]
    record: SeriesRecord


def series_of(book: Book) -> Iterator[Series]:
    """Yield the series of a book whose letters and figures can all be read."""
    for item, letter in book.data(Letter):
        plan = letter.appointment
        if plan is None or not plan.reminders:
            continue
        letters: list[tuple[Item, Letter]] = [(item, letter)]
        before: list[Duration | None] = [None]
        for reminder in plan.reminders:
            other = book.resolve_as(Letter, reminder.letter)
            fact = book.facts.get(reminder.before)
            duration = None if fact is None else duration_of(fact)
            if other is not None and other[1].appointment is not None and duration is not None:
                letters.append(other)
                before.append(duration)
        yield Series(plan.name or item.slug, tuple(letters), tuple(before))


def series_form(series: Series) -> Letter:
    """Return a letter with all fields that a series asks for, each once; day and time come from elsewhere.

    Of fields for a channel only that of the first letter is among them: the others go by the same.
    """
    fields: dict[str, LetterField] = {}
    for n, (_item, letter) in enumerate(series.letters):
        for field in _left_open(letter):
            if field.type != "channel" or n == 0:
                fields.setdefault(field.id, field)
    _first, letter = series.letters[0]
    return letter.model_copy(update={"fields": tuple(fields.values()), "appointment": None, "sample": {}})


def write_series(
    book: Book,
    series: Series,
    facts: Mapping[str, Any],
    starts: datetime,
    *,
    working: WorkingTime,
    now: datetime,
    zone: str | None = None,
    channel: str | None = None,
    moved: bool = False,
) -> tuple[WrittenSeries | None, list[Unfit], list[Doubt]]:
    """Return the series for a meeting that `starts` (aware), or all that keeps it from that; what is odd about it.

    `facts` are those of the form, `zone` is the client's (`zones.zone_named`), `channel` what the first letter is to
    go by: the others go by the same where they may. `moved` is what letters say of the meeting unless `facts` do.
    Raises `UserError` for a channel that it may not go by.
    """
    today = starts.astimezone(working.zone).date()
    form = series_form(series)
    unfit = _unknown(series, form, facts)
    odd: list[Doubt] = []
    sent: list[SeriesLetter] = []
    chosen: Channel | None = None
    meeting: Meeting | None = None
    for (item, letter), before in zip(series.letters, series.before, strict=True):
        told = _facts_for(letter, facts, starts.astimezone(working.zone), zone, moved=moved, first=before is None)
        at = confirmation_time(working, starts, now) if before is None else reminder_time(working, starts, before, now)
        asked = asked_channel(book.context, letter, channel) if channel and chosen is None else chosen
        if asked is not None and asked.id not in channels_of(book.context, letter):
            asked = None
        day = today if at.at is None else at.at.date()
        reading = value_context(book.context, letter, today=day, asked=asked, working=working)
        values, misfits = read_values(letter, told, reading)
        unfit += [each for each in misfits if each.field not in {known.field for known in unfit}]
        if misfits:
            continue
        by = choose_channel(letter, values, reading)
        rendered = write(book.context, item, letter, values, by, today=day, html=True)
        if (over := too_long(rendered.text, by)) is not None:
            unfit.append(replace(over, message=f"{item.title}: {over.message}"))
        if before is None:
            chosen, meeting = by, rendered.meeting
            odd += doubts(letter, values, reading)
        sent.append(SeriesLetter(item, at, None if at.at is None else rendered))
    if unfit or meeting is None:
        return None, unfit, []
    meeting = replace(meeting, away=meeting.away or zone)
    reading = value_context(book.context, form, today=now.astimezone(working.zone).date(), working=working)
    # Words such as «завтра» mean another day when the meeting is moved.
    stated = {name: value for name, value in read_values(form, facts, reading)[0].items() if not missing(value)}
    record = SeriesRecord(stated, meeting.away, None if chosen is None else chosen.id, _summary(sent[0]))
    written = WrittenSeries(series.name, meeting, tuple(sent), record)
    return written, [], odd + list(_odd(written))


def _summary(first: SeriesLetter) -> str:
    return (first.rendered.subject if first.rendered is not None else None) or first.item.title


def _left_open(letter: Letter) -> Iterator[LetterField]:
    """Yield the fields of a letter that the moment of a meeting does not fill in; whether it was moved may be said."""
    plan = letter.appointment
    told = {plan.day, plan.time} if plan is not None else set()
    for field in letter.fields:
        inner = tuple(each for each in field.fields if f"{field.id}.{each.id}" not in told)
        if field.id in told or (field.fields and not inner):
            continue
        if plan is not None and field.id == plan.moved:
            yield field.model_copy(update={"required": False})
            continue
        yield field if inner == field.fields else field.model_copy(update={"fields": inner})


def _facts_for(
    letter: Letter, facts: Mapping[str, Any], starts: datetime, zone: str | None, *, moved: bool, first: bool
) -> dict[str, Any]:
    """Return the facts of one letter: those that its fields ask for, what is known of the meeting, the client's zone.

    Only the `first` letter is told a channel: the others go by the same where they may.
    """
    fields = [field for field in letter.fields if first or field.type != "channel"]
    data = {field.id: facts[field.id] for field in fields if field.id in facts}
    plan = letter.appointment
    assert plan is not None, "a series has no other letters"
    told = {plan.day: starts.date(), plan.time: f"{starts:%H:%M}"}
    if plan.moved is not None and missing(value_at(data, plan.moved)):
        told[plan.moved] = moved
    for path, value in told.items():
        group, _dot, inner = (path or "").partition(".")
        if inner:
            block = data.get(group)
            data[group] = {**(block if isinstance(block, dict) else {}), inner: value}
        elif group:
            data[group] = value
    if zone is not None:
        data |= {field.id: zone for field in letter.fields if field.type == "zone"}
    return data


def _unknown(series: Series, form: Letter, facts: Mapping[str, Any]) -> list[Unfit]:
    """Return what is said of fields that no letter of the series asks for; the rest is looked at letter by letter."""
    declared = [field.id for field in form.fields]
    told = {field.id for field in series.letters[0][1].fields}
    return [
        Unfit(
            str(key),
            _("unknown field {found}").format(found=quoted(key)),
            _("the day and the time come from --at")
            if key in told
            else looks_like(nearest(str(key), declared)) or _("fields: {names}").format(names=", ".join(declared)),
        )
        for key in facts
        if key not in declared
    ]


def _odd(written: WrittenSeries) -> Iterator[Doubt]:
    """Yield what is odd about a series: what is not sent, and what wakes the client."""
    zone = None if written.meeting.away is None else zone_of(written.meeting.away)
    for each in written.letters:
        if each.send.at is None:
            message = _("“{title}” is not sent: {reason}").format(title=each.item.title, reason=each.send.reason)
            yield Doubt("", message)
        elif zone is not None and is_night(each.send.at.astimezone(zone)):
            message = _("“{title}” reaches the client at {time} by their clock")
            local = each.send.at.astimezone(zone)
            yield Doubt("", message.format(title=each.item.title, time=f"{local:%H:%M}"))
