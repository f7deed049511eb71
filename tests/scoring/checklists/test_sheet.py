"""A filled checklist: marks in, points, percent and a verdict out."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.models.training import Checklist
from salesbook.scoring.checklists.sheet import (
    WORDS,
    Mark,
    Sheet,
    checklist_edition,
    mark_of,
    read_sheet,
    score_sheet,
    sheet_doubts,
)

YES, NO, NA = Mark.YES, Mark.NO, Mark.NOT_APPLICABLE


def checklist(*weights: int, critical: tuple[int, ...] = (), least: int = 80) -> Checklist:
    """Return a checklist of items with some weights; `critical` are the numbers of critical ones."""
    items = [
        {"check": f"Пункт {n}.", "weight": weight, "regulation": "ОП-001", "critical": n in critical}
        for n, weight in enumerate(weights, 1)
    ]
    data = {"title": "Звонок", "subject": "call", "auditor": "head", "about": "О звонке.", "pass_percent": least}
    return Checklist.model_validate(data | {"items": items})


def test_points_of_what_applies() -> None:
    score = score_sheet(Sheet((YES, NO, NA, YES)), checklist(10, 5, 40, 35))
    assert (score.points, score.possible, str(score.percent)) == (45, 50, "90.0")
    assert (score.passed, score.failed) == (True, ())


def test_a_critical_item_fails_the_whole() -> None:
    card = checklist(98, 1, 1, critical=(2, 3))
    assert score_sheet(Sheet((YES, YES, YES)), card).passed
    failed = score_sheet(Sheet((YES, NO, NO)), card)
    assert (failed.passed, failed.failed, str(failed.percent)) == (False, (2, 3), "98.0")
    # One that does not apply fails nothing.
    assert score_sheet(Sheet((YES, NA, YES)), card).passed


def test_the_pass_mark_is_exact() -> None:
    # 199 of 250 are 79.6 %, 79.96 % is shown as 80.0 % and is not enough.
    assert not score_sheet(Sheet((YES, NO)), checklist(79, 21)).passed
    assert score_sheet(Sheet((YES, NO)), checklist(80, 20)).passed
    many = checklist(*[100] * 19, 99, 501 - 1 - 400, least=95)
    score = score_sheet(Sheet((*[YES] * 19, YES, NO)), many)
    assert score.passed is (Fraction(score.points, score.possible) >= Fraction(95, 100))


MARKS = st.lists(st.tuples(st.sampled_from(Mark), st.integers(1, 100), st.booleans()), min_size=1, max_size=12)


@given(MARKS, st.integers(1, 100))
def test_what_must_hold_of_a_score(marked: list[tuple[Mark, int, bool]], least: int) -> None:
    marks = tuple(mark for mark, _weight, _critical in marked)
    if all(mark is NA for mark in marks):
        return
    critical = tuple(n for n, (_mark, _weight, each) in enumerate(marked, 1) if each)
    card = checklist(*(weight for _mark, weight, _critical in marked), critical=critical, least=least)
    score = score_sheet(Sheet(marks), card)
    assert 0 <= score.points <= score.possible
    assert 0 <= score.percent <= 100
    if all(mark is not NO for mark in marks):
        assert score.passed and score.percent == 100
    if score.failed:
        assert not score.passed


@pytest.mark.parametrize(("mark", "word"), [(mark, word) for mark, words in WORDS.items() for word in words])
def test_words_of_marks(mark: Mark, word: str) -> None:
    assert mark_of(word) is mark_of(f" {word.upper()} ") is mark


def test_what_is_no_mark() -> None:
    values: tuple[object, ...] = ("", None, "возможно", 2, 0.5, [], {})
    for value in values:
        assert mark_of(value) is None
    assert (mark_of(True), mark_of(False), mark_of(1), mark_of(0), mark_of(1.0)) == (YES, NO, YES, NO, YES)


def test_a_sheet_is_read() -> None:
    data = {"label": "Звонок 5", "manager": "Анна", "answers": {1: True, "2": "нет", 3: "не относится"}, "version": 1}
    sheet, unfit = read_sheet(data, checklist(1, 1, 1))
    assert not unfit
    assert sheet == Sheet((YES, NO, NA), "Звонок 5", "Анна")


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        ([], ["a filled checklist is a block of fields"]),
        ({}, ["“answers” is missing"]),
        ({"answers": [1]}, ["“answers” must be a block of fields, found a list"]),
        ({"answers": {1: "да"}}, ["no answer to item 2, “Пункт 2.”"]),
        ({"answers": {1: "да", 2: "может"}}, ["item 2, “Пункт 2.”: «может» is not an answer"]),
        ({"answers": {1: "да", 2: "да", 3: "да"}}, ["the checklist has no item «3»"]),
        ({"answers": {1: "-", 2: "-"}}, ["no item applies: there is nothing to score"]),
        ({"answers": {1: "1", 2: "0"}, "who": "я"}, ["unknown answer «who»"]),
        ({"answers": {1: "1", 2: "0"}, "label": []}, ["“label” must be text"]),
        ({"answers": {1: "1", 2: "0"}, "checklist": 5}, ["“checklist” must be a block of words, found «5»"]),
    ],
)
def test_a_file_that_is_no_sheet(data: Any, messages: list[str]) -> None:
    sheet, unfit = read_sheet(data, checklist(1, 1))
    assert sheet is None
    assert [each.message for each in unfit] == messages


def test_another_edition_is_told_of() -> None:
    first, second = checklist(1, 2), checklist(1, 3)
    digests = [checklist_edition(each, {}) for each in (first, second, checklist(1, 2))]
    assert digests[0] == digests[2] != digests[1]
    for other in (checklist(1, 2, critical=(1,)), checklist(1, 2, least=81), checklist(2, 1)):
        assert checklist_edition(other, {}) != digests[0]
    sheet = Sheet((YES, NO), name="checklist:call", digest=digests[0])
    assert sheet_doubts(sheet, "checklist:call", digests[0]) == []
    assert "has changed since" in sheet_doubts(sheet, "checklist:call", digests[1])[0].message
    assert "the file is of" in sheet_doubts(sheet, "checklist:deal", digests[0])[0].message
