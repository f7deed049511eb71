"""The totals that can come out of a scorecard, exactly: segments must cover those, and no more is asked of them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from math import gcd

from salesbook.models.points import TOTAL_PLACES
from salesbook.models.scorecard import Parameter, Scorecard

COUNTABLE = 2_000_000
"""So many steps from the lowest total to the highest are looked at one by one."""

EFFORT = 2 * 10**9
"""So many steps times answers are worked through: a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of a card, on a grid from the lowest to the highest.

    `start` and `step` are in units of the last digit that a total may have, `last` is the number of the highest point
    of the grid, 0 being that of the lowest. `reachable` has a bit for every point that can come out; None stands for a
    grid too fine to be worked through, each of whose points is taken for one that can.
    """

    start: int
    step: int
    last: int
    reachable: int | None

    @property
    def lowest(self) -> Decimal:
        """The sum of the least that every parameter may count."""
        return self._total(0)

    @property
    def highest(self) -> Decimal:
        """The sum of the most that every parameter may count."""
        return self._total(self.last)

    def at_or_above(self, bound: Decimal) -> Decimal | None:
        """Return the lowest total that is not below a bound; None when there is none."""
        return self._first_from(-((self.start - _units(bound)) // self.step))

    def above(self, bound: Decimal) -> Decimal | None:
        """Return the lowest total above a bound; None when there is none."""
        return self._first_from((_units(bound) - self.start) // self.step + 1)

    def below(self, bound: Decimal) -> Decimal | None:
        """Return the highest total below a bound; None when there is none."""
        point = min(-((self.start - _units(bound)) // self.step) - 1, self.last)
        if point < 0:
            return None
        if self.reachable is not None:
            point = (self.reachable & ((1 << point + 1) - 1)).bit_length() - 1
        return self._total(point)

    def _first_from(self, point: int) -> Decimal | None:
        point = max(point, 0)
        if point > self.last:
            return None
        if self.reachable is not None:
            rest = self.reachable >> point
            point += (rest & -rest).bit_length() - 1
        return self._total(point)

    def _total(self, point: int) -> Decimal:
        return Decimal(self.start + point * self.step).scaleb(-TOTAL_PLACES).normalize() + 0


def totals_of(card: Scorecard) -> Totals:
    """Return the totals that a card can give, “unknown” and what it leaves out included."""
    counts = [parameter_counts for p in card.parameters() if (parameter_counts := _counts(card, p))]
    least = [min(each) for each in counts]
    start, spans = sum(least), [sorted(n - lowest for n in each) for each, lowest in zip(counts, least, strict=True)]
    width = sum(each[-1] for each in spans)
    step = reduce(gcd, (n for each in spans for n in each), 0) or 1
    last = width // step
    if last > COUNTABLE or last * sum(map(len, spans)) > EFFORT:
        return Totals(start, step, last, None)
    reachable = 1
    for each in spans:
        reachable = reduce(int.__or__, (reachable << n // step for n in each))
    return Totals(start, step, last, reachable)


def _counts(card: Scorecard, parameter: Parameter) -> set[int]:
    """Return what a parameter may count, weighted."""
    return {
        0 if choice.points is None else _units(choice.points * parameter.weight) for choice in card.choices(parameter)
    }


def _units(value: Decimal) -> int:
    return int(value.scaleb(TOTAL_PLACES))
