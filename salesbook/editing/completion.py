"""What may be typed at a place: names in references, figures, fields of a block, values of a field.

Told from the text as it is, which is rarely YAML while somebody types: see `indentation.py`.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.parts import Part
from salesbook.core.source import LineColumn
from salesbook.editing.fields import FieldWords, fields_of, shape_at
from salesbook.editing.indentation import Typing, typing_at
from salesbook.editing.places import head_pieces, head_start, own_item
from salesbook.editing.words import item_words
from salesbook.editing.workspace import Workspace
from salesbook.models.base import Names
from salesbook.models.kinds import BY_NAME
from salesbook.models.shapes import ValueShape
from salesbook.models.vocabularies import vocabulary_of
from salesbook.reading.document import Document

_REFERENCE = re.compile(r"\[\[(?P<target>[^\[\]|#\n]{0,200})(?P<anchor>#[^\[\]|\n]{0,200})?$")
_FACT = re.compile(r"\{\{[ ]{0,3}(?P<word>(?:fact\.)?[a-z0-9_]{0,80})$")
_LONGEST = 500


class Candidate(NamedTuple):
    """One thing to choose: `insert` takes the place of what stands from `start` to the cursor.

    `kind` is field, value, item, place, fact or word; `sought` is what the typed letters are compared with.
    """

    kind: str
    label: str
    detail: str
    about: str
    insert: str
    sought: str
    start: LineColumn


def candidates(workspace: Workspace, path: PurePosixPath, place: LineColumn) -> list[Candidate]:
    """Return what may be typed at a place of a file, the best first; nothing where anything may."""
    editor_text, document, item = (
        workspace.texts.editor_text(path),
        workspace.texts.document(path),
        own_item(workspace, path),
    )
    if editor_text is None or document is None or item is None:
        return []
    offset = editor_text.offset(place)
    line = document.text[max(document.text.rfind("\n", 0, offset) + 1, offset - _LONGEST) : offset]
    rest = document.text[offset : offset + 10].split("\n")[0]
    in_body = document.body is not None and offset >= document.body_start
    if (match := _REFERENCE.search(line)) and not (in_body and not item.kind.markdown_body):
        named = _references(workspace.book, item, match, "]]"[_shared("]]", rest) :])
        start = offset - len(match["anchor"][1:] if match["anchor"] else match["target"])
    elif match := _FACT.search(line):
        named = _facts(workspace.book, "" if rest.lstrip().startswith("}}") else " }}")
        start = offset - len(match["word"])
    elif in_body:
        return []
    else:
        return _in_yaml(workspace, item, document, offset)
    return [candidate._replace(start=editor_text.place(start)) for candidate in named]


def _shared(closing: str, rest: str) -> int:
    """Return how many characters of a closing mark stand behind the cursor already."""
    return next((n for n in range(len(closing), 0, -1) if rest.startswith(closing[:n])), 0)


def _references(book: Book, own: Item, match: re.Match[str], closing: str) -> Iterator[Candidate]:
    target = match["target"].strip()
    if match["anchor"] is not None:
        item = book.resolve(target) if target else own
        if item is not None:
            yield from _places(item, item.parts, closing)
        return
    kind, colon, _slug = target.partition(":")
    for item in book.items.values():
        if item.kind.page and not item.retired and (not colon or item.kind.name == kind):
            yield _item(item, item.name if colon else item.article or item.name, closing)


def _item(item: Item, name: str, closing: str = "") -> Candidate:
    sought = f"{name} {item.title} {item.slug}"
    return Candidate("item", name, item.title, item_words(item), name + closing, sought, LineColumn())


def _places(item: Item, parts: Iterable[Part], closing: str = "", prefix: str = "") -> Iterator[Candidate]:
    for part in parts:
        name = f"{prefix}{part.anchor}"
        yield Candidate("place", name, part.title, item.label, name + closing, f"{name} {part.title}", LineColumn())


def _blocks(item: Item, prefix: str = "") -> Iterator[Candidate]:
    return _places(item, [part for part in item.parts if part.data is not None], prefix=prefix)


def _facts(book: Book, closing: str) -> Iterator[Candidate]:
    for fact in book.company.facts:
        name = f"fact.{fact.id}"
        value = book.company.amount(fact)
        about = f"{fact.name}\n\n{fact.about or ''}".strip()
        yield Candidate("fact", name, value, about, name + closing, f"{name} {fact.name}", LineColumn())


# --- YAML


def _in_yaml(workspace: Workspace, item: Item, document: Document, offset: int) -> list[Candidate]:
    below = head_start(document)
    head = None if below is None else document.text[below : below + len(document.head)]
    if document.body is None and below is not None:
        head = document.text[below:]
    if head is None or below is None or not below <= offset <= below + len(head):
        return []
    typing = typing_at(head, offset - below)
    shape = None if typing is None else shape_at(item.kind.model, typing.route)
    editor_text = workspace.texts.editor_text(item.path)
    if typing is None or shape is None or editor_text is None:
        return []
    if shape.model is not None:
        colon = "" if document.text[offset : offset + 1] == ":" else ":"
        written = _written(document, typing, offset)
        fields = [field for field in fields_of(shape.model) if field.key not in written]
        fields.sort(key=lambda field: not field.required)
        start = editor_text.place(below + typing.start)
        return [_field(field, colon)._replace(start=start) for field in fields]
    if not typing.row:
        return []
    quote = len(typing.word) - len(typing.word.lstrip("'\""))
    start = editor_text.place(below + typing.start + quote)
    return [candidate._replace(start=start) for candidate in _values(workspace.book, item, typing, shape)]


def _written(document: Document, typing: Typing, offset: int) -> set[str]:
    """Return the keys that the block has already; the one under the cursor may be chosen again."""
    return {
        str(piece.route[-1])
        for piece in head_pieces(document)
        if piece.key and piece.route[:-1] == typing.route and not piece.key[0] <= offset <= piece.key[1]
    }


def _field(field: FieldWords, colon: str) -> Candidate:
    space = " " if colon and field.shape.entries is None and field.shape.model is None else ""
    return Candidate("field", field.key, field.kind, field.about, f"{field.key}{colon}{space}", field.key, LineColumn())


def _values(book: Book, own: Item, typing: Typing, shape: ValueShape) -> Iterator[Candidate]:
    words = shape.choices or (("true", "false") if shape.scalar is bool else ())
    for word in words:
        yield Candidate("value", word, "", "", word, word, LineColumn())
    declared = own.kind.model.PARTS
    if declared is not None and declared.repeated and typing.route[0] == declared.repeated and len(typing.route) > 1:
        yield from _blocks(own)
    if isinstance(shape.mark, Names):
        yield from _names(book, own, shape.mark)


def _names(book: Book, own: Item, names: Names) -> Iterator[Candidate]:
    """Yield what a typed reference may name."""
    vocabulary = vocabulary_of(names)
    if vocabulary is not None:
        for name, words in book.words[vocabulary.name].items():
            yield Candidate("word", name, words, "", name, f"{name} {words}", LineColumn())
        return
    if names.local:
        yield from _blocks(own)
    for kind in names.kinds or tuple(BY_NAME):
        for item in book.of_kind(kind):
            if names.anchor:
                if not (names.local and item is own):
                    yield from _blocks(item, f"{item.name}#")
            elif item.kind.page and not item.retired:
                yield _item(item, item.article or item.name)
