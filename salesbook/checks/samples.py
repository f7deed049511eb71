"""Checks of letters by writing them: with their own samples, for every channel they go by."""

from collections.abc import Iterator
from typing import Any

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.letter import Letter


def letter_without_sample(item: Item, letter: Letter, _context: Context) -> Iterator[Finding]:
    """A letter has no sample: nobody can see it before the first client does.

    The academy shows letters filled in with their samples, and the checks of a letter's length need one.

    Bad: a letter with `fields` and without `sample`

    Good: `sample: {client: Анна, meeting_date: 2026-11-25}`
    """
    if letter.fields and not letter.sample:
        message = _("the letter “{title}” has no sample").format(title=letter.title)
        yield Finding(
            item.path, ("fields",), message, _("add `sample`: a value for every field that must be filled in")
        )


def bad_sample(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter cannot be written with its own sample: a value is missing, unknown or of another type.

    The academy leaves the letter out of its page, and the first to try it is a manager in a hurry.

    Bad: `sample: {meeting_date: завтра}` for a field of the type `date`

    Good: `sample: {meeting_date: 2026-11-25}`
    """
    from salesbook.letters.writing import check_values

    if not letter.sample or not context.known:
        return
    for unfit in check_values(context, letter, letter.sample, today=None)[1]:
        route: Route = ("sample", *(unfit.field.partition("[")[0].split(".") if unfit.field else ()))
        yield Finding(item.path, route, unfit.message, unfit.advice)


def letter_too_long(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter filled in with its sample is longer than a channel takes.

    The rest is cut off or comes as another message. An SMS goes in parts: one holds 70 Cyrillic letters, and when there
    are several, 67 each (160 and 153 in Latin letters); each part is paid for. `parts` and `max_length` of a channel in
    company.yml say how much it takes.

    Bad: 210 letters for a channel with `parts: 2`

    Good: 134 letters or less, and a channel with more room for longer letters
    """
    from salesbook.letters.lengths import too_long
    from salesbook.letters.writing import channels_of

    channels = channels_of(context, letter)
    for channel, text in _texts(item, letter, context).items():
        over = too_long(text, channels[channel])
        if over is not None:
            place = ("channels", letter.channels.index(channel))
            yield Finding(item.path, place, over.message, _("shorten the letter, or take the channel away"))


def _texts(item: Item, letter: Letter, context: Context) -> dict[str, str]:
    """Return the letter's text by channels that have a limit; none when its sample does not fit."""
    from salesbook.letters.writing import channels_of, check_values, write

    limited = [c for c in channels_of(context, letter).values() if c.max_length is not None or c.parts is not None]
    values, unfit = check_values(context, letter, letter.sample, today=None) if limited else ({}, [])
    if unfit:
        return {}
    agreed = [field.id for field in letter.fields if field.type == "channel"]
    texts: dict[str, str] = {}
    for channel in limited:
        filled: dict[str, Any] = values | dict.fromkeys(agreed, channel.id)
        try:
            # Without a field for it the text is the same whatever the channel.
            same = next(iter(texts.values()), None) if not agreed else None
            texts[channel.id] = write(context, item, letter, filled, channel, html=False).text if same is None else same
        except UserError:
            return {}  # broken_template and undeclared_field report it
    return texts
