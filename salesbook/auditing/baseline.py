"""The baseline: findings that were there when the checks came to an old book, to be mended when there is time."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, NoReturn

from salesbook.core.changes import Change, Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.door import ShutError, read_inside, read_named
from salesbook.core.errors import UserError, reason
from salesbook.core.fingerprints import fingerprints
from salesbook.core.language import gettext as _
from salesbook.core.source import inside

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


def read(path: Path, root: Path | None = None) -> frozenset[BaselineEntry]:
    """Read a baseline, which lies in `root` if that is given; raises `UserError` for a file that is not one."""
    return frozenset(_entries(path, _data(path, root)))


def plan(path: Path, entries: Sequence[BaselineEntry], root: Path | None = None) -> Plan:
    """Return the change that writes a baseline, sorted, an entry a line, so that its diffs can be read.

    Raises `UserError` when a file is there that is not a baseline, or when it would lie outside of `root`.
    """
    before = None
    if root is not None and not inside(path, root):
        _refuse_place(path, ShutError(path, _("a link leads out of {folder}").format(folder=root.name)))
    if path.exists() or path.is_symlink():
        before = _data(path, root)
        _entries(path, before)
    lines = [json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(set(entries))]
    body = ",".join(f"\n    {line}" for line in lines)
    text = f'{{\n  "version": {VERSION},\n  "known": [{body}\n  ]\n}}\n'
    after = text.encode("utf-8", "replace")
    return Plan(() if after == before else (Change(path, before, after),))


def _data(path: Path, root: Path | None) -> bytes:
    """Return the bytes of a baseline; one that salesbook.toml names comes from the book alone."""
    try:
        return read_named(path, MAX_BYTES) if root is None else read_inside(root, path, MAX_BYTES)
    except FileNotFoundError:
        message = _("there is no baseline {path}").format(path=path)
        raise UserError(message, _("write it: salesbook check --write-baseline")) from None
    except OSError as error:
        _refuse_place(path, error)


def _refuse_place(path: Path, error: OSError) -> NoReturn:
    message = _("{path}: {reason}").format(path=path, reason=reason(error))
    raise UserError(message, _("name another file for the baseline")) from error


def _entries(path: Path, data: bytes) -> list[BaselineEntry]:
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
