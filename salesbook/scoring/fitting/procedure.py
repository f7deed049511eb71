"""How points are found: one procedure, for all deals and for every part of them that it is tried on.

1. A parameter is *sure* when chance would part its answers so seldom that it does so for all parameters of the card
   together in less than one case of twenty (χ², Holm 1979), and when deals enough to be trusted show that it tells
   nothing. Of few deals only as many parameters are sure as there are tens of the rarer outcome (Peduzzi and others,
   Journal of Clinical Epidemiology 1996), the surest first. All other parameters keep their points.
2. Answers that deals do not tell apart from their neighbours are put together.
3. Effects of the answers of sure parameters are fitted together, the rest of the card counting what it counts today,
   and in the order in which the card has them: an answer with more points today gets no fewer.
4. Effects become points by the value that a point has today: the slope of the logistic curve of today's total. Where
   today's total tells nothing for sure, new totals are spread as widely as those of today.
5. Points are multiples of the greatest step that costs no more than `COST` of AUC; a card of −1, 0 and 1 keeps them,
   and its weights become whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, sqrt
from operator import add
from statistics import fmean

from salesbook.models.points import MOST_POINTS, MOST_WEIGHT
from salesbook.models.scorecard import Parameter, Scorecard
from salesbook.scoring.evidence.backtest import UNIT
from salesbook.scoring.evidence.calibration import calibration
from salesbook.scoring.evidence.deals import NO_DEALS, Outcomes, units
from salesbook.scoring.evidence.distributions import chi_square_tail
from salesbook.scoring.evidence.ranking import ranking
from salesbook.scoring.evidence.trust import SHOWN, Trust, trust_in
from salesbook.scoring.evidence.verdicts import LIKELY_CHANCE
from salesbook.scoring.evidence.weights import (
    LEAST_EXPECTED,
    NOTHING,
    chi_square,
    information_value,
    weights_of_evidence,
)
from salesbook.scoring.fitting.additive import Model, Question, Slope, Steps, fitted
from salesbook.scoring.fitting.card_points import CardPoints, ParameterPoints, fixed_unknown, points_of, totals_by_row
from salesbook.scoring.fitting.patterns import Patterns, RowCounts

COST = 0.005
"""So much of AUC whole points may cost: nobody sees the difference in a year's deals."""

_STEPS = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
_FINER = (1, 2, 3)
"""What weights of a card of −1, 0 and 1 may be multiplied by when whole ones are too coarse."""


@dataclass(frozen=True, slots=True)
class Found:
    """Points for a card: those of `sure` parameters are new, of the others today's; the model that they are made of."""

    points: CardPoints
    sure: frozenset[str]
    model: Model


def procedure(card: Scorecard, patterns: Patterns, counts: RowCounts, start: Model | None = None) -> Found:
    """Return points for a card by the deals that are counted, of which some must be won and some lost."""
    today = points_of(card)
    sure = sure_parameters(card, patterns, counts)
    if not sure:
        return Found(today, sure, Model(0.0, {}))
    value = _value_of_a_point(today, patterns, counts)
    kept = {name: points for name, points in today.items() if name not in sure}
    offset = [value * UNIT * total for total in totals_by_row(kept, patterns)]
    parameters = [parameter for parameter in card.parameters() if parameter.id in sure]
    questions = {
        each.id: _question(each, today[each.id], value, counts.by_answer(patterns.rows[each.id])) for each in parameters
    }
    model = fitted(patterns, counts, questions, offset, start)
    scores = model.scores(patterns, offset)
    if not value:
        value = _spread(scores, counts) / (_spread(totals_by_row(today, patterns), counts) * UNIT or 1)
    wanted = _auc([round(score * 1e9) for score in scores], counts) - COST
    points = today
    for step, finer in _scales(card, parameters, today):
        per_log_odd = finer / value if value else 0.0
        points = {name: _finer(each, finer) for name, each in today.items()}
        for parameter in parameters:
            effects = model.effects[parameter.id]
            rows = patterns.rows[parameter.id]
            asked = _Asked(card, parameter, today[parameter.id], [len(each) for each in rows])
            points[parameter.id] = _whole(asked, effects, questions[parameter.id], per_log_odd, step)
        if _auc(totals_by_row(points, patterns), counts) >= wanted:
            break
    return Found(points, sure, model)


def sure_parameters(card: Scorecard, patterns: Patterns, counts: RowCounts) -> frozenset[str]:
    """Return the parameters about which deals say something for sure."""
    outcomes = counts.outcomes
    trust = trust_in(outcomes)
    chances, telling_nothing = {}, set()
    for parameter in card.parameters():
        if not parameter.weight:
            continue
        by_answer = counts.by_answer(patterns.rows[parameter.id])
        chances[parameter.id] = _chance(by_answer, outcomes)
        value = information_value(weights_of_evidence(by_answer, len(by_answer)))
        if trust is Trust.GOOD and chances[parameter.id] >= LIKELY_CHANCE and value < NOTHING:
            telling_nothing.add(parameter.id)
    ordered = sorted(chances, key=chances.__getitem__)
    sure = []
    for n, name in enumerate(ordered):
        if chances[name] * (len(ordered) - n) >= LIKELY_CHANCE:
            break
        sure.append(name)
    if trust is not Trust.GOOD:
        return frozenset(sure[: min(outcomes) // SHOWN])
    return frozenset(sure) | telling_nothing


@dataclass(frozen=True, slots=True)
class _Asked:
    """A parameter with its points today, and in how many rows each answer stands."""

    card: Scorecard
    parameter: Parameter
    today: ParameterPoints
    rows: Sequence[int]

    @property
    def anchor(self) -> int:
        """The answer that keeps its points: “unknown” where they are not the parameter's, else the one nearest 0."""
        unknown = fixed_unknown(self.card, self.parameter)
        if unknown is not None and self.rows[unknown]:
            return unknown
        points = [(abs(each), n) for n, each in enumerate(self.today.points) if each is not None and n != unknown]
        return min(points)[1]


def _chance(by_answer: Mapping[int, Outcomes], everything: Outcomes) -> float:
    """Return how likely chance parts answers as much; rare ones are taken together, as χ² asks."""
    enough = LEAST_EXPECTED * everything.all / min(everything)
    frequent = [each for each in by_answer.values() if each.all >= enough]
    rare = sum((each for each in by_answer.values() if each.all < enough), NO_DEALS)
    groups = [*frequent, rare] if rare.all >= enough else frequent
    rest = sum(groups, NO_DEALS)
    if len(groups) < 2 or not rest.won or not rest.lost:
        return 1.0
    return chi_square_tail(chi_square(groups, rest), len(groups) - 1)


def _value_of_a_point(today: CardPoints, patterns: Patterns, counts: RowCounts) -> float:
    """Return the log-odds of a point of today's card; 0 where its total does not tell won from lost for sure."""
    tally = counts.tally(totals_by_row(today, patterns))
    ranked = ranking(tally)
    curve = calibration(tally, UNIT) if ranked is not None and ranked.low > 0.5 else None
    return 0.0 if curve is None else max(curve.slope, 0.0)


def _question(
    parameter: Parameter, today: ParameterPoints, value: float, by_answer: Mapping[int, Outcomes]
) -> Question:
    if parameter.short:
        values = tuple(float(each or 0) for each in today.points)
        return Slope(values, value * float(today.weight))
    groups = told_apart([None if each is None else units(each) for each in today.points], by_answer)
    centres = [value * fmean(float((today.points[n] or 0) * today.weight) for n in group) for group in groups]
    # Groups stand in the order of the card; what is left out of the sum stands in none.
    ranks = [None if today.points[group[0]] is None else rank for rank, group in enumerate(groups)]
    return Steps(tuple(map(tuple, groups)), tuple(ranks), tuple(centres))


def told_apart(ranks: Sequence[int | None], by_answer: Mapping[int, Outcomes]) -> list[list[int]]:
    """Return the answers in groups that deals tell apart, in the order of ranks; one of rank None is a group by itself.

    Neighbours that chance would part as much are put together, those first that are most alike (ChiMerge, R. Kerber,
    AAAI 1992).
    """
    placed = [n for n, rank in enumerate(ranks) if rank is not None]
    groups = [[n] for n in sorted(placed, key=lambda n: (ranks[n] or 0, by_answer[n].rate))]
    while len(groups) > 1:
        alike = [_chance_of_two(*(_together(by_answer, group) for group in pair)) for pair in pairwise(groups)]
        n = max(range(len(alike)), key=alike.__getitem__)
        if alike[n] < LIKELY_CHANCE:
            break
        groups[n : n + 2] = [groups[n] + groups[n + 1]]
    return [*groups, *([n] for n, rank in enumerate(ranks) if rank is None)]


def _together(by_answer: Mapping[int, Outcomes], answers: Sequence[int]) -> Outcomes:
    return sum((by_answer[n] for n in answers), NO_DEALS)


def _chance_of_two(first: Outcomes, second: Outcomes) -> float:
    """Return how likely chance parts two answers as much; 1 where one of them has no deals, or all have one outcome."""
    both = first + second
    if not (first.all and second.all and both.won and both.lost):
        return 1.0
    return chi_square_tail(chi_square([first, second], both), 1)


def _scales(card: Scorecard, parameters: Sequence[Parameter], today: CardPoints) -> Iterator[tuple[int, int]]:
    """Yield the steps that points may have, the greatest first, each with what today's points are multiplied by."""
    size = max((max(each.counts()) - min(each.counts())) * UNIT for each in today.values()) / 2
    steps = [step for step in _STEPS if step <= size] or [1]
    yield from ((step, 1) for step in steps)
    if all(parameter.short for parameter in card.parameters()):
        whole = all(each.weight == each.weight.to_integral_value() for each in today.values())
        yield from ((1, finer) for finer in _FINER[1:] if whole)


def _finer(points: ParameterPoints, times: int) -> ParameterPoints:
    return ParameterPoints(min(points.weight * times, Decimal(MOST_WEIGHT)), points.points)


def _whole(
    asked: _Asked, effects: Sequence[float], question: Question, per_log_odd: float, step: int
) -> ParameterPoints:
    """Return effects as whole points, or as a whole weight of a parameter of −1, 0 and 1."""
    today = asked.today
    if isinstance(question, Slope):
        weight = step * floor(question.slope(effects) * per_log_odd / step + 0.5)
        return ParameterPoints(Decimal(min(weight, MOST_WEIGHT)), today.points)
    anchor = asked.anchor
    fixed = fixed_unknown(asked.card, asked.parameter)
    start, weight_today = float(today.points[anchor] or 0), float(today.weight)
    points: list[Decimal | None] = []
    for n, effect in enumerate(effects):
        if n == fixed:
            points.append(today.points[n])
            continue
        exact = start + (effect - effects[anchor]) * per_log_odd / weight_today
        points.append(Decimal(min(max(step * floor(exact / step + 0.5), -MOST_POINTS), MOST_POINTS)))
    return ParameterPoints(today.weight, tuple(_ordered(points, today.points, fixed)))


def _ordered(
    points: Sequence[Decimal | None], today: Sequence[Decimal | None], fixed: int | None
) -> Iterator[Decimal | None]:
    """Yield points of which none is on the wrong side of “unknown”, whose points the card gives."""
    bound = None if fixed is None else today[fixed]
    for each, before in zip(points, today, strict=True):
        if each is None or before is None or bound is None or before == bound:
            yield each
        else:
            yield max(each, Decimal(ceil(bound))) if before > bound else min(each, Decimal(floor(bound)))


def _auc(scores: Sequence[int], counts: RowCounts) -> float:
    ranked = ranking(counts.tally(scores))
    return 0.5 if ranked is None else ranked.auc


def _spread(scores: Sequence[float], counts: RowCounts) -> float:
    deals = list(map(add, counts.won, counts.lost))
    count = sum(deals)
    mean = sum(n * score for n, score in zip(deals, scores, strict=True)) / count
    return sqrt(sum(n * (score - mean) ** 2 for n, score in zip(deals, scores, strict=True)) / count)
