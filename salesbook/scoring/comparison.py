"""Two cards on the same leads: who changes segment, up or down."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from operator import add
from typing import NamedTuple

from salesbook.models.scorecard import Scorecard
from salesbook.scoring.columns import CardRows, State
from salesbook.scoring.evidence.deals import counted, points, units

MOST_NAMED = 1_000
"""So many leads that change segment are named; of a million the matrix tells."""

REFUSED = None
"""Stands for a segment where a knock-out refuses a lead."""


class Placed(NamedTuple):
    """Where a card puts a lead: the id of the segment, None for a refusal, and the total if there is one."""

    segment: str | None
    total: Decimal | None


class Move(NamedTuple):
    """A lead that changes segment: its row in the file, its label, where it was and where it is."""

    row: int
    label: str
    before: Placed
    after: Placed
    up: bool


@dataclass
class Comparison:
    """What has become of leads so far.

    `matrix` counts leads by (segment of the old card, segment of the new one). Of those that one card cannot score
    `only_old` and `only_new` are scored by the other, `neither` by none.
    """

    old: Scorecard
    new: Scorecard
    matrix: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    moves: list[Move] = field(default_factory=list)
    only_old: int = 0
    only_new: int = 0
    neither: int = 0

    def add(self, lines: Sequence[int], labels: Sequence[str | None], before: CardRows, after: CardRows) -> None:
        """Take leads as both cards read them."""
        was, now = placed(before), placed(after)
        fit = [bool(first and second) for first, second in zip(before.states, after.states, strict=True)]
        self.matrix.update(compress(zip(was.segments, now.segments, strict=True), fit))
        pairs = Counter((bool(first), bool(second)) for first, second in zip(before.states, after.states, strict=True))
        self.only_old += pairs[True, False]
        self.only_new += pairs[False, True]
        self.neither += pairs[False, False]
        for n in compress(range(len(fit)), fit):
            if len(self.moves) == MOST_NAMED:
                break
            if was.segments[n] != now.segments[n]:
                places = was.at(n), now.at(n)
                self.moves.append(
                    Move(lines[n], labels[n] or "", *places, self._rise(*(each.segment for each in places)) > 0)
                )

    @property
    def up(self) -> int:
        """How many leads change to a segment that stands higher on its card than the old one did on its own."""
        return self._counted(lambda rise: rise > 0)

    @property
    def down(self) -> int:
        """How many leads change to a segment that stands lower."""
        return self._counted(lambda rise: rise < 0)

    @property
    def level(self) -> int:
        """How many leads change to a segment that stands as high."""
        return self._counted(lambda rise: rise == 0)

    @property
    def moved(self) -> int:
        """How many leads change segment."""
        return self._counted(lambda _rise: True)

    @property
    def scored(self) -> int:
        """How many leads both cards score."""
        return self.matrix.total()

    def _counted(self, wanted: Callable[[float], bool]) -> int:
        return sum(n for (was, now), n in self.matrix.items() if was != now and wanted(self._rise(was, now)))

    def _rise(self, was: str | None, now: str | None) -> float:
        return _height(self.new, now) - _height(self.old, was)


@dataclass(frozen=True, slots=True)
class PlacedRows:
    """Where a card puts rows: the segments, None for a refusal, and the totals in units; `states` are those of rows."""

    states: Sequence[int]
    segments: Sequence[str | None]
    totals: Sequence[int]

    def at(self, row: int) -> Placed:
        """Return where a row is put."""
        unasked = self.states[row] == State.REFUSED_UNASKED
        return Placed(self.segments[row], None if unasked else points(self.totals[row]))


def placed(rows: CardRows) -> PlacedRows:
    """Return where a card puts its rows; what is said of one that it cannot score means nothing."""
    card = rows.card
    totals = [0] * len(rows.states)
    for parameter, numbers in zip(card.parameters(), rows.answers, strict=True):
        totals = list(map(add, totals, map(counted(card, parameter).__getitem__, numbers)))
    ordered = sorted(card.segments, key=lambda segment: segment.from_)
    starts, ids = [units(segment.from_) for segment in ordered], [segment.id for segment in ordered]
    found = {total: ids[max(bisect_right(starts, total) - 1, 0)] for total in {*totals}}
    segments = [
        found[total] if state == State.SCORED else REFUSED for total, state in zip(totals, rows.states, strict=True)
    ]
    return PlacedRows(rows.states, segments, totals)


def segments_of(card: Scorecard) -> Sequence[str | None]:
    """Return the segments of a card from the lowest on, a refusal before them."""
    return [REFUSED, *(segment.id for segment in sorted(card.segments, key=lambda segment: segment.from_))]


def _height(card: Scorecard, segment: str | None) -> float:
    """Return how high a segment stands on its card: from 0 for the lowest to 1 for the highest, −1 for a refusal.

    So cards with another number of segments, or other names of them, can be compared.
    """
    if segment is REFUSED:
        return -1.0
    ids = segments_of(card)[1:]
    return ids.index(segment) / (len(ids) - 1) if len(ids) > 1 else 1.0
