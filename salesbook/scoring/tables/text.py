"""Text tables line by line: cells told apart by parsing, and lines that are no rows told of.

A quotation mark that is opened and not closed must not swallow the rows after it: such a line is unreadable, and
reading goes on with the next one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from salesbook.core.language import gettext as _
from salesbook.scoring.tables.table import MAX_CELL, Dialect

DELIMITERS = (";", ",", "\t")
_LINES = 200
"""A cell has no more lines: what is opened and not closed by then is a stray quotation mark."""
_CONSISTENT = 0.9


@dataclass(frozen=True, slots=True)
class Record:
    """A record: the number of its first line, and its cells; or why it is none, and the text of the line."""

    line: int
    cells: Sequence[str]
    reason: str = ""


class _Lines:
    """Lines with their numbers, of which some can be given back."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._returned: list[tuple[int, str]] = []

    def take(self) -> tuple[int, str] | None:
        """Return the next line; None at the end."""
        return self._returned.pop() if self._returned else next(self._lines, None)

    def give_back(self, lines: Sequence[tuple[int, str]]) -> None:
        """Put lines back, to be taken again in their order."""
        self._returned.extend(reversed(lines))


def records(numbered: Iterator[tuple[int, str]], dialect: Dialect) -> Iterator[Record]:
    """Yield the records of numbered lines; empty lines are none."""
    lines = _Lines(numbered)
    while (taken := lines.take()) is not None:
        number, line = taken
        if '"' not in line:
            if line.strip(" \t\ufeff") or dialect.delimiter in line:
                yield Record(number, line.split(dialect.delimiter))
            continue
        yield _quoted_record(number, line, lines, dialect)


def _quoted_record(number: int, line: str, lines: _Lines, dialect: Dialect) -> Record:
    """Return the record that begins in a line with quotation marks; it may go on in the lines after it."""
    cell = _cell_pattern(dialect)
    text, more = line, list[tuple[int, str]]()
    while True:
        cells, is_open = _cells(text, cell, dialect)
        if cells is not None:
            return Record(number, cells)
        following = lines.take() if is_open and len(more) < _LINES and len(text) < MAX_CELL else None
        if following is None:
            lines.give_back(more)
            return Record(number, (line,), _("a quotation mark is opened and not closed as it should be"))
        more.append(following)
        text += "\n" + following[1]


def _cells(text: str, cell: re.Pattern[str], dialect: Dialect) -> tuple[list[str] | None, bool]:
    """Return the cells of a record, or None and whether its last quotation mark is still open."""
    cells, position, escape = [], 0, dialect.escape
    while True:
        match = cell.match(text, position)
        if match is None:
            return None, _open_pattern(dialect).match(text, position) is not None
        quoted = match["quoted"]
        cells.append(match["plain"] if quoted is None else quoted.replace(escape + '"', '"').replace('""', '"'))
        position = match.end()
        if position == len(text):
            return cells, False
        position += 1  # the delimiter
        if position == len(text):
            return [*cells, ""], False


@cache
def _cell_pattern(dialect: Dialect) -> re.Pattern[str]:
    delimiter, inner = re.escape(dialect.delimiter), _inner(dialect)
    return re.compile(rf'(?:"(?P<quoted>{inner}*+)"|(?P<plain>(?!")[^{delimiter}]*+))(?={delimiter}|\Z)')


@cache
def _open_pattern(dialect: Dialect) -> re.Pattern[str]:
    return re.compile(rf'"{_inner(dialect)}*+\Z')


def _inner(dialect: Dialect) -> str:
    return r'(?:[^"\\]|\\[\s\S]|"")' if dialect.escape == "\\" else r'(?:[^"]|"")'


def judged_dialect(text: str, *, bom: bool) -> Dialect:
    """Return how the cells of a table are told apart: its beginning is parsed in every way, and the outcomes compared.

    The best way gives most records as many cells as the header has; of equals, the one with the most cells.
    """
    numbered = list(enumerate(text.split("\n"), 1))
    escapes = ('"', "\\") if '\\"' in text else ('"',)
    outcomes = []
    for escape in escapes:
        for delimiter in DELIMITERS:
            dialect = Dialect(delimiter, escape, bom)
            widths = [0 if record.reason else len(record.cells) for record in records(iter(numbered), dialect)]
            width = widths[0] if widths else 0
            fitting = sum(each == width for each in widths) / max(len(widths), 1) if width > 1 else 0.0
            outcomes.append(((fitting >= _CONSISTENT, width if fitting >= _CONSISTENT else fitting, fitting), dialect))
    best, dialect = max(outcomes, key=lambda outcome: outcome[0])
    return dialect if best[2] else Dialect(",", '"', bom)


def fitted(record: Record, width: int) -> tuple[Sequence[str], str]:
    """Return the cells of a record as many as the header has, and why that cannot be, or nothing."""
    cells = record.cells
    if record.reason:
        return (), record.reason
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if len(cells) != width:
        return (), _("cells in the header: {width}, in this line: {n}").format(width=width, n=len(cells))
    if max(map(len, cells)) > MAX_CELL:
        return (), _("a cell is longer than {n} characters").format(n=MAX_CELL)
    if any("\0" in cell for cell in cells):
        return (), _("it holds a zero byte: the file is damaged here, or is no table")
    return cells, ""
