"""The channel of a letter: which ones it may go by, what people call them, and the one that was settled on."""

from collections.abc import Iterable

from salesbook.book.context import Context
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.company import Channel
from salesbook.models.letter import Letter
from salesbook.text.naming import folded

_WELL_KNOWN: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split("; "))
    for names in (
        "telegram; телеграм; телеграмм; телега; тг; tg",
        "whatsapp; ватсап; вотсап; ватсапп; вотсапп; вацап; воцап; уотсап; wa",
        "email; mail; почта; электронная почта; емейл; емэйл; имейл; имэйл; мейл; мэйл; мыло; письмо",
        "sms; смс; смска; эсэмэс; эсэмэска",
        "phone; call; телефон; звонок; тел",
        "viber; вайбер",
        "vk; вк; вконтакте",
        "max; макс",
        "zoom; зум",
    )
)
"""What people call channels that every company has; a book's own names for them come first."""


def channels_of(context: Context, letter: Letter) -> dict[str, Channel]:
    """Return the channels a letter may go to, by id."""
    by_id = {channel.id: channel for channel in context.company.channels}
    return {i: by_id[i] for i in letter.channels if i in by_id}


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
    message = _("the letter “{title}” is not sent by “{channel}”").format(title=letter.title, channel=words)
    names = ", ".join(channel.id for channel in meant or channels.values())
    raise UserError(message, _("choose one of: {names}").format(names=names))


def _names(channel: Channel) -> frozenset[str]:
    return frozenset((_folded(channel.id), _folded(channel.name)))


def _aliases(channel: Channel) -> frozenset[str]:
    return frozenset(map(_folded, channel.aliases))


def _well_known(channel: Channel) -> frozenset[str]:
    names = _names(channel)
    return frozenset[str]().union(*(family for family in _WELL_KNOWN if names & family))


def _folded(words: str) -> str:
    return folded(words.strip().strip("«»\"'").replace("-", ""))
