"""The baseline: findings that were there when the checks came to an old book, to be mended when there is time."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, NoReturn

from salesbook.core.changes import Change, Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.errors import UserError, reason
from salesbook.core.fingerprints import fingerprints
from salesbook.core.language import gettext as _

FILE = "salesbook-baseline.json"
VERSION = 1
MAX_BYTES = 20_000_000

Lines = Callable[[PurePosixPath], Sequence[str]]
"""Returns the lines of a file of the book."""


class BaselineEntry(NamedTuple):
    """A finding in the baseline: its file, its check, and what it is known by (see `salesbook.core.fingerprints`)."""

    path: str
    check: str
    fingerprint: str


def known(diagnostics: Sequence[Diagnostic], lines: Lines) -> list[BaselineEntry]:
    """Return what each finding is known by, in their order."""
    marks = fingerprints(diagnostics, lines)
    return [BaselineEntry(d.path.as_posix(), d.rule, mark) for d, mark in zip(diagnostics, marks, strict=True)]


def read(path: Path) -> frozenset[BaselineEntry]:
    """Read a baseline; raises `UserError` for a file that is not one."""
    try:
        if not path.is_file():
            message = _("there is no baseline {path}").format(path=path)
            raise UserError(message, _("write it: salesbook check --write-baseline"))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(_("{path}: {reason}").format(path=path, reason=reason(error))) from error
    return frozenset(_entries(path, data))


def plan(path: Path, entries: Sequence[BaselineEntry]) -> Plan:
    """Return the change that writes a baseline, sorted, an entry a line, so that its diffs can be read.

    Raises `UserError` when a file is there that is not a baseline.
    """
    before = None
    if path.exists():
        read(path)
        before = path.read_bytes()
    lines = [json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(set(entries))]
    body = ",".join(f"\n    {line}" for line in lines)
    text = f'{{\n  "version": {VERSION},\n  "known": [{body}\n  ]\n}}\n'
    after = text.encode("utf-8", "replace")
    return Plan(() if after == before else (Change(path, before, after),))


def _entries(path: Path, data: bytes) -> list[BaselineEntry]:
    if len(data) > MAX_BYTES:
        _refuse(path, _("it is larger than {n} bytes").format(n=MAX_BYTES))
    try:
        value: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        _refuse(path, _("it cannot be read as JSON"))
    if not isinstance(value, dict) or value.get("version") != VERSION or not isinstance(value.get("known"), list):
        _refuse(path, _("its “version” is not {n}, or it has no list “known”").format(n=VERSION))
    entries = []
    for n, entry in enumerate(value["known"], start=1):
        words = [entry.get(name) for name in BaselineEntry._fields] if isinstance(entry, dict) else []
        if not words or not all(isinstance(word, str) for word in words):
            found = _("entry {n} lacks one of: {names}").format(n=n, names=", ".join(BaselineEntry._fields))
            _refuse(path, found)
        entries.append(BaselineEntry(*map(str, words)))
    return entries


def _refuse(path: Path, found: str) -> NoReturn:
    message = _("{path} is not a baseline: {found}").format(path=path, found=found)
    raise UserError(message, _("delete it and write it anew: salesbook check --write-baseline"))
