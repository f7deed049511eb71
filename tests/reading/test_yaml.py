"""The YAML reader: words stay words, and nothing hostile gets through."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.source import LineColumn
from salesbook.reading import rules
from salesbook.reading.syntax import Problem
from salesbook.reading.yaml import MAX_DEPTH, MAX_PROBLEMS, read, read_any


def only(text: str) -> Problem:
    """Return the one problem of a text that gives no data."""
    data, problems = read(text)
    assert data is None
    assert len(problems) == 1
    return problems[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("9:00", "9:00"),
        ("190:20:30", "190:20:30"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("=", "="),
        ("<<", "<<"),
        ("2026-11-25T10:00:00", "2026-11-25T10:00:00"),
        ("12 %", "12 %"),
        ("9" * 19, "9" * 19),
        ("6", 6),
        ("-6", -6),
        ("+6", 6),
        ("2.5", 2.5),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("~", None),
        ("null", None),
        ("", None),
        ("2026-11-25", date(2026, 11, 25)),
        ("'2026-11-25'", "2026-11-25"),
        ('"6"', "6"),
        ('"null"', "null"),
    ],
)
def test_plain_words(written: str, value: Any) -> None:
    data, problems = read(f"a: {written}\n")
    assert problems == []
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_block_scalars_and_lists() -> None:
    data, problems = read("a: |\n  раз\n  два\nb: >-\n  три\n  четыре\nc: [1, x]\nd:\n- {e: f}\n")
    assert problems == []
    assert data == {"a": "раз\nдва\n", "b": "три четыре", "c": [1, "x"], "d": [{"e": "f"}]}


def test_keys_are_always_text() -> None:
    assert read("1: a\ntrue: b\nnull: c\n2026-11-25: d\n") == (
        {"1": "a", "true": "b", "null": "c", "2026-11-25": "d"},
        [],
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("слова\n", "слова"),
        ("'5'", "5"),
        ("5\n", 5),
        ("-1.5", -1.5),
        ("true", True),
        ("2026-11-25", date(2026, 11, 25)),
    ],
)
def test_a_text_that_is_one_value(text: str, value: Any) -> None:
    assert read(text) == (value, [])


@pytest.mark.parametrize("text", ["", "# слова\n", "\n\n", "---\n"])
def test_nothing(text: str) -> None:
    assert read(text) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "a: &x 1\nb: *x\n",
        "a: [&x 1, *x]\n",
        "a:\n- *x\n",
        '{"a":&x [1],"b":*x}',
        "{?&x a : 1}",
        "&x\na: 1\n",
        "a: !!str &x b\n",
        "<<: &x {a: 1}\n",
    ],
)
def test_aliases_and_anchors(text: str) -> None:
    assert only(text).rule is rules.ALIAS


def test_a_billion_laughs_is_stopped_at_its_first_anchor() -> None:
    rows = ['"a0":&a0 {"k":"ha"}']
    rows += [f'"a{n}":&a{n} {{"k":*a{n - 1},"l":*a{n - 1}}}' for n in range(1, 60)]
    problem = only("{" + ",\n".join(rows) + "}")
    assert (problem.rule, problem.place) == (rules.ALIAS, LineColumn(1, 7))


@pytest.mark.parametrize(
    "text", ["a: '*x'\n", "a: x & y\n", "a: 2 * 3\n", "a: |\n  *x*\n", "a: b*c &\n", "a: 1 # &x *x\n"]
)
def test_asterisks_in_text_are_text(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize("n", [100, 5_000, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: ", "-\t"])
def test_deep_nesting_never_reaches_the_composer(opening: str, n: int) -> None:
    """libyaml's composer recurses in C: a hundred thousand brackets would end the process without a word."""
    data, problems = read(opening * n)
    assert data is None
    assert [p.rule for p in problems] in ([rules.DEPTH], [rules.YAML])


def test_deep_indentation() -> None:
    text = "".join(f"{' ' * n}a:\n" for n in range(5_000))
    assert only(text).rule is rules.DEPTH


@pytest.mark.parametrize("deeper", [False, True])
def test_so_deep_and_no_deeper(deeper: bool) -> None:
    """Forty levels are read, whatever has ended on the way."""
    text = "[[" + "[], " * 401 + "[" * (MAX_DEPTH - 2 + deeper) + "]" * (MAX_DEPTH + deeper)
    assert [problem.rule for problem in read(text)[1]] == [rules.DEPTH] * deeper


@pytest.mark.parametrize("deeper", [False, True])
@pytest.mark.parametrize("sign", ["- ", "? "])
def test_levels_on_one_line_count_like_those_below_each_other(sign: str, deeper: bool) -> None:
    """Twenty signs are enough for a text to be looked at."""
    levels = MAX_DEPTH - 20 + deeper
    text = sign * 20 + "[" * levels + "]" * levels
    assert [problem.rule for problem in read_any(text)[1] if problem.rule is rules.DEPTH] == [rules.DEPTH] * deeper


def test_a_place_in_a_text_that_is_walked_is_that_of_an_editor() -> None:
    assert only("a: x\u2028y\nb: *c\n").place == LineColumn(2, 4)


def test_depth_counts_nesting_and_not_length() -> None:
    assert read("\n".join(f"- [{n}, {{a: 1}}]" for n in range(3_000)))[1] == []


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!x", "!!binary", "!!set", "!!omap"]
)
@pytest.mark.parametrize("value", ["a", "[a]", "{a: b}"])
def test_tags(tag: str, value: str) -> None:
    assert only(f"a: {tag} {value}\n").rule is rules.TAG


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("a: !!str {b: c}\n", "!!str", LineColumn(1, 4)),
        ("a:\n  - !!str [b]\n", "!!str", LineColumn(2, 5)),
        ("a: !!map [b]\n", "!!map", LineColumn(1, 4)),
        ("a: !!seq {b: c}\n", "!!seq", LineColumn(1, 4)),
        ("a: !!map b\n", "!!map", LineColumn(1, 4)),
        ("a: !x true\n", "!x", LineColumn(1, 4)),
        ("a: !!bool yes\n", "!!bool", LineColumn(1, 4)),
        ("!x\na: b\n", "!x", LineColumn(1, 1)),
    ],
)
def test_a_tag_that_is_not_that_of_its_value(text: str, tag: str, place: LineColumn) -> None:
    problem = only(text)
    assert (problem.rule, problem.place) == (rules.TAG, place)
    assert problem.message == f"the tag “{tag}” is not used in a book"
    assert problem.advice == "remove it; put the value in quotes if it is text"


@pytest.mark.parametrize(
    ("text", "value"), [("a: !!str 5\n", "5"), ("a: !!int 5\n", 5), ("a: !!str\n", ""), ("a: !!map {b: 1}\n", {"b": 1})]
)
def test_a_tag_that_says_what_is_there(text: str, value: Any) -> None:
    assert read(text) == ({"a": value}, [])


@pytest.mark.parametrize(
    "value", ["!!int x", "!!float x", "!!int 2.5", "!!timestamp 1", "2026-02-30", "!!timestamp 2026"]
)
def test_a_number_or_a_date_that_is_none(value: str) -> None:
    problem = only(f"a: 1\nb: {value}\n")
    assert (problem.rule, problem.place) == (rules.YAML, LineColumn(2, 4))
    assert problem.message == f"“{value.rsplit(maxsplit=1)[-1]}” is not a date or a number"
    assert problem.advice == "write a date that the calendar has, such as 2026-11-30; put text in quotes"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n\tb: 1\n", LineColumn(2, 1)),
        ("a: 1\n\tb: 1\n", LineColumn(2, 1)),
        ("a:\n  b: 1\n \tc: 2\n", LineColumn(3, 2)),
    ],
)
def test_tabs(text: str, place: LineColumn) -> None:
    problem = only(text)
    assert (problem.place, problem.message) == (place, "a tab in place of spaces")


def test_repeated_keys_are_all_named() -> None:
    data, problems = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert data is None
    assert [(p.rule, p.place) for p in problems] == [
        (rules.DUPLICATE_KEY, LineColumn(4, 3)),
        (rules.DUPLICATE_KEY, LineColumn(5, 1)),
    ]


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "? {a: b}\n: c\n"])
def test_keys_that_are_not_words(text: str) -> None:
    problem = only(text)
    assert problem.message == "a key must be a word, not a list or a block"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 2026-02-30\n", LineColumn(1, 4)),
        ("a: b: c\n", LineColumn(1, 5)),
        ('a: 1\nb: "x\n', LineColumn(2, 4)),
        ("a: @b\n", LineColumn(1, 4)),
        ("a: 1\n---\nb: 2\n", LineColumn(2, 1)),
        ("a: \x00\n", LineColumn(1, 4)),
        ("a: *важно\n", LineColumn(1, 5)),
    ],
)
def test_syntax(text: str, place: LineColumn) -> None:
    problem = only(text)
    assert (problem.rule, problem.place) == (rules.YAML, place)
    assert problem.message
    assert problem.advice


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=" \n\t-?:[]{}&*!|>'\"%@`#,aя1.\x85\u2028\ufeff\x00\ud7ff", max_size=60))
def test_any_text_gives_data_or_problems_inside_it(text: str) -> None:
    data, problems = read(text)
    assert data is None or not problems
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_end_that_no_editor_shows_is_a_space(character: str) -> None:
    """YAML would count it as a line, and every finding below would stand on the wrong one."""
    assert read(f"title: a{character}b\nx: '1{character}2'\n") == ({"title": "a b", "x": "1 2"}, [])
    _value, problems = read(f"title: a{character}b\nx: y: z\n")
    assert [problem.place for problem in problems] == [LineColumn(2, 5)]


def test_of_a_thousand_problems_the_first_are_said() -> None:
    data, problems = read("k: 1\n" * 1_000)
    assert data is None
    assert len(problems) == MAX_PROBLEMS
