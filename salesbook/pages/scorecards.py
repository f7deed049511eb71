"""What the page of a scorecard shows beside its words: how much each answer counts, how wide each segment is."""

from decimal import Decimal
from typing import NamedTuple

from salesbook.models.scorecard import UNKNOWN, Choice, Parameter, Scorecard, Segment
from salesbook.scoring.totals import totals_of

_WHOLE = 20
"""The width of all segments together: kinds.css has a class for each share of it."""


class Mark(NamedTuple):
    """An answer as a page shows it: its words, the points before the weight, what it counts, and how it is coloured.

    `tone` is minus, zero or plus: the least that the parameter may count, something between, the most; or unknown.
    `points` and `counts` are None for an answer that leaves the parameter out.
    """

    text: str
    points: Decimal | None
    counts: Decimal | None
    tone: str


def points_of(card: Scorecard, parameter: Parameter) -> tuple[Mark, ...]:
    """Return the answers to a parameter, “unknown” last."""
    points = [choice.points for choice in parameter.choices() if choice.points is not None]
    least, most = min(points, default=Decimal(0)), max(points, default=Decimal(0))

    def tone(choice: Choice) -> str:
        if choice.id == UNKNOWN:
            return "unknown"
        return "zero" if least == most else {least: "minus", most: "plus"}.get(choice.points or Decimal(0), "zero")

    return tuple(
        Mark(
            choice.text,
            choice.points,
            None if choice.points is None else choice.points * parameter.weight,
            tone(choice),
        )
        for choice in card.choices(parameter)
    )


def shares_of(card: Scorecard) -> tuple[tuple[Segment, int], ...]:
    """Return the segments from the lowest to the highest, each with its share of the width in twentieths."""
    totals = totals_of(card)
    span = totals.highest - totals.lowest
    ordered = sorted(card.segments, key=lambda segment: segment.from_)
    return tuple(
        (segment, max(1, round(_WHOLE * (segment.to - segment.from_) / span)) if span else 1) for segment in ordered
    )
