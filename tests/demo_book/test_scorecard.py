"""The demo book's card of leads: every total of fifteen answers belongs to one of its three segments."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.models.scorecard import Scorecard
from salesbook.output.leads import lead_file, sample_lead
from salesbook.reading.yaml import read
from salesbook.scoring.editions import stamp_of
from salesbook.scoring.score import Score, covers, read_lead, score
from tests.demo_book.demo import demo_book

BOOK = demo_book()
CARDS = {item.slug: card for item, card in BOOK.data(Scorecard)}
CARD = CARDS["leads"]
ANSWERS = st.lists(st.sampled_from([-1, 0, 1]), min_size=15, max_size=15)


def scored(knockouts: set[str], answers: list[int]) -> Score:
    scores = dict(zip((p.id for p in CARD.parameters()), answers, strict=True))
    lead, unfit = read_lead({"knockouts": sorted(knockouts), "scores": scores}, CARD)
    assert unfit == []
    assert lead is not None
    return score(lead, CARD)


def test_it_has_the_segments_it_promises() -> None:
    assert covers(CARD)
    assert [(s.id, int(s.from_), int(s.to)) for s in CARD.segments] == [("C", -15, -10), ("B", -9, 9), ("A", 10, 15)]


def test_leads_are_judged_by_it_when_no_card_is_named() -> None:
    assert [slug for slug, card in CARDS.items() if card.default] == ["leads"]


@pytest.mark.parametrize("slug", CARDS)
def test_its_tests_stand_on_both_sides_of_every_bound(slug: str) -> None:
    totals = {test.total for test in CARDS[slug].tests if test.segment}
    assert {bound for s in CARDS[slug].segments for bound in (s.from_, s.to) if abs(bound) < 15} <= totals


@settings(max_examples=100)
@given(ANSWERS)
def test_every_total(answers: list[int]) -> None:
    result, total = scored(set(), answers), sum(answers)
    assert result.total == total == sum(result.blocks.values())
    assert result.segment is not None
    assert result.segment.id == ("C" if total <= -10 else "A" if total >= 10 else "B")
    assert bool(result.rules) == (total > 9)


@settings(max_examples=60)
@given(st.sets(st.sampled_from([k.id for k in CARD.knockouts]), min_size=1), ANSWERS)
def test_a_knock_out_always_refuses(knockouts: set[str], answers: list[int]) -> None:
    result = scored(knockouts, answers)
    assert result.outcome is CARD.refusal
    assert set(result.knocked_out) == knockouts
    assert result.total == sum(answers)


@pytest.mark.parametrize("slug", CARDS)
def test_the_sample_of_a_card_can_be_scored(slug: str) -> None:
    found = BOOK.resolve_as(Scorecard, f"scorecard:{slug}")
    assert found is not None
    sample = lead_file(BOOK, *found, sample_lead(found[1]))
    lead, unfit = read_lead(read(sample)[0], found[1])
    assert unfit == []
    assert lead is not None
    assert lead.card == stamp_of(f"scorecard:{slug}", found[1], BOOK.facts)
    assert replace(lead, card=None) == sample_lead(found[1])
