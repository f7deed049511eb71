"""Rows: all that `check` must remember of a file, as texts. What it makes of a file passes through here, whether the
file was compiled in this process, in another one, or in an earlier run."""

import json
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from salesbook.auditing.audit import packed, read_ignores, unpacked
from salesbook.auditing.cache import Row
from salesbook.auditing.ignores import Ignore, ignores_in
from salesbook.checks import CHECKS, RULES
from salesbook.checks.check import ItemCheck, TextCheck
from salesbook.diagnostics import Diagnostic, Span
from salesbook.house import House
from salesbook.items import Card, Item, Reference
from salesbook.kinds import Kind
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

    part: Part | None
    findings: list[Diagnostic]
    ignores: tuple[Ignore, ...]
    references: int


def examine(entry: Entry, house: House, newer: str | None = None) -> Row:
    """Compile a file and run the checks that look at nothing else; `newer` is the text that an editor holds."""
    if entry.kind is None and entry.path.suffix.lower() not in TEXTUAL:
        return _row(entry, "", [])
    data, unreadable = read_bytes(entry) if newer is None else (newer.encode(), None)
    digest = UNREAD if data is None else blake2b(data, digest_size=16).hexdigest()
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
        return Outline(None, findings, silenced, 0)
    if card is None:
        return Outline(Part(None, findings, frozenset(map(str, names))), [], silenced, 0)
    item = StoredItem(entry, Card._make(tuple(v) if isinstance(v, list) else v for v in card), tuple(mentions), texts)
    return Outline(Part(item, []), findings, silenced, int(references))


class StoredItem(Item):
    """An item of which only the outline was read; its data and references are opened when they are asked for."""

    def __init__(self, entry: Entry, card: Card, mentions: tuple[str, ...], texts: Texts) -> None:
        assert entry.kind is not None
        path = str(entry.path)
        super().__init__(entry.kind, entry.slug, entry.path, lambda: _opened(self.kind, texts(path)[1]))
        self.card = card
        self.mentions = mentions
        self._stored: Callable[[], str] = lambda: texts(path)[0]

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything the item refers to."""
        return tuple(_read_references(self, self._stored()))


def _read_references(item: Item, text: str) -> Iterator[Reference]:
    for route, target, anchor, mark, span, label, url, image in json.loads(text):
        names = None if mark is None else _names(tuple(mark[0]), mark[1], mark[2])
        stretch = None if span is None else Span(*span)
        yield Reference(item, tuple(route), target, anchor, names, stretch, label, url, image)


@lru_cache(maxsize=256)
def _names(kinds: tuple[str, ...], anchor: bool, local: bool) -> Names:
    return Names(kinds, anchor, local)


def _opened(kind: Kind, data: str) -> ContentModel:
    return kind.model.model_validate_json(data)


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
    head = [[packed(d) for d in found], ignores, sorted(names)]
    stamp = repr(tuple(entry.stamp))
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
    return Row(str(entry.path), stamp, digest, outline, _json(references), _json(data))


def _json(value: Any) -> str:
    # Dates of the data become ISO words, as pydantic reads them from JSON.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
