"""Fingerprints: the same finding on the next run, two findings of one run never the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.fingerprints import LENGTH, fingerprints
from salesbook.core.source import LineColumn

PATH = PurePosixPath("content/faq/payments.yml")
TEXT = ["title: Оплата", "  see: product:none", "  see: product:none"]


def at(line: int, column: int = 1, rule: str = "unknown-reference", message: str = "m") -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, PATH, LineColumn(line, column), message)


def lines(*text: str) -> Callable[[PurePosixPath], Sequence[str]]:
    return lambda _path: text


def test_the_form() -> None:
    (found,) = fingerprints([at(2)], lines(*TEXT))
    assert len(found) == LENGTH
    assert set(found) <= set("0123456789abcdef")


def test_an_edit_elsewhere_another_indent_and_another_language_change_nothing() -> None:
    before = fingerprints([at(2), at(3)], lines(*TEXT))
    assert fingerprints([at(4), at(6)], lines("title: x", "", "#", "see: product:none ", "", TEXT[2])) == before
    assert fingerprints([at(2, 8, message="другое"), at(3)], lines(*TEXT)) == before


@pytest.mark.parametrize(
    "other",
    [
        at(1),
        at(2, rule="broken-link"),
        replace(at(2), path=PurePosixPath("content/faq/other.yml")),
        at(99),
    ],
)
def test_another_line_check_or_file_is_another_finding(other: Diagnostic) -> None:
    assert fingerprints([other], lines(*TEXT)) != fingerprints([at(2)], lines(*TEXT))


def test_an_edit_of_the_line_makes_another_finding() -> None:
    assert fingerprints([at(1)], lines("see: a")) != fingerprints([at(1)], lines("see: b"))


def test_equal_lines_are_counted_from_the_top_whatever_the_order_of_the_findings() -> None:
    first, second = fingerprints([at(2), at(3)], lines(*TEXT))
    assert first != second
    assert fingerprints([at(3), at(2)], lines(*TEXT)) == [second, first]
    # A third one is below the two, so they stay what they were.
    assert fingerprints([at(2), at(3), at(4)], lines(*TEXT, TEXT[1]))[:2] == [first, second]


def test_known_from_one_release_to_the_next() -> None:
    """A baseline outlives the program that wrote it: this value must not change."""
    assert fingerprints([at(2)], lines(*TEXT)) == ["773198af8b4e0ee0293990d13d1a2160"]


@given(st.lists(st.builds(at, st.integers(1, 5), st.integers(1, 3), st.sampled_from("ab"))), st.lists(st.text()))
def test_no_two_are_equal(found: list[Diagnostic], text: list[str]) -> None:
    made = fingerprints(found, lines(*text))
    assert len(set(made)) == len(found)
