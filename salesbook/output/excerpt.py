"""The line of a file that a finding is in, as a terminal shows it, and where under it the mark goes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.core.diagnostics import Diagnostic
from salesbook.core.source import LineColumn
from salesbook.output.visible import visible

TAB = 4
ELLIPSIS = "…"


HIDDEN = "•"

Stretches = Sequence[tuple[int, int | None]]
"""Where something begins and has ended in a line, from 0; without an end it goes on to the end of the line."""


def secrets(diagnostics: Iterable[Diagnostic]) -> Mapping[tuple[PurePosixPath, int], Stretches]:
    """Return what must not be shown, by files and lines: a report is kept, and read by others, after the mistake."""
    hidden: defaultdict[tuple[PurePosixPath, int], list[tuple[int, int | None]]] = defaultdict(list)
    for d in diagnostics:
        if d.secret:
            last = d.end or LineColumn(d.place.line, 0)
            for line in range(d.place.line, last.line + 1):
                start = d.place.column - 1 if line == d.place.line else 0
                hidden[d.path, line].append((start, d.end.column - 1 if d.end and line == d.end.line else None))
    return hidden


def masked(line: str, hidden: Stretches) -> str:
    """Return a line of a file with what is hidden in it as bullets; its length stays."""
    letters = list(line)
    for start, end in hidden:
        letters[start:end] = HIDDEN * len(letters[start:end])
    return "".join(letters)


class Excerpt(NamedTuple):
    """A line as it is shown; the mark under it begins after `indent` cells of the terminal and covers `length`."""

    line: str
    indent: int
    length: int


def excerpt(line: str, start: int, end: int, width: int) -> Excerpt:
    """Show a line in at most `width` cells, cropped around the characters from `start` up to `end`.

    Both count from 0 and may lie behind the line's end. Tabs become spaces, what cannot be seen becomes visible, and a
    mark is as wide as what it is under: a Chinese character takes two cells, a combining accent none. A mark of
    nothing is one cell long.
    """
    from rich.cells import cell_len

    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    # A file may be one line of a megabyte: what is far out of sight is not looked at.
    far = 2 * width
    head, tail = max(0, start - far), min(len(line), start + far)
    shown = _shown(line[head:tail])
    before = "".join(shown[: start - head])
    marked = "".join(shown[start - head : end - head])
    after = "".join(shown[end - head :])
    if not head and tail == len(line) and cell_len(before + marked + after) <= width:
        return _excerpt(before, marked, after)
    if cell_len(marked) > width // 2:
        marked = _first(marked, width // 2 - len(ELLIPSIS)) + ELLIPSIS
    room = width - cell_len(marked) - 2 * len(ELLIPSIS)
    right = min(room // 2, cell_len(after))
    kept = _last(before, room - right)
    if head or kept != before:
        kept = ELLIPSIS + kept
    rest = _first(after, width - cell_len(kept + marked) - len(ELLIPSIS))
    if tail < len(line) or rest != after:
        rest += ELLIPSIS
    return _excerpt(kept, marked, rest)


def _excerpt(before: str, marked: str, after: str) -> Excerpt:
    """Put an excerpt together; joined emoji are one picture, so the mark is measured behind what stands before it."""
    from rich.cells import cell_len

    indent = cell_len(before)
    return Excerpt(before + marked + after, indent, max(1, cell_len(before + marked) - indent))


def _shown(line: str) -> list[str]:
    """Return what each character of a line looks like."""
    from rich.cells import cell_len

    if visible(line) == line:
        return list(line)
    shown: list[str] = []
    cells = 0
    for character in line:
        seen = " " * (TAB - cells % TAB) if character == "\t" else visible(character)
        cells += cell_len(seen)
        shown.append(seen)
    return shown


def _first(text: str, cells: int) -> str:
    """Return as much of the beginning of `text` as fits into the cells."""
    from rich.cells import cell_len

    for n, character in enumerate(text):
        cells -= cell_len(character)
        if cells < 0:
            return text[:n]
    return text


def _last(text: str, cells: int) -> str:
    """Return as much of the end of `text` as fits into the cells, without accents of a letter that does not."""
    from rich.cells import cell_len

    tail = _first(text[::-1], cells)[::-1]
    while tail != text and tail and not cell_len(tail[0]):
        tail = tail[1:]
    return tail
