"""Seals: what a quiz question remembers of its source, so that a changed source asks for another look at it."""

from collections.abc import Iterable, Iterator, Mapping

from salesbook.book.item import Item, numbered
from salesbook.book.wording import digest
from salesbook.models.base import ContentModel, Names
from salesbook.models.company import Fact
from salesbook.models.knowledge import Faq, Glossary
from salesbook.models.pipeline import Pipeline
from salesbook.models.script import Script
from salesbook.models.walk import marked, said
from salesbook.text import markup


def seal(item: Item, anchor: str | None, facts: Mapping[str, Fact]) -> str:
    """Return the seal of an item, or of its part under an anchor: a stage, a term, an answer, a block, a section.

    Letters and digits count, without case, ё, punctuation and layout. A reference counts by the name it uses and its
    own words, a figure by its name and its value in company.yml. What is about the item rather than of it does not
    count: order, owner, readers, department, status, number, dates of review. An anchor that the page does not have
    stands for the whole item. A glossary without an anchor is its introduction alone: every new term would change it.
    """
    part = _part(item, anchor or "") if anchor or item.kind.name == "glossary" else None
    named: Iterable[str]
    if part is None:
        said_by, named = digest(said(item.data)), _named(item.mentions)
    elif isinstance(part, str):
        said_by, named = digest([part]), _figures_of(part)
    else:
        said_by, named = digest(said(part)), _figures_in(part)
    values = [f"{facts[name].value:g} {facts[name].unit}" for name in dict.fromkeys(named) if name in facts]
    return digest([said_by, *values]) if values else said_by


def _part(item: Item, anchor: str) -> ContentModel | str | None:
    data = item.data
    parts: list[tuple[str, ContentModel]] = []
    if isinstance(data, Pipeline):
        parts = [(stage.id, stage) for stage in data.stages]
    elif isinstance(data, Glossary):
        if not anchor:
            return data.about or data.title
        parts = list(zip(numbered(t.term for t in data.terms), data.terms, strict=True))
    elif isinstance(data, Faq):
        parts = list(zip(numbered(q.question for q in data.questions), data.questions, strict=True))
    elif isinstance(data, Script):
        parts = list(zip(numbered(b.title for b in data.blocks), data.blocks, strict=True))
    found = next((part for name, part in parts if name == anchor), None)
    body = getattr(data, "body", None)
    return _section(body, anchor) if found is None and isinstance(body, str) else found


def _section(body: str, anchor: str) -> str | None:
    """Return the text from a heading to the next one of its level or a higher one."""
    headings = markup.headings(body)
    for n, heading in enumerate(headings):
        if heading.anchor == anchor:
            end = next((h.start for h in headings[n + 1 :] if h.level <= heading.level), len(body))
            return body[heading.start : end]
    return None


def _named(mentions: Iterable[str]) -> list[str]:
    """Return the figures that an item takes."""
    return [name.split("\t")[1] for name in mentions if name.startswith("fact\t")]


def _figures_in(part: ContentModel) -> Iterator[str]:
    for _route, mark, value in marked(part):
        if not isinstance(mark, Names):
            yield from _figures_of(value)
        elif mark.kinds == ("fact",):
            yield value


def _figures_of(text: str) -> Iterator[str]:
    return (token.target for token in markup.tokens(text) if token.kind == "fact")
