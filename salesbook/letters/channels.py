"""The channel of a letter: which ones it may go by, what people call them, and the one that was settled on."""

from collections.abc import Iterable

from salesbook.book.context import Context
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.company import Channel
from salesbook.models.letter import Letter
from salesbook.text.naming import folded

_WELL_KNOWN: dict[str, frozenset[str]] = {
    names.partition("; ")[0]: frozenset(names.split("; "))
    for names in (
        "telegram; телеграм; телеграмм; телега; тг; tg",
        "whatsapp; ватсап; вотсап; ватсапп; вотсапп; вацап; воцап; уотсап; wa",
        "email; mail; e mail; почта; электронная почта; емейл; емэйл; имейл; имэйл; мейл; мэйл; мыло; письмо",
        "sms; смс; смска; эсэмэс; эсэмэска",
        "phone; call; телефон; звонок; тел",
        "viber; вайбер",
        "vk; вк; вконтакте",
        "max; макс",
        "zoom; зум",
    )
}
"""What people call channels that every company has, by the first of their names; a book's own names come first."""


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
    for names in (_names(channel), _aliases(channel)):
        for program, family in _WELL_KNOWN.items():
            if names & family:
                return program
    return None


def channels_meant(words: str, channels: Iterable[Channel]) -> tuple[Channel, ...]:
    """Return the channels that somebody may mean: one, none, or several between which nobody should guess.

    An id or a name counts before an alias of company.yml, and that before what everybody calls a channel: «телега».
    """
    word, candidates = _folded(words), tuple(channels)
    for names in (_names, _aliases, _well_known):
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


def _names(channel: Channel) -> frozenset[str]:
    return frozenset((_folded(channel.id), _folded(channel.name)))


def _aliases(channel: Channel) -> frozenset[str]:
    return frozenset(map(_folded, channel.aliases))


def _well_known(channel: Channel) -> frozenset[str]:
    names = _names(channel)
    return frozenset[str]().union(*(family for family in _WELL_KNOWN.values() if names & family))


def _folded(words: str) -> str:
    return folded(words.strip().strip("«»\"'").replace("-", ""))
