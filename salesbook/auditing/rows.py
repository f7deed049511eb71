"""Rows: all that `check` must remember of a file, as texts. What it makes of a file passes through here, whether the
file was compiled in this process, in another one, or in an earlier run."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from salesbook.auditing.audit import read_ignores
from salesbook.auditing.cache import Row
from salesbook.auditing.last import digest_of
from salesbook.auditing.stored import StoredDiagnostic
from salesbook.book.card import Card
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.book.load import ENOUGH, Unit, first_of, placed, read
from salesbook.checks import CHECKS, RULES
from salesbook.checks.check import ItemCheck, ModelCheck, TextCheck
from salesbook.core.diagnostics import Diagnostic, Finding, Rule
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.base import ContentModel
from salesbook.models.kinds import Kind
from salesbook.reading.document import Document
from salesbook.reading.files import SourceFile, read_bytes, text_of
from salesbook.reading.ignores import Ignore
from salesbook.reading.scopes import ignores_in

TEXTUAL = frozenset({".svg", ".txt", ".csv", ".html", ".htm", ".json", ".xml"})
"""Endings of other files of content/ that are looked at as text."""

UNREAD = "?"
"""The digest of a file that could not be read: rights may change without a trace in its times."""

_TEXT_CHECKS = tuple(check for check in CHECKS if isinstance(check, TextCheck))

KeptData = Callable[[str], str]
"""Returns the data of a file as JSON, nothing when they were not kept: then the file is compiled again."""


@cache
def _checks_of(kind: Kind) -> tuple[tuple[Rule, Callable[[Item, Context], Iterator[Finding]]], ...]:
    checks = (check for check in CHECKS if isinstance(check, ItemCheck | ModelCheck) and check.looks_at(kind))
    return tuple((check.rule, check.find if isinstance(check, ItemCheck) else check.findings) for check in checks)


class Outline(NamedTuple):
    """A row's outline, read: the file's part of the book, its findings and the comments that silence some of them."""

    path: PurePosixPath
    digest: str
    part: Unit | None
    findings: list[Diagnostic]
    ignores: tuple[Ignore, ...]
    references: int

    @property
    def seen(self) -> tuple[Any, ...]:
        """What the rest of the book sees of the file without opening it."""
        if self.part is None or self.part.item is None:
            return (self.part,)
        return (self.part.item.card, self.part.item.mentions)


def examine(file: SourceFile, context: Context) -> Row:
    """Compile a file and run the checks that look at nothing else."""
    if file.kind is None and file.path.suffix.lower() not in TEXTUAL:
        return _row(file, "", [])
    content, unreadable = read_bytes(file)
    digest = UNREAD if content is None else digest_of(content)
    text, unreadable = (None, unreadable) if content is None else text_of(file, content)
    if text is None:
        names = read(file, "").part.names if file.kind is not None else frozenset[str]()
        return _row(file, digest, [unreadable] if unreadable is not None else [], names=names)
    reading = None if file.kind is None else read(file, text)
    document = (reading and reading.document) or Document(file.path, text, text)
    findings = [(check.rule, finding) for check in _TEXT_CHECKS for finding in check.find(file.path, text, context)]
    ignores = ignores_in(file.path, text)
    if reading is None:
        return _row(file, digest, _told(findings, document), ignores)
    item = reading.part.item
    if item is None:
        told = reading.part.problems + _told(findings, document)
        return _row(file, digest, told, ignores, names=reading.part.names)
    for rule, find in _checks_of(item.kind):
        for finding in find(item, context):
            findings.append((rule, finding))
    found = reading.part.problems + _told(findings, document)
    data = None if item.kind.numerous else reading.data
    return _row(file, digest, found, ignores, item=item, data=data)


def _told(findings: list[tuple[Rule, Finding]], document: Document) -> list[Diagnostic]:
    """Turn what the checks have found, one after another, into diagnostics; of very many of a kind not each is told."""
    if len(findings) < ENOUGH:
        return [placed(rule, finding, document) for rule, finding in findings]
    return [
        placed(rule, finding, document, more)
        for rule, of_one in groupby(findings, key=itemgetter(0))
        for finding, more in first_of(finding for _rule, finding in of_one)
    ]


def outlined(row: Row, file: SourceFile, kept_data: KeptData | None = None) -> Outline:
    """Read a row's outline; `kept_data` is asked when somebody opens the item, without it the row has the data.

    Raises `ValueError`, `TypeError`, `KeyError` or `AttributeError` when the row is not one.
    """
    found, ignores, names, card, mentions, references = json.loads(row.outline)
    kept_findings = [StoredDiagnostic(*values) for values in found]
    findings = [stored.diagnostic(file.path, RULES[stored.rule].severity) for stored in kept_findings]
    silenced = read_ignores(ignores) if ignores else ()
    if file.kind is None:
        return Outline(file.path, row.digest, None, findings, silenced, 0)
    if card is None:
        return Outline(file.path, row.digest, Unit(None, findings, frozenset(map(str, names))), [], silenced, 0)
    stored_card = Card._make([tuple(value) if type(value) is list else value for value in card])
    data = row.data  # without the row: its outline need not live as long as the item
    item = StoredItem(file, stored_card, tuple(mentions), kept_data or (lambda _path: data))
    return Outline(file.path, row.digest, Unit(item, []), findings, silenced, int(references))


class StoredItem(Item):
    """An item of which only the outline was read; its data are opened when somebody asks for them."""

    def __init__(self, file: SourceFile, card: Card, mentions: tuple[str, ...], kept_data: KeptData) -> None:
        assert file.kind is not None
        super().__init__(file.kind, file.slug, file.path, self._open)
        self.card = card
        self.mentions = mentions
        self._file = file
        self._kept_data = kept_data

    def _open(self) -> ContentModel:
        data = self._kept_data(str(self.path))
        if data:
            return self.kind.model.model_validate_json(data)
        item = read(self._file).part.item
        if item is None:  # it could be read when its outline was made
            message = _("{path} was changed by somebody else meanwhile").format(path=self.path)
            raise UserError(message, _("run the command again; nothing was changed"))
        return item.data


def _row(
    file: SourceFile,
    digest: str,
    found: list[Diagnostic],
    ignores: tuple[Ignore, ...] = (),
    *,
    names: frozenset[str] = frozenset(),
    item: Item | None = None,
    data: Any = None,
) -> Row:
    """Return the row of a file that was looked at; an `item` lets go of its references once they are in it."""
    head = ([StoredDiagnostic.of(d) for d in found], ignores, sorted(names))
    if item is None:
        return Row(str(file.path), file.stamp.text, digest, _json([*head, None, [], 0]))
    outline = _json([*head, item.card, item.mentions, len(item.references)])
    item.forget()
    return Row(str(file.path), file.stamp.text, digest, outline, "" if data is None else _json(data))


# Dates of the data become ISO words, as pydantic reads them from JSON.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
