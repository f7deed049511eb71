"""Fixes in the bytes of a file."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.source import LineColumn, decode, line_column
from salesbook.mending.edits import TextEdit, cuts_in, edited, edits_of, replaced

PATH = PurePosixPath("content/book/a.md")


def edit(line: int, start: int, end: int, replacement: str, last: int | None = None) -> TextEdit:
    return TextEdit(LineColumn(line, start), LineColumn(last or line, end), replacement)


def test_what_findings_ask_for() -> None:
    def finding(column: int, replacement: str | None, end: int | None) -> Diagnostic:
        place = None if end is None else LineColumn(1, end)
        return Diagnostic("x", Severity.ERROR, PATH, LineColumn(1, column), "", "", place, replacement)

    found = [finding(5, "b", 6), finding(1, "a", 2), finding(1, "a", 2), finding(3, None, 4), finding(7, "c", None)]
    assert edits_of(found) == [edit(1, 1, 2, "a"), edit(1, 5, 6, "b")]

    touching = [finding(5, "b", 7), finding(1, "a", 5), finding(7, "c", 7)]
    assert edits_of(touching) == [edit(1, 1, 5, "a"), edit(1, 5, 7, "b"), edit(1, 7, 7, "c")]

    overlapping = [finding(1, "a", 4), finding(3, "b", 6), finding(5, "c", 8), finding(9, "d", 9), finding(9, "e", 9)]
    assert edits_of(overlapping) == [edit(1, 1, 4, "a"), edit(1, 5, 8, "c"), edit(1, 9, 9, "d")]


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        ("один два\n", [edit(1, 1, 5, "раз")], "раз два\n"),
        ("\ufeffодин\r\nдва\r\n", [edit(2, 1, 4, "раз")], "\ufeffодин\r\nраз\r\n"),
        ("один\rдва", [edit(2, 4, 4, "!")], "один\rдва!"),
        ("один\r\nдва\nтри", [edit(1, 3, 3, "-\n-", last=2)], "од-\r\n-а\nтри"),
        ("й\nдва\n", [edit(2, 1, 2, "Д")], "й\nДва\n"),
        ("abcd", [edit(1, 1, 2, "x"), edit(1, 2, 3, "y"), edit(1, 3, 3, "z")], "xyzcd"),
        ("😀 a b\n", [edit(1, 3, 4, "я"), edit(1, 5, 6, "ю")], "😀 я ю\n"),
    ],
)
def test_every_other_byte_stays(before: str, edits: list[TextEdit], after: str) -> None:
    assert edited(before.encode(), edits) == after.encode()


@pytest.mark.parametrize(
    ("before", "edits", "why"),
    [
        ("a\nbe\u0308 c", [edit(2, 4, 5, "x")], "the letters of line 2 are composed in another way"),
        ("a\n", [edit(3, 1, 2, "x")], "the letters of line 3 are composed in another way"),
    ],
)
def test_what_is_left_alone(before: str, edits: list[TextEdit], why: str) -> None:
    assert edited(before.encode(), edits) == why


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(st.sampled_from(["a", "я", "😀", "\r\n", "\n", "\r", " ", "ё", "\u2028", "\x0b"]), max_size=30),
    data=st.data(),
)
def test_the_bytes_say_what_the_text_does(parts: list[str], data: st.DataObject) -> None:
    raw = "".join(parts).encode()
    text = decode(raw)
    offsets = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(offsets[::2], offsets[1::2], strict=False))
    edits = [TextEdit(line_column(text, a), line_column(text, b), "+") for a, b in pairs]
    after = edited(raw, edits)
    assert isinstance(after, bytes)
    assert decode(after) == replaced(text, cuts_in(text, edits))
    assert [(c.start, c.end) for c in cuts_in(text, edits)] == pairs
