"""What an audit is: everything that is wrong with a book, nothing silenced yet, and how it is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from salesbook.auditing.ignores import Ignore
from salesbook.diagnostics import Diagnostic, Severity
from salesbook.source import Place


@dataclass(frozen=True, slots=True)
class Audit:
    """The findings in the order of files and lines, the comments that ask to silence some, and what was looked at."""

    diagnostics: tuple[Diagnostic, ...]
    ignores: Mapping[PurePosixPath, tuple[Ignore, ...]]
    items: int
    references: int

    def kept(self) -> list[Any]:
        """Return the audit as data for JSON."""
        found = [[d.severity.value, str(d.path), *packed(d)] for d in self.diagnostics]
        ignores = {str(path): ignores for path, ignores in self.ignores.items()}
        return [found, ignores, self.items, self.references]


def read_audit(kept: list[Any]) -> Audit:
    """Return the audit that `kept` has written; raises `ValueError` or `TypeError` for anything else."""
    found, ignores, items, references = kept
    diagnostics = tuple(unpacked(PurePosixPath(path), Severity(severity), values) for severity, path, *values in found)
    silenced = {PurePosixPath(path): read_ignores(values) for path, values in ignores.items()}
    return Audit(diagnostics, silenced, int(items), int(references))


def packed(d: Diagnostic) -> list[Any]:
    """Return a diagnostic of a file that is known by the place where it is kept."""
    end = [d.end.line, d.end.column] if d.end is not None else [0, 0]
    return [d.rule, d.place.line, d.place.column, d.message, d.advice, *end, d.replacement]


def unpacked(path: PurePosixPath, severity: Severity, values: list[Any]) -> Diagnostic:
    """Return the diagnostic that `packed` has written; raises `ValueError` or `TypeError` for anything else."""
    rule, line, column, message, advice, end_line, end_column, replacement = values
    end = Place(int(end_line), int(end_column)) if end_line else None
    fix = None if replacement is None else str(replacement)
    return Diagnostic(rule, severity, path, Place(int(line), int(column)), str(message), str(advice), end, fix)


def read_ignores(values: list[Any]) -> tuple[Ignore, ...]:
    """Return a file's ignores from data."""
    return tuple(
        Ignore(int(line), int(column), int(first), int(last), tuple(map(str, slugs)), str(reason))
        for line, column, first, last, slugs, reason in values
    )


def written(value: Any) -> str:
    """Return data as JSON, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
