"""The seals of format 1: they counted what some fields hold by default, and those of today do not."""

from collections.abc import Iterator
from typing import Any

from salesbook.models.base import ContentModel
from salesbook.models.letter import LetterField
from salesbook.models.pipeline import Move
from salesbook.models.shapes import shapes_of
from salesbook.models.training import Checklist, ChecklistItem, Course, QuizQuestion

_COUNTED = frozenset(
    {
        (LetterField, "required"),
        (LetterField, "ahead"),
        (Move, "automatic"),
        (Course, "pass_percent"),
        (Checklist, "pass_percent"),
        (ChecklistItem, "critical"),
    }
)
"""The fields of format 1 whose defaults are words or numbers. Newer fields were not there to be counted."""

_OF_THE_ITEM = frozenset({(QuizQuestion, "seen")})
"""The fields of format 1 that were of the item then, and are about it now."""


def said(data: ContentModel) -> Iterator[str]:
    """Yield all that an item or a part of it says, as format 1 counted it, in the order of the fields."""
    for field in shapes_of(type(data)):
        value = getattr(data, field.name)
        place = (type(data), field.name)
        if place in _COUNTED or (value != field.default and (not field.about or place in _OF_THE_ITEM)):
            yield from _each(value)


def _each(value: Any) -> Iterator[str]:
    if isinstance(value, ContentModel):
        yield from said(value)
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from _each(entry)
    elif isinstance(value, dict):
        yield from _each(list(value.values()))
    elif value is not None:
        yield str(value)
