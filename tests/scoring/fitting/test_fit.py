"""Points that deals propose for a card."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.evidence.deals import DealCollector, Deals
from salesbook.scoring.evidence.ranking import ranking
from salesbook.scoring.fitting.bounds import moved_bounds, with_bounds
from salesbook.scoring.fitting.card_points import points_of, with_points
from salesbook.scoring.fitting.fit import Fit, Verdict, fit
from salesbook.scoring.fitting.patterns import MOST_ROWS, patterns_of
from salesbook.scoring.fitting.procedure import sure_parameters
from salesbook.scoring.score import Lead, covers
from salesbook.scoring.totals import totals_of
from tests.scoring.evidence.generated import add, generated_deals
from tests.scoring.test_totals import NEXT, SHORT, answers, card_of

BANDS = [
    {"id": name, "title": name, "from": a, "to": b} | NEXT for name, a, b in (("C", 0, 9), ("B", 10, 19), ("A", 20, 40))
]


def deals_of(card: Scorecard, count: int, chance: Callable[[dict[str, str]], float], seed: int = 3) -> Deals:
    """Return deals whose answers are as likely as one another, won by a chance."""
    random, collector = Random(seed), DealCollector(card)
    for _deal in range(count):
        chosen = {p.id: random.choice(card.choices(p)).id for p in card.parameters()}
        add(collector, Lead((), chosen), won=random.random() < chance(chosen))
    return collector.deals()


def one_tells(chosen: dict[str, str]) -> float:
    """The first question tells in its lowest step alone, and much more than the second one in its highest."""
    return {"a0": 0.1, "a1": 0.5, "a2": 0.5}[chosen["p0"]] + {"a0": 0.0, "a1": 0.0, "a2": 0.2}[chosen["p1"]]


def numbers(found: Fit, name: str) -> list[float]:
    """Return the points found for the answers to a parameter, without those of “unknown” that is left out."""
    return [float(each) for each in found.points[name].points if each is not None]


def card(**more: Any) -> Scorecard:
    return card_of(answers(0, 10, 20), answers(0, 10, 20), segments=BANDS, **more)


@pytest.fixture(scope="module")
def proposal() -> Fit:
    return fit(deals_of(card(), 1_500, one_tells))


def test_points_are_whole_few_and_in_the_authors_order(proposal: Fit) -> None:
    assert proposal.verdict is Verdict.PROPOSED
    assert proposal.new is not None
    first, second = (numbers(proposal, name) for name in ("p0", "p1"))
    assert first[0] == second[0] == second[1] == 0
    assert first[1] == first[2] > second[2] > 0
    for each in (first, second):
        assert all(lower <= upper for lower, upper in pairwise(each))
        assert all(number.is_integer() for number in each)


def test_what_is_proposed_is_a_sound_card(proposal: Fit) -> None:
    new = proposal.new
    assert new is not None
    assert covers(new)
    ordered = sorted(new.segments, key=lambda segment: segment.from_)
    totals = totals_of(new)
    assert (ordered[0].from_, ordered[-1].to) == (totals.lowest, totals.highest)
    changes = proposal.changes()
    assert changes["blocks", 0, "parameters", 1, "answers", 1, "points"] == 0
    assert ("blocks", 0, "parameters", 0, "weight") not in changes


def test_on_deals_that_were_not_looked_at_it_tells_better(proposal: Fit) -> None:
    assert proposal.validation is not None
    assert len(proposal.validation.today) == 20
    assert proposal.validation.gain.low > 0
    assert abs(proposal.validation.behind_logistic.mean) < 0.01


def test_too_few_deals_propose_nothing() -> None:
    few = fit(deals_of(card(), 2_000, lambda _chosen: 0.003))
    assert min(few.outcomes) < 10
    assert (few.verdict, few.validation, few.changes(), few.points) == (Verdict.TOO_FEW, None, {}, points_of(card()))


def test_points_with_fewer_totals_than_segments_are_no_proposal() -> None:
    found = fit(deals_of(card(), 1_500, lambda chosen: 0.1 if chosen["p0"] == "a0" else 0.5))
    assert (found.verdict, found.changes()) == (Verdict.NO_BOUNDS, {})
    assert len({*numbers(found, "p0")}) == 2


def test_answers_that_tell_nothing_propose_nothing() -> None:
    few = fit(deals_of(card(), 120, lambda _chosen: 0.4))
    assert few.verdict is Verdict.NOTHING_SURE
    assert not few.sure


def test_a_card_that_is_right_stays() -> None:
    def as_the_card_says(chosen: dict[str, str]) -> float:
        return 0.1 + 0.15 * (int(chosen["p0"][1]) + int(chosen["p1"][1]))

    right = fit(deals_of(card(), 1_500, as_the_card_says))
    assert right.verdict in (Verdict.NO_BETTER, Verdict.AS_TODAY)
    assert right.changes() == {}


def test_of_few_deals_as_many_questions_change_as_there_are_tens() -> None:
    wide = card_of(*[SHORT] * 6)

    def all_tell(chosen: dict[str, str]) -> float:
        return 0.008 * 2.0 ** sum({"minus": -1, "zero": 0, "plus": 1}[each] for each in chosen.values())

    deals = deals_of(wide, 6_000, all_tell)
    patterns = patterns_of(deals)
    won = [n for n, outcome in enumerate(deals.won) if outcome]
    some = patterns.counted([*won[:35], *(n for n, outcome in enumerate(deals.won) if not outcome)])
    assert len(sure_parameters(wide, patterns, some)) == 3
    assert len(sure_parameters(wide, patterns, patterns.counted())) > 3


def test_a_card_of_minus_zero_and_plus_gets_whole_weights() -> None:
    short = card_of(SHORT, SHORT | {"weight": 1.5}, SHORT)
    worth = {"minus": 0.1, "zero": 0.3, "plus": 0.6}
    deals = deals_of(short, 2_000, lambda chosen: worth[chosen["p1"]])
    found = fit(deals)
    assert found.verdict is Verdict.PROPOSED
    weights = {name: each.weight for name, each in found.points.items()}
    assert weights["p0"] == weights["p2"] == 0
    assert weights["p1"] > 0 == weights["p1"] % 1
    assert numbers(found, "p1") == [-1, 0, 1]


@pytest.mark.parametrize("unknown", [{"text": "?"}, {"text": "?", "points": 10}])
def test_unknown_counts_what_the_card_says(unknown: dict[str, Any]) -> None:
    chances = {"a0": 0.1, "a1": 0.5, "a2": 0.6, UNKNOWN: 0.4}
    found = fit(deals_of(card(unknown=unknown), 2_000, lambda chosen: chances[chosen["p0"]]))
    assert found.verdict is Verdict.PROPOSED
    *own, last = found.points["p0"].points
    assert last == unknown.get("points")
    assert own[0] is not None and own[2] is not None
    # Whoever says the least is worse than whoever is not asked, whoever says the most better.
    assert own[0] < (last or 0) < own[2]
    assert found.new is not None and covers(found.new)


def test_unknown_of_a_parameter_gets_points_as_its_answers_do() -> None:
    own = answers(0, 10, 20) | {"unknown": {"text": "?", "points": 0}}
    asked = card_of(own, answers(0, 10, 20), segments=BANDS)
    chances = {"a0": 0.1, "a1": 0.5, "a2": 0.6, UNKNOWN: 0.4}
    found = fit(deals_of(asked, 2_000, lambda chosen: chances[chosen["p0"]]))
    assert ("blocks", 0, "parameters", 0, "unknown", "points") in found.changes()


def test_a_card_that_is_upside_down_is_not_turned_round() -> None:
    found = fit(deals_of(card(), 2_000, lambda chosen: 0.6 - 0.2 * int(chosen["p0"][1])))
    # The order is the author's: answers are put on a level, and not turned round.
    assert numbers(found, "p0") == [0, 0, 0]


def test_tests_of_the_card_that_come_out_otherwise_are_named() -> None:
    rows = [
        {"title": "ждёт", "scores": {"p0": "a1", "p1": "a0"}, "segment": "B"},
        {"title": "ничего", "scores": {"p0": "a0", "p1": "a0"}, "segment": "C"},
        {"title": "стоит не так", "scores": {"p0": "a0", "p1": "a0"}, "segment": "A"},
        {"title": "много", "scores": {"p0": "a0", "p1": "a2"}, "segment": "A"},
    ]
    found = fit(deals_of(card(tests=rows), 1_500, one_tells))
    assert found.verdict is Verdict.PROPOSED
    assert "много" in [test.title for test in found.other_tests()]
    assert not {"ничего", "стоит не так"} & {test.title for test in found.other_tests()}


def test_many_deals_are_fitted_to_by_a_part_of_them() -> None:
    wide = card_of(*[answers(0, 1, 2, 3, 4)] * 8)
    deals = deals_of(wide, 2 * MOST_ROWS, lambda chosen: 0.2 + 0.1 * int(chosen["p0"][1]))
    patterns = patterns_of(deals)
    assert len(patterns.deals) == len(patterns.won) <= MOST_ROWS
    assert patterns.won.count(1) == 2_000


def test_the_same_deals_give_the_same_points() -> None:
    deals = generated_deals(11, 900)
    assert fit(deals) == fit(deals)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.integers(-3, 6), min_size=3, max_size=3), min_size=2, max_size=3),
    st.lists(st.integers(-10, 20), min_size=3, max_size=3),
    st.integers(0, 100),
)
def test_bounds_always_cover_the_whole_range(points: list[list[int]], above: list[int], seed: int) -> None:
    ordered = [sorted(each) for each in points]
    named = zip(("C", "B", "A"), ((-1000, -1), (0, 7), (8, 1000)), strict=True)
    segments = [{"id": name, "title": name, "from": a, "to": b} | NEXT for name, (a, b) in named]
    rules = [{"above": each, "who": "head", "action": "Входит."} for each in above]
    today = card_of(*[answers(0, 5, 9)] * len(points), segments=segments, rules=rules)
    new = {
        name: type(each)(each.weight, tuple(map(Decimal, own)))
        for (name, each), own in zip(points_of(today).items(), ordered, strict=True)
    }
    pointed = with_points(today, new)
    deals = deals_of(today, 50, lambda _chosen: 0.5, seed)
    before, after = (deals.with_card(each).tally(deals.with_card(each).totals()) for each in (today, pointed))
    bounds = moved_bounds(today, pointed, before, after)
    totals = totals_of(pointed)
    different = [totals.lowest]
    while len(different) < 3 and (following := totals.above(different[-1])) is not None:
        different.append(following)
    if bounds is None:
        assert len(different) < 3
    else:
        assert covers(with_bounds(pointed, bounds))


def test_auc_of_what_is_found_is_that_of_its_card(proposal: Fit) -> None:
    assert proposal.new is not None
    deals = deals_of(card(), 1_500, one_tells).with_card(proposal.new)
    ranked = ranking(deals.tally(deals.totals()))
    assert ranked is not None and ranked.auc > 0.7
