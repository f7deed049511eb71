"""A text file and a place in it: bytes become text here and nowhere else.

At the door every text becomes UTF-8 without a BOM, with `\\n` line ends, in Unicode NFC (macOS writes й as и + breve).
"""

import codecs
import os
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MAX_BYTES = 1_000_000
"""The size a file of the book may have; a regulation of a megabyte is a mistake or an attack."""
MAX_TEMPLATE_BYTES = 200_000
"""The size a template of the book may have."""


@dataclass(frozen=True, slots=True)
class LineColumn:
    """A position a person can jump to: 1-based line and column, in characters."""

    line: int = 1
    column: int = 1


class BadBytes(Exception):  # noqa: N818 - named after what was found, as diagnostics are
    """The file is not UTF-8: the place of the first wrong byte, and that byte."""

    def __init__(self, place: LineColumn, byte: int) -> None:
        super().__init__(f"byte 0x{byte:02X} at {place.line}:{place.column}")
        self.place = place
        self.byte = byte


def decode(data: bytes) -> str:
    """Turn a file's bytes into text; raises `BadBytes` when they are not UTF-8."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise BadBytes(line_column(before, len(before)), data[error.start]) from None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text)


def nfc(text: str) -> str:
    """Return `text` with composed letters: the same word is the same string whoever typed it."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def line_column(text: str, offset: int) -> LineColumn:
    """Return the place of the character at `offset`."""
    ends = occurrences(text, "\n")
    line = bisect_left(ends, offset)
    return LineColumn(line + 1, offset - (ends[line - 1] if line else -1))


def offset_of(text: str, place: LineColumn) -> int | None:
    """Return where in a text a place is, its line's end being the last one; None when the text has no such place."""
    ends = occurrences(text, "\n")
    if not 1 <= place.line <= len(ends) + 1:
        return None
    start = ends[place.line - 2] + 1 if place.line > 1 else 0
    end = ends[place.line - 1] if place.line <= len(ends) else len(text)
    offset = start + place.column - 1
    return offset if start <= offset <= end else None


@lru_cache(maxsize=4)
def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Return where `words` stand in a part of a text; made once for the thousands of findings that a file may have."""
    offsets = []
    at = text.find(words, start, end)
    while at >= 0:
        offsets.append(at)
        at = text.find(words, at + 1, end)
    return tuple(offsets)


def inside(path: Path, root: Path) -> bool:
    """Tell whether `path`, with its links followed, lies in `root`."""
    return real(path).is_relative_to(real(root))


def real(path: Path) -> Path:
    """Return where a path leads; one whose links go in a circle as far as they can be followed."""
    return Path(os.path.realpath(path))
