"""The points of a card: those of today, and others in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import add

from salesbook.models.scorecard import UNKNOWN, Parameter, Scorecard
from salesbook.scoring.evidence.deals import units
from salesbook.scoring.fitting.patterns import Patterns


@dataclass(frozen=True, slots=True)
class ParameterPoints:
    """The weight of a parameter, and the points of its answers in the order of `card.choices`; None: left out."""

    weight: Decimal
    points: tuple[Decimal | None, ...]

    def counts(self) -> list[int]:
        """Return what each answer counts, in units of a total."""
        return [0 if each is None else units(each * self.weight) for each in self.points]


CardPoints = Mapping[str, ParameterPoints]
"""The points of all parameters of a card, by id."""


def points_of(card: Scorecard) -> dict[str, ParameterPoints]:
    """Return the points of a card as they stand."""
    return {
        parameter.id: ParameterPoints(parameter.weight, tuple(choice.points for choice in card.choices(parameter)))
        for parameter in card.parameters()
    }


def totals_by_row(points: CardPoints, patterns: Patterns) -> list[int]:
    """Return the total of every row, in units."""
    totals = [0] * patterns.count
    for name, each in points.items():
        totals = list(map(add, totals, map(each.counts().__getitem__, patterns.columns[name])))
    return totals


def fixed_unknown(card: Scorecard, parameter: Parameter) -> int | None:
    """Return the number of “unknown” among a parameter's answers where its points are not the parameter's own.

    They stand on the card for all parameters, or there are none. None: there is no such answer.
    """
    if parameter.unknown is not None and parameter.unknown.points is not None:
        return None
    return next((n for n, choice in enumerate(card.choices(parameter)) if choice.id == UNKNOWN), None)


def with_points(card: Scorecard, points: CardPoints) -> Scorecard:
    """Return a card with other points and weights."""
    blocks = []
    for block in card.blocks:
        parameters = tuple(_with_points(card, parameter, points[parameter.id]) for parameter in block.parameters)
        blocks.append(block.model_copy(update={"parameters": parameters}))
    return card.model_copy(update={"blocks": tuple(blocks)})


def _with_points(card: Scorecard, parameter: Parameter, points: ParameterPoints) -> Parameter:
    own: Sequence[Decimal | None] = points.points
    answers = tuple(
        answer.model_copy(update={"points": each}) for answer, each in zip(parameter.answers, own, strict=False)
    )
    unknown = parameter.unknown
    if unknown is not None and fixed_unknown(card, parameter) is None:
        unknown = unknown.model_copy(update={"points": own[-1]})
    return parameter.model_copy(update={"weight": points.weight, "answers": answers, "unknown": unknown})
