"""A card against closed deals: what each figure is made of."""

from datetime import date

import pytest

from salesbook.scoring.evidence.backtest import backtest, by_segment
from salesbook.scoring.evidence.closing import outcome_key, was_won
from salesbook.scoring.evidence.deals import NO_DEALS, DealCollector, Outcomes, points
from salesbook.scoring.evidence.ranking import ranking
from salesbook.scoring.evidence.verdicts import Sign, Strength, disorder, sign, strength
from salesbook.scoring.score import Lead, score
from tests.scoring.evidence.generated import add, generated_deals
from tests.scoring.test_totals import NEXT, SHORT, card_of

DEALS = generated_deals(7, 2_000)
JUDGED = backtest(DEALS)


def test_everything_is_counted_once() -> None:
    outcomes = JUDGED.outcomes
    assert outcomes.all == 2_000
    assert sum((each.outcomes for each in JUDGED.segments), NO_DEALS) == outcomes
    assert sum(JUDGED.tally.values(), NO_DEALS) == outcomes
    for evidence in (each.evidence for judged in (JUDGED.parameters, JUDGED.blocks) for each in judged):
        assert evidence is not None
        assert sum((weight.outcomes for weight in evidence.weights), NO_DEALS) == outcomes
    assert JUDGED.calibration is not None
    assert sum((group.outcomes for group in JUDGED.calibration.groups), NO_DEALS) == outcomes


def test_totals_are_those_of_the_card() -> None:
    card = DEALS.card
    answers = {p.id: card.choices(p)[DEALS.answers[p.id][0]].id for p in card.parameters()}
    assert points(DEALS.totals()[0]) == score(Lead((), answers), card).total


def test_what_parameters_tell() -> None:
    words = {each.parameter.id: (strength(each), sign(each.ranking)) for each in JUDGED.parameters}
    assert words["p0"][1] is words["p2"][1] is Sign.RIGHT
    assert words["p3"] == (Strength.NOTHING, Sign.UNCLEAR)
    assert words["p4"][1] is Sign.WRONG


def test_a_bound_put_elsewhere() -> None:
    for move in JUDGED.bounds:
        assert move.moved.all > 0 < move.lower.all and move.upper.all > 0
    lower = (move for move in JUDGED.bounds if move.above.id == "A" and points(move.start) < move.above.from_)
    b_from_lower = next(lower)
    segments = sorted(DEALS.card.segments, key=lambda segment: segment.from_)
    moved = segments[2].model_copy(update={"from_": points(b_from_lower.start)})
    assert by_segment(JUDGED.tally, [*segments[:2], moved])[2] == b_from_lower.upper


def test_a_weight_left_out_and_doubled() -> None:
    change = JUDGED.weights[0]
    without = ranking(DEALS.tally(DEALS.sums(DEALS.card.parameters()[1:])))
    twice = ranking(DEALS.tally(DEALS.sums([*DEALS.card.parameters(), DEALS.card.parameters()[0]])))
    assert without is not None and twice is not None
    assert (change.auc[0], change.auc[2]) == (without.auc, twice.auc)


def test_a_segment_that_sells_better_than_the_one_above() -> None:
    bounds = (("B", -1, 0), ("A", 1, 1))
    segments = [{"id": name, "title": name, "from": start, "to": end} | NEXT for name, start, end in bounds]
    collector = DealCollector(card_of(SHORT, segments=segments))
    for answer, won, lost in (("zero", 80, 20), ("plus", 20, 80)):
        for n in range(won + lost):
            add(collector, Lead((), {"p0": answer}), won=n < won)
    judged = backtest(collector.deals())
    assert [(lower.segment.id, upper.segment.id) for lower, upper in disorder(judged.segments)] == [("B", "A")]
    assert judged.drift is None


def test_refused_deals_are_apart() -> None:
    collector = DealCollector(card_of(SHORT, knockouts=[{"id": "far", "title": "Далеко"}]))
    add(collector, Lead(("far",), {}), won=True)
    add(collector, Lead(("far",), {}), won=False)
    deals = collector.deals()
    assert (deals.refused, deals.all_refused, deals.outcomes) == ({"far": Outcomes(1, 1)}, Outcomes(1, 1), NO_DEALS)
    assert backtest(deals).ranking is None


def test_periods() -> None:
    collector = DealCollector(card_of(SHORT))
    for n in range(1, 11):
        add(collector, Lead((), {"p0": "plus" if n > 5 else "zero"}), won=n % 2 == 0, day=date(2025, n, 1))
    add(collector, Lead((), {"p0": "minus"}), won=True)
    deals = collector.deals()
    assert deals.since == date(2025, 6, 1)
    shift = backtest(deals).drift
    assert shift is not None
    assert (shift.earlier, shift.later) == (Outcomes(2, 3), Outcomes(3, 2))
    assert shift.segments.psi == 0
    assert shift.parameters["p0"].psi > 1
    assert backtest(collector.deals(date(2020, 1, 1))).drift is None


@pytest.mark.parametrize(
    ("cell", "won"),
    [
        ("Успешно реализовано", True),
        ("  закрыто  и не реализовано ", False),
        ("C2:WON", True),
        ("C12:LOSE", False),
        ("142", True),
        ("143", False),
        ("Да", True),
        ("0", False),
        ("", None),
        (None, None),
        ("В работе", None),
    ],
)
def test_how_a_deal_has_ended(cell: str | None, won: bool | None) -> None:
    assert was_won(outcome_key(cell)) is won


def test_outcomes_that_are_named() -> None:
    won = {outcome_key("Оплачено полностью")}
    assert was_won(outcome_key("оплачено  полностью"), won) is True
    assert was_won(outcome_key("Ждёт"), won) is False
    assert was_won(outcome_key(""), won) is None
    with pytest.raises(ValueError, match="ждет"):
        was_won(outcome_key("Ждёт"))
