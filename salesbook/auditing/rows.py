"""Rows: all that `check` must remember of a file, as texts. What it makes of a file passes through here, whether the
file was compiled in this process, in another one, or in an earlier run."""

import json
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from salesbook.auditing.audit import packed, read_ignores, unpacked
from salesbook.auditing.cache import Row
from salesbook.auditing.ignores import Ignore, ignores_in
from salesbook.auditing.last import digest_of
from salesbook.checks import CHECKS, RULES
from salesbook.checks.check import ItemCheck, TextCheck
from salesbook.diagnostics import Diagnostic, Span
from salesbook.house import House
from salesbook.items import Card, Item, Reference
from salesbook.load import Part, placed, read
from salesbook.models.base import ContentModel, Names
from salesbook.reading.document import Document
from salesbook.reading.files import Entry, read_bytes, text_of

TEXTUAL = frozenset({".svg", ".txt", ".csv", ".html", ".htm", ".json", ".xml"})
"""Endings of other files of content/ that are looked at as text."""

UNREAD = "?"
"""The digest of a file that could not be read: rights may change without a trace in its times."""

_TEXT_CHECKS = tuple(check for check in CHECKS if isinstance(check, TextCheck))
_ITEM_CHECKS = tuple(check for check in CHECKS if isinstance(check, ItemCheck))

Texts = Callable[[str], tuple[str, str]]
"""Returns the references and the data of a path, as JSON."""


class Outline(NamedTuple):
    """A row's outline, read: the file's part of the book, its findings and the comments that silence some of them."""

    path: PurePosixPath
    digest: str
    part: Part | None
    findings: list[Diagnostic]
    ignores: tuple[Ignore, ...]
    references: int

    @property
    def seen(self) -> tuple[Any, ...]:
        """What the rest of the book sees of the file without opening it."""
        if self.part is None or self.part.item is None:
            return (self.part,)
        return (self.part.item.card, self.part.item.mentions)


def examine(entry: Entry, house: House, newer: str | None = None) -> Row:
    """Compile a file and run the checks that look at nothing else; `newer` is the text that an editor holds."""
    if entry.kind is None and entry.path.suffix.lower() not in TEXTUAL:
        return _row(entry, "", [])
    data, unreadable = read_bytes(entry) if newer is None else (newer.encode(), None)
    digest = UNREAD if data is None else digest_of(data)
    text, unreadable = (None, unreadable) if data is None else text_of(entry, data)
    if text is None:
        names = read(entry, "").part.names if entry.kind is not None else frozenset[str]()
        return _row(entry, digest, [unreadable] if unreadable is not None else [], names=names)
    reading = None if entry.kind is None else read(entry, text)
    document = (reading and reading.document) or Document(entry.path, text, text)
    found = [
        placed(check.rule, finding, document)
        for check in _TEXT_CHECKS
        for finding in check.find(entry.path, text, house)
    ]
    ignores = ignores_in(entry.path, text)
    if reading is None:
        return _row(entry, digest, found, ignores)
    item = reading.part.item
    if item is None:
        return _row(entry, digest, reading.part.problems + found, ignores, names=reading.part.names)
    for check in _ITEM_CHECKS:
        if not check.kinds or item.kind.name in check.kinds:
            found += (placed(check.rule, finding, document) for finding in check.find(item, house))
    return _row(entry, digest, found, ignores, item=item, data=reading.data)


def outlined(row: Row, entry: Entry, texts: Texts) -> Outline:
    """Read a row's outline; `texts` is asked for more when somebody opens the item.

    Raises `ValueError`, `TypeError`, `KeyError` or `AttributeError` when the row is not one.
    """
    found, ignores, names, card, mentions, references = json.loads(row.outline)
    findings = [unpacked(entry.path, RULES[values[0]].severity, values) for values in found]
    silenced = read_ignores(ignores) if ignores else ()
    if entry.kind is None:
        return Outline(entry.path, row.digest, None, findings, silenced, 0)
    if card is None:
        return Outline(entry.path, row.digest, Part(None, findings, frozenset(map(str, names))), [], silenced, 0)
    item = StoredItem(entry, Card._make(tuple(v) if isinstance(v, list) else v for v in card), tuple(mentions), texts)
    return Outline(entry.path, row.digest, Part(item, []), findings, silenced, int(references))


class StoredItem(Item):
    """An item of which only the outline was read; its data and references are opened when they are asked for."""

    def __init__(self, entry: Entry, card: Card, mentions: tuple[str, ...], texts: Texts) -> None:
        assert entry.kind is not None
        super().__init__(entry.kind, entry.slug, entry.path, self._open)
        self.card = card
        self.mentions = mentions
        self._texts = texts

    def _open(self) -> ContentModel:
        return self.kind.model.model_validate_json(self._texts(str(self.path))[1])

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything the item refers to."""
        return tuple(_read_references(self, self._texts(str(self.path))[0]))


def _read_references(item: Item, text: str) -> Iterator[Reference]:
    for route, target, anchor, mark, span, label, url, image in json.loads(text):
        names = None if mark is None else _names(tuple(mark[0]), mark[1], mark[2])
        stretch = None if span is None else Span(*span)
        yield Reference(item, tuple(route), target, anchor, names, stretch, label, url, image)


@lru_cache(maxsize=256)
def _names(kinds: tuple[str, ...], anchor: bool, local: bool) -> Names:
    return Names(kinds, anchor, local)


def _row(
    entry: Entry,
    digest: str,
    found: list[Diagnostic],
    ignores: tuple[Ignore, ...] = (),
    *,
    names: frozenset[str] = frozenset(),
    item: Item | None = None,
    data: Any = None,
) -> Row:
    head = ([packed(d) for d in found], ignores, sorted(names))
    stamp = entry.stamp.text
    if item is None:
        return Row(str(entry.path), stamp, digest, _json([*head, None, [], 0]))
    references = [
        (
            *(r.route, r.target, r.anchor),
            r.names and (r.names.kinds, r.names.anchor, r.names.local),
            r.span and (r.span.start, r.span.text),
            *(r.label, r.url, r.image),
        )
        for r in item.references
    ]
    outline = _json([*head, item.card, item.mentions, len(references)])
    item.forget()
    return Row(str(entry.path), stamp, digest, outline, _json(references), _json(data))


# Dates of the data become ISO words, as pydantic reads them from JSON.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
