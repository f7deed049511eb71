"""A document is split once, and every route and every word in it can be found again."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.diagnostics import WHOLE, Route, Span
from salesbook.core.source import LineColumn
from salesbook.reading import rules
from salesbook.reading.document import Document, Range, data_of, locate, split
from salesbook.reading.syntax import Problem

MD, YML = PurePosixPath("content/book/x.md"), PurePosixPath("content/faq/x.yml")

TEXT = """\
---
title: "Слово: слово"
# title: не он
list:
  - слово
  - {what: слово, when: "и снова слово"}
block: >-
  Первое слово
  и второе слово.
literal: |
  слово
    слово
empty:
---

Слово и [[слово]],
  ещё слово.
"""


def document(text: str = TEXT, path: PurePosixPath = MD) -> Document:
    found, problems = split(path, text)
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("route", "place"),
    [
        ((), LineColumn(2, 1)),
        (("title",), LineColumn(2, 8)),
        (("list",), LineColumn(5, 3)),
        (("list", 0), LineColumn(5, 5)),
        (("list", 1), LineColumn(6, 5)),
        (("list", 1, "what"), LineColumn(6, 12)),
        (("list", 1, "when"), LineColumn(6, 25)),
        (("block",), LineColumn(7, 8)),
        (("literal",), LineColumn(10, 10)),
        (("body",), LineColumn(16, 1)),
        (("empty",), LineColumn(13, 7)),
        (("list", 7), LineColumn(5, 3)),
        (("list", 2), LineColumn(5, 3)),
        (("list", "what"), LineColumn(5, 3)),
        (("body", 0), LineColumn(16, 1)),
        (("list", 1, "why"), LineColumn(6, 5)),
        (("nowhere", 1), LineColumn(2, 1)),
        (("title", "deeper"), LineColumn(2, 8)),
    ],
)
def test_routes(route: Route, place: LineColumn) -> None:
    assert locate(document(), route).start == place


@pytest.mark.parametrize(("route", "place"), [(("title",), LineColumn(2, 1)), (("list", 1, "when"), LineColumn(6, 19))])
def test_keys(route: Route, place: LineColumn) -> None:
    assert locate(document(), route, key=True).start == place


@pytest.mark.parametrize(
    ("route", "nth", "place"),
    [
        (("title",), 0, LineColumn(2, 16)),
        (("list", 1, "when"), 0, LineColumn(6, 34)),
        (("block",), 0, LineColumn(8, 10)),
        (("block",), 1, LineColumn(9, 12)),
        (("literal",), 0, LineColumn(11, 3)),
        (("literal",), 1, LineColumn(12, 5)),
        (("body",), 0, LineColumn(16, 11)),
        (("body",), 1, LineColumn(17, 7)),
    ],
)
def test_the_same_word_several_times(route: Route, nth: int, place: LineColumn) -> None:
    found = document()
    value, problems = data_of(found)
    assert problems == []
    for step in route:
        value = value[step]
    start = -1
    for _n in range(nth + 1):
        start = value.index("слово", start + 1)
    assert locate(found, route, Span(start, "слово")).start == place


def test_words_that_yaml_has_folded_away_are_placed_at_their_string() -> None:
    found = document('a:\n  - "два\n    слова"\n', YML)
    assert data_of(found)[0] == {"a": ["два слова"]}
    assert locate(found, ("a", 0), Span(0, "два слова")).start == LineColumn(2, 5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ("# Заголовок\n", "the file does not begin with front matter"),
        ("\n\nтекст\n---\n", "the file does not begin with front matter"),
        ("---\ntitle: x\n", "the front matter is never closed"),
        ("---\ntitle: x\n--\nтекст", "the front matter is never closed"),
    ],
)
def test_bad_front_matter(text: str, message: str) -> None:
    found, problems = split(MD, text)
    assert found == Document(MD, text, "")
    assert [(p.message, p.place) for p in problems] == [(message, LineColumn())]


@pytest.mark.parametrize("path", [MD, YML, YML.with_suffix(".yaml")])
@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_a_file_with_nothing_in_it(path: PurePosixPath, text: str) -> None:
    found, problems = split(path, text)
    assert (found.text, found.body) == (text, None)
    assert problems == [Problem(rules.EMPTY, LineColumn(), "the file is empty", "fill it in, or delete it")]


@pytest.mark.parametrize("text", ["---\n---\nтекст", "---\n\n---\n", "---\n# слова\n---\nтекст\n"])
def test_front_matter_with_nothing_in_it(text: str) -> None:
    assert [p.rule for p in data_of(document(text))[1]] == [rules.EMPTY]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\na: 1\n---\n", ""),
        ("---\na: 1\n---", ""),
        ("---\na: 1\n---\n\n\nтекст\n\n", "текст"),
        ("---\na: 1\n---\nраз\n---\nдва\n", "раз\n---\nдва"),
        ("---\na: 1\n---\nраз\n---\na: 1\n---\nдва\n", "раз\n---\na: 1\n---\nдва"),
        ("-----\na: 1\n-----\nтекст", "текст"),
        ("---  \na: 1\n---  \nтекст", "текст"),
        ("---\n\n\na: 1\n\n---\nтекст", "текст"),
    ],
)
def test_bodies(text: str, body: str) -> None:
    assert data_of(document(text)) == ({"a": 1, "body": body}, [])


def test_the_head_is_found_where_the_first_lines_are_blank() -> None:
    assert locate(document("---\n\n\na: 1\n---\nтекст"), ("a",)).start == LineColumn(4, 4)


def test_a_body_in_the_front_matter_would_hide_the_text() -> None:
    data, problems = data_of(document("---\na: 1\nbody: x\n---\nтекст\n"))
    assert data is None
    assert [(p.rule, p.place) for p in problems] == [(rules.SCHEMA, LineColumn(3, 1))]


def test_problems_of_the_head_are_placed_in_the_file() -> None:
    _data, problems = data_of(document("---\na: 1\na: 2\n---\nтекст\n"))
    assert [p.place for p in problems] == [LineColumn(3, 1)]
    _data, problems = data_of(document("---\na:\n  b: 1\n  b: 2\n---\nтекст\n"))
    assert [p.place for p in problems] == [LineColumn(4, 3)]


@pytest.mark.parametrize(
    ("route", "end"),
    [
        (("title",), LineColumn(2, 22)),
        (("list", 0), LineColumn(5, 10)),
        (("list", 1), LineColumn(6, 41)),
        (("list", 1, "what"), LineColumn(6, 17)),
        (("empty",), LineColumn(13, 7)),
        (("list",), None),
        (("block",), None),
        (("literal",), None),
        ((), None),
        (("body",), None),
    ],
)
def test_where_a_value_ends(route: Route, end: LineColumn | None) -> None:
    """Known where it stands on one line; not its words, so nothing is literal."""
    place = locate(document(), route)
    assert (place.end, place.literal) == (end, False)


def test_where_a_key_ends() -> None:
    assert locate(document(), ("list",), key=True) == Range(LineColumn(4, 1), LineColumn(4, 5))


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a: раз два\n", Span(4, "два"), Range(LineColumn(1, 8), LineColumn(1, 11), literal=True)),
        ("- a: 'раз два'\n", Span(0, "раз"), Range(LineColumn(1, 1), None)),
        ("a: 'it''s'\n", Span(0, "it's"), Range(LineColumn(1, 4), LineColumn(1, 11))),
        ("a: 'it''s'\nb: it's\n", Span(0, "it's"), Range(LineColumn(1, 4), LineColumn(1, 11))),
        ("a: раз\nb: раз\n", Span(0, "два"), Range(LineColumn(1, 4), LineColumn(1, 7))),
    ],
)
def test_words_are_literal_where_they_stand_in_the_file(text: str, span: Span, expected: Range) -> None:
    assert locate(document(text, YML), ("a",), span) == expected


def test_words_with_a_comment_between_them_are_not_literal() -> None:
    found = document("---\na: 1\n---\nраз <!-- salesbook: ignore=x y --> два\n")
    assert found.body == "раз два"
    assert locate(found, ("body",), Span(0, "раз два")) == Range(LineColumn(4, 1))
    assert locate(found, ("body",), Span(4, "два")) == Range(LineColumn(4, 36), LineColumn(4, 39), literal=True)


def test_words_of_the_whole_file() -> None:
    assert locate(document(), WHOLE, Span(TEXT.index("ещё"), "ещё")) == Range(
        LineColumn(17, 3), LineColumn(17, 6), literal=True
    )
    assert locate(document(), WHOLE) == Range(LineColumn())


def test_a_body_in_the_front_matter_can_be_asked_for() -> None:
    found = document("---\na: 1\nbody: x\n---\nтекст\n")
    assert locate(found, ("body",), head=True) == Range(LineColumn(3, 7), LineColumn(3, 8))
    assert locate(found, ("body",)) == Range(LineColumn(5, 1))
    assert locate(document("a: 1\nbody: x\n", YML), ("body",)) == Range(LineColumn(2, 7), LineColumn(2, 8))


def test_a_head_that_cannot_be_read_has_no_places() -> None:
    assert locate(document("---\na: [\n---\nтекст\n"), ("a",)) == Range(LineColumn())
    assert locate(document("# слова\n", YML), ("a",)) == Range(LineColumn())


WORDS = st.text(alphabet="абв xyz[]()#*\u00a0", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=80, deadline=None)
@given(
    before=st.lists(WORDS, max_size=4), after=st.lists(WORDS, max_size=3), style=st.sampled_from(["md", "|", ">-", "'"])
)
def test_a_located_finding_points_at_the_very_words(before: list[str], after: list[str], style: str) -> None:
    token = "[[ОП-007|тут]]"
    lines = [*before, token, *after, token]
    if style == "md":
        found, route = document("---\na: 1\n---\n\n" + "\n\n".join(lines) + "\n"), ("body",)
    elif style == "'":
        found, route = document("a: 1\nk: '" + " ".join(lines) + "'\n", YML), ("k",)
    else:
        found, route = document(f"a: 1\nk: {style}\n" + "".join(f"  {line}\n" for line in lines), YML), ("k",)
    data, problems = data_of(found)
    assert problems == []
    value: str = data[route[0]]
    for start in (value.index(token), value.rindex(token)):
        place = locate(found, route, Span(start, token)).start
        line = found.text.split("\n")[place.line - 1]
        assert line[place.column - 1 :].startswith(token)
        if start == value.rindex(token):
            assert token not in line[place.column :]
            assert token not in "".join(found.text.split("\n")[place.line :])
