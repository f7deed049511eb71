"""The line under a finding: tabs, wide characters, accents, lines that are too long."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from salesbook.output.excerpt import Excerpt, Stretches, excerpt, masked, secrets
from salesbook.output.formats.text import text
from salesbook.output.report import report_on
from tests.output.hostile import hostile
from tests.output.sample import FAQ, d


@pytest.mark.parametrize(
    ("line", "start", "end", "shown"),
    [
        ("see: none", 5, 9, Excerpt("see: none", 5, 4)),
        ("see: none", 5, 5, Excerpt("see: none", 5, 1)),
        ("see: none", 9, 9, Excerpt("see: none", 9, 1)),
        ("see: none", 50, 60, Excerpt("see: none", 9, 1)),
        ("see: none", 5, 60, Excerpt("see: none", 5, 4)),
        ("\tsee", 1, 4, Excerpt("    see", 4, 3)),
        ("ab\tsee", 3, 6, Excerpt("ab  see", 4, 3)),
        ("a\tb", 1, 2, Excerpt("a   b", 1, 3)),
        ("价格: x", 4, 5, Excerpt("价格: x", 6, 1)),
        ("价格: x", 0, 2, Excerpt("价格: x", 0, 4)),
        ("价\tx", 2, 3, Excerpt("价  x", 4, 1)),
        ("x\u0301y", 2, 3, Excerpt("x\u0301y", 1, 1)),
        ("a\x1b[2Jb", 5, 6, Excerpt("a\\x1b[2Jb", 8, 1)),
        ("\u202eab", 1, 2, Excerpt("\\u202eab", 6, 1)),
        ("", 0, 0, Excerpt("", 0, 1)),
    ],
)
def test_a_line_that_fits(line: str, start: int, end: int, shown: Excerpt) -> None:
    assert excerpt(line, start, end, 40) == shown


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ([(1, 3)], "a••def"),
        ([(0, 2), (5, 6)], "••cde•"),
        ([(3, None)], "abc•••"),
        ([(5, 98)], "abcde•"),
        ([(9, None)], "abcdef"),
    ],
)
def test_what_is_hidden(hidden: Stretches, shown: str) -> None:
    assert masked("abcdef", hidden) == shown


def test_where_secrets_are() -> None:
    found = [
        d("personal-data", FAQ, 1, 3, "", end=(1, 5)),
        d("personal-data", FAQ, 1, 9, ""),
        d("personal-data", FAQ, 2, 4, "", end=(4, 3)),
    ]
    assert secrets(found) == {}
    path = PurePosixPath(FAQ)
    assert secrets(replace(one, secret=True) for one in found) == {
        (path, 1): [(2, 4), (8, None)], (path, 2): [(3, None)], (path, 3): [(0, None)], (path, 4): [(0, 2)],
    }  # fmt: skip


def test_a_line_of_many_secrets_is_shown_in_linear_time(tmp_path: Path) -> None:
    path = tmp_path / FAQ
    path.parent.mkdir(parents=True)
    path.write_text("x12 " * 20_000, encoding="utf-8")
    found = (d("personal-data", FAQ, 1, 4 * n + 2, "", end=(1, 4 * n + 4)) for n in range(20_000))
    report = report_on(tmp_path, [replace(one, secret=True) for one in found], 1, 1)
    shown = text(report)
    assert "x••" in shown
    assert "x12" not in shown


@pytest.mark.parametrize("at", [0, 1, 17, 40, 100, 180, 194])
def test_a_long_line_is_cropped_around_the_mark(at: int) -> None:
    line = "б" * at + "ЗДЕСЬ" + "в" * (195 - at)
    shown = excerpt(line, at, at + 5, 41)
    assert cell_len(shown.line) in {40, 41}
    assert shown.line[shown.indent : shown.indent + shown.length] == "ЗДЕСЬ"
    assert shown.line.startswith("…") == (at > 17)
    assert shown.line.endswith("…") == (at < 180)


def test_a_mark_longer_than_the_line_shows_its_beginning() -> None:
    shown = excerpt("а" * 10 + "б" * 500, 10, 510, 40)
    assert shown.line[shown.indent] == "б"
    assert shown.length == 20
    assert cell_len(shown.line) <= 40


def test_what_is_left_out_of_a_long_mark_is_told_by_dots() -> None:
    line = "см. " + "x" * 60 + " и дальше " + "y" * 60
    shown = excerpt(line, 4, 64, 40)
    assert shown.line.startswith("см. " + "x" * 19 + "… и дальше ")
    assert (shown.indent, shown.length) == (4, 20)


def test_half_a_wide_character_is_left_out() -> None:
    shown = excerpt("价" * 100 + "x" + "价" * 100, 100, 101, 41)
    assert cell_len(shown.line) <= 41
    assert cell_len(shown.line[: shown.line.index("x")]) == shown.indent


def test_an_accent_does_not_change_its_letter() -> None:
    shown = excerpt("e\u0301" * 100 + "Z" + "e\u0301" * 100, 200, 201, 40)
    assert shown.line.startswith("…e")
    assert shown.line[shown.line.index("Z") :].startswith("Ze\u0301")


@given(hostile(), st.integers(0, 300), st.integers(0, 300), st.integers(40, 200))
def test_whatever_the_line_the_mark_is_in_it(line: str, start: int, length: int, width: int) -> None:
    shown = excerpt(line, start, start + length, width)
    assert cell_len(shown.line) <= width
    assert shown.length >= 1
    assert shown.indent <= cell_len(shown.line)
    assert shown.indent + shown.length <= cell_len(shown.line) + 1
    assert "\t" not in shown.line and "\n" not in shown.line and "\x1b" not in shown.line
