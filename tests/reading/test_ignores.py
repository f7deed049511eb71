"""Which lines a comment is about."""

from pathlib import PurePosixPath

import pytest

from salesbook.reading.ignores import Ignore
from salesbook.reading.scopes import ignores_in

MD, YML, SVG = PurePosixPath("a.md"), PurePosixPath("a.yml"), PurePosixPath("a.svg")
HEAD = "---\ntitle: x\n---\n"


def lines(path: PurePosixPath, text: str) -> list[tuple[int, int]]:
    return [(ignore.first, ignore.last) for ignore in ignores_in(path, text)]


def test_its_words() -> None:
    text = HEAD + "Слово <!-- salesbook: ignore=one, two-2 — так надо -->\n<!-- salesbook: ignor=x -->\n"
    assert ignores_in(MD, text) == (
        Ignore(4, 7, 4, 4, ("one", "two-2"), "так надо"),
        Ignore(5, 1, 7, 7, (), "ignor=x"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- salesbook: ignore=x y -->\nодин\nдва\n\nтри\n", [(5, 6)]),
        ("<!-- salesbook: ignore=x y -->\n\n<!-- salesbook: ignore=z y -->\nодин\nдва", [(7, 8), (7, 8)]),
        ("один\n<!-- salesbook: ignore=x y -->\nдва\n", [(6, 6)]),
        ("<!-- salesbook: ignore=x y --> <!-- salesbook: ignore=z y -->\nодин", [(5, 5), (5, 5)]),
        ("{# salesbook: ignore=x y #}\nодин", [(5, 5)]),
        ("```\n<!-- salesbook: ignore=x y -->\n```\nодин", []),
    ],
)
def test_markdown(text: str, expected: list[tuple[int, int]]) -> None:
    assert lines(MD, HEAD + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1 # salesbook: ignore=x y\nb: 2\n", [(1, 1)]),
        ("# salesbook: ignore=x y\na:\n  b: 1\n\n  c: 2\nd: 3\n", [(2, 5)]),
        ("# salesbook: ignore=x y\na:\n- b\n- c\nd: 3\n", [(2, 4)]),
        ("a:\n  # salesbook: ignore=x y\n  - b: 1\n    c: 2\n  - d\n", [(3, 4)]),
        ("a:\n# salesbook: ignore=x y\n- b\n- c\n", [(3, 3)]),
        ("a:\n# salesbook: ignore=x y\n  b: 1\n  c: 2\n", [(3, 3)]),
        ("a:\n    # salesbook: ignore=x y\n  b:\n    d: 1\n  c: 2\n", [(3, 4)]),
        ("# salesbook: ignore=x y\n\n  # слова\na: 1\n# слова\n\n  b: 2\nc: 3", [(4, 7)]),
        ("# salesbook: ignore=x y\na: 1", [(2, 2)]),
        ("# salesbook: ignore=x y\n  a:\n    b: 1\n    - c\n", [(2, 4)]),
        ("# salesbook: ignore=x y\na:\n  b: 1\n- c\n", [(2, 4)]),
        ("# salesbook: ignore=x y\n# слова\n", [(4, 4)]),
        ("a:\n  - b\n  # salesbook: ignore=x y\n  - c: |\n      d\n    - e", [(4, 6)]),
        ("# salesbook: ignore=x y\n# salesbook: ignore=z y\na: |\n  один\n\n  два\nb: 1\n", [(3, 6), (3, 6)]),
        ("a: 1\n# salesbook: ignore=x y\n", [(4, 4)]),
        ("a: |\n  # salesbook: ignore=x y\nb: 1\n", []),
        ("a: |\n  <!-- salesbook: ignore=x y -->\n  один\n  два\n\n  три\n", [(3, 4)]),
        ("a: 'один <!-- salesbook: ignore=x y -->'\nb: 1\n", [(1, 1)]),
    ],
)
def test_yaml(text: str, expected: list[tuple[int, int]]) -> None:
    assert lines(YML, text) == expected


def test_front_matter_ends_where_the_body_begins() -> None:
    assert lines(MD, "---\n# salesbook: ignore=x y\ntitle: |\n  x\n---\n\nтекст\n") == [(3, 4)]


def test_a_comment_of_the_front_matter_is_placed_in_the_file() -> None:
    text = "---\n# salesbook: ignore=x y\ntitle: x # salesbook: ignore=z y\n---\nтекст\n"
    assert ignores_in(MD, text) == (Ignore(2, 1, 3, 3, ("x",), "y"), Ignore(3, 10, 3, 3, ("z",), "y"))


def test_a_file_of_yaml_by_another_name() -> None:
    assert lines(YML.with_suffix(".yaml"), "# salesbook: ignore=x y\na: 1\n") == [(2, 2)]


def test_other_files() -> None:
    assert lines(SVG, "<!-- salesbook: ignore=x y -->\n<svg>\n</svg>\n") == [(2, 3)]


def test_a_file_that_cannot_be_split_has_none() -> None:
    assert lines(MD, "<!-- salesbook: ignore=x y -->\n") == []
