"""From a naming to the place in a text, from an anchor to what it stands for, from a cursor to what is named there."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.book.item import Item, field_reference, prose_reference
from salesbook.core.diagnostics import Route, Span
from salesbook.core.source import LineColumn
from salesbook.editing.brackets import YamlNode
from salesbook.editing.fields import shape_at
from salesbook.editing.indentation import pieces
from salesbook.editing.symbols import NamedSpan, Naming, Symbol, jinja_facts, parts
from salesbook.editing.workspace import Workspace
from salesbook.models.base import ContentModel, Link, Names
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.reading.document import Document, comments_in, locate
from salesbook.reading.files import COMPANY
from salesbook.text import anchors, markup


class Location(NamedTuple):
    """A stretch of a file; `literal`: exactly the words that were looked for stand there."""

    path: PurePosixPath
    start: LineColumn
    end: LineColumn
    literal: bool = False


class Occurrence(NamedTuple):
    """A symbol that is named in a text, from one offset to another; `text`: the words themselves."""

    symbol: Symbol
    start: int
    end: int
    text: str


def location_at(workspace: Workspace, path: PurePosixPath, route: Route, span: Span | None = None) -> Location | None:
    """Return where a route leads, or the words of a span there; None when the text has no such place."""
    document = workspace.texts.document(path)
    if document is None:
        return None
    known: dict[tuple[Route, Span | None], Location | None] = workspace.texts.found_in(document)
    if (route, span) not in known:
        known[route, span] = _location_at(workspace, path, document, route, span)
    return known[route, span]


def _location_at(
    workspace: Workspace, path: PurePosixPath, document: Document, route: Route, span: Span | None
) -> Location | None:
    at = locate(document, route, span)
    if at.end is not None and (span is None or at.literal):
        return Location(path, at.start, at.end, at.literal)
    editor_text = workspace.texts.editor_text(path)
    assert editor_text is not None
    for piece in head_pieces(document):
        if piece.route == route:
            start, end = piece.start, piece.end
            if span is not None:
                start = document.text.find(span.text, start, end)
                if start < 0:
                    return None
                end = start + len(span.text)
            return Location(path, editor_text.place(start), editor_text.place(end), span is not None)
    return None


def location_of(workspace: Workspace, naming: Naming) -> Location | None:
    """Return the words of a naming in its file."""
    return location_at(workspace, naming.item.path, naming.route, naming.span)


def head_pieces(document: Document) -> list[YamlNode]:
    """Return the keys and values of a document's YAML, by offsets of the whole text."""
    start = head_start(document)
    if start is None:
        return []
    found = pieces(document.head if document.head else document.text[start:])
    return [
        YamlNode(p.route, p.key and (p.key[0] + start, p.key[1] + start), p.start + start, p.end + start) for p in found
    ]


def head_start(document: Document) -> int | None:
    """Return where a document's YAML begins; None when it has none."""
    if document.path.suffix != ".md":
        return 0
    return document.text.index("\n") + 1 if document.text.startswith("---") and "\n" in document.text else None


def definition(workspace: Workspace, symbol: Symbol) -> Location | None:
    """Return where a symbol is: its line in company.yml, its heading or stage, or the top of its file."""
    book = workspace.book
    vocabulary = VOCABULARIES.get(symbol.kind)
    if vocabulary is not None:
        n = next((n for n, word in enumerate(vocabulary.listed(book.company)) if word.id == symbol.name), None)
        return None if n is None else location_at(workspace, COMPANY, (vocabulary.field, n, "id"))
    item = book.items.get(symbol.name)
    if item is None:
        return None
    top = Location(item.path, LineColumn(), LineColumn())
    if not symbol.anchor:
        return top
    part = item.part(symbol.anchor)
    return (part and location_at(workspace, item.path, part.route, part.span)) or top


def named_at(workspace: Workspace, path: PurePosixPath, place: LineColumn) -> Occurrence | None:
    """Return what is named at a place of a text: a reference, a figure, an id that is given there, a heading."""
    editor_text, document, item = (
        workspace.texts.editor_text(path),
        workspace.texts.document(path),
        own_item(workspace, path),
    )
    if editor_text is None or document is None or item is None:
        return None
    offset = editor_text.offset(place)
    if any(comment.start <= offset < comment.end for comment in comments_in(document)):
        return None  # a note names nothing: nobody reads it, and no rename changes it
    for token in markup.tokens(document.text):
        if token.start <= offset <= token.start + len(token.text):
            return _nearest(parts(workspace.book, prose_reference(item, (), token)), offset)
    for anchor in anchors.anchors(document.text):
        if anchor.start <= offset <= anchor.start + len(anchor.text):
            start = anchor.start + anchor.text.index(anchor.name, anchor.text.index("="))
            return Occurrence(Symbol("place", item.name, anchor.name), start, start + len(anchor.name), anchor.name)
    if document.body is not None and not item.kind.markdown_body:
        for start, name in jinja_facts(document.text):
            if start <= offset <= start + len(name):
                return Occurrence(Symbol("fact", name), start, start + len(name), name)
    for piece in head_pieces(document):
        if piece.start <= offset <= piece.end and piece.start < piece.end:
            found = _in_value(workspace, item, document.text, piece, offset)
            if found is not None:
                return found
    return _heading(item, document, offset)


def own_item(workspace: Workspace, path: PurePosixPath) -> Item | None:
    """Return the item of a file; one that could never be read has a name and nothing in it."""
    item = workspace.item(path)
    entry = workspace.entry(path)
    if item is None and entry is not None and entry.kind is not None:
        return Item(entry.kind, entry.slug, path, ContentModel)
    return item


def _in_value(workspace: Workspace, item: Item, text: str, piece: YamlNode, offset: int) -> Occurrence | None:
    value = text[piece.start : piece.end]
    quoted = value[:1] in ("'", '"') and value[-1:] == value[:1] and len(value) > 1
    start = piece.start + quoted
    value = value[1:-1] if quoted else value
    if not value:
        return None
    given = _given(item, piece.route, value)
    if given is not None:
        return Occurrence(given, start, start + len(value), value)
    shape = shape_at(item.kind.model, piece.route)
    if shape is None or not isinstance(shape.mark, Names | Link) or "\n" in value:
        return None
    found = parts(workspace.book, field_reference(item, piece.route, shape.mark, value))
    return _nearest((part._replace(start=part.start + start) for part in found), offset)


def _given(item: Item, route: Route, value: str) -> Symbol | None:
    """Return the symbol whose id a value is: of the company, of a part of the item, or the item's own number."""
    parts = item.kind.model.PARTS
    match route:
        case (str(field), int(), "id") if item.kind.name == "company":
            return next((Symbol(name, value) for name, v in VOCABULARIES.items() if v.field == field), None)
        case (str(field), int(), str(name)) if parts is not None and (field, name) == (parts.field, parts.anchor):
            return Symbol("place", item.name, value)
        case (str(field), int()) if parts is not None and field == parts.repeated:
            return Symbol("place", item.name, value)
        case ("article",) if item.kind.in_departments:
            return Symbol("item", item.name)
    return None


def _nearest(found: Iterable[NamedSpan], offset: int) -> Occurrence | None:
    """Return the part at an offset, else the one before it: brackets and the # belong to what they follow."""
    every = list(found)
    if not every:
        return None
    part = next((p for p in every if p.start <= offset <= p.start + len(p.text)), None)
    part = part or next((p for p in reversed(every) if p.start <= offset), every[0])
    return Occurrence(part.symbol, part.start, part.start + len(part.text), part.text)


def _heading(item: Item, document: Document, offset: int) -> Occurrence | None:
    if document.body is None or not item.kind.markdown_body or offset < document.body_start:
        return None
    for heading in anchors.headings(document.body):
        start = document.in_text(heading.start)
        line_end = document.text.find("\n", start)
        end = len(document.text) if line_end < 0 else line_end
        if start <= offset <= end:
            return Occurrence(Symbol("place", item.name, heading.anchor), start, end, document.text[start:end])
    return None
