"""Fixes written into the bytes of a file; nothing else in it changes: line ends, marks, how letters are composed."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from salesbook.core.diagnostics import Diagnostic
from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn, nfc

_LINE_END = re.compile(r"\r\n|\r|\n")


class TextEdit(NamedTuple):
    """A stretch of the normalised text of a file, and what is to stand there."""

    start: LineColumn
    end: LineColumn
    replacement: str


class OffsetEdit(NamedTuple):
    """The same stretch by its offsets in a text."""

    start: int
    end: int
    replacement: str


def edits_of(diagnostics: Iterable[Diagnostic]) -> list[TextEdit]:
    """Return the edits that findings ask for, from the top down; two that ask for the same are one.

    Edits may touch. Of those that overlap only the first is returned: whoever asks for the others will do so again, of
    the text as it is then, if there is still something to mend.
    """
    asked = {TextEdit(d.place, d.end, d.replacement) for d in diagnostics if d.end and d.replacement is not None}
    edits: list[TextEdit] = []
    for edit in sorted(asked, key=lambda e: (_at(e.start), _at(e.end), e.replacement)):
        if not edits or (_at(edits[-1].end) <= _at(edit.start) and edits[-1][:2] != edit[:2]):
            edits.append(edit)
    return edits


def edited(data: bytes, edits: Sequence[TextEdit]) -> bytes | str:
    """Return a file's bytes with the edits of `edits_of` made, or else why they cannot be made."""
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data[len(bom) :].decode("utf-8")
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    for line in sorted({line for e in edits for line in range(e.start.line, e.end.line + 1)}):
        stop = starts[line] if line < len(starts) else len(text)
        if line > len(starts) or nfc(text[starts[line - 1] : stop]) != text[starts[line - 1] : stop]:
            return _("the letters of line {line} are composed in another way").format(line=line)
    cuts = [
        OffsetEdit(
            starts[e.start.line - 1] + e.start.column - 1, starts[e.end.line - 1] + e.end.column - 1, e.replacement
        )
        for e in edits
    ]
    line_end = found[0] if (found := _LINE_END.search(text)) else "\n"
    typed = (c._replace(replacement=c.replacement.replace("\n", line_end)) for c in cuts)
    return bom + replaced(text, typed).encode("utf-8")


def cuts_in(text: str, edits: Iterable[TextEdit]) -> Iterator[OffsetEdit]:
    """Yield the edits by their offsets in the normalised text."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for start, end, replacement in edits:
        yield OffsetEdit(starts[start.line - 1] + start.column - 1, starts[end.line - 1] + end.column - 1, replacement)


def replaced(text: str, cuts: Iterable[OffsetEdit]) -> str:
    """Return a text with stretches replaced that do not overlap and come in order."""
    parts: list[str] = []
    at = 0
    for start, end, replacement in cuts:
        parts += (text[at:start], replacement)
        at = end
    return "".join(parts) + text[at:]


def _at(place: LineColumn) -> tuple[int, int]:
    return place.line, place.column
