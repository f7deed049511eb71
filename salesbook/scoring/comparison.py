"""Two cards on the same leads: who changes segment, up or down."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from salesbook.models.scorecard import Scorecard
from salesbook.scoring.score import Lead, score

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
    up: int = 0
    down: int = 0
    level: int = 0
    """Other segments that stand as high on their card as the old ones on theirs."""
    only_old: int = 0
    only_new: int = 0
    neither: int = 0

    def add(self, row: int, label: str, before: Lead | None, after: Lead | None) -> None:
        """Take a lead as both cards read it; None for a card that cannot."""
        if before is None or after is None:
            self.only_old += before is not None
            self.only_new += after is not None
            self.neither += before is None and after is None
            return
        was, now = placed(before, self.old), placed(after, self.new)
        self.matrix[was.segment, now.segment] += 1
        if was.segment == now.segment:
            return
        height = _height(self.new, now.segment) - _height(self.old, was.segment)
        self.up += height > 0
        self.down += height < 0
        self.level += height == 0
        if len(self.moves) < MOST_NAMED:
            self.moves.append(Move(row, label, was, now, height > 0))

    @property
    def moved(self) -> int:
        """How many leads change segment."""
        return self.up + self.down + self.level

    @property
    def scored(self) -> int:
        """How many leads both cards score."""
        return self.matrix.total()


def placed(lead: Lead, card: Scorecard) -> Placed:
    """Return where a card puts a lead."""
    result = score(lead, card)
    return Placed(REFUSED if result.knocked_out or result.segment is None else result.segment.id, result.total)


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
