"""A text as an editor holds it and as the engine reads it, and the way between their places.

An editor keeps the line ends, the byte order mark and the composition of letters that a file has; the engine reads
`\\n` and composed letters alone. Lines are the same on both sides; within one, columns may differ.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from salesbook.core.source import LineColumn, nfc

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = "\ufeff"
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character, which an editor may hold for a moment and no file can."""


@dataclass(frozen=True)
class EditorText:
    """A text by lines; places are those of the engine: 1-based, in characters of the composed text."""

    raw: str

    @cached_property
    def text(self) -> str:
        """What the engine reads."""
        return "\n".join(self.lines)

    @cached_property
    def raw_lines(self) -> tuple[str, ...]:
        """The editor's lines, without their ends."""
        return tuple(_LINE_END.split(self.raw))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The engine's lines."""
        first, *rest = (nfc(_HALF.sub("\ufffd", line)) for line in self.raw_lines)
        return (first.removeprefix(_BOM), *rest)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, place: LineColumn) -> int:
        """Return where in `text` a place is; one outside the text is the nearest inside."""
        line = min(max(place.line, 1), len(self.lines)) - 1
        return self._starts[line] + min(max(place.column - 1, 0), len(self.lines[line]))

    def place(self, offset: int) -> LineColumn:
        """Return the place of an offset in `text`."""
        offset = min(max(offset, 0), self._starts[-1] - 1)
        line = bisect_right(self._starts, offset) - 1
        return LineColumn(line + 1, offset - self._starts[line] + 1)

    def from_editor(self, line: int, column: int) -> LineColumn:
        """Return the place of a 0-based line and column (in characters) of the editor's text."""
        line = min(max(line, 0), len(self.lines) - 1)
        column = min(max(column, 0), len(self.raw_lines[line])) - self._shift(line)
        raw, composed = self._edges(line)
        if raw:
            nearest = bisect_right(raw, column) - 1
            column = composed[nearest] + min(column - raw[nearest], self._width(composed, nearest))
        return LineColumn(line + 1, max(column, 0) + 1)

    def to_editor(self, place: LineColumn) -> tuple[int, int]:
        """Return the editor's 0-based line and column (in characters) of a place."""
        line = min(max(place.line, 1), len(self.lines)) - 1
        column = min(max(place.column - 1, 0), len(self.lines[line]))
        raw, composed = self._edges(line)
        if raw:
            column = raw[bisect_left(composed, column)]
        return line, column + self._shift(line)

    def _shift(self, line: int) -> int:
        return int(line == 0 and self.raw.startswith(_BOM))

    @staticmethod
    def _width(edges: list[int], at: int) -> int:
        return edges[at + 1] - edges[at] if at + 1 < len(edges) else 0

    def _edges(self, line: int) -> tuple[list[int], list[int]]:
        """Return where letters with their marks begin, in the editor's line and composed; nothing when they agree."""
        raw_line = self.raw_lines[line][self._shift(line) :]
        if nfc(raw_line) == raw_line:
            return [], []
        starts = [n for n, letter in enumerate(raw_line) if n == 0 or not _joins(letter)]
        raw, composed = [*starts, len(raw_line)], [0]
        for start, end in pairwise(raw):
            composed.append(composed[-1] + len(nfc(raw_line[start:end])))
        return raw, composed


def _joins(letter: str) -> bool:
    """Tell whether a character may become one with the letter before it: marks, and the inner letters of Hangul."""
    return unicodedata.category(letter).startswith("M") or "\u1160" <= letter <= "\u11ff"
