"""A card against closed deals: every figure that can be had, each from counts alone."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from salesbook.models.scorecard import Parameter, ParameterBlock, Segment
from salesbook.scoring.evidence.calibration import Calibration, calibration
from salesbook.scoring.evidence.changes import BoundMove, WeightChange, bound_moves, weight_changes
from salesbook.scoring.evidence.deals import NO_DEALS, Deals, Outcomes, Tally, counted, tallied, units
from salesbook.scoring.evidence.drift import Drift, drift, periods
from salesbook.scoring.evidence.ranking import Ranking, Tenth, curve, ranking, tenths
from salesbook.scoring.evidence.trust import Trust, trust_in
from salesbook.scoring.evidence.weights import Evidence, evidence

UNIT = 0.0001
"""Points in a unit of a total."""

_BINS = 5
_FEW = 10


@dataclass(frozen=True, slots=True)
class ParameterEvidence:
    """What a parameter tells by itself: how its points rank deals, and what each of its answers tells."""

    parameter: Parameter
    ranking: Ranking | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class BlockEvidence:
    """What a block tells by itself. `bins` are from and to which sum (units) each weight of the evidence goes."""

    block: ParameterBlock
    ranking: Ranking | None
    evidence: Evidence | None
    bins: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SegmentOutcomes:
    """The deals of a segment."""

    segment: Segment
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class PeriodDrift:
    """Two periods: their outcomes, how segments and the answers to each parameter have shifted between them."""

    earlier: Outcomes
    later: Outcomes
    segments: Drift
    parameters: Mapping[str, Drift]


@dataclass(frozen=True, slots=True)
class Backtest:
    """All that closed deals tell of a card. Figures of ranking are None when no deals were won, or none lost."""

    deals: Deals
    outcomes: Outcomes
    trust: Trust
    tally: Tally
    ranking: Ranking | None
    curve: tuple[tuple[float, float], ...]
    tenths: tuple[Tenth, ...]
    blocks: tuple[BlockEvidence, ...]
    parameters: tuple[ParameterEvidence, ...]
    segments: tuple[SegmentOutcomes, ...]
    calibration: Calibration | None
    bounds: tuple[BoundMove, ...]
    weights: tuple[WeightChange, ...]
    drift: PeriodDrift | None


def backtest(deals: Deals) -> Backtest:
    """Judge the card of some deals by them."""
    card, totals = deals.card, deals.totals()
    tally = deals.tally(totals)
    segments = sorted(card.segments, key=lambda segment: segment.from_)
    parameters, changes = [], []
    for parameter in card.parameters():
        joint = Counter(zip(totals, deals.answers[parameter.id], deals.won, strict=True))
        parameters.append(parameter_evidence(deals, parameter))
        changes.append(weight_changes(card, parameter, joint))
    outcomes = deals.outcomes
    return Backtest(
        deals,
        outcomes,
        trust_in(outcomes),
        tally,
        ranking(tally),
        tuple(curve(tally)),
        tuple(tenths(tally)),
        tuple(_block(deals, block) for block in card.blocks),
        tuple(parameters),
        tuple(SegmentOutcomes(s, o) for s, o in zip(segments, by_segment(tally, segments), strict=True)),
        calibration(tally, UNIT),
        tuple(move for lower, upper in pairwise(segments) for move in bound_moves(tally, lower, upper)),
        tuple(changes),
        _drift(deals, totals, segments) if deals.later else None,
    )


def by_segment(tally: Tally, segments: Sequence[Segment]) -> list[Outcomes]:
    """Return the outcomes of each segment, segments in ascending order."""
    outcomes = [NO_DEALS] * len(segments)
    starts = [units(segment.from_) for segment in segments]
    for total, here in tally.items():
        n = bisect_right(starts, total) - 1
        outcomes[n] += here
    return outcomes


def parameter_evidence(deals: Deals, parameter: Parameter) -> ParameterEvidence:
    """Return what a parameter tells of some deals by itself."""
    by_answer = Counter(zip(deals.answers[parameter.id], deals.won, strict=True))
    counts = counted(deals.card, parameter)
    by_points: Counter[tuple[int, int]] = Counter()
    for (answer, won), n in by_answer.items():
        by_points[counts[answer], won] += n
    return ParameterEvidence(parameter, ranking(tallied(by_points)), evidence(tallied(by_answer), len(counts)))


def _block(deals: Deals, block: ParameterBlock) -> BlockEvidence:
    tally = deals.tally(deals.sums(block.parameters))
    bins = tuple(_binned(tally))
    outcomes = {
        n: sum((here for score, here in tally.items() if low <= score <= high), NO_DEALS)
        for n, (low, high) in enumerate(bins)
    }
    return BlockEvidence(block, ranking(tally), evidence(outcomes, len(bins)), bins)


def _binned(tally: Tally) -> Iterator[tuple[int, int]]:
    """Yield ranges of scores: each score by itself if they are few, else about five with as many deals each."""
    if len(tally) <= _FEW:
        yield from ((score, score) for score in tally)
        return
    size = sum(here.all for here in tally.values()) / _BINS
    start, within = next(iter(tally)), 0
    last = [*tally][-1]
    for score, here in tally.items():
        within += here.all
        if within >= size or score == last:
            yield start, score
            within = 0
        if within == 0 and score != last:
            start = next(each for each in tally if each > score)


def _drift(deals: Deals, totals: Sequence[int], segments: Sequence[Segment]) -> PeriodDrift | None:
    earlier, later = periods(deals.later, deals.won)
    if not earlier.all or not later.all:
        return None
    starts = [units(segment.from_) for segment in segments]
    placed = [bisect_right(starts, total) - 1 for total in totals]
    shifts = {}
    for parameter in deals.card.parameters():
        names = [choice.id for choice in deals.card.choices(parameter)]
        shifts[parameter.id] = _shift(deals.answers[parameter.id], deals.later, names)
    return PeriodDrift(earlier, later, _shift(placed, deals.later, [segment.id for segment in segments]), shifts)


def _shift(groups: Iterable[int], later: bytes, names: Sequence[str]) -> Drift:
    counts = Counter(zip(groups, later, strict=True))
    before, after = ({name: counts[n, period] for n, name in enumerate(names)} for period in (0, 1))
    return drift(before, after)
