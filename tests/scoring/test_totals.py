"""The totals of a card: exactly those that some answers give, and segments that cover them."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.score import covers, read_lead, score
from salesbook.scoring.totals import COUNTABLE, Totals, totals_of

NEXT = {"works": "manager", "actions": ["Звонок."], "regulation": "ОП-001"}
SHORT = {"minus": "нет", "zero": "неясно", "plus": "есть"}


def card_of(*parameters: dict[str, Any], **fields: Any) -> Scorecard:
    """Return a card with one block and one segment over everything that a card may give."""
    whole = {"id": "A", "title": "Все", "from": -(10**12), "to": 10**12} | NEXT
    named = [{"id": f"p{n}", "title": f"П{n}"} | parameter for n, parameter in enumerate(parameters)]
    block = {"id": "b", "title": "Блок", "parameters": named}
    data = {"title": "Карта", "edition": "1", "about": "О лиде.", "refusal": NEXT, "segments": [whole]}
    return Scorecard.model_validate(data | {"blocks": [block]} | fields)


def answers(*points: float) -> dict[str, Any]:
    return {"answers": [{"id": f"a{n}", "text": "Так.", "points": each} for n, each in enumerate(points)]}


def reached(totals: Totals) -> list[Decimal]:
    """Return all totals, by going from one to the next."""
    here: Decimal | None = totals.lowest
    walked = []
    while here is not None:
        walked.append(here)
        here = totals.above(here)
    return walked


NUMBERS = st.integers(-1000, 1000).map(lambda n: n / 100) | st.integers(-5, 5)
PARAMETERS = st.fixed_dictionaries(
    {"weight": st.sampled_from([1, 2, 0.5, 0.25, 1.33, 0])},
    optional={
        "unknown": st.fixed_dictionaries({"text": st.just("Не спросили.")}, optional={"points": NUMBERS}),
    },
).flatmap(
    lambda common: (
        st.just(common | SHORT) | st.lists(NUMBERS, min_size=2, max_size=4).map(lambda p: common | answers(*p))
    )
)
CARDS = st.tuples(
    st.lists(PARAMETERS, min_size=1, max_size=4),
    st.none() | st.fixed_dictionaries({"text": st.just("Неизвестно.")}, optional={"points": NUMBERS}),
)


def counted_by_hand(card: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Fraction]:
    """Return what every answer to a parameter of a file counts: as the docs say it, and nothing of the engine."""
    weight = Fraction(str(parameter["weight"]))
    if "answers" in parameter:
        points = {answer["id"]: Fraction(str(answer["points"])) for answer in parameter["answers"]}
    else:
        points = {"minus": Fraction(-1), "zero": Fraction(0), "plus": Fraction(1)}
    unknown = parameter.get("unknown") or card["unknown"]
    if unknown is not None:
        points[UNKNOWN] = Fraction(str(unknown.get("points", 0)))
    return {name: each * weight for name, each in points.items()}


@settings(max_examples=100, deadline=None)
@given(CARDS, st.data())
def test_a_score_is_what_the_card_says(drawn: tuple[list[dict[str, Any]], Any], data: st.DataObject) -> None:
    parameters, unknown = drawn
    card = card_of(*parameters, unknown=unknown)
    counts = [counted_by_hand({"unknown": unknown}, parameter) for parameter in parameters]
    chosen = [data.draw(st.sampled_from(sorted(each))) for each in counts]
    lead, unfit = read_lead({"knockouts": [], "scores": {f"p{n}": name for n, name in enumerate(chosen)}}, card)
    assert unfit == []
    assert lead is not None
    result = score(lead, card)
    assert result.total is not None
    assert Fraction(result.total) == sum(each[name] for each, name in zip(counts, chosen, strict=True))
    assert result.blocks == {"b": result.total}
    assert [each.choice.id for each in result.answered] == chosen
    assert len(result.unknown) == chosen.count(UNKNOWN)


@settings(max_examples=100, deadline=None)
@given(CARDS)
def test_the_totals_are_those_that_some_answers_give(drawn: tuple[list[dict[str, Any]], Any]) -> None:
    parameters, unknown = drawn
    card = card_of(*parameters, unknown=unknown)
    counts = [counted_by_hand({"unknown": unknown}, parameter).values() for parameter in parameters]
    sums = sorted({sum(each) for each in product(*counts)})
    totals = totals_of(card)
    assert [Fraction(total) for total in reached(totals)] == sums
    assert (Fraction(totals.lowest), Fraction(totals.highest)) == (sums[0], sums[-1])


@settings(max_examples=100, deadline=None)
@given(CARDS, st.lists(st.integers(-4000, 4000), min_size=1, max_size=3, unique=True), st.booleans())
def test_segments_cover_a_card_when_each_total_falls_into_one(
    drawn: tuple[list[dict[str, Any]], Any], bounds: list[int], apart: bool
) -> None:
    parameters, unknown = drawn
    low, high, bounds = -(10**6), 10**6, sorted(bounds)
    starts = [low, *(bound / 100 for bound in bounds)]
    ends = [*((bound - (1 if apart else 0)) / 100 for bound in bounds), high]
    segments = [
        {"id": f"s{n}", "title": "Часть", "from": start, "to": end} | NEXT
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    card = card_of(*parameters, unknown=unknown, segments=segments)
    distinct = all(len(set(counted_by_hand({"unknown": unknown}, p))) >= 2 for p in parameters)
    falls = [sum(s.from_ <= total <= s.to for s in card.segments) for total in reached(totals_of(card))]
    if covers(card):
        assert set(falls) == {1}
    elif apart and distinct:
        assert set(falls) != {1}


@pytest.mark.parametrize(
    ("bound", "at_or_above", "above", "below"),
    [
        ("-1", "0", "0", None),
        ("0", "0", "5", None),
        ("0.1", "5", "5", "0"),
        ("5", "5", "25", "0"),
        ("10", "25", "25", "5"),
        ("25", "25", "30", "5"),
        ("30", "30", None, "25"),
        ("31", None, None, "30"),
    ],
)
def test_the_next_total(bound: str, at_or_above: str | None, above: str | None, below: str | None) -> None:
    totals = totals_of(card_of(answers(0, 5), answers(0, 25)))
    found = [method(Decimal(bound)) for method in (totals.at_or_above, totals.above, totals.below)]
    assert found == [None if each is None else Decimal(each) for each in (at_or_above, above, below)]


def test_tenths_are_tenths() -> None:
    card = card_of(*[answers(0, 0.1)] * 10)
    assert totals_of(card).highest == 1
    lead, _unfit = read_lead({"knockouts": [], "scores": {f"p{n}": 0.1 for n in range(10)}}, card)
    assert lead is not None
    assert score(lead, card).total == 1


def test_a_grid_too_fine_to_be_worked_through_is_taken_whole() -> None:
    card = card_of(answers(0, 0.01), answers(-100_000, 100_000), answers(0, 99_999.99))
    totals = totals_of(card)
    assert totals.reachable is None
    assert totals.last > COUNTABLE
    assert (totals.lowest, totals.highest) == (Decimal(-100_000), Decimal(200_000))
    assert totals.above(totals.lowest) == Decimal("-99999.99")
    assert totals.below(totals.highest) == Decimal("199999.99")
    assert totals.at_or_above(Decimal("0.001")) == Decimal("0.01")
    assert covers(card)


def test_a_card_of_many_parameters_is_worked_through() -> None:
    card = card_of(*[SHORT] * 3000)
    assert reached(totals_of(card))[::3000] == [-3000, 0, 3000]


def test_one_total_alone() -> None:
    totals = totals_of(card_of(answers(2, 2) | {"weight": 0}))
    assert reached(totals) == [0]
    assert (totals.lowest, totals.highest) == (Decimal(0), Decimal(0))
