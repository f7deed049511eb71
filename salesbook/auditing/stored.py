"""A diagnostic as the cache keeps it, under the path of its file and, for checks, the severity of its rule."""

from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.source import LineColumn


class StoredDiagnostic(NamedTuple):
    """A row of plain values, as JSON writes them; an unknown end is 0:0."""

    rule: str
    line: int
    column: int
    message: str
    advice: str
    end_line: int
    end_column: int
    replacement: str | None
    secret: int
    by_tool: int

    @classmethod
    def of(cls, d: Diagnostic) -> "StoredDiagnostic":
        """Return what is kept of a diagnostic."""
        end = (0, 0) if d.end is None else (d.end.line, d.end.column)
        flags = (int(d.secret), int(d.by_tool))
        return cls(d.rule, d.place.line, d.place.column, d.message, d.advice, *end, d.replacement, *flags)

    def diagnostic(self, path: PurePosixPath, severity: Severity) -> Diagnostic:
        """Return the diagnostic again; raises `ValueError` or `TypeError` when the values are of another sort."""
        return Diagnostic(
            str(self.rule),
            severity,
            path,
            LineColumn(int(self.line), int(self.column)),
            str(self.message),
            str(self.advice),
            LineColumn(int(self.end_line), int(self.end_column)) if self.end_line else None,
            None if self.replacement is None else str(self.replacement),
            bool(self.secret),
            bool(self.by_tool),
        )
