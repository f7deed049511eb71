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
from salesbook.letters.appointments import CalendarEntry, Meeting, entry_of
from salesbook.letters.channels import asked_channel, channels_of
from salesbook.letters.doubts import doubts
from salesbook.letters.lengths import too_long
from salesbook.letters.sending import SendTime, confirmation_time, is_night, reminder_time
from salesbook.letters.values import read_values, value_context
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
    """Return a letter with all fields that a series asks for, each once; day and time come from elsewhere."""
    fields: dict[str, LetterField] = {}
    for _item, letter in series.letters:
        for field in _left_open(letter):
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
) -> tuple[WrittenSeries | None, list[Unfit], list[Doubt]]:
    """Return the series for a meeting that `starts` (aware), or all that keeps it from that; what is odd about it.

    `facts` are those of the form, `zone` is the client's (`zones.zone_named`), `channel` what the first letter is to
    go by: the others go by the same where they may. Raises `UserError` for a channel that it may not go by.
    """
    today = starts.astimezone(working.zone).date()
    unfit = _unknown(series_form(series), facts)
    odd: list[Doubt] = []
    sent: list[SeriesLetter] = []
    chosen: Channel | None = None
    meeting: Meeting | None = None
    for (item, letter), before in zip(series.letters, series.before, strict=True):
        at = confirmation_time(working, starts, now) if before is None else reminder_time(working, starts, before, now)
        asked = asked_channel(book.context, letter, channel) if channel and chosen is None else chosen
        if asked is not None and asked.id not in channels_of(book.context, letter):
            asked = None
        day = today if at.at is None else at.at.date()
        reading = value_context(book.context, letter, today=day, asked=asked, working=working)
        values, misfits = read_values(letter, _facts_for(letter, facts, starts.astimezone(working.zone), zone), reading)
        unfit += [each for each in misfits if each.field not in {known.field for known in unfit}]
        if misfits:
            continue
        by = choose_channel(letter, values, reading)
        rendered = write(book.context, item, letter, values, by, today=day, html=True)
        if (over := too_long(rendered.text, by)) is not None:
            unfit.append(over)
        if before is None:
            chosen, meeting = by, rendered.meeting
            odd += doubts(letter, values, reading)
        sent.append(SeriesLetter(item, at, None if at.at is None else rendered))
    if unfit or meeting is None:
        return None, unfit, []
    written = WrittenSeries(series.name, replace(meeting, away=meeting.away or zone), tuple(sent))
    return written, [], odd + list(_odd(written))


def calendar_entries(written: WrittenSeries, *, uid: str | None = None, sequence: int = 0) -> list[CalendarEntry]:
    """Return the manager's calendar of a series: the meeting, and the moments at which its letters are to be sent.

    `uid` and `sequence` are those of a meeting that was moved.
    """
    meeting = written.meeting if uid is None else replace(written.meeting, uid=uid)
    first = written.letters[0]
    entries = [entry_of(meeting, _summary(written), _text(first), sequence=sequence, client=False)]
    for each in written.letters:
        if each.send.at is None or each.rendered is None:
            continue
        title = _("Send: {title} ({channel})").format(title=each.item.title, channel=each.rendered.channel)
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
    return entry_of(meeting, _summary(written), _text(written.letters[0]), sequence=sequence, client=True)


def _summary(written: WrittenSeries) -> str:
    first = written.letters[0]
    return (first.rendered.subject if first.rendered is not None else None) or first.item.title


def _text(letter: SeriesLetter) -> str:
    return "" if letter.rendered is None else letter.rendered.text


def _left_open(letter: Letter) -> Iterator[LetterField]:
    """Yield the fields of a letter that a meeting does not fill in."""
    plan = letter.appointment
    told = {plan.day, plan.time} if plan is not None else set()
    for field in letter.fields:
        inner = tuple(each for each in field.fields if f"{field.id}.{each.id}" not in told)
        if field.id in told or field.type == "channel" or (field.fields and not inner):
            continue
        yield field if inner == field.fields else field.model_copy(update={"fields": inner})


def _facts_for(letter: Letter, facts: Mapping[str, Any], starts: datetime, zone: str | None) -> dict[str, Any]:
    """Return the facts of one letter: those that its fields ask for, the day and the time, the client's zone."""
    data = {field.id: facts[field.id] for field in letter.fields if field.id in facts}
    plan = letter.appointment
    assert plan is not None, "a series has no other letters"
    for path, value in ((plan.day, starts.date()), (plan.time, f"{starts:%H:%M}")):
        group, _dot, inner = (path or "").partition(".")
        if inner:
            block = data.get(group)
            data[group] = {**(block if isinstance(block, dict) else {}), inner: value}
        elif group:
            data[group] = value
    if zone is not None:
        data |= {field.id: zone for field in letter.fields if field.type == "zone"}
    return data


def _unknown(form: Letter, facts: Mapping[str, Any]) -> list[Unfit]:
    """Return what is said of fields that no letter of the series asks for; the rest is looked at letter by letter."""
    declared = [field.id for field in form.fields]
    advice = _("fields: {names}").format(names=", ".join(declared))
    return [
        Unfit(str(key), _("unknown field {found}").format(found=quoted(key)), advice)
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
