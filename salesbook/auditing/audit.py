"""What an audit is: everything that is wrong with a book, nothing silenced yet, and an audit as data for JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from salesbook.auditing.stored import StoredDiagnostic
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.reading.ignores import Ignore


@dataclass(frozen=True)
class Audit:
    """What was found in the book as a whole and in each file by itself, and how much was looked at.

    `files` and `ignores` name only files in which something was found; paths are those of diagnostics.
    """

    book: tuple[Diagnostic, ...]
    files: Mapping[PurePosixPath, tuple[Diagnostic, ...]]
    ignores: Mapping[PurePosixPath, tuple[Ignore, ...]]
    items: int
    references: int

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, in the order of files and lines."""
        found = (*self.book, *(d for diagnostics in self.files.values() for d in diagnostics))
        return tuple(sorted(found, key=lambda d: d.order))

    def kept(self) -> list[Any]:
        """Return the audit as data for JSON."""
        files = {str(path): [_stored(d) for d in found] for path, found in self.files.items()}
        book = [[str(d.path), *_stored(d)] for d in self.book]
        return [book, files, {str(path): found for path, found in self.ignores.items()}, self.items, self.references]


def read_audit(kept: list[Any]) -> Audit:
    """Return the audit that `kept` has written; raises `ValueError`, `TypeError` or `AttributeError` for others."""
    book, files, ignores, items, references = kept
    return Audit(
        tuple(_diagnostic(path, *values) for path, *values in book),
        {PurePosixPath(path): tuple(_diagnostic(path, *values) for values in found) for path, found in files.items()},
        {PurePosixPath(path): read_ignores(found) for path, found in ignores.items()},
        int(items),
        int(references),
    )


def _stored(d: Diagnostic) -> list[Any]:
    return [d.severity.value, *StoredDiagnostic.of(d)]


def _diagnostic(path: str, severity: str, *values: Any) -> Diagnostic:
    return StoredDiagnostic(*values).diagnostic(PurePosixPath(path), Severity(severity))


def read_ignores(values: list[Any]) -> tuple[Ignore, ...]:
    """Return a file's ignores from data."""
    return tuple(
        Ignore(int(line), int(column), int(first), int(last), tuple(map(str, slugs)), str(reason))
        for line, column, first, last, slugs, reason in values
    )


def written(value: Any) -> str:
    """Return data as JSON, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
