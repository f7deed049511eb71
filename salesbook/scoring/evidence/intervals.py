"""Intervals in which a share lies with 95 % certainty."""

from math import sqrt
from typing import NamedTuple

from salesbook.scoring.evidence.deals import Outcomes
from salesbook.scoring.evidence.distributions import Z95


class Interval(NamedTuple):
    """From `low` to `high`, both between 0 and 1."""

    low: float
    high: float


def wilson(outcomes: Outcomes) -> Interval:
    """Return the interval of the share that was won (Wilson, JASA 1927): right for few deals and for shares near 0.

    Of no deals anything is possible.
    """
    n = outcomes.all
    if not n:
        return Interval(0.0, 1.0)
    square = Z95 * Z95
    middle = (outcomes.rate + square / (2 * n)) / (1 + square / n)
    reach = Z95 / (1 + square / n) * sqrt(outcomes.rate * (1 - outcomes.rate) / n + square / (4 * n * n))
    # Rounding must not put a share of 0 or 1 beside its own interval.
    return Interval(max(min(middle - reach, outcomes.rate), 0.0), min(max(middle + reach, outcomes.rate), 1.0))
