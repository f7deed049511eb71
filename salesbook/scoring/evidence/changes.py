"""What another bound or another weight would have changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salesbook.models.scorecard import Parameter, Scorecard, Segment
from salesbook.scoring.evidence.deals import NO_DEALS, Outcomes, Tally, counted, tallied, units
from salesbook.scoring.evidence.ranking import ranking

TIMES = (0, 0.5, 2)
"""What a weight is multiplied by to see what comes of it: without the parameter, half of it, twice of it."""

_STEPS = 2


@dataclass(frozen=True, slots=True)
class BoundMove:
    """The bound between two segments put elsewhere: to `start` (units), the lowest total of the upper one then.

    `moved` are the deals that change segment; `lower` and `upper` those of both segments after it.
    """

    below: Segment
    above: Segment
    start: int
    moved: Outcomes
    lower: Outcomes
    upper: Outcomes


@dataclass(frozen=True, slots=True)
class WeightChange:
    """What AUC would be with a parameter's weight multiplied by each of `TIMES`; None where there is no AUC."""

    parameter: Parameter
    auc: tuple[float | None, ...]


def bound_moves(tally: Tally, below: Segment, above: Segment) -> Iterator[BoundMove]:
    """Yield what comes of the bound between two neighbours put two totals of these deals lower, one, and so upwards."""
    start, low, high = units(above.from_), units(below.from_), units(above.to)
    within = {total: here for total, here in tally.items() if low <= total <= high}
    lower = [total for total in within if total < start]
    upper = [total for total in within if total >= start]
    for n in (*range(-_STEPS, 0), *range(1, _STEPS + 1)):
        # Downwards the bound goes onto a total; upwards past one, which falls below it.
        # A bound that leaves one of the two without deals is no other bound, but one segment less.
        if (n < 0 and len(lower) <= -n) or (n > 0 and len(upper) <= n):
            continue
        bound = lower[n] if n < 0 else upper[n]
        moved = [total for total in within if bound <= total < start or start <= total < bound]
        yield BoundMove(
            below,
            above,
            bound,
            _all(within[total] for total in moved),
            _all(here for total, here in within.items() if total < bound),
            _all(here for total, here in within.items() if total >= bound),
        )


def weight_changes(card: Scorecard, parameter: Parameter, joint: Mapping[tuple[int, int, int], int]) -> WeightChange:
    """Return what comes of other weights by the counts of deals by (total, number of the answer, outcome)."""
    counts = counted(card, parameter)
    aucs = []
    for times in TIMES:
        changed: Counter[tuple[int, int]] = Counter()
        for (total, answer, won), n in joint.items():
            # Twice the total, so that half of a count is whole.
            changed[2 * total + round(2 * counts[answer] * (times - 1)), won] += n
        ranked = ranking(tallied(changed))
        aucs.append(None if ranked is None else ranked.auc)
    return WeightChange(parameter, tuple(aucs))


def _all(outcomes: Iterator[Outcomes]) -> Outcomes:
    return sum(outcomes, NO_DEALS)
