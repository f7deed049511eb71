"""Why a lead is where it is: the ways up are the shortest, the question to ask is the one that tells most."""

import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise, product
from math import log2
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.models.scorecard import Scorecard
from salesbook.scoring import questions
from salesbook.scoring.explanation import Explanation, explain, read_begun_lead
from salesbook.scoring.questions import information, shares
from salesbook.scoring.score import Lead, read_lead, score
from tests.scoring.test_totals import NEXT, SHORT, answers, card_of


def segments(*starts: float, end: float = 10**6) -> list[dict[str, Any]]:
    bounds = [*starts, end]
    return [
        {"id": f"s{n}", "title": "Часть", "from": start, "to": after - 0.0001} | NEXT
        for n, (start, after) in enumerate(pairwise(bounds))
    ]


def explained(card: Scorecard, scores: dict[str, Any]) -> Explanation:
    lead, unfit = read_begun_lead({"knockouts": [], "scores": scores}, card)
    assert unfit == []
    assert lead is not None
    return explain(lead, card)


THREE = card_of(SHORT, SHORT | {"weight": 2}, answers(0, 5, 10), segments=segments(-10, 0, 6), unknown={"text": "?"})


def test_where_a_lead_stands() -> None:
    what = explained(THREE, {"p0": 1, "p1": 0, "p2": 0})
    assert what.total == 1
    assert what.segment is not None
    assert (what.segment.id, str(what.above_bottom)) == ("s1", "1")
    assert [f"{part.counts} {part.lowest}…{part.highest}" for part in what.parts] == ["1 -1…1", "0 -2…2", "0 0…10"]
    assert what.questions == ()
    assert [(segment.id, share) for segment, share in what.possible] == [("s1", 1)]


def test_what_would_lift_it() -> None:
    lift = explained(THREE, {"p0": 1, "p1": 0, "p2": 0}).lift
    assert lift is not None
    assert (lift.segment.id, str(lift.points)) == ("s2", "5")
    assert [[f"{c.parameter.id} {c.after.id} {c.gain}" for c in way] for way in lift.sets] == [["p2 a1 5"]]
    assert explained(THREE, {"p0": 1, "p1": 0, "p2": 10}).lift is None


def test_a_way_up_changes_no_more_than_it_must() -> None:
    card = card_of(answers(0, 3, 6), answers(0, 3, 6), answers(0, 1), segments=segments(0, 9))
    lift = explained(card, {"p0": "a0", "p1": "a0", "p2": "a0"}).lift
    assert lift is not None
    assert [[f"{c.parameter.id} {c.gain}" for c in way] for way in lift.sets] == [["p0 3", "p1 6"]]


def test_points_to_the_next_segment_are_those_that_can_come_out() -> None:
    card = card_of(answers(0, 5), answers(0, 10), segments=segments(0, 7))
    lift = explained(card, {"p0": 5, "p1": 0}).lift
    assert lift is not None
    assert lift.points == 5


def test_what_to_ask_next() -> None:
    what = explained(THREE, {"p0": "unknown", "p1": "unknown", "p2": 5})
    assert what.total == 5
    assert [question.parameter.id for question in what.questions] == ["p1", "p0"]
    assert [(c.id, s.id) for c, s in what.questions[0].leads_to] == [("minus", "s1"), ("zero", "s1"), ("plus", "s2")]
    assert all(question.exact and question.bits > 0 for question in what.questions)


def test_a_lead_that_is_begun() -> None:
    what = explained(THREE, {"p2": 5})
    assert (what.total, what.segment, what.lift, what.above_bottom) == (None, None, None, None)
    assert [(segment.id, round(share, 3)) for segment, share in what.possible] == [("s1", 0.556), ("s2", 0.444)]
    assert [question.leads_to for question in what.questions] == [(), ()]
    last = explained(THREE, {"p0": 0, "p2": 5, "p1": None})
    assert [[segment.id for _c, segment in question.leads_to] for question in last.questions] == [["s1", "s1", "s2"]]


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({"knockouts": [], "scores": {"p0": 7}}, ["scores.p0"]),
        ({"knockouts": [], "scores": {"p7": 1}}, ["scores.p7"]),
        ({"scores": {"p0": 1}}, ["knockouts"]),
        ({"knockouts": [], "scores": 5}, ["scores"]),
        (["x"], [""]),
    ],
)
def test_what_is_wrong_is_told_and_what_is_missing_is_not(data: Any, fields: list[str]) -> None:
    lead, unfit = read_begun_lead(data, THREE)
    assert lead is None
    assert [u.field for u in unfit] == fields


# --- against trying everything

COUNTS = st.lists(st.lists(st.integers(-4, 6), min_size=2, max_size=4), min_size=1, max_size=4)
LIMITS = st.lists(st.integers(-15, 20), min_size=1, max_size=4, unique=True).map(sorted)


def entropy(counted: Counter[int]) -> float:
    return -sum(n / counted.total() * log2(n / counted.total()) for n in counted.values())


def by_hand(lists: list[list[int]], settled: int, limits: list[int]) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield every way to answer, with the segment that comes out."""
    for answer in product(*(range(len(counts)) for counts in lists)):
        total = settled + sum(counts[n] for counts, n in zip(lists, answer, strict=True))
        yield answer, sum(total >= limit for limit in limits)


@given(COUNTS, st.integers(-5, 5), LIMITS)
def test_information_is_that_of_all_ways_to_answer(lists: list[list[int]], settled: int, limits: list[int]) -> None:
    every = list(by_hand(lists, settled, limits))
    named = {f"p{n}": counts for n, counts in enumerate(lists)}
    told = information(named, settled, limits)
    before = entropy(Counter(segment for _answer, segment in every))
    for n, counts in enumerate(lists):
        after = [entropy(Counter(segment for answer, segment in every if answer[n] == a)) for a in range(len(counts))]
        assert told[f"p{n}"].exact
        assert told[f"p{n}"].bits == pytest.approx(before - sum(after) / len(after), abs=1e-9)
    counted = Counter(segment for _answer, segment in every)
    expected = [counted[n] / len(every) for n in range(len(limits) + 1)]
    assert shares(named, settled, limits) == pytest.approx(expected)


@settings(max_examples=60)
@given(COUNTS, LIMITS, st.randoms())
def test_the_ways_up_are_the_shortest(lists: list[list[int]], limits: list[int], random: Any) -> None:
    card = card_of(*(answers(*counts) for counts in lists), segments=segments(-100, *limits))
    chosen = {f"p{n}": f"a{random.randrange(len(counts))}" for n, counts in enumerate(lists)}
    what = explain(Lead((), chosen), card)
    if what.lift is None or what.total is None:
        return
    gains = [max(counts) - counts[int(chosen[f"p{n}"][1:])] for n, counts in enumerate(lists)]
    some = (some for size in range(1, len(gains) + 1) for some in combinations(gains, size))
    shortest = next((len(each) for each in some if sum(each) >= what.lift.points), None)
    assert {len(way) for way in what.lift.sets} == ({shortest} if shortest else set())
    assert len({tuple(c.parameter.id for c in way) for way in what.lift.sets}) == len(what.lift.sets)
    for way in what.lift.sets:
        lifted = score(Lead((), chosen | {c.parameter.id: c.after.id for c in way}), card)
        assert lifted.total == what.total + sum(c.gain for c in way) >= what.lift.segment.from_
        # None of the changes can be left out.
        assert all(lifted.total - c.gain < what.lift.segment.from_ for c in way)


def test_many_questions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The normal distribution stands for the others: it says nearly what counting them all does."""
    lists = {f"p{n}": [-1, 0, 1, 2 * (n % 3)] for n in range(20)}
    exact = information(lists, 0, [5, 10])
    monkeypatch.setattr(questions, "EFFORT", 0)
    bounded = information(lists, 0, [5, 10])
    assert not any(told.exact for told in bounded.values())
    for name, told in exact.items():
        assert bounded[name].bits == pytest.approx(told.bits, abs=0.003)
    monkeypatch.undo()
    counted = shares(lists, 0, [5, 10])
    monkeypatch.setattr(questions, "EFFORT", 0)
    assert shares(lists, 0, [5, 10]) == pytest.approx(counted, abs=0.01)


def test_a_hostile_card_is_quick() -> None:
    counts = [[((n * 7919 + a * 104729) % 200_000 - 100_000) / 100 for a in range(100)] for n in range(200)]
    bounds = segments(-(10**6), 0, 1000, end=10**7)
    card = card_of(*(answers(*each) for each in counts), segments=bounds, unknown={"text": "?"})
    lead, _unfit = read_lead({"knockouts": [], "scores": {f"p{n}": "unknown" for n in range(200)}}, card)
    assert lead is not None
    before = time.process_time()
    what = explain(lead, card)
    assert time.process_time() - before < 2
    assert len(what.questions) == 200
    assert what.lift is not None
    assert what.lift.sets


def test_decimals_stay_exact() -> None:
    card = card_of(*[answers(0, 0.1)] * 3, segments=segments(0, 0.3))
    lift = explained(card, dict.fromkeys(("p0", "p1"), 0.1) | {"p2": 0}).lift
    assert lift is not None
    assert lift.points == Decimal("0.1")
