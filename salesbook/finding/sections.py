"""What can be found in a book: its sections, each with the words that it is looked for by and those that it says."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.parts import Part
from salesbook.book.readable import readable
from salesbook.core.diagnostics import Route
from salesbook.core.language import Translations
from salesbook.models.base import ContentModel, Names, Unsought, fields_marked
from salesbook.models.knowledge import Glossary, Term
from salesbook.models.shapes import shapes_of
from salesbook.models.training import Position
from salesbook.text import anchors, markup
from salesbook.text.naming import parted

_MARKS = re.compile("[*`_#|>~=]+")
_TEMPLATE_MARKS = ("{{", "{%", "{#")
_FILLED_IN = re.compile(r"\{\{[^{}]{0,1000}\}\}")


class Section(NamedTuple):
    """A place of the book: its item, the anchor in it (empty: the item itself), and what it says.

    `names` are other words that people look for it by: a role's name for the main file of a position, the forms of a
    term. `figures` says what the figures of the company are that it cites: whoever asks how long a booking is held
    finds «3 рабочих дня» by the words of company.yml. `sought`: the field by whose words a block is looked for, such as
    the objection of a client. `asked`: phrases in which people ask for it, each a whole.
    """

    item: Item
    anchor: str
    heading: str
    names: str
    text: str
    figures: str = ""
    sought: str = ""
    asked: tuple[str, ...] = ()


Making = Callable[[], tuple[Section, ...]]
Kept = Callable[[Item, Making], tuple[Section, ...]]
"""Returns the sections of an item: made, or those that it had before when they would be the same."""


def anew(_item: Item, make: Making) -> tuple[Section, ...]:
    """Return the sections of an item, made."""
    return make()


def sections(book: Book, beside: Iterable[Item] = (), kept: Kept = anew) -> Iterator[Section]:
    """Yield the sections of all items that have a page, in the order of the book; one that says nothing is none.

    Those of items `beside` the book, which it does not know itself, come last.
    """
    terms = _terms(book)
    for item in (*(i for i in book.items.values() if i.kind.page is not None and not i.draft), *beside):
        own = item.name in book.items
        made = kept if own else anew
        for section in made(item, lambda item=item: tuple(_sections_of(book, item))):  # type: ignore[misc]
            if section.text or section.heading == item.title:
                explained = terms.get((item.name, section.anchor), ())
                yield section._replace(names=" ".join((section.names, *explained)).strip()) if explained else section


def _sections_of(book: Book, item: Item) -> Iterator[Section]:
    blocks = {part.route[:2]: part for part in item.parts if part.data is not None}
    within: dict[Route, list[str]] = {(): []}
    sought = dict(_sought(item.data, ()))
    hidden = set(_unsought(item.data, ()))
    for route, mark, value, _words in item.strings:
        starts = [route[:n] for n in range(1, len(route) + 1)]
        if isinstance(mark, Names) or route in (("title",), ("body",)) or not hidden.isdisjoint(starts):
            continue
        place = next((start for start in reversed(starts) if start in sought), None)
        place = place or (route[:2] if route[:2] in blocks else ())
        if place in blocks and route == blocks[place].route:
            continue  # the heading itself
        within.setdefault(place, []).append(value)
    body = list(_body(item))
    own = _section(book, item, "", item.title, _names_of_item(book, item), (*within.pop(()), *body[:1]))
    yield own._replace(asked=_everyday(item.data))
    for part, text in zip(_headings(item), body[1:], strict=True):
        yield _section(book, item, part.anchor, part.title, "", (text,))
    for route, part in blocks.items():
        names = _names_of_block(part.data)
        section = _section(book, item, part.anchor, said(book, part.title), names, within.pop(route, ()))
        yield section._replace(asked=_everyday(part.data))
    for route, texts in within.items():
        heading = " ".join(said(book, str(getattr(sought[route], sought[route].SOUGHT_BY or ""))).split())
        anchor = blocks[route[:2]].anchor if route[:2] in blocks else ""
        names = _names_of_block(sought[route])
        section = _section(book, item, anchor, heading, names, texts)
        yield section._replace(sought=sought[route].SOUGHT_BY or "", asked=_everyday(sought[route]))


def _section(book: Book, item: Item, anchor: str, heading: str, names: str, texts: Sequence[str]) -> Section:
    """Return a section of what is written in a file."""
    text = "\n".join(said(book, text) for text in texts).strip()
    cited = {token.target: None for text in texts for token in markup.tokens(text) if token.kind == "fact"}
    facts = [book.facts[target] for target in cited if target in book.facts]
    figures = " ".join(f"{fact.name} {fact.about or ''}" for fact in facts).strip()
    return Section(item, anchor, heading, names, text, figures)


def said(book: Book, text: str) -> str:
    """Return a text as it is read aloud, without templates and marks of Markdown, and without empty lines."""
    text = readable(book, text)
    if any(mark in text for mark in _TEMPLATE_MARKS) or "<" in text:
        # What a letter says of its client is told by nobody yet.
        text = markup.masked(_FILLED_IN.sub("…", text)).replace(markup.UNREAD, " ")
    lines = (" ".join(line.split()) for line in _MARKS.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def _headings(item: Item) -> list[Part]:
    return [part for part in item.parts if part.data is None and 0 < part.level <= 6]


def _body(item: Item) -> Iterator[str]:
    """Yield what stands above the first heading of a body, then what stands below each."""
    body = str(getattr(item.data, "body", ""))
    starts = [heading.start for heading in anchors.headings(body)] if item.kind.markdown_body else []
    for n, (start, end) in enumerate(zip((0, *starts), (*starts, len(body)), strict=True)):
        text = body[start:end]
        yield text.partition("\n")[2] if n else text


def _names_of_item(book: Book, item: Item) -> str:
    # In the language of the book, whatever the program speaks to whoever asks.
    names = [item.article or "", Translations(book.company.language).gettext(item.kind.one)]
    if isinstance(item.data, Position):
        role = next((role for role in book.company.roles if role.id == item.data.role), None)
        names += [] if role is None else [role.name, role.short or ""]
    return " ".join(filter(None, (*names, *_everyday(item.data))))


def _terms(book: Book) -> dict[tuple[str, str], list[str]]:
    """Return the spellings of the terms that the glossary sends to a section for more."""
    terms: dict[tuple[str, str], list[str]] = defaultdict(list)
    glossary = book.resolve_as(Glossary, "glossary")
    for term in glossary[1].terms if glossary is not None else ():
        for name in term.see:
            target, anchor = parted(name)
            item = book.resolve(target)
            if item is not None:
                terms[item.name, anchor] += [term.term, _names_of_block(term)]
    return terms


def _names_of_block(block: ContentModel | None) -> str:
    spellings = (block.abbreviation or "", *block.forms) if isinstance(block, Term) else ()
    return " ".join((*spellings, *_everyday(block))).strip()


def _everyday(data: ContentModel | None) -> tuple[str, ...]:
    """Return the words in which people ask for an item or a block of it."""
    words: tuple[str, ...] = getattr(data, "everyday", ())
    return words


def _sought(data: ContentModel, route: Route) -> Iterator[tuple[Route, ContentModel]]:
    """Yield the blocks, however deep, that are looked for by a field of their own: an objection, by its words."""
    for key, block in _blocks(data):
        if block.SOUGHT_BY is not None:
            yield (*route, *key), block
        yield from _sought(block, (*route, *key))


def _unsought(data: ContentModel, route: Route) -> Iterator[Route]:
    """Yield the routes of what is not what the item says: wrong answers of a quiz, other spellings of a term."""
    hidden = fields_marked(type(data), Unsought)
    yield from ((*route, field.key) for field in shapes_of(type(data)) if field.name in hidden)
    for key, block in _blocks(data):
        yield from _unsought(block, (*route, *key))


def _blocks(data: ContentModel) -> Iterator[tuple[Route, ContentModel]]:
    for field in shapes_of(type(data)):
        if field.model is None:
            continue
        value = getattr(data, field.name)
        if isinstance(value, ContentModel):
            yield (field.key,), value
        elif isinstance(value, tuple):
            yield from (((field.key, n), entry) for n, entry in enumerate(value) if isinstance(entry, ContentModel))
