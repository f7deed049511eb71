"""The channel of a letter: which ones it may go by, what people call them, and the one that was settled on."""

from collections.abc import Iterable

from salesbook.book.channel_names import WELL_KNOWN, aliases, as_compared, own_names, well_known
from salesbook.book.context import Context
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.company import Channel
from salesbook.models.letter import Letter


def channels_of(context: Context, letter: Letter) -> dict[str, Channel]:
    """Return the channels a letter may go by, by id: those it names, but for what is closed to it."""
    return {i: channel for i, channel in _named(context, letter).items() if why_closed(channel, letter) is None}


def why_closed(channel: Channel, letter: Letter) -> str | None:
    """Say why a letter may not go by a channel, in the company's own words where it has some; None when it may."""
    if not channel.in_use:
        closed = _("the channel “{channel}” is not used any more").format(channel=channel.name)
    elif letter.advertising and not channel.advertising:
        closed = _("the channel “{channel}” is not for advertising").format(channel=channel.name)
    else:
        return None
    return f"{closed}: {channel.reason}" if channel.reason else closed


def program_of(channel: Channel) -> str | None:
    """Return which of the programs that everybody has a channel stands for: `email`, `telegram`, `sms`, `max` …

    It is known by the channel's id, name and aliases, whatever the book calls it; None for any other channel.
    """
    for names in (own_names(channel), aliases(channel)):
        for program, family in WELL_KNOWN.items():
            if names & family:
                return program
    return None


def channels_meant(words: str, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Return the channels that somebody may mean: one, none, or several between which nobody should guess.

    An id or a name counts before an alias of company.yml, and that before what everybody calls a channel: «телега».
    """
    word, candidates = as_compared(words), tuple(channels)
    for names in (own_names, aliases, well_known):
        meant = tuple(channel for channel in candidates if word in names(channel))
        if meant:
            return meant
    return ()


def asked_channel(context: Context, letter: Letter, words: str) -> Channel:
    """Return the channel of a letter that somebody has asked for, by whatever it is called.

    Raises `UserError` for a channel that the letter is not made for, or words that two of its channels go by.
    """
    channels = channels_of(context, letter)
    meant = channels_meant(words, channels.values())
    if len(meant) == 1:
        return meant[0]
    closed = [
        why for each in channels_meant(words, _named(context, letter).values()) if (why := why_closed(each, letter))
    ]
    message = _("the letter “{title}” is not sent by “{channel}”").format(title=letter.title, channel=words)
    message = closed[0] if len(closed) == 1 and not meant else message
    names = ", ".join(channel.id for channel in meant or channels.values())
    raise UserError(message, _("choose one of: {names}").format(names=names))


def _named(context: Context, letter: Letter) -> dict[str, Channel]:
    by_id = {channel.id: channel for channel in context.company.channels}
    return {i: by_id[i] for i in letter.channels if i in by_id}
