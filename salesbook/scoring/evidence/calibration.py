"""How far the total can be read as a chance to win: a logistic curve through all deals, and how near they lie to it.

A card promises no percentages, so the curve is laid through the very deals that it is compared with: what is found is
whether the chance grows with the total evenly, and not how the curve would do on deals to come.
"""

from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from salesbook.scoring.evidence.deals import NO_DEALS, Outcomes, Tally
from salesbook.scoring.evidence.distributions import chi_square_tail

_ROUNDS = 100
_GROUPS = 10
_LEAST = 5


class Group(NamedTuple):
    """Deals with totals from `low` to `high`: their outcomes, and the wins that the curve expects."""

    low: int
    high: int
    outcomes: Outcomes
    expected: float


class Calibration(NamedTuple):
    """A logistic curve, 1 ÷ (1 + e^−(intercept + slope × total)), and its groups of deals.

    `brier` is the mean square of the difference between chance and outcome, `brier_of_all` that of the share of all
    deals as everybody's chance. `chance` is Hosmer and Lemeshow's: how likely deals that follow the curve lie as far
    from it; None where there are too few groups.
    """

    intercept: float
    slope: float
    groups: tuple[Group, ...]
    brier: float
    brier_of_all: float
    chance: float | None


def calibration(tally: Tally, unit: float) -> Calibration | None:
    """Return the curve of a tally whose scores are in units of `unit` points.

    None where there is none: one outcome alone, one total alone, or totals that part the outcomes without a mistake.
    """
    everything = sum(tally.values(), NO_DEALS)
    if not everything.won or not everything.lost or len(tally) < 2 or _parted(tally):
        return None
    scores = [(score * unit, here) for score, here in tally.items()]
    intercept, slope = _fitted(scores, everything)
    chances = {score: _logistic(intercept + slope * score * unit) for score in tally}
    groups = _groups(tally, chances, everything.all)
    brier = sum(o.won * (1 - chances[s]) ** 2 + o.lost * chances[s] ** 2 for s, o in tally.items()) / everything.all
    chance = chi_square_tail(sum(map(_distance, groups)), len(groups) - 2) if len(groups) > 2 else None
    return Calibration(intercept, slope, groups, brier, everything.rate * (1 - everything.rate), chance)


def _distance(group: Group) -> float:
    return (group.outcomes.won - group.expected) ** 2 / (group.expected * (1 - group.expected / group.outcomes.all))


def _parted(tally: Tally) -> bool:
    """Tell whether a bound parts all won deals from all lost ones; the curve would be a step."""
    won = [score for score, here in tally.items() if here.won]
    lost = [score for score, here in tally.items() if here.lost]
    return won[0] >= lost[-1] or lost[0] >= won[-1]


def _fitted(scores: Sequence[tuple[float, Outcomes]], everything: Outcomes) -> tuple[float, float]:
    """Return intercept and slope of the likeliest curve, by Newton's method on standardised scores."""
    mean = sum(score * here.all for score, here in scores) / everything.all
    spread = (sum((score - mean) ** 2 * here.all for score, here in scores) / everything.all) ** 0.5
    a = b = 0.0
    for _round in range(_ROUNDS):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for score, here in scores:
            x = (score - mean) / spread
            p = _logistic(a + b * x)
            error, weight = here.won - here.all * p, here.all * p * (1 - p)
            g0, g1 = g0 + error, g1 + error * x
            h00, h01, h11 = h00 + weight, h01 + weight * x, h11 + weight * x * x
        determinant = h00 * h11 - h01 * h01
        if determinant <= 0:
            break
        step_a, step_b = (h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant
        # A step is never longer than one that a curve could need, so that none overshoots for ever.
        size = max(abs(step_a), abs(step_b), 1.0)
        a, b = a + step_a / size, b + step_b / size
        if max(abs(step_a), abs(step_b)) < 1e-10:
            break
    return a - b * mean / spread, b / spread


def _groups(tally: Tally, chances: dict[int, float], deals: int) -> tuple[Group, ...]:
    """Return about ten groups of deals with neighbouring totals, five wins and five losses expected in each."""
    groups: list[Group] = []
    current: Group | None = None
    for score, here in tally.items():
        expected = here.all * chances[score]
        current = (
            Group(score, score, here, expected)
            if current is None
            else Group(current.low, score, current.outcomes + here, current.expected + expected)
        )
        n = current.outcomes.all
        if n >= deals / _GROUPS and min(current.expected, n - current.expected) >= _LEAST:
            groups.append(current)
            current = None
    if current is not None and groups:
        last = groups.pop()
        current = Group(last.low, current.high, last.outcomes + current.outcomes, last.expected + current.expected)
    return (*groups, current) if current is not None else tuple(groups)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))
