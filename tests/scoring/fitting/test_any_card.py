"""What must hold of a proposal, whatever the card and the deals."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.evidence.deals import DealCollector
from salesbook.scoring.fitting.card_points import fixed_unknown
from salesbook.scoring.fitting.fit import Fit, Verdict, fit
from salesbook.scoring.score import Lead, covers
from salesbook.scoring.totals import totals_of
from tests.scoring.evidence.generated import add
from tests.scoring.test_totals import NEXT, SHORT, answers, card_of

NUMBERS = st.sampled_from([-5, -1, 0, 0.5, 1, 2, 5, 10, 25, 100])
UNKNOWNS = st.fixed_dictionaries({"text": st.just("Не спросили.")}, optional={"points": NUMBERS})
PARAMETERS = st.fixed_dictionaries(
    {"weight": st.sampled_from([1, 1, 2, 0.5, 0])}, optional={"unknown": UNKNOWNS}
).flatmap(
    lambda common: (
        st.just(common | SHORT)
        | st.lists(NUMBERS, min_size=2, max_size=5).map(lambda points: common | answers(*points))
    )
)


def card_with_segments(parameters: list[dict[str, Any]], unknown: dict[str, Any] | None) -> Scorecard:
    """Return a card with two segments that part its totals in the middle."""
    more = {} if unknown is None else {"unknown": unknown}
    totals = totals_of(card_of(*parameters, **more))
    bound = totals.above((totals.lowest + totals.highest) / 2)
    if bound is None:
        return card_of(*parameters, **more)
    below = totals.below(bound)
    bounds = (("B", totals.lowest, below), ("A", bound, totals.highest)) if below is not None else ()
    segments = [{"id": name, "title": name, "from": a, "to": b} | NEXT for name, a, b in bounds]
    rules = [{"above": bound, "who": "head", "action": "Входит."}]
    return card_of(*parameters, **more, **({"segments": segments, "rules": rules} if segments else {}))


def found_for(card: Scorecard, seed: int, count: int) -> Fit:
    """Return what deals propose in which every answer tells something of its own."""
    random = Random(seed)
    worth = {(p.id, c.id): random.gauss(0, 1.5) for p in card.parameters() for c in card.choices(p)}
    collector = DealCollector(card)
    for _deal in range(count):
        chosen = {p.id: random.choice(card.choices(p)).id for p in card.parameters()}
        add(
            collector,
            Lead((), chosen),
            won=random.random() < 1 / (1 + 2.7 ** -sum(worth[each] for each in chosen.items())),
        )
    return fit(collector.deals())


@settings(max_examples=6, deadline=None)
@given(
    st.lists(PARAMETERS, min_size=1, max_size=3), st.none() | UNKNOWNS, st.integers(0, 1000), st.sampled_from([60, 250])
)
def test_what_must_hold_of_a_proposal(
    parameters: list[dict[str, Any]], unknown: dict[str, Any] | None, seed: int, count: int
) -> None:
    card = card_with_segments(parameters, unknown)
    found = found_for(card, seed, count)
    assert (found.new is not None) == (found.verdict is Verdict.PROPOSED) == bool(found.changes())
    for parameter in card.parameters():
        before = [choice.points for choice in card.choices(parameter)]
        after = found.points[parameter.id]
        fixed = fixed_unknown(card, parameter)
        if fixed is not None:
            assert after.points[fixed] == before[fixed]
        if parameter.id not in found.sure or found.verdict not in (Verdict.PROPOSED, Verdict.NO_BOUNDS):
            continue
        if parameter.short:
            assert after.points == tuple(before)
            assert after.weight % 1 == 0 <= after.weight
            continue
        assert all(each is None or each % 1 == 0 for n, each in enumerate(after.points) if n != fixed)
        pairs = [
            (was, now) for was, now in zip(before, after.points, strict=True) if was is not None and now is not None
        ]
        if fixed is None or before[fixed] is None or before[fixed] % 1 == 0:  # type: ignore[operator]
            assert all(a <= b for was, a in pairs for later, b in pairs if was < later), pairs
    if found.new is not None:
        assert covers(found.new)
        assert Scorecard.model_validate(found.new.model_dump(by_alias=True, exclude_defaults=True)) == found.new


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    st.lists(PARAMETERS, min_size=1, max_size=5),
    st.none() | UNKNOWNS,
    st.integers(0, 10**6),
    st.sampled_from([40, 150, 900]),
)
def test_the_same_on_many_cards(
    parameters: list[dict[str, Any]], unknown: dict[str, Any] | None, seed: int, count: int
) -> None:
    test_what_must_hold_of_a_proposal.hypothesis.inner_test(parameters, unknown, seed, count)  # type: ignore[attr-defined]


def test_unknown_is_an_answer_of_the_card() -> None:
    card = card_of(answers(0, 5), unknown={"text": "?", "points": 2})
    assert [choice.id for choice in card.choices(card.parameters()[0])][-1] == UNKNOWN
    assert fixed_unknown(card, card.parameters()[0]) == 2
