"""What a figure says, in one of a few words."""

from enum import StrEnum
from itertools import pairwise

from salesbook.scoring.evidence.backtest import BlockEvidence, ParameterEvidence, SegmentOutcomes
from salesbook.scoring.evidence.intervals import wilson
from salesbook.scoring.evidence.ranking import Ranking
from salesbook.scoring.evidence.weights import DOUBTFUL, MEDIUM, NOTHING, WEAK

LIKELY_CHANCE = 0.05
"""A difference that chance makes in one case of twenty or more is not taken for one."""


class Strength(StrEnum):
    """How much a parameter tells of the outcome."""

    UNKNOWN = "unknown"
    """All deals have one outcome."""
    NOTHING = "nothing"
    UNCLEAR = "unclear"
    """What there is chance would do as well: more deals are needed."""
    SLIGHT = "slight"
    """Surely something, and next to nothing."""
    WEAK = "weak"
    MEDIUM = "medium"
    STRONG = "strong"
    DOUBTFUL = "doubtful"
    """So much that the answer may have been given when the outcome was known."""


class Sign(StrEnum):
    """Whether more points go with more won deals."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    """The interval of AUC holds a half."""


def strength(judged: ParameterEvidence | BlockEvidence) -> Strength:
    """Return how much a parameter or a block tells."""
    evidence = judged.evidence
    if evidence is None:
        return Strength.UNKNOWN
    if evidence.chance >= LIKELY_CHANCE:
        return Strength.NOTHING if evidence.value < NOTHING else Strength.UNCLEAR
    bounds = ((NOTHING, Strength.SLIGHT), (WEAK, Strength.WEAK), (MEDIUM, Strength.MEDIUM), (DOUBTFUL, Strength.STRONG))
    return next((word for bound, word in bounds if evidence.value < bound), Strength.DOUBTFUL)


def sign(ranking: Ranking | None) -> Sign:
    """Return whether more points go with more won deals."""
    if ranking is None or ranking.low <= 0.5 <= ranking.high:
        return Sign.UNCLEAR
    return Sign.RIGHT if ranking.auc > 0.5 else Sign.WRONG


def disorder(segments: tuple[SegmentOutcomes, ...]) -> list[tuple[SegmentOutcomes, SegmentOutcomes]]:
    """Return neighbours of which the lower segment surely sells better: their intervals do not even meet."""
    filled = [segment for segment in segments if segment.outcomes.all]
    return [
        (lower, upper) for lower, upper in pairwise(filled) if wilson(lower.outcomes).low > wilson(upper.outcomes).high
    ]
