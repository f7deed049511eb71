"""How well a score tells won deals from lost ones: AUC, Gini, KS, and the lift of the best tenth."""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

from salesbook.scoring.evidence.deals import NO_DEALS, Tally
from salesbook.scoring.evidence.distributions import Z95


class Ranking(NamedTuple):
    """How a score ranks deals.

    `auc` is how likely a won deal has a higher score than a lost one, a tie counting half (mid-ranks); `low` and `high`
    are its 95 % interval (DeLong and others, Biometrics 1988). `ks` is the greatest distance between the shares of lost
    and of won deals at or below a score, `ks_at` that score.
    """

    auc: float
    low: float
    high: float
    ks: float
    ks_at: int

    @property
    def gini(self) -> float:
        """AUC on a scale on which chance is 0."""
        return 2 * self.auc - 1


class Tenth(NamedTuple):
    """A tenth of all deals, from the best scores on: deals with equal scores are shared out between tenths evenly."""

    deals: float
    won: float
    lift: float
    """The share that was won, against that of all deals."""


def ranking(tally: Tally) -> Ranking | None:
    """Return how a score ranks deals; None when none were won, or none lost."""
    won, lost = sum(o.won for o in tally.values()), sum(o.lost for o in tally.values())
    if not won or not lost:
        return None
    # Of won deals with a score: the share of lost ones below; of lost ones: the share of won ones above.
    below, above, ks, ks_at = 0, won, 0.0, next(iter(tally))
    placed_won: list[tuple[float, int]] = []
    placed_lost: list[tuple[float, int]] = []
    for score, here in tally.items():
        above -= here.won
        placed_won.append(((below + here.lost / 2) / lost, here.won))
        placed_lost.append(((above + here.won / 2) / won, here.lost))
        below += here.lost
        distance = abs(below / lost - (won - above) / won)
        if distance > ks:
            ks, ks_at = distance, score
    auc = sum(place * n for place, n in placed_won) / won
    deviation = sqrt(_variance(placed_won, auc, won) / won + _variance(placed_lost, auc, lost) / lost)
    return Ranking(auc, max(auc - Z95 * deviation, 0.0), min(auc + Z95 * deviation, 1.0), ks, ks_at)


def curve(tally: Tally) -> list[tuple[float, float]]:
    """Return the ROC curve: shares of lost and of won deals with the best scores, from (0, 0) to (1, 1)."""
    won, lost = sum(o.won for o in tally.values()), sum(o.lost for o in tally.values())
    places, taken = [(0.0, 0.0)], NO_DEALS
    for here in reversed([*tally.values()]):
        taken += here
        places.append((taken.lost / lost if lost else 0.0, taken.won / won if won else 0.0))
    return places


def tenths(tally: Tally) -> list[Tenth]:
    """Return the ten tenths of all deals, the best scores first; none of no deals or none won."""
    everything = sum(tally.values(), NO_DEALS)
    if not everything.won:
        return []
    size = everything.all / 10
    return [Tenth(size, won, won / size / everything.rate) for won in _won_by_tenth(tally, size)]


def _won_by_tenth(tally: Tally, size: float) -> Iterator[float]:
    room, won, n = size, 0.0, 1
    for here in reversed([*tally.values()]):
        left: float = here.all
        while left > room and n < 10:
            yield won + room * here.rate
            left -= room
            room, won, n = size, 0.0, n + 1
        won, room = won + left * here.rate, room - left
    yield won
    yield from [0.0] * (10 - n)


def _variance(placed: list[tuple[float, int]], mean: float, count: int) -> float:
    """Return the variance of places as a sample's; 0 of a single one."""
    return sum(n * (place - mean) ** 2 for place, n in placed) / (count - 1) if count > 1 else 0.0
