"""The page of a scorecard says of every answer what the card counts for it, and shows the segments to scale."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.models.scorecard import UNKNOWN
from salesbook.pages.scorecards import points_of, shares_of
from salesbook.scoring.score import read_lead, score
from tests.academy.tiny import TEMPLATES, made, page_of
from tests.books import OTHER
from tests.scoring.test_totals import CARDS, NEXT, answers, card_of


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(CARDS, st.data())
def test_a_page_counts_as_a_score_does(drawn: tuple[list[dict[str, Any]], Any], data: st.DataObject) -> None:
    parameters, unknown = drawn
    card = card_of(*parameters, unknown=unknown)
    marks = {p.id: points_of(card, p) for p in card.parameters()}
    chosen = {p.id: data.draw(st.sampled_from(range(len(marks[p.id])))) for p in card.parameters()}
    scores = {p.id: card.choices(p)[chosen[p.id]].id for p in card.parameters()}
    lead, _unfit = read_lead({"knockouts": [], "scores": scores}, card)
    assert lead is not None
    result = score(lead, card)
    for each in result.answered:
        mark = marks[each.parameter.id][chosen[each.parameter.id]]
        assert (mark.counts, mark.text) == (each.counts, each.choice.text)
        assert (mark.tone == "unknown") == (each.choice.id == UNKNOWN)
    assert sum(marks[name][place].counts or 0 for name, place in chosen.items()) == result.total


@pytest.mark.parametrize(
    ("points", "tones"),
    [
        ((10, 5, 0), ["plus", "zero", "minus"]),
        ((0, 5, 10, 20), ["minus", "zero", "zero", "plus"]),
        ((1, 1), ["zero", "zero"]),
        ((0, 3, 3), ["minus", "plus", "plus"]),
    ],
)
def test_the_best_and_the_worst_answers_stand_out(points: tuple[float, ...], tones: list[str]) -> None:
    card = card_of(answers(*points))
    assert [mark.tone for mark in points_of(card, card.parameters()[0])] == tones


def test_segments_are_as_wide_as_their_ranges() -> None:
    bounds = [("A", 15, 30), ("B", 10, 10), ("C", 0, 5)]
    segments = [{"id": name, "title": "Часть", "from": start, "to": end} | NEXT for name, start, end in bounds]
    card = card_of(answers(0, 5, 10, 20), answers(10, 5, 0), segments=segments)
    assert [(segment.id, share) for segment, share in shares_of(card)] == [("C", 3), ("B", 1), ("A", 10)]


def test_a_page_shows_points_weights_and_unknown(tmp_path: Path) -> None:
    book, problems = load_book(OTHER)
    assert problems == []
    text = page_of(made(book, TEMPLATES), "scorecards/pupils.md").text
    for words in (
        "−3 … +15,5",
        "&#43;4,25 … &#43;15,5",
        "Вес: 2,5.",
        "&#43;1 × 2,5 = &#43;2,5",
        "не учитывается",
        "Сумма выше 12,25",
    ):
        assert words in text
    assert text.count("mark--unknown") == 4
    assert "Начинает и не может" not in text, "tests are for those who keep the card"
