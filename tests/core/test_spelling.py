"""Spellings of a name: what is surely meant by what people type, and what may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.core.spelling import other_layout, spelling, spelt

NAMES = ("ОП-007", "ОП-017", "МК-007", "ЮР-001", "ОС-030", "script:key-meeting", "block-1", "итоги-встречи")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ОП-007", "ОП-007"),
        ("оп7", "ОП-007"),
        ("ОП7", "ОП-007"),
        ("оп-7", "ОП-007"),
        ("ОП — 07", "ОП-007"),
        ("OП-007", "ОП-007"),
        ("OP-007", "ОП-007"),
        ("op7", "ОП-007"),
        ("ОП-OO7", "ОП-007"),
        ("ОП-0l7", "ОП-017"),
        ("MK7", "МК-007"),
        ("yur-1", "ЮР-001"),
        ("ОС-ЗО", "ОС-030"),
        ("OC30", "ОС-030"),
        ("Script:Key_Meeting", "script:key-meeting"),
        ("script:keymeeting", "script:key-meeting"),
        ("block-01", "block-1"),
        ("Итоги встречи", "итоги-встречи"),
    ],
)
def test_one_meaning(typed: str, name: str) -> None:
    assert spelt(typed, ((n, n) for n in NAMES)) == [name]


@pytest.mark.parametrize("typed", ["ОП-07О7", "оп", "7", "ОП-0077", "", " ", "key-meeting", "зззз"])
def test_no_meaning(typed: str) -> None:
    assert spelt(typed, ((n, n) for n in NAMES)) == []


def test_several_meanings() -> None:
    """Latin OP looks like ОР and sounds like ОП."""
    assert spelt("OP-1", [("ОП-001", "a"), ("ОР-001", "b"), ("ОП-002", "c")]) == ["a", "b"]
    assert spelt("ОП-1", [("ОП-001", "a"), ("ОР-001", "b")]) == ["a"]


def test_the_name_itself_comes_before_its_spellings() -> None:
    names = [("key-meeting", "a"), ("keymeeting", "b"), ("KEY-MEETING", "c"), ("key-meeting", "d")]
    assert spelt("keymeeting", names) == ["b"]
    assert spelt("key-meeting", names) == ["a", "d"]
    assert spelt("Key-Meeting", names) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("срусл", "check"), ("jg7", "оп7"), ("дуееукЖыгььфкн", "letter:summary"), ("--ащкьфе", "--format"), ("`;", "ёж")],
)
def test_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@given(st.text(max_size=20))
def test_a_name_is_spelt_like_itself_in_any_case(name: str) -> None:
    assert spelling(spelling(name)) == spelling(name)
    if name.strip():
        assert spelt(name, [(name, name)]) == [name]


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", max_size=20))
def test_layouts_lead_to_each_other(word: str) -> None:
    assert other_layout(other_layout(word)) == word
