"""Where segments and rules begin on a card with other points: whoever works with a segment gets as many leads as today.

A bound goes where the share of deals below it is nearest to that of today. The segments cover every total that can come
out, each at least one, as those of today do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from salesbook.models.scorecard import ExtraRule, Scorecard, Segment
from salesbook.scoring.evidence.deals import Tally, points, units
from salesbook.scoring.totals import Totals, totals_of


@dataclass(frozen=True, slots=True)
class SegmentBounds:
    """From and to which total a segment goes, both included."""

    segment: Segment
    from_: Decimal
    to: Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of all segments in the order of the card, and the totals above which its rules hold."""

    segments: tuple[SegmentBounds, ...]
    rules: tuple[Decimal, ...]


def moved_bounds(today: Scorecard, new: Scorecard, before: Tally, after: Tally) -> Bounds | None:
    """Return the bounds for the points of `new`, by the tallies of today's totals and of the new ones.

    None when there are fewer totals than segments. A bound that parts the new totals already is left as it stands.
    """
    former, totals = totals_of(today), totals_of(new)
    ordered = sorted(today.segments, key=lambda segment: segment.from_)
    starts = _starts(ordered, totals, before, after)
    if starts is None:
        return None
    lowest, highest = ordered[0].from_, ordered[-1].to
    # Whoever left room below and above on purpose keeps it.
    low = [lowest if lowest < former.lowest and lowest <= totals.lowest else totals.lowest]
    high = []
    for (lower, upper), start in zip(pairwise(ordered), starts, strict=True):
        stands = totals.above(lower.to) == start == totals.at_or_above(upper.from_)
        below = totals.below(start)
        assert below is not None
        high.append(lower.to if stands else below)
        low.append(upper.from_ if stands else start)
    high.append(highest if highest > former.highest and highest >= totals.highest else totals.highest)
    bounds = {each.id: SegmentBounds(each, *pair) for each, *pair in zip(ordered, low, high, strict=True)}
    rules = tuple(_above(rule, totals, before, after) for rule in today.rules)
    return Bounds(tuple(bounds[segment.id] for segment in today.segments), rules)


def with_bounds(card: Scorecard, bounds: Bounds) -> Scorecard:
    """Return a card with other bounds of its segments and rules."""
    segments = tuple(each.segment.model_copy(update={"from_": each.from_, "to": each.to}) for each in bounds.segments)
    rules = tuple(
        rule.model_copy(update={"above": above}) for rule, above in zip(card.rules, bounds.rules, strict=True)
    )
    return card.model_copy(update={"segments": segments, "rules": rules})


def _starts(ordered: Sequence[Segment], totals: Totals, before: Tally, after: Tally) -> list[Decimal] | None:
    """Return where each segment but the lowest begins; None when the totals do not suffice."""
    starts: list[Decimal] = []
    least = totals.above(totals.lowest)
    for segment in ordered[1:]:
        if least is None:
            return None
        wanted = sum(here.all for total, here in before.items() if total < units(segment.from_))
        start = max(_cut(after, wanted), least)
        starts.append(start)
        least = totals.above(start)
    # From above: where bounds have crowded at the highest total, they move down until each segment has one.
    most: Decimal | None = totals.highest
    for n in range(len(starts) - 1, -1, -1):
        if most is None or most <= totals.lowest:
            return None
        starts[n] = min(starts[n], most)
        most = totals.below(starts[n])
    return starts


def _cut(tally: Tally, wanted: int) -> Decimal:
    """Return the total below which the number of deals is nearest to the one wanted."""
    below, best = 0, (wanted, next(iter(tally)))
    for total, here in tally.items():
        best = min(best, (abs(below - wanted), total))
        below += here.all
    # Above every total lies nothing: a bound there leaves the upper segment empty, as it may be today.
    best = min(best, (abs(below - wanted), total + 1))
    return points(best[1])


def _above(rule: ExtraRule, totals: Totals, before: Tally, after: Tally) -> Decimal:
    """Return above which total a rule holds for as many deals as today."""
    wanted = sum(here.all for total, here in before.items() if total <= units(rule.above))
    start = _cut(after, wanted)
    if totals.above(rule.above) == totals.at_or_above(start):
        return rule.above
    below = totals.below(start)
    return totals.lowest - 1 if below is None else below
