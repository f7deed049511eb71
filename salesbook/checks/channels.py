"""Checks of channels that the company has closed: given up altogether, or not for advertising."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.company import Channel
from salesbook.models.event import Event
from salesbook.models.letter import Letter
from salesbook.models.pipeline import Pipeline


def abandoned_channel(book: Book) -> Iterator[Finding]:
    """A letter, a stage or another item names a channel that is not used any more.

    `in_use: false` in company.yml says that the company has given a channel up, and `reason` why. Whoever works by an
    item that names it writes to where nobody reads, or where nobody may write.

    Bad: `channels: [viber, email]` in a letter, with `{id: viber, name: Viber, format: text, in_use: false}`

    Good: `channels: [email]`; the channel itself stays in company.yml, so that nobody adds it again
    """
    closed = {channel.id: channel for channel in book.company.channels if not channel.in_use}
    if not closed:
        return
    for reference in book.references:
        vocabulary = reference.vocabulary
        if vocabulary is not None and vocabulary.name == "channel" and reference.target in closed:
            channel = closed[reference.target]
            message = _("the channel “{channel}” is not used any more").format(channel=channel.name)
            advice = _("take it away, or name another channel")
            yield Finding(
                reference.source.path, reference.route, _with_reason(message, channel), advice, reference.span
            )


def forbidden_advertising(book: Book) -> Iterator[Finding]:
    """Advertising goes by a channel that is not for advertising, or by none that is.

    `advertising: false` in company.yml says of a channel that the law, or the company, forbids advertising there;
    `advertising: true` says of a letter that it is advertising. Found are such letters with such channels, reminders of
    events that send one there, and stages that send a letter of advertising and have no channel left for it.

    Bad: a letter with `advertising: true` and `channels: [whatsapp]`, with `{id: whatsapp, …, advertising: false}`

    Good: `channels: [email, sms]`
    """
    closed = {channel.id: channel for channel in book.company.channels if not channel.advertising}
    if not closed:
        return
    open_channels: dict[str, set[str]] = {}
    for item, letter in book.data(Letter):
        if not letter.advertising:
            continue
        open_channels[item.name] = {channel for channel in letter.channels if channel not in closed}
        for n, name in enumerate(letter.channels):
            if name in closed:
                message = _("“{title}” is advertising, and “{channel}” is not for it")
                message = message.format(title=letter.title, channel=closed[name].name)
                advice = _("take the channel away from the letter")
                yield Finding(item.path, ("channels", n), _with_reason(message, closed[name]), advice)
    yield from _in_stages(book, open_channels)
    yield from _in_events(book, open_channels, closed)


def _in_stages(book: Book, open_channels: dict[str, set[str]]) -> Iterator[Finding]:
    for item, pipeline in book.data(Pipeline) if open_channels else ():
        for n, stage in enumerate(pipeline.stages):
            for m, name in enumerate(stage.letters):
                letter = book.resolve(name)
                left = open_channels.get(letter.name) if letter is not None else None
                if letter is not None and left is not None and stage.channels and not left & set(stage.channels):
                    message = _("the stage “{stage}” has no channel by which “{title}”, which is advertising, may go")
                    message = message.format(stage=stage.name, title=letter.title)
                    advice = _("add a channel to the stage, or take the letter away")
                    yield Finding(item.path, ("stages", n, "letters", m), message, advice)


def _in_events(book: Book, open_channels: dict[str, set[str]], closed: dict[str, Channel]) -> Iterator[Finding]:
    for item, event in book.data(Event) if open_channels else ():
        for n, reminder in enumerate(event.reminders):
            letter = book.resolve(reminder.letter)
            if letter is None or letter.name not in open_channels:
                continue
            for m, name in enumerate(reminder.channels):
                if name in closed:
                    message = _("“{title}” is advertising, and “{channel}” is not for it")
                    message = message.format(title=letter.title, channel=closed[name].name)
                    advice = _("take the channel away from the reminder")
                    place = ("reminders", n, "channels", m)
                    yield Finding(item.path, place, _with_reason(message, closed[name]), advice)


def _with_reason(message: str, channel: Channel) -> str:
    return f"{message}: {channel.reason}" if channel.reason else message
