"""Seals: what a quiz question remembers of its source, so that a changed source asks for another look at it."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from salesbook.book.item import Item, Mention
from salesbook.book.parts import section
from salesbook.book.wording import digest
from salesbook.models.base import ContentModel, Names, Summary, fields_marked
from salesbook.models.company import Fact
from salesbook.models.walk import marked, said
from salesbook.text import markup


def seal(
    item: Item,
    anchor: str | None,
    facts: Mapping[str, Fact],
    said: Callable[[ContentModel], Iterable[str]] = said,
) -> str:
    """Return the seal of an item, or of its part under an anchor: a block of data, or the section of a heading.

    Letters and digits count, without case, ё, punctuation and layout. A reference counts by the name it uses and its
    own words, a figure by its name and its value in company.yml. What is about the item rather than of it does not
    count: order, owner, readers, department, status, number, dates of review. An anchor that the page does not have
    stands for the whole item. A glossary without an anchor is its introduction alone: every new term would change it.
    `said` returns all that an item says; another one than today's makes the seals of an older format.
    """
    part = sealed_part(item, anchor)
    named: Iterable[str]
    if part is None:
        said_by, named = digest(said(item.data)), _named(item.mentions)
    elif isinstance(part, str):
        said_by, named = digest([part]), _figures_of(part)
    else:
        said_by, named = digest(said(part)), _figures_in(part)
    values = [f"{facts[name].value:g} {facts[name].unit}" for name in dict.fromkeys(named) if name in facts]
    return digest([said_by, *values]) if values else said_by


def sealed_part(item: Item, anchor: str | None) -> ContentModel | str | None:
    """Return the block or the text that is sealed; None for the whole item."""
    data = item.data
    if not anchor:
        return None if data.PARTS is None or data.PARTS.whole else _introduction(item)
    part = item.part(anchor)
    if part is None:
        return None
    if part.data is not None:
        return part.data
    return section(item.data, item.parts, part) if part.route == ("body",) else None


def _introduction(item: Item) -> str:
    """Return what an item says of itself beside its parts."""
    texts = (getattr(item.data, name) for name in fields_marked(type(item.data), Summary))
    return next((text for text in texts if text), item.title)


def _named(mentions: Iterable[str]) -> list[str]:
    """Return the figures that an item takes."""
    return [Mention.read(brief).target for brief in mentions if brief.startswith("fact\t")]


def _figures_in(part: ContentModel) -> Iterator[str]:
    for _route, mark, value in marked(part):
        if not isinstance(mark, Names):
            yield from _figures_of(value)
        elif mark.kinds == ("fact",):
            yield value


def _figures_of(text: str) -> Iterator[str]:
    return (token.target for token in markup.tokens(text) if token.kind == "fact")
