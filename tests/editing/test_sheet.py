import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from salesbook.core.source import LineColumn, decode
from salesbook.editing.sheet import EditorText

TEXTS = st.text(st.sampled_from("aйи\u0306е\u0308😀\n\r\u2028\ufeff \tя가\u1100\u1161"), max_size=40)


@given(TEXTS)
def test_the_text_is_what_the_engine_reads(raw: str) -> None:
    assert EditorText(raw).text == decode(raw.encode())


@given(TEXTS)
def test_composed_texts_keep_their_places(raw: str) -> None:
    sheet = EditorText(unicodedata.normalize("NFC", raw.replace("\ufeff", "")))
    for n, line in enumerate(sheet.lines):
        for column in range(len(line) + 1):
            assert sheet.from_editor(n, column) == LineColumn(n + 1, column + 1)
            assert sheet.to_editor(LineColumn(n + 1, column + 1)) == (n, column)


@given(TEXTS)
def test_a_place_goes_to_the_editor_and_back(raw: str) -> None:
    sheet = EditorText(raw)
    for offset in range(len(sheet.text) + 1):
        place = sheet.place(offset)
        assert sheet.offset(place) == offset
        line, column = sheet.to_editor(place)
        assert 0 <= column <= len(sheet.raw_lines[line])
        # Inside a letter that is written in two the nearest edge is meant.
        if sheet.from_editor(line, column) != place:
            assert sheet.to_editor(sheet.from_editor(line, column)) == (line, column)


@given(TEXTS, st.integers(-5, 50), st.integers(-5, 50))
def test_places_outside_are_brought_inside(raw: str, line: int, column: int) -> None:
    sheet = EditorText(raw)
    place = sheet.from_editor(line, column)
    assert 1 <= place.line <= len(sheet.lines)
    assert 1 <= place.column <= len(sheet.lines[place.line - 1]) + 1
    assert sheet.to_editor(LineColumn(line, column))[0] in range(len(sheet.lines))


def test_letters_written_in_two_are_counted_as_the_editor_does() -> None:
    sheet = EditorText("\ufeffключ: и\u0306од\r\nconst\r\n")
    assert sheet.text == "ключ: йод\nconst\n"
    assert sheet.to_editor(LineColumn(1, 1)) == (0, 1)
    assert sheet.to_editor(LineColumn(1, 8)) == (0, 9)
    assert sheet.from_editor(0, 9) == LineColumn(1, 8)
    assert sheet.to_editor(LineColumn(2, 6)) == (1, 5)
