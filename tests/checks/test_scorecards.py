"""Segments over the totals that can come out: what is found of them, and that nothing else is scored."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.checks.scorecards import segment_gap, segment_overlap
from salesbook.models.scorecard import Scorecard
from salesbook.scoring.score import covers
from salesbook.scoring.totals import totals_of
from tests.books import BASE
from tests.scoring.test_totals import CARDS, NEXT, answers, card_of, reached

BOOK = load_book(BASE)[0]
ITEM = BOOK.items["scorecard:leads"]


def segments(*bounds: tuple[float, float]) -> list[dict[str, Any]]:
    """Return segments A, B, C … with bounds."""
    return [
        {"id": name, "title": "Часть", "from": start, "to": end} | NEXT
        for name, (start, end) in zip("ABCDE", bounds, strict=False)
    ]


def found(card: Scorecard) -> list[tuple[str, str]]:
    """Return the messages about a card's segments with their advice."""
    checks = (segment_gap, segment_overlap)
    return [(finding.message, finding.advice) for check in checks for finding in check(ITEM, card, BOOK.context)]


BANDS = (answers(0, 5, 10, 20), answers(10, 5, 0))
HALVES = ({"minus": "нет", "zero": "неясно", "plus": "есть", "weight": 0.5}, answers(0, 1))
OUT = {"text": "Не спросили."}
EXTEND = "extend one of the neighbouring segments"


@pytest.mark.parametrize(
    ("parameters", "fields", "bounds", "messages"),
    [
        (BANDS, {}, [(0, 10), (15, 30)], []),
        (BANDS, {}, [(0, 11.5), (14, 30)], []),
        (BANDS, {}, [(0, 10), (20, 30)], [("totals 15 belong to no segment", EXTEND)]),
        (BANDS, {}, [(5, 10), (15, 25)],
         [("totals 0 belong to no segment", EXTEND), ("totals 30 belong to no segment", EXTEND)]),
        (BANDS, {}, [(0, 10), (10, 30)], [("segments A (0…10) and B (10…30) overlap", "let B begin with 15")]),
        (BANDS, {}, [(0, 10), (11, 14), (15, 30)],
         [("no total falls into segment B (11…14)", "extend it, or remove it")]),
        (BANDS, {}, [(0, 10), (15, 40)],
         [("segment B (15…40) goes beyond the possible totals 0…30", "2 parameters give totals 0…30")]),
        (BANDS, {}, [(0, 30), (30, 30)],
         [("segments A (0…30) and B (30…30) overlap", "let one of them end before the other begins")]),
        (HALVES, {}, [(-0.5, 0), (0.5, 1.5)], []),
        (HALVES, {}, [(-0.5, 0), (1, 1.5)], [("totals 0.5 belong to no segment", EXTEND)]),
        ((answers(5, 10),), {}, [(5, 10)], []),
        ((answers(5, 10),), {"unknown": OUT}, [(5, 10)], [("totals 0 belong to no segment", EXTEND)]),
        ((answers(5, 10),), {"unknown": OUT | {"points": -2.5}}, [(-2.5, 5), (10, 10)], []),
        ((answers(5, 10) | {"unknown": OUT},), {"unknown": OUT | {"points": 7}}, [(0, 0), (5, 10)], []),
    ],
)  # fmt: skip
def test_segments_over_the_range_that_results(
    parameters: Any, fields: dict[str, Any], bounds: Any, messages: list[tuple[str, str]]
) -> None:
    card = card_of(*parameters, segments=segments(*bounds), **fields)
    range_of = [(message.replace("(30…30)", "(30)"), advice) for message, advice in messages]
    assert found(card) == range_of
    assert covers(card) == (not any("belong" in message or "overlap" in message for message, _advice in messages))


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(CARDS, st.data())
def test_a_card_of_which_nothing_is_found_scores_every_lead(
    drawn: tuple[list[dict[str, Any]], Any], data: st.DataObject
) -> None:
    """Segments from total to total cover a card; one that loses a total, or takes one of its neighbour, is found."""
    parameters, unknown = drawn
    totals = reached(totals_of(card_of(*parameters, unknown=unknown)))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(totals) - 1), max_size=4))) if len(totals) > 1 else []
    starts, ends = [0, *cuts], [*(cut - 1 for cut in cuts), len(totals) - 1]
    moved = data.draw(st.sampled_from([0, 0, 1, -1])) if cuts else 0
    ends[0] += moved
    bounds = [(float(totals[start]), float(totals[max(end, 0)])) for start, end in zip(starts, ends, strict=True)]
    if ends[0] < 0:
        del bounds[0]
    card = card_of(*parameters, unknown=unknown, segments=segments(*bounds))
    assert (found(card) == []) == (moved == 0) == covers(card)
