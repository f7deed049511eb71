"""Points, weights and totals of scorecards: exact decimals, as they stand in the file, of a bounded size.

0.1 of a file is a tenth, and ten of them are one: nothing is ever summed as a binary fraction.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticKnownError

MOST_POINTS = 100_000
"""The largest number of points that an answer may give or take away."""

MOST_WEIGHT = 1_000
"""The largest weight of a parameter."""

MOST_TOTAL = 10**12
"""The largest bound of a segment: a card with ten thousand parameters of such points and weights stays within it."""

POINT_PLACES = 2
"""Digits behind the point that points and weights may have."""

TOTAL_PLACES = 2 * POINT_PLACES
"""Digits behind the point that a total may have: a weight multiplies points."""


def exact(value: object) -> Decimal:
    """Return a number of a file as the decimal that was typed; raises pydantic's `float_type` for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticKnownError("float_type")
    if isinstance(value, float):
        return Decimal(int(value)) if value.is_integer() else Decimal(repr(float(value)))
    return Decimal(value)


def plain_number(value: Decimal) -> int | float:
    """Return a decimal as JSON writes it: a whole number where it is one."""
    return int(value) if value == value.to_integral_value() else float(value)


_NUMBER = (BeforeValidator(exact), PlainSerializer(plain_number, when_used="json"))

Points = Annotated[
    Decimal,
    Field(ge=-MOST_POINTS, le=MOST_POINTS, decimal_places=POINT_PLACES),
    *_NUMBER,
    WithJsonSchema({"type": "number", "minimum": -MOST_POINTS, "maximum": MOST_POINTS}),
]
"""What an answer counts: a whole number or one with two digits behind the point, from −100,000 to 100,000."""

Weight = Annotated[
    Decimal,
    Field(ge=0, le=MOST_WEIGHT, decimal_places=POINT_PLACES),
    *_NUMBER,
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": MOST_WEIGHT}),
]
"""What the points of a parameter are multiplied by, from 0 to 1,000."""

Total = Annotated[
    Decimal,
    Field(ge=-MOST_TOTAL, le=MOST_TOTAL, decimal_places=TOTAL_PLACES),
    *_NUMBER,
    WithJsonSchema({"type": "number", "minimum": -MOST_TOTAL, "maximum": MOST_TOTAL}),
]
"""A sum of points times weights."""
