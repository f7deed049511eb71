"""What findings ask for, as edits."""

from pathlib import PurePosixPath

import pytest

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.edits import TextEdit
from salesbook.core.source import LineColumn
from salesbook.mending.edits import edits_of

PATH = PurePosixPath("content/book/a.md")
TEXT = "один два\nтри"


def finding(column: int, replacement: str | None, end: int | None, *, line: int = 1) -> Diagnostic:
    place = None if end is None else LineColumn(line, end)
    return Diagnostic("x", Severity.ERROR, PATH, LineColumn(line, column), "", "", place, replacement)


@pytest.mark.parametrize(
    ("findings", "edits"),
    [
        (
            [finding(5, "b", 6), finding(1, "a", 2), finding(1, "a", 2), finding(3, None, 4), finding(7, "c", None)],
            [TextEdit(0, 1, "a"), TextEdit(4, 5, "b")],
        ),
        (
            [finding(5, "b", 7), finding(1, "a", 5), finding(7, "c", 7)],
            [TextEdit(0, 4, "a"), TextEdit(4, 6, "b"), TextEdit(6, 6, "c")],
        ),
        (
            [finding(1, "a", 4), finding(3, "b", 6), finding(5, "c", 8), finding(9, "d", 9), finding(9, "e", 9)],
            [TextEdit(0, 3, "a"), TextEdit(4, 7, "c"), TextEdit(8, 8, "d")],
        ),
        ([finding(1, "a", 4, line=2)], [TextEdit(9, 12, "a")]),
    ],
)
def test_what_findings_ask_for(findings: list[Diagnostic], edits: list[TextEdit]) -> None:
    assert edits_of(findings, TEXT) == edits


@pytest.mark.parametrize("stranger", [finding(1, "a", 2, line=3), finding(1, "a", 10), finding(5, "a", 6, line=2)])
def test_findings_of_another_text(stranger: Diagnostic) -> None:
    assert edits_of([finding(1, "a", 2), stranger], TEXT) is None
