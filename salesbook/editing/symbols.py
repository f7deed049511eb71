"""What a book names — items, places in them, words of the company — and where a text names it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item, Reference
from salesbook.book.parts import PLACE
from salesbook.core.diagnostics import Route, Span
from salesbook.models.company import Company
from salesbook.models.letter import Letter, LetterField
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.text import anchors

_JINJA = re.compile(r"\{\{.{0,500}?\}\}|\{%.{0,500}?%\}", re.DOTALL)
_END_OF_NAME = re.compile(r"\||\]\]")
_END_OF_ADDRESS = re.compile(r"[()<>\s]")
_JINJA_FACT = re.compile(r"(?<![\w.])fact\.(?P<id>[a-z][a-z0-9_]{0,80})")


class Symbol(NamedTuple):
    """Something that has a name: `kind` is item, place, or one of `VOCABULARIES`; a place is an anchor of an item."""

    kind: str
    name: str
    anchor: str = ""


class NamedSpan(NamedTuple):
    """The words of a string that name a symbol, by where they begin in the string."""

    symbol: Symbol
    start: int
    text: str


class Naming(NamedTuple):
    """A route of an item at which words name a symbol; `defines`: the symbol has its name from there."""

    item: Item
    route: Route
    span: Span
    symbol: Symbol
    defines: bool = False


def parts(book: Book, reference: Reference) -> Iterator[NamedSpan]:
    """Yield what a reference names: a symbol and, behind the #, a place in it; starts count in the whole string."""
    string = reference.span.text if reference.span is not None else reference.target
    base = reference.span.start if reference.span is not None else 0
    names = reference.names
    if reference.vocabulary is not None:
        at = string.rindex(reference.target) if reference.span is not None else 0
        yield NamedSpan(Symbol(reference.vocabulary.name, reference.target), base + at, reference.target)
        return
    at = _begins(reference, string)
    item = book.target(reference)
    own = reference.url == "" or (reference.url is None and not reference.target)
    item = reference.source if own else item
    if item is None:
        return
    if names is not None and names.local and "#" not in reference.target:
        yield NamedSpan(Symbol("place", item.name, reference.target), base, reference.target)
        return
    # A link's target and a reference's end where the anchor begins; a typed field keeps both in one string.
    target = reference.url if reference.url is not None else reference.target.partition("#")[0]
    if target:
        yield NamedSpan(Symbol("item", item.name), base + at, target)
    if reference.anchor:
        place = string.find("#", at + len(target)) + 1
        place += len(string[place:]) - len(string[place:].lstrip())
        fragment = _fragment(reference, string[place:])
        yield NamedSpan(Symbol("place", item.name, reference.anchor), base + place, fragment)


def _begins(reference: Reference, string: str) -> int:
    """Return where the target begins in the words of a reference."""
    if reference.span is None:
        return 0
    if reference.url is None:
        return 2 + len(string[2:]) - len(string[2:].lstrip())
    at = string.index("](") + 2
    return at + string.startswith("<", at)


def _fragment(reference: Reference, words: str) -> str:
    """Return the anchor as it is written, perhaps percent-encoded, at the beginning of the words behind a #."""
    if reference.span is None:
        return words
    end = _END_OF_ADDRESS if reference.url is not None else _END_OF_NAME
    return end.split(words, maxsplit=1)[0].rstrip()


def namings(book: Book, symbol: Symbol) -> Iterator[Naming]:
    """Yield every place of the book that names a symbol, in the order of items; definitions are among them."""
    for item in book.items.values():
        yield from (n for n in _defined(item) if n.symbol == symbol)
        for reference in item.references:
            if not _may_name(reference, symbol):
                continue
            for part in parts(book, reference):
                if part.symbol == symbol:
                    yield Naming(item, reference.route, Span(part.start, part.text), symbol)
        if isinstance(item.data, Letter):
            yield from (n for n in _of_letter(item, item.data) if n.symbol == symbol)


def _may_name(reference: Reference, symbol: Symbol) -> bool:
    """Tell quickly what cannot be: most references of a book name something else."""
    is_word = reference.vocabulary is not None
    if symbol.kind in VOCABULARIES:
        return is_word and reference.target == symbol.name
    return not is_word and (symbol.kind == "item" or (reference.anchor or reference.target) == symbol.anchor)


def _defined(item: Item) -> Iterator[Naming]:
    """Yield the ids that an item gives, and the plain ids that repeat them."""
    data = item.data
    if isinstance(data, Company):
        for vocabulary in VOCABULARIES.values():
            for n, word in enumerate(vocabulary.listed(data)):
                symbol = Symbol(vocabulary.name, word.id)
                yield Naming(item, (vocabulary.field, n, "id"), Span(0, word.id), symbol, defines=True)
    for part in item.parts if anchors.may_hold_anchors(item.words) else ():
        if part.level == PLACE and part.span is not None:
            start = part.span.start + part.span.text.index(part.anchor, part.span.text.index("="))
            place = Symbol("place", item.name, part.anchor)
            yield Naming(item, part.route, Span(start, part.anchor), place, defines=True)
    declared = data.PARTS
    if declared is None:
        return
    for part in item.parts if declared.anchor else ():
        if part.data is not None:
            place = Symbol("place", item.name, part.anchor)
            yield Naming(item, part.route, Span(0, part.anchor), place, defines=True)
    for n, anchor in enumerate(getattr(data, declared.repeated) if declared.repeated else ()):
        yield Naming(item, (declared.repeated or "", n), Span(0, anchor), Symbol("place", item.name, anchor))


def _of_letter(item: Item, letter: Letter) -> Iterator[Naming]:
    """Yield what a letter names in its templates and in its example: figures, and channels that are chosen."""
    for field, text in (("body", letter.body), ("subject", letter.subject or "")):
        for start, name in jinja_facts(text):
            yield Naming(item, (field,), Span(start, name), Symbol("fact", name))
    for route, name in _sample_channels(letter.fields, letter.sample, ("sample",)):
        yield Naming(item, route, Span(0, name), Symbol("channel", name))


def jinja_facts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the figures that a template takes: where the id begins, and the id."""
    if "fact." not in text:
        return
    for block in _JINJA.finditer(text):
        for match in _JINJA_FACT.finditer(block[0]):
            yield block.start() + match.start("id"), match["id"]


def _sample_channels(fields: tuple[LetterField, ...], sample: object, route: Route) -> Iterator[tuple[Route, str]]:
    if not isinstance(sample, dict):
        return
    for field in fields:
        value = sample.get(field.id)
        if field.type == "channel" and isinstance(value, str):
            yield (*route, field.id), value
        elif field.type == "group":
            yield from _sample_channels(field.fields, value, (*route, field.id))
