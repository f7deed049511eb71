"""The reader of plain YAML: of whatever text it answers, libyaml says the same; the rest it leaves to libyaml."""

from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.source import BadBytes, decode
from salesbook.reading.document import split
from salesbook.reading.plain_yaml import read_plain
from salesbook.reading.yaml import read, read_any
from tests.books import BASE, CASES
from tests.fuzz.watch import watched
from tests.reading.yaml_texts import blocks, lines, splintered

FOLDERS = (Path(__file__).parents[2] / "content", CASES, CASES.parent / "other_book", CASES.parent / "fuzz" / "cases")
HALF_A_MEGABYTE = 500_000


def agrees(text: str) -> bool:
    """Tell whether a text is plain; fail when libyaml reads it otherwise: by value, type or order of keys."""
    data = read_plain(text)
    if data is None:
        return False
    expected, problems = read_any(text)
    assert problems == [], text
    assert repr(data) == repr(expected), text
    return True


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: слово и слово\nb c: 1\n", {"a": "слово и слово", "b c": 1}),
        ("a: 9:00\nb: script:kev\nc: x#y\n", {"a": "9:00", "b": "script:kev", "c": "x#y"}),
        ("a: 1.5 # сколько\n# слова\nb: x  # y\n", {"a": 1.5, "b": "x"}),
        ("a: 'it''s: x' # y\nb: \"x # y\"\n", {"a": "it's: x", "b": "x # y"}),
        ("a:\nb:\n  c:\n    d: 2026-11-25\n  e: true\n", {"a": None, "b": {"c": {"d": date(2026, 11, 25)}, "e": True}}),
        ("a:\n- x\n- b: y\n  c:\n  - z\n-\n", {"a": ["x", {"b": "y", "c": ["z"]}, None]}),
        ("- \n  - x\n-   a: 1\n    b: 2\n", [["x"], {"a": 1, "b": 2}]),
        ("a: |\n  x\n    y\n\n  z\nb: >-\n  x\n  y\n\n\n  z\n", {"a": "x\n  y\n\nz\n", "b": "x y\n\nz"}),
        ("a: [x, 'y, z', 1, script:kev]\nb: {c: x y, d: [1, -1]}\n",
         {"a": ["x", "y, z", 1, "script:kev"], "b": {"c": "x y", "d": [1, -1]}}),
        ("a: []\nb: {}\nc: [ x ] # y\n", {"a": [], "b": {}, "c": ["x"]}),
        ("  a: x\u00a0y\n  b: no", {"a": "x\u00a0y", "b": "no"}),
        ("a: # x\nb: ٣.٥ # y\n", {"a": None, "b": "٣.٥"}),
        ("a: -1\nb: +2 # x\nc: -1.5\nd: -1a\n", {"a": -1, "b": 2, "c": -1.5, "d": "-1a"}),
        ("a: [X, 'X' , xX ]\nb: X # X\nc: {d: X }\n", {"a": ["X", "X", "xX"], "b": "X", "c": {"d": "X"}}),
    ],
)  # fmt: skip
def test_what_a_book_is_written_in(text: str, data: Any) -> None:
    assert repr(read_plain(text)) == repr(data)
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# x\n", "x\n", "---\na: 1\n", "a: 1\n...\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n---\nb: 2\n"),
        *("a: &x 1\n", "a: *x\n", "a: !x y\n", "? a\n: b\n", "[a]: b\n", "'a': b\n", "a : b\n", "- - a\n", "<<: b\n"),
        *("a: x\n  y\n", "a:\n  x\n", "a: 'x\n  y'\n", "a: [x,\n  y]\n", "a: {b: {c: d}}\n", '{"a": 1}\n'),
        *("a: b: c\n", "a: b:\n", "a: @b\n", "a: 'b\n", 'a: "\\n"\n', "a: [b\n", "a: [b, ]\n", "a: [b: c]\n"),
        *("a: {b}\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: 2026-02-30\n", "a: 1\n b: 2\n", "a:\n  b: 1\n c: 2\n"),
        *("a: 1\n- b\n", "a: |+\n  x\n", "a: |2\n  x\n", "a: | # y\n  x\n", "a: |\n\n  x\n", "a: |\n", "a: |\n  x"),
        *("a: >\n  x\n   y\n", "a: |\n  x\n \n   \n", "a: 1\n  \nb: 2\n", "a:\n  b: |\n x\n", "a:\n  b: |\n  c: d\n"),
        *("a: :x\n", "a: ?x\n", "a: %x\n", "a: [x?]\n", "a: 'x'#y\n", "a: [x]#y\n"),
        *("a:\tb\n", "\ta: b\n", "a: b\r\nc: d\r\n", "a: \x07\n", "a: \x85\n", "a: \u2028\n", "\ufeffa: b\n"),
        *("".join(f"{' ' * n}a:\n" for n in range(50)), "- " * 50, f"{'k' * 101}: 1\n"),
    ],
)  # fmt: skip
def test_what_is_left_to_libyaml(text: str) -> None:
    assert read_plain(text) is None
    assert repr(read(text)) == repr(read_any(text))


def test_files_of_books_are_read_as_libyaml_reads_them() -> None:
    paths = [path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".yml", "")]
    read_here = {path for path in paths if _agrees(path)}
    base = {path for path in paths if path.is_file() and path.is_relative_to(BASE / "content")}
    assert len(base & read_here) > len(base) / 2


def _agrees(path: Path) -> bool:
    try:
        return path.is_file() and agrees(split(PurePosixPath(path.name), decode(path.read_bytes()))[0].head)
    except BadBytes:
        return False


def test_every_short_text_is_read_as_libyaml_reads_it() -> None:
    tokens = ("a", ":", " ", "\n", "-", "#", "|", ">", "'", '"', "[", "]", "{", "}", ",", "\n  ", "1")
    texts = ("".join(chosen) for length in range(1, 5) for chosen in product(tokens, repeat=length))
    assert sum(map(agrees, texts)) > 200


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(splintered(st.one_of(lines(), blocks(), blocks())))
def test_whatever_is_read_here_libyaml_reads_alike(text: str) -> None:
    agrees(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="\n\n\n    --::aя1.#'\"[]{},|>?&*!%\t\r\x85\u2028\ufeff\x00\xa0\ud7ff", max_size=40))
def test_whatever_signs_are_read_here_libyaml_reads_alike(text: str) -> None:
    agrees(text)


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: " " * n,
        lambda n: "a: " * (n // 3),
        lambda n: "k " * (n // 2) + ":",
        lambda n: "a: [" + "b, " * (n // 3),
        lambda n: "a: [" + "'b', " * (n // 5) + "x",
        lambda n: "a: [b" + ":b" * (n // 2),
        lambda n: "a: {" + "b: c, " * (n // 6),
        lambda n: "a: " + "'" * n,
        lambda n: "a: '" + "''" * (n // 2) + "x",
        lambda n: "a: 'b'" + " " * n + "x",
        lambda n: "a: " + " #" * (n // 2),
        lambda n: "a: |\n" + "  b\n" * (n // 4) + " c",
        lambda n: "a: |\n  b" + "\n" * n + "  c\n",
        lambda n: "a: >\n  b" + "\n\n  b" * (n // 5),
        lambda n: "a: |\n" + " " * n,
        lambda n: "a: |\n" * (n // 5),
        lambda n: "-\n" * (n // 2),
        lambda n: "#\n" * (n // 2),
        lambda n: "-\n -\n  -\n   -\n" * (n // 14),
        lambda n: "a:\n b:\n  c:\n" * (n // 12),
        lambda n: "".join(f"k{i}:\n" for i in range(n // 8)),
        lambda n: "".join(" " * i + "a:\n" for i in range(1_400)),
    ],
)
def test_a_long_hostile_text_does_not_take_long(hostile: Callable[[int], str]) -> None:
    text = hostile(HALF_A_MEGABYTE)
    failure = watched(lambda _data: read_plain(text), b"").failure
    assert failure is None, failure.story
