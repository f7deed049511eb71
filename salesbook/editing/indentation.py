"""YAML that is being typed: where its keys and values are, told from indentation and brackets, never from a parse.

A file is not YAML for most of the time somebody types in it. This reader takes one line after another, keeps what
makes sense and goes on after what does not. It knows the YAML that a book is written in: no tags, no aliases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from salesbook.core.diagnostics import Route
from salesbook.editing.brackets import Bracketed, YamlNode, bracketed

_KEY = re.compile(r"(?P<key>[\w.-]{1,80}|\"[^\"\n]{1,80}\"|'[^'\n]{1,80}')[ \t]*:(?=[ \t]|$)")
_FOLDED = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_DEPTH = 40
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")


class Typing(NamedTuple):
    """What is being typed at a place: the block or field it belongs to, where the word begins, the word so far.

    `row` tells that a value may stand here: in a line of its own only the key of a block may.
    """

    route: Route
    start: int
    word: str
    row: bool


@dataclass
class _Level:
    """A block that is open: the column it begins at, and the key or the number of the entry that is being read."""

    column: int
    step: str | int


@dataclass
class _Reading:
    """How far a text was read: open blocks, what was found, and what goes on below deeper than `deeper`."""

    levels: list[_Level] = field(default_factory=list)
    pieces: list[YamlNode] = field(default_factory=list)
    deeper: int = -1
    is_text: bool = False
    is_plain: bool = False
    bracket: int | None = None
    bracket_route: Route = ()

    @property
    def route(self) -> Route:
        return tuple(level.step for level in self.levels)

    def enter_entry(self, column: int) -> None:
        """A dash at a column: the next entry of the list there, or the first of a new one."""
        while self.levels and self.levels[-1].column > column:
            self.levels.pop()
        top = self.levels[-1] if self.levels else None
        if top is not None and top.column == column and isinstance(top.step, int):
            top.step += 1
        else:
            self.levels.append(_Level(column, 0))

    def enter_key(self, column: int, key: str) -> None:
        """A key at a column: the next of the block there, or the first of a new one."""
        self.leave(column)
        if self.levels and self.levels[-1].column == column:
            self.levels[-1].step = key
        else:
            self.levels.append(_Level(column, key))

    def leave(self, column: int) -> None:
        """Close the blocks that a key at a column cannot be in."""
        while self.levels and (
            self.levels[-1].column > column
            or (self.levels[-1].column == column and isinstance(self.levels[-1].step, int))
        ):
            self.levels.pop()


def pieces(text: str) -> list[YamlNode]:
    """Return the keys and values of a YAML text in order, as far as they can be told."""
    reading = _Reading()
    for start, line in _lines(text):
        _read(reading, text, start, line)
    return _closed(reading, text, len(text)).pieces


def typing_at(text: str, offset: int) -> Typing | None:
    """Return what is being typed at an offset of a YAML text; None inside words that are nobody's field."""
    start = text.rfind("\n", 0, offset) + 1
    reading = _Reading()
    for at, line in _lines(text[: max(start - 1, 0)] if start else ""):
        _read(reading, text, at, line)
    line = text[start:offset]
    column = len(line) - len(line.lstrip(" "))
    if _goes_on(reading, line, column if line.strip() else len(line)):
        if reading.bracket is None:
            return None
        return _in_brackets(bracketed(text, reading.bracket, offset, reading.bracket_route))
    reading.pieces.clear()
    head = _head(reading, start, line)
    if head.key is None and not head.dashed:
        reading.leave(head.column)
        levels = reading.levels
        route = reading.route
        if levels and levels[-1].column == head.column:
            route = route[:-1]
        return None if not levels and head.column else Typing(route, start + head.at, line[head.at :], row=False)
    value = line[head.at :]
    if value[:1] in ("[", "{"):
        return _in_brackets(bracketed(text, start + head.at, offset, reading.route))
    if head.key is not None and not line[head.at - 1 : head.at].isspace():
        return None
    return None if _COMMENT.search(value) else Typing(reading.route, start + head.at, value, row=True)


class _Head(NamedTuple):
    """A line's beginning: whether dashes open it, its key, the column of its words and where its value begins."""

    dashed: bool
    key: tuple[int, int] | None
    column: int
    at: int


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _goes_on(reading: _Reading, line: str, column: int) -> bool:
    """Tell whether a line belongs to the value above it."""
    if column <= reading.deeper or not (reading.is_text or reading.bracket is not None):
        return False
    # Where a plain text would go on, a key is somebody's next field: YAML could not read it otherwise.
    return not (reading.is_plain and _KEY.match(line.strip()))


def _read(reading: _Reading, text: str, start: int, line: str) -> None:
    words = line.strip()
    column = len(line) - len(line.lstrip(" "))
    if not words:
        return
    if _goes_on(reading, line, column):
        if reading.is_text and reading.pieces:
            reading.pieces[-1] = reading.pieces[-1]._replace(end=start + len(line.rstrip()))
        return
    _closed(reading, text, start)
    if words.startswith("#") or (column == 0 and words in ("---", "...")):
        return
    head = _head(reading, start, line)
    if head.key is None and not head.dashed:
        return
    value = line[head.at :].rstrip()
    at = start + head.at
    folded = _FOLDED.match(value) is not None
    plain = value[:1] not in ("'", '"') and not folded
    if value[:1] in ("[", "{"):
        reading.bracket, reading.bracket_route = at, reading.route
        reading.pieces.append(YamlNode(reading.route, head.key, at, at))
        return
    if plain:
        value = _COMMENT.sub("", value).rstrip()
    reading.is_text, reading.is_plain = bool(value), plain
    reading.pieces.append(YamlNode(reading.route, head.key, at, at + len(value)))


def _head(reading: _Reading, start: int, line: str) -> _Head:
    """Read the dashes and the key of a line, and enter the blocks they open."""
    column = len(line) - len(line.lstrip(" "))
    rest, dashed = line[column:], False
    while (rest.startswith("- ") or rest == "-") and len(reading.levels) < _DEPTH:
        reading.enter_entry(column)
        reading.deeper = column
        gap = 1 + len(rest[1:]) - len(rest[1:].lstrip(" "))
        column, rest, dashed = column + gap, rest[gap:], True
    match = _KEY.match(rest)
    if match is None:
        return _Head(dashed, None, column, column)
    reading.enter_key(column, match["key"].strip("'\""))
    reading.deeper = column
    after = rest[match.end() :]
    at = column + match.end() + len(after) - len(after.lstrip(" \t"))
    return _Head(dashed, (start + column, start + column + match.end("key")), column, at)


def _closed(reading: _Reading, text: str, end: int) -> _Reading:
    """End the value that was being read; what stands in its brackets is known now."""
    if reading.bracket is not None:
        inner = bracketed(text, reading.bracket, end, reading.bracket_route)
        reading.pieces[-1] = reading.pieces[-1]._replace(end=inner.end)
        reading.pieces += inner.pieces
    reading.bracket, reading.is_text, reading.is_plain = None, False, False
    return reading


def _in_brackets(inner: Bracketed) -> Typing | None:
    return None if inner.route is None else Typing(inner.route, inner.start, inner.word, row=True)
