"""Arrows between rows that stand below each other: down on the right, up on the left, those to one row in one lane.

A lane is a vertical line beside the rows. Arrows to the same row share theirs, so that the drawing grows with the rows
that are aimed at and not with the arrows: sixty stages of which each leads to the last need one lane.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

CORNER = 6.0
HEAD = (7.0, 4.0)
"""Length of an arrow's head, and half of its breadth."""


class Row(NamedTuple):
    """A box of the drawing by its upper edge and its height."""

    top: float
    height: float


class Sides(NamedTuple):
    """Where lanes may run: the edges of the boxes, how far off the first lane is, and between two."""

    left: float
    right: float
    first: float
    gap: float


class Route(NamedTuple):
    """The way of an arrow: its path, the path of its head, and where it leaves its box."""

    path: str
    head: str
    x: float
    y: float


Arrow = tuple[int, int]
"""Rows by their numbers: from where, to where."""


def lanes(arrows: Iterable[Arrow]) -> dict[tuple[bool, int], int]:
    """Return the lane of each row that is aimed at, by whether arrows come down to it and its number; 0 is nearest.

    Short lanes are near. Two may share a place where one ends at the row at which the other begins.
    """
    spans: dict[tuple[bool, int], tuple[int, int]] = {}
    for source, target in arrows:
        key = (target > source, target)
        low, high = spans.get(key, (source, source))
        spans[key] = min(low, source, target), max(high, source, target)
    taken: dict[tuple[bool, int], list[tuple[int, int]]] = defaultdict(list)
    places: dict[tuple[bool, int], int] = {}
    for key, (low, high) in sorted(spans.items(), key=lambda entry: (entry[1][1] - entry[1][0], entry[0])):
        place = 0
        while any(low < other[1] and other[0] < high for other in taken[key[0], place]):
            place += 1
        taken[key[0], place].append((low, high))
        places[key] = place
    return places


def count(places: Mapping[tuple[bool, int], int], *, down: bool) -> int:
    """Return how many lanes stand beside each other on a side."""
    return max((place + 1 for (side, _row), place in places.items() if side is down), default=0)


def ports(arrows: Iterable[Arrow]) -> dict[int, int]:
    """Return how many lines meet a row on the side that has more of them, for each row that any meets."""
    ends: dict[tuple[int, bool], set[Arrow | int]] = defaultdict(set)
    for source, target in arrows:
        ends[source, target > source].add((source, target))
        ends[target, target > source].add(target)
    most: dict[int, int] = {}
    for (row, _down), lines in ends.items():
        most[row] = max(most.get(row, 0), len(lines))
    return most


def routes(arrows: Sequence[Arrow], rows: Sequence[Row], sides: Sides) -> dict[Arrow, Route]:
    """Return the way of each arrow."""
    places = lanes(arrows)
    heights = _heights(arrows, rows, places)
    return {arrow: _route(arrow, heights, places, sides) for arrow in arrows}


def _heights(
    arrows: Sequence[Arrow], rows: Sequence[Row], places: Mapping[tuple[bool, int], int]
) -> dict[tuple[bool, Arrow | int], float]:
    """Return at which height lines leave a row and come to it.

    What comes, comes from where nothing leaves for, and of what leaves, the nearest lane is the last to turn: so no
    two lines of a row cross.
    """
    lines: dict[tuple[int, bool], set[Arrow | int]] = defaultdict(set)
    for source, target in arrows:
        down = target > source
        lines[source, down].add((source, target))
        lines[target, down].add(target)
    heights: dict[tuple[bool, Arrow | int], float] = {}
    for (row, down), ends in lines.items():
        ordered = sorted(ends, key=lambda end: _order(end, down, places))
        ordered = ordered if down else ordered[::-1]
        for n, end in enumerate(ordered, 1):
            heights[down, end] = rows[row].top + rows[row].height * n / (len(ordered) + 1)
    return heights


def _order(end: Arrow | int, down: bool, places: Mapping[tuple[bool, int], int]) -> tuple[int, int]:
    return (0, 0) if isinstance(end, int) else (1, -places[down, end[1]])


def _route(
    arrow: Arrow,
    heights: Mapping[tuple[bool, Arrow | int], float],
    places: Mapping[tuple[bool, int], int],
    sides: Sides,
) -> Route:
    down = arrow[1] > arrow[0]
    out = 1 if down else -1
    edge = sides.right if down else sides.left
    lane = edge + out * (sides.first + places[down, arrow[1]] * sides.gap)
    start, end = heights[down, arrow], heights[down, arrow[1]]
    corner = min(CORNER, abs(end - start) / 2, sides.first / 2)
    length, half = HEAD
    tip = edge + out
    path = (
        f"M{edge:.1f} {start:.1f}H{lane - out * corner:.1f}"
        f"Q{lane:.1f} {start:.1f} {lane:.1f} {start + out * corner:.1f}"
        f"V{end - out * corner:.1f}Q{lane:.1f} {end:.1f} {lane - out * corner:.1f} {end:.1f}H{tip + out * length:.1f}"
    )
    head = f"M{tip:.1f} {end:.1f}l{out * length:.1f} {-half:.1f}v{2 * half:.1f}z"
    return Route(path, head, edge, start)
