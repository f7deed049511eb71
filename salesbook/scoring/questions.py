"""What to ask next about a lead: the open question whose answers tell most about the segment.

The measure is the information that the answer carries about the segment, in bits (their mutual information): how much
of the doubt about the segment is gone, on average, once the question is answered. Nothing is known of how often which
answer is given, so all answers to a question are taken for equally likely, and questions for independent. A question
that changes nothing, because all its answers count the same or the segment is settled, carries none.

The total of all other open questions is summed up exactly, total by total: not answer by answer, so the effort grows
with the number of different totals and not with 3 to the power of the questions. Where even that is too much
(`EFFORT`), the total of the others is taken for normally distributed, which a sum of that many questions is nearly.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from math import erf, gcd, log2, sqrt
from statistics import fmean
from typing import NamedTuple, Self

EFFORT = 3_000_000
"""So many additions are made for an exact answer: about half a second."""

Bounds = Sequence[int]
"""Where segments begin, in ascending order, without the lowest one; in units of the last digit of a total."""


@dataclass(frozen=True, slots=True)
class Information:
    """What the answer to a question is expected to tell of the segment, in bits, and whether that is exact."""

    bits: float
    exact: bool


def information(open_questions: Mapping[str, Sequence[int]], settled: int, bounds: Bounds) -> dict[str, Information]:
    """Return what each open question carries about the segment.

    A question is what its answers count, in units; `settled` is the total of all that is answered.
    """
    exact = _effort(open_questions) <= EFFORT
    every = _Normal.of(open_questions.values())
    told = {}
    for name, counts in open_questions.items():
        others = (
            _Sums.of([each for other, each in open_questions.items() if other != name])
            if exact
            else every.without(_Normal.of([counts]))
        )
        shares_of = {count: _by_segment(others, settled + count, bounds) for count in set(counts)}
        told[name] = Information(_bits([shares_of[count] for count in counts]), exact)
    return told


def shares(open_questions: Mapping[str, Sequence[int]], settled: int, bounds: Bounds) -> list[float]:
    """Return how likely each segment is, from the lowest on, when every answer is as likely as another."""
    exact = _effort(open_questions) <= EFFORT
    sums = _Sums.of(open_questions.values()) if exact else _Normal.of(open_questions.values())
    return _by_segment(sums, settled, bounds)


def _effort(questions: Mapping[str, Sequence[int]]) -> int:
    """Return how many additions the exact answer for all questions takes at most."""
    step = reduce(gcd, (count - counts[0] for counts in questions.values() for count in counts), 0) or 1
    totals, width, effort = 1, 0, 0
    for counts in questions.values():
        effort += totals * len(counts)
        width += (max(counts) - min(counts)) // step
        totals = min(totals * len({*counts}), width + 1)
    return effort * len(questions)


def _bits(after: Sequence[Sequence[float]]) -> float:
    """Return what an answer tells of the segment, by how likely each segment is after each of the answers."""
    before = [fmean(column) for column in zip(*after, strict=True)]
    return max(_entropy(before) - fmean(map(_entropy, after)), 0.0)


def _entropy(likely: Sequence[float]) -> float:
    return -sum(share * log2(share) for share in likely if share > 0)


class _Sums(NamedTuple):
    """The totals that some questions can come to, in ascending order, and how likely each or a lower one is."""

    totals: list[int]
    up_to: list[float]

    @classmethod
    def of(cls, questions: Iterable[Sequence[int]]) -> Self:
        totals = {0: 1.0}
        for counts in questions:
            longer: defaultdict[int, float] = defaultdict(float)
            share = 1 / len(counts)
            for total, likely in totals.items():
                for count in counts:
                    longer[total + count] += likely * share
            totals = dict(longer)
        ordered = sorted(totals)
        return cls(ordered, list(accumulate(totals[total] for total in ordered)))

    def below(self, bound: int) -> float:
        """Return how likely a total below a bound is."""
        n = bisect_left(self.totals, bound)
        return self.up_to[n - 1] if n else 0.0


class _Normal(NamedTuple):
    """The total of some questions, taken for normally distributed."""

    mean: float
    variance: float

    @classmethod
    def of(cls, questions: Iterable[Sequence[int]]) -> Self:
        means = [(fmean(counts), fmean(n * n for n in counts)) for counts in questions]
        return cls(sum(mean for mean, _square in means), sum(square - mean * mean for mean, square in means))

    def without(self, other: "_Normal") -> "_Normal":
        """Return the total of the questions but for those of `other`."""
        return _Normal(self.mean - other.mean, max(self.variance - other.variance, 0.0))

    def below(self, bound: int) -> float:
        """Return how likely a total below a bound is; totals are whole, so half a unit stands between two of them."""
        if self.variance == 0:
            return float(self.mean < bound)
        return (1 + erf((bound - 0.5 - self.mean) / sqrt(2 * self.variance))) / 2


def _by_segment(sums: _Sums | _Normal, settled: int, bounds: Bounds) -> list[float]:
    """Return how likely each segment is when a total of the open questions is added to that of the settled ones."""
    below = [sums.below(bound - settled) for bound in bounds]
    return [max(high - low, 0.0) for low, high in zip([0.0, *below], [*below, 1.0], strict=True)]
