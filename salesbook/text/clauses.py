"""Clauses of a text: its numbered lists as the page numbers them, and all numbers by which a clause can be cited.

The page takes the first number of a list and counts on from it, whatever the others say. What ends a list, and what
goes on in it, is told as Python-Markdown tells it with `sane_lists`: a line of the margin behind an empty one ends it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_MARK = re.compile(r"[ \t]*(?:(?P<number>\d{1,9})\.(?=[ ])|(?P<bullet>[-+*])(?=[ ])|(?P<block>!!!|\?\?\?\+?|===|:   ))")
_RULE = re.compile(r"[ ]{0,3}([-*_])[ ]*(?:\1[ ]*){2,}")
_HEADING = re.compile(r"#{1,6}[^#]")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_FIRST_NUMBER = re.compile(
    r"[#>*|\s-]{0,20}№?[ \u00a0]?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?!\w|\.\d)"
    r"|[#>*|\s-]{0,20}(?:[Пп]ункт|п\.)[ \u00a0](?P<named>\d{1,3}(?:\.\d{1,3}){0,3})\s*(?:[.:)*|—–]|\Z)"
)
_NEXT_NUMBER = re.compile(r"\n[ >\t]*+\d{1,9}\. ")
_INDENT = 4
_MARKS = frozenset(" \t>#-*+=!?:`~_0123456789")
"""What a line begins with that may be more than a line of the margin."""


class Clause(NamedTuple):
    """An entry of a numbered list: where its number stands, the number as written and as the page shows it.

    `path` is the number with those of the lists it lies in: `3.2`.
    """

    start: int
    written: str
    shown: str
    path: str


NumberedList = list[Clause]


@dataclass(slots=True)
class _Container:
    """What indented lines may lie in: an entry of a numbered list, of one with bullets, a note."""

    clauses: NumberedList | None = None
    bullets: bool = False


@dataclass(slots=True)
class _Reading:
    """How far a text has been read: the containers that are open, outermost first, and what stood above."""

    open: list[_Container] = field(default_factory=list)
    lists: list[NumberedList] = field(default_factory=list)
    gap: bool = True
    opened: int | None = None
    """The level of the mark that stood on the line above; a list may begin right below it."""
    floor: int = 0
    """The level of the first line behind the last empty one."""
    quotes: int = 0
    outside: int = 0
    """How many lists there were before the quotation that is being read."""

    def begins(self, level: int) -> bool:
        """Tell whether a list of a level can begin on this line."""
        return self.gap or (self.opened is not None and self.opened == level - 1)

    def read_words(self) -> None:
        """Read a line of words at the margin, as nearly all lines are."""
        if self.gap:
            self.open.clear()
            self.floor = 0
        elif self.floor:
            self.open.clear()
        self.gap, self.opened = False, None

    def close(self, level: int) -> None:
        del self.open[level:]


def has_numbers(text: str) -> bool:
    """Tell quickly whether a text may have a list with more than one number."""
    return _NEXT_NUMBER.search(text) is not None


def numbered_lists(text: str) -> list[NumberedList]:
    """Return the numbered lists of a Markdown text, in the order in which they begin."""
    reading = _Reading()
    fence = ""
    for offset, line in _lines(text):
        if line and not fence and not reading.quotes and line[0] not in _MARKS:
            reading.read_words()
            continue
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark is not None and mark[1].startswith(fence) else fence
        elif mark is not None:
            fence = mark[1]
            reading.close(_level(line))
            reading.gap, reading.opened = False, None
        else:
            _read_line(reading, line, offset)
    return reading.lists


def is_misnumbered(clauses: NumberedList) -> bool:
    """Tell whether the page shows other numbers than were written; «1. 1. 1.» leaves numbering to the page."""
    return any(clause.written != clause.shown for clause in clauses) and len({c.written for c in clauses}) > 1


def clause_numbers(text: str) -> frozenset[str]:
    """Return every number by which a clause of a text can be cited: of lists, as written and as shown, of headings,
    of lines and table rows that begin with a number."""
    listed = {number for clauses in numbered_lists(text) for clause in clauses for number in clause[1:]}
    firsts = (_FIRST_NUMBER.match(line) for line in text.split("\n"))
    return frozenset(listed | {first["number"] or first["named"] for first in firsts if first is not None})


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


def _level(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_INDENT)) // _INDENT


def _read_line(reading: _Reading, line: str, offset: int) -> None:
    quoted = _QUOTE.match(line)
    quotes = quoted[0].count(">") if quoted is not None else 0
    if quotes != reading.quotes and line.strip():
        if not reading.gap and quotes < reading.quotes:
            # Such a line goes on in the quotation, and what it does to a list there is anybody's guess.
            del reading.lists[reading.outside :]
            reading.open = []
            return
        if not reading.gap and reading.open:
            return  # the sign is a character of the entry above
        reading.open, reading.gap, reading.opened = [], True, None
        reading.quotes, reading.outside = quotes, len(reading.lists)
    if quoted is not None:
        line, offset = line[quoted.end() :], offset + quoted.end()
    if not line.strip():
        reading.gap, reading.opened = True, None
        return
    level = _level(line)
    mark = _MARK.match(line)
    if reading.gap:
        reading.floor = level
    elif level < reading.floor:
        # Indented lines with one of the margin right below them: nobody can tell what it belongs to.
        reading.open, reading.opened = [], None
        return
    if mark is not None and mark["block"]:
        reading.floor = level + 1
    if _HEADING.match(line) or _RULE.fullmatch(line):
        reading.close(0)
        reading.gap, reading.opened = True, None
    elif level > len(reading.open) or mark is None or not _read_mark(reading, mark, level, offset):
        if reading.gap and level <= len(reading.open):
            reading.close(level)
        reading.gap, reading.opened = False, None
    else:
        reading.gap, reading.opened = mark["block"] is not None, level


def _read_mark(reading: _Reading, mark: re.Match[str], level: int, offset: int) -> bool:
    """Read a line that begins with the mark of a list or a note; tell whether the mark is one."""
    container = reading.open[level] if level < len(reading.open) else None
    if mark["block"]:
        reading.close(level)
        reading.open.append(_Container())
    elif mark["number"]:
        clauses = container.clauses if container is not None else None
        if clauses is None:
            if not reading.begins(level):
                return False
            clauses = []
            reading.lists.append(clauses)
        reading.close(level)
        clauses.append(_clause(reading.open, clauses, int(mark["number"]), offset + mark.start("number")))
        reading.open.append(_Container(clauses))
    elif container is None or not container.bullets:
        if not reading.begins(level):
            return False
        reading.close(level)
        reading.open.append(_Container(bullets=True))
    else:
        reading.close(level + 1)
    return True


def _clause(around: list[_Container], before: NumberedList, number: int, start: int) -> Clause:
    shown = str(number if not before else int(before[-1].shown) + 1)
    outer = next((each.clauses[-1].path for each in reversed(around) if each.clauses), "")
    return Clause(start, str(number), shown, f"{outer}.{shown}" if outer else shown)
