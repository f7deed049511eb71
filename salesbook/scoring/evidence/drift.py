"""How far deals of a later period differ from earlier ones: the population stability index.

PSI is the sum over groups of (share later − share earlier) × ln(share later ÷ share earlier); half a deal is added to
both counts of a group that one period lacks. Below 0.1 nothing has changed to speak of, from 0.25 on it is another
stream of clients (Siddiqi 2006; B. Yurdakul, "Statistical Properties of PSI", 2018, on how both depend on the sizes).
"""

from collections.abc import Mapping
from math import log
from typing import NamedTuple

from salesbook.scoring.evidence.deals import Outcomes

NOTICEABLE, GREAT = 0.1, 0.25
"""Where a drift begins to be noticeable, and great."""


class Shift(NamedTuple):
    """A group's share of the deals in both periods."""

    earlier: float
    later: float


class Drift(NamedTuple):
    """How two periods differ: the index, and the shares of the groups by their names."""

    psi: float
    shifts: Mapping[str, Shift]


def drift(earlier: Mapping[str, int], later: Mapping[str, int]) -> Drift:
    """Return how the counts of groups differ between two periods, neither of which is empty."""
    before, after = sum(earlier.values()), sum(later.values())
    index, shifts = 0.0, {}
    for name in dict.fromkeys((*earlier, *later)):
        here, there = earlier.get(name, 0), later.get(name, 0)
        if not here and not there:
            continue
        shifts[name] = Shift(here / before, there / after)
        half = 0 if here and there else 0.5
        p, q = (here + half) / before, (there + half) / after
        index += (q - p) * log(q / p)
    return Drift(index, shifts)


def periods(later: bytes, won: bytes) -> tuple[Outcomes, Outcomes]:
    """Return the outcomes of the earlier and of the later period."""
    counts = [[0, 0], [0, 0], [0, 0]]
    for period, outcome in zip(later, won, strict=True):
        counts[period][outcome] += 1
    return Outcomes(counts[0][1], counts[0][0]), Outcomes(counts[1][1], counts[1][0])
