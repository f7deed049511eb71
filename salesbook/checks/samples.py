"""Checks of letters by writing them: with their own samples, for every channel they go by."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.letter import Letter

if TYPE_CHECKING:
    from salesbook.calendar.working_time import WorkingTime
    from salesbook.letters.field_values import ValueContext
    from salesbook.letters.writing import LetterWriter

SAMPLE_DAY = date(2026, 9, 16)
"""The day on which samples are tried, always the same one, so that what is kept of a file holds on every other day.

No holiday is near, and the month has the longest of all names: a letter that is short enough then always is.
"""


def letter_without_sample(item: Item, letter: Letter, _context: Context) -> Iterator[Finding]:
    """A letter has no sample: nobody can see it before the first client does.

    The academy shows letters filled in with their samples, and the checks of a letter's length need one.

    Bad: a letter with `fields` and without `sample`

    Good: `sample: {client: Анна, meeting_date: сегодня}`
    """
    if letter.fields and not letter.sample:
        message = _("the letter “{title}” has no sample").format(title=letter.title)
        yield Finding(
            item.path, ("fields",), message, _("add `sample`: a value for every field that must be filled in")
        )


def bad_sample(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter cannot be written with its own sample: a value is missing, unknown or of another type.

    The academy leaves the letter out of its page, and the first to try it is a manager in a hurry.

    Bad: `sample: {meeting_date: скоро}` for a field of the type `date`

    Good: `sample: {meeting_date: сегодня}`
    """
    from salesbook.letters.values import read_values

    if not letter.sample or not context.known:
        return
    for unfit in read_values(letter, letter.sample, _reading(letter, context))[1]:
        route: Route = ("sample", *(unfit.field.partition("[")[0].split(".") if unfit.field else ()))
        yield Finding(item.path, route, unfit.message, unfit.advice)


def absolute_date(item: Item, letter: Letter, _context: Context) -> Iterator[Finding]:
    """The sample of a letter holds a date that will have gone by: then the sample fails its own letter.

    A sample is good on every day when its days are counted from today, by the company's calendar. In the academy, and
    in `salesbook letter NAME --sample`, dates stand in their place.

    Bad: `sample: {next_step: {date: 2026-11-27}}`; `agreements: [расчёт пришлём 26 ноября]`

    Good: `sample: {next_step: {date: +2 рабочих дня}}`; `agreements: [расчёт пришлём завтра]`
    """
    from salesbook.letters.samples import absolute_dates

    for route, start, words in absolute_dates(letter):
        message = _("“{words}” in the sample will have gone by").format(words=words)
        yield Finding(
            item.path, route, message, _("count it from today: +2 working days, tomorrow, -1 day"), Span(start, words)
        )


def letter_too_long(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter filled in with its sample is longer than a channel takes.

    The rest is cut off or comes as another message. An SMS goes in parts: one holds 70 Cyrillic letters, and when there
    are several, 67 each (160 and 153 in Latin letters); each part is paid for. `parts` and `max_length` of a channel in
    company.yml say how much it takes.

    Bad: 210 letters for a channel with `parts: 2`

    Good: 134 letters or less, and a channel with more room for longer letters
    """
    from salesbook.letters.channels import channels_of
    from salesbook.letters.lengths import too_long

    channels = channels_of(context, letter)
    for channel, text in _texts(item, letter, context).items():
        over = too_long(text, channels[channel])
        if over is not None:
            place = ("channels", letter.channels.index(channel))
            yield Finding(item.path, place, over.message, _("shorten the letter, or take the channel away"))


def sample_values(letter: Letter, context: Context) -> dict[str, Any] | None:
    """Return the values of a letter's sample on the day on which samples are tried; None when it does not fit."""
    from salesbook.letters.values import read_values

    values, unfit = read_values(letter, letter.sample, _reading(letter, context))
    return None if unfit else values


def _reading(letter: Letter, context: Context) -> "ValueContext":
    from salesbook.letters.values import value_context

    return value_context(context, letter, today=SAMPLE_DAY, of_sample=True, working=_week(context))


@lru_cache(maxsize=2)
def _week(context: Context) -> "WorkingTime | None":
    """Return the company's working time by the hours of the week: a sample is good whatever the holidays are.

    The official calendar takes as long to load as a small book. None when the hours are wrong.
    """
    from salesbook.calendar.working_time import working_time

    company = context.company
    calendar = company.calendar.model_copy(update={"country": ""})
    try:
        return working_time(company.model_copy(update={"calendar": calendar}))
    except UserError:
        return None


@lru_cache(maxsize=1)
def writer_of(item: Item, context: Context) -> "LetterWriter":
    """Make the writer once for all checks of a letter."""
    from salesbook.letters.writing import LetterWriter

    assert isinstance(item.data, Letter)
    return LetterWriter(context, item, item.data)


def _texts(item: Item, letter: Letter, context: Context) -> dict[str, str]:
    """Return the letter's text by channels that have a limit; none when its sample does not fit."""
    from salesbook.letters.channels import channels_of

    limited = [c for c in channels_of(context, letter).values() if c.max_length is not None or c.parts is not None]
    values = sample_values(letter, context) if limited else None
    if values is None:
        return {}
    names_channel = "channel" in letter.body or any(field.type == "channel" for field in letter.fields)
    texts: dict[str, str] = {}
    for channel in limited:
        if texts and not names_channel:
            # A letter that does not speak of its channel is the same whatever the channel.
            texts[channel.id] = next(iter(texts.values()))
            continue
        try:
            written = writer_of(item, context).write(values, channel, today=SAMPLE_DAY, html=False)
            texts[channel.id] = written.text
        except UserError:
            return {}  # broken_template and undeclared_field report it
    return texts
