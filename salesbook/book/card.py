"""An item's card: what the rest of the book knows of it without opening it, and what an audit keeps of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from salesbook.book.parts import Part
from salesbook.book.reviews import next_review
from salesbook.book.wording import capitals
from salesbook.models.base import ContentModel, Prose
from salesbook.models.regulation import Regulation
from salesbook.models.walk import Marked
from salesbook.text.citations import may_cite
from salesbook.text.clauses import has_numbers, is_misnumbered, numbered_lists
from salesbook.text.mentions import addresses, codes
from salesbook.text.quoted import notes


class Card(NamedTuple):
    """What the rest of the book may know of an item without opening it.

    `reviewed` and `due` are the ISO days of a regulation's last review and of the next one; `owner` is the role that
    keeps it. `capitals` may be abbreviations; `anchors` are those of its page; `addresses` of the web stand in it,
    `codes` may be numbers of regulations that are not linked to. It `cites` clauses; `renumbered`: its page numbers a
    list otherwise. `readers` are the roles that may read it, none where everybody may; `named` may be fields of the CRM
    and their values, as `text.quoted.notes` writes them.
    """

    title: str
    order: int
    article: str | None
    status: str
    replaced_by: str | None
    owner: str | None
    reviewed: str | None
    due: str | None
    capitals: tuple[str, ...]
    anchors: tuple[str, ...]
    addresses: tuple[str, ...]
    codes: tuple[str, ...]
    cites: bool
    renumbered: bool
    readers: tuple[str, ...]
    named: tuple[str, ...]


def card_of(slug: str, data: ContentModel, strings: Sequence[Marked], words: str, parts: Sequence[Part]) -> Card:
    """Return the card of an item, made from its data, its strings, those that people read, and its parts."""
    title = str(getattr(data, "title", slug))
    order = getattr(data, "order", 0)
    short = capitals(words)
    card = Card(
        title=title,
        order=order,
        article=None,
        status="active",
        replaced_by=None,
        owner=None,
        reviewed=None,
        due=None,
        capitals=short,
        anchors=tuple(dict.fromkeys([part.anchor for part in parts])),
        addresses=_addresses_in(strings),
        codes=tuple(dict.fromkeys(f"{each.prefix}-{each.digits}" for each in codes(words))),
        cites=may_cite(words),
        renumbered=_is_renumbered(strings),
        readers=getattr(data, "readers", ()),
        named=notes(words),
    )
    if not isinstance(data, Regulation):
        return card
    return card._replace(
        article=data.article,
        status=data.status,
        replaced_by=data.replaced_by,
        owner=data.owner,
        reviewed=data.reviewed.isoformat(),
        due=next_review(data).isoformat(),
    )


def _addresses_in(strings: Iterable[Marked]) -> tuple[str, ...]:
    """Return the addresses of the web that stand in an item, each once."""
    values = (string.value for string in strings if "://" in string.value)
    return tuple(dict.fromkeys(each.text for value in values for each in addresses(value)))


def _is_renumbered(strings: Iterable[Marked]) -> bool:
    """Tell whether the page numbers a list of an item otherwise than its text does."""
    prose = (string.value for string in strings if isinstance(string.mark, Prose) and "\n" in string.value)
    lists = (clauses for text in prose if has_numbers(text) for clauses in numbered_lists(text))
    return any(map(is_misnumbered, lists))
