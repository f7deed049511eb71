"""Edits of a text, written into the bytes of its file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.edits import TextEdit, edited, replaced
from salesbook.core.source import decode


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        ("один два\n", [TextEdit(0, 4, "раз")], "раз два\n"),
        ("\ufeffодин\r\nдва\r\n", [TextEdit(5, 8, "раз")], "\ufeffодин\r\nраз\r\n"),
        ("один\rдва", [TextEdit(8, 8, "!")], "один\rдва!"),
        ("один\r\nдва\nтри", [TextEdit(2, 7, "-\n-")], "од-\r\n-а\nтри"),
        ("й\nдва\n", [TextEdit(2, 3, "Д")], "й\nДва\n"),
        ("и\u0306\nдва\n", [TextEdit(2, 3, "Д")], "и\u0306\nДва\n"),
        ("abcd", [TextEdit(0, 1, "x"), TextEdit(1, 2, "y"), TextEdit(2, 2, "z")], "xyzcd"),
        ("😀 a b\n", [TextEdit(2, 3, "я"), TextEdit(4, 5, "ю")], "😀 я ю\n"),
    ],
)
def test_every_other_byte_stays(before: str, edits: list[TextEdit], after: str) -> None:
    assert edited(before.encode(), edits) == after.encode()


@pytest.mark.parametrize("first", [3, 2])
def test_a_line_whose_letters_are_composed_otherwise_is_left_alone(first: int) -> None:
    why = "the letters of line 2 are composed in another way"
    assert edited("a\nbe\u0308 c".encode(), [TextEdit(0, 1, "b"), TextEdit(first, 4, "x")]) == why


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(["a", "я", "😀", "\r\n", "\n", "\r", " ", "ё", "\u2028", "\x0b", "и\u0306\n", "\ufeff"]),
        max_size=30,
    ),
    data=st.data(),
)
def test_the_bytes_say_what_the_text_does(parts: list[str], data: st.DataObject) -> None:
    raw = "".join(parts).encode()
    text = decode(raw)
    offsets = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [TextEdit(a, b, "+") for a, b in zip(offsets[::2], offsets[1::2], strict=False)]
    after = edited(raw, edits)
    if isinstance(after, str):
        assert "и\u0306" in parts or "и\u0306\n" in parts
    else:
        assert decode(after) == replaced(text, edits)
