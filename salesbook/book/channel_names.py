"""What a channel is called: by the book, and by everybody."""

from salesbook.models.company import Channel
from salesbook.text.naming import folded

WELL_KNOWN: dict[str, frozenset[str]] = {
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


def own_names(channel: Channel) -> frozenset[str]:
    """Return the names that the book gives a channel: its id and its name."""
    return frozenset((as_compared(channel.id), as_compared(channel.name)))


def aliases(channel: Channel) -> frozenset[str]:
    """Return the other names that company.yml gives a channel."""
    return frozenset(map(as_compared, channel.aliases))


def well_known(channel: Channel) -> frozenset[str]:
    """Return what everybody calls a channel: «телега»."""
    names = own_names(channel)
    return frozenset[str]().union(*(family for family in WELL_KNOWN.values() if names & family))


def as_compared(words: str) -> str:
    """Return a channel's name as names are compared: without quotation marks and hyphens."""
    return folded(words.strip().strip("«»\"'").replace("-", ""))
