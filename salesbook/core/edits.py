"""Edits of a text, and the bytes of its file with them made: line ends, marks, how letters are composed stay."""

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from salesbook.core.language import gettext as _
from salesbook.core.source import decode, line_column, nfc

_LINE_END = re.compile(r"\r\n|\r|\n")


class TextEdit(NamedTuple):
    """A stretch of a text, by 0-based offsets in characters of the text as the engine reads it, and its new words."""

    start: int
    end: int
    replacement: str


def replaced(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with edits made that do not overlap and come in order."""
    parts: list[str] = []
    at = 0
    for start, end, replacement in edits:
        parts += (text[at:start], replacement)
        at = end
    return "".join(parts) + text[at:]


def edited(data: bytes, edits: Sequence[TextEdit]) -> bytes | str:
    """Return a file's bytes with edits made that do not overlap and come in order, or else why they cannot be made.

    The offsets are those of `decode(data)`. New line ends are those of the file; the letters of a line with an edit
    must be composed there as the engine reads them. Raises `BadBytes` for what is not UTF-8.
    """
    text = decode(data)
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    raw = data[len(bom) :].decode("utf-8")
    starts = [0, *(match.end() for match in _LINE_END.finditer(raw))]
    places = [(line_column(text, e.start), line_column(text, e.end)) for e in edits]
    for line in sorted({line for first, last in places for line in range(first.line, last.line + 1)}):
        words = raw[starts[line - 1] : starts[line] if line < len(starts) else len(raw)]
        if nfc(words) != words:
            return _("the letters of line {line} are composed in another way").format(line=line)
    first_end = _LINE_END.search(raw)
    line_end = first_end[0] if first_end else "\n"
    raw_edits = (
        TextEdit(
            starts[first.line - 1] + first.column - 1,
            starts[last.line - 1] + last.column - 1,
            edit.replacement.replace("\n", line_end),
        )
        for edit, (first, last) in zip(edits, places, strict=True)
    )
    return bom + replaced(raw, raw_edits).encode("utf-8")
