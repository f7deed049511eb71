"""Bytes become text in one place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.source import BadBytes, LineColumn, decode, line_column, nfc, offset_of


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb", "a\nb"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb", "a\nb"),
        (b"a\r\r\nb", "a\n\nb"),
        (b"\xef\xbb\xbfa", "a"),
        (b"a\xef\xbb\xbf", "a\ufeff"),
        ("и\u0306".encode(), "й"),
        ("е\u0308лка".encode(), "ёлка"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff", LineColumn(1, 1), 0xFF),
        ("Привет\nмир".encode() + b"\xcf\xf0", LineColumn(2, 4), 0xCF),
        (b"\xef\xbb\xbfab\xe0", LineColumn(1, 3), 0xE0),
        ("а".encode("utf-16"), LineColumn(1, 1), 0xFF),
        (b"a\r\nb\xed\xa0\x80", LineColumn(2, 2), 0xED),
    ],
)
def test_not_utf8(data: bytes, place: LineColumn, byte: int) -> None:
    with pytest.raises(BadBytes) as caught:
        decode(data)
    assert (caught.value.place, caught.value.byte) == (place, byte)


@pytest.mark.parametrize(
    ("offset", "place"), [(0, LineColumn(1, 1)), (2, LineColumn(1, 3)), (3, LineColumn(2, 1)), (6, LineColumn(3, 2))]
)
def test_place_at(offset: int, place: LineColumn) -> None:
    assert line_column("ab\nc\nde", offset) == place
    assert offset_of("ab\nc\nde", place) == offset


@pytest.mark.parametrize(
    "place", [LineColumn(1, 4), LineColumn(3, 4), LineColumn(4, 1), LineColumn(0, 1), LineColumn(2, 0)]
)
def test_no_such_place(place: LineColumn) -> None:
    assert offset_of("ab\nc\nde", place) is None


@settings(max_examples=100)
@given(st.text("ab\n"), st.data())
def test_a_place_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert offset_of(text, line_column(text, offset)) == offset


@settings(max_examples=100)
@given(st.text())
def test_decoded_text_is_normal(text: str) -> None:
    decoded = decode(text.encode("utf-8", "ignore"))
    assert "\r" not in decoded
    assert nfc(decoded) == decoded
    assert decode(decoded.encode()) == decoded.removeprefix("\ufeff")


@settings(max_examples=100)
@given(st.text(alphabet="ая\n "), st.data())
def test_place_and_offset_are_two_names_of_one_character(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    place = line_column(text, offset)
    before = text.split("\n")[: place.line - 1]
    assert sum(len(line) + 1 for line in before) + place.column - 1 == offset
