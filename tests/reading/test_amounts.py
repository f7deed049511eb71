"""How much one file may hold: far more than anybody writes, far less than what takes a computer seconds."""

import json
import re
from textwrap import indent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bench.shapes import texts
from salesbook.core.errors import UserError
from salesbook.reading.amounts import (
    MAX_ENTRIES,
    MAX_LEVELS,
    MAX_LINES,
    MAX_LINES_TOGETHER,
    MAX_MARKS,
    MAX_MARKS_TOGETHER,
    excess,
)
from salesbook.reading.data import read_data
from tests.books import findings, regulation

WORDS = "слово " * 1_000
LONG = "x" * 10_000
"""The text of a file that is long enough to be looked at closely."""


@pytest.mark.parametrize(
    ("bound", "within", "beyond"),
    [
        ("entries", list(range(MAX_ENTRIES)), list(range(MAX_ENTRIES + 1))),
        ("entries", dict.fromkeys(map(str, range(MAX_ENTRIES))), dict.fromkeys(map(str, range(MAX_ENTRIES + 1)))),
        ("more than 10000 lines", "а\n\n" * (MAX_LINES // 2), "а\n\n" * (MAX_LINES // 2 + 1)),
        ("follow", "а\n" * MAX_LINES_TOGETHER, "а\n" * (MAX_LINES_TOGETHER + 1)),
        ("paragraph", "`" * MAX_MARKS_TOGETHER, "`" * (MAX_MARKS_TOGETHER + 1)),
        ("deeper", "    " * (MAX_LEVELS - 1) + "- а", "    " * MAX_LEVELS + "- а"),
        ("deeper", "> " * (MAX_LEVELS - 1) + "а", "> " * MAX_LEVELS + "а"),
        ("deeper", ">" * (MAX_LEVELS - 1) + " а", ">" * MAX_LEVELS + " а"),
        ("deeper", "- " * (MAX_LEVELS - 1) + "а", "- " * MAX_LEVELS + "а"),
    ],
)
def test_a_file_may_hold_so_much_and_no_more(bound: str, within: object, beyond: object) -> None:
    assert excess({"title": WORDS, "x": within}, LONG) is None
    assert bound in str(excess({"title": WORDS, "x": beyond}, LONG))


def test_lines_and_marks_count_in_all_texts_together() -> None:
    half = "а\n\n" * (MAX_LINES // 4)
    assert excess([half, half], LONG) is None
    assert excess([half, half, half], LONG) is not None
    marks = "- `" + "`" * 1_000 + "\n"
    assert excess([marks * 19], LONG) is None
    assert excess([marks * 10, marks * 10], LONG) is not None
    assert 1_001 * 19 <= MAX_MARKS < 1_001 * 20


def test_long_lines_of_words_are_no_excess() -> None:
    assert excess({"body": "Менеджер записывает ответ клиента. " * 15_000}, LONG) is None
    assert excess({"body": "=" * 100 + "\n" + "-" * 1_000}, LONG) is None


@given(
    st.lists(st.text(" >-+*1.)\tа\n", min_size=60, max_size=160) | st.sampled_from(["> " * 25, "- > " * 13 + "а"])),
    st.sampled_from(["json", "block", "quoted", "folded", "markdown"]),
)
def test_what_is_deep_is_seen_in_a_small_file_however_it_is_written(strings: list[str], form: str) -> None:
    match form:
        case "json":
            text = json.dumps(strings, ensure_ascii=False)
        case "block":
            text = "".join(f"- |1\n{indent(string, ' ', lambda _line: True)}\n" for string in strings)
        case "markdown":
            text = "---\ntitle: а\n---\n" + "\n".join(strings)
        case _:
            width = 20 if form == "folded" else 10_000
            text = yaml.safe_dump(strings, allow_unicode=True, default_style="'", width=width)
    assert excess(strings, text) == excess(strings, LONG)


def test_an_author_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of a file that holds too much nothing else is told: no check looks at what no page is made of."""
    body = "[[ОП-999]]\n\n" * MAX_LINES
    found = findings(
        tmp_path_factory.mktemp("a"), {"regulations/sales/big.md": regulation(article="ОП-003", body=body)}
    )
    assert [(d.rule, d.path.name) for d in found if d.rule != "unused-article"][:1] == [("file-too-large", "big.md")]
    assert all(d.rule != "unknown-reference" for d in found)


def test_a_person_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("a") / "lead.yml"
    path.write_text("liked:\n" + "- а\n" * (MAX_ENTRIES + 1), "utf-8")
    with pytest.raises(UserError, match=re.escape(str(path))):
        read_data(str(path))


@pytest.mark.slow
def test_every_row_of_the_benchmark_is_judged_in_a_few_looks() -> None:
    """A megabyte of any sign is either refused, or so plain that a Markdown library has little to do with it."""
    for name, text in texts():
        if excess([text], text) is None:
            assert text.count("\n") <= MAX_LINES, name
            assert sum(map(text.count, "*_`[<&")) <= MAX_MARKS, name
