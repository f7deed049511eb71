import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from salesbook.core.source import LineColumn, decode
from salesbook.editing.editor_text import EditorText

TEXTS = st.text(st.sampled_from("aйи\u0306е\u0308😀\n\r\u2028\ufeff \tя가\u1100\u1161"), max_size=40)


@given(TEXTS)
def test_the_text_is_what_the_engine_reads(raw: str) -> None:
    assert EditorText(raw).text == decode(raw.encode())


@given(TEXTS)
def test_composed_texts_keep_their_places(raw: str) -> None:
    editor_text = EditorText(unicodedata.normalize("NFC", raw.replace("\ufeff", "")))
    for n, line in enumerate(editor_text.lines):
        for column in range(len(line) + 1):
            assert editor_text.from_editor(n, column) == LineColumn(n + 1, column + 1)
            assert editor_text.to_editor(LineColumn(n + 1, column + 1)) == (n, column)


@given(TEXTS)
def test_a_place_goes_to_the_editor_and_back(raw: str) -> None:
    editor_text = EditorText(raw)
    for offset in range(len(editor_text.text) + 1):
        place = editor_text.place(offset)
        assert editor_text.offset(place) == offset
        line, column = editor_text.to_editor(place)
        assert 0 <= column <= len(editor_text.raw_lines[line])
        # Inside a letter that is written in two the nearest edge is meant.
        if editor_text.from_editor(line, column) != place:
            assert editor_text.to_editor(editor_text.from_editor(line, column)) == (line, column)


@given(TEXTS, st.integers(-5, 50), st.integers(-5, 50))
def test_places_outside_are_brought_inside(raw: str, line: int, column: int) -> None:
    editor_text = EditorText(raw)
    place = editor_text.from_editor(line, column)
    assert 1 <= place.line <= len(editor_text.lines)
    assert 1 <= place.column <= len(editor_text.lines[place.line - 1]) + 1
    assert editor_text.to_editor(LineColumn(line, column))[0] in range(len(editor_text.lines))


def test_letters_written_in_two_are_counted_as_the_editor_does() -> None:
    editor_text = EditorText("\ufeffключ: и\u0306од\r\nconst\r\n")
    assert editor_text.text == "ключ: йод\nconst\n"
    assert editor_text.to_editor(LineColumn(1, 1)) == (0, 1)
    assert editor_text.to_editor(LineColumn(1, 8)) == (0, 9)
    assert editor_text.from_editor(0, 9) == LineColumn(1, 8)
    assert editor_text.to_editor(LineColumn(2, 6)) == (1, 5)


def test_half_of_a_character_is_read_as_one_that_nobody_knows() -> None:
    text = EditorText("а\ud83d б\r\nв")
    assert text.text == "а\ufffd б\nв"
    text.text.encode()
