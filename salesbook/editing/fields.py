"""What a model says of a place in an item's data: the fields of a block, the values of a field, and their words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from salesbook.core.diagnostics import Route
from salesbook.core.language import gettext as _
from salesbook.models.base import ContentModel
from salesbook.models.schemas import expected, field_docs, model_doc
from salesbook.models.shapes import FieldShape, ValueShape, shape_of, shapes_of


class FieldWords(NamedTuple):
    """A field for a reader: its key, what it is for, what stands there, and whether it must."""

    key: str
    about: str
    kind: str
    required: bool
    shape: ValueShape


def shape_at(model: type[ContentModel], route: Route) -> ValueShape | None:
    """Return what may stand at a route of a kind's item; None where the model knows no such place."""
    shape = ValueShape(model=model)
    for step in route:
        if isinstance(step, int):
            inner = shape.entries
        elif shape.model is not None:
            field = _field(shape.model, step)
            inner = None if field is None else field.value
        else:
            inner = shape.values
        if inner is None:
            return None
        shape = inner
    return shape


def fields_of(model: type[ContentModel]) -> list[FieldWords]:
    """Return the fields that an author may write in a block, in the model's order."""
    return [_words(model, field) for field in shapes_of(model) if not field.implied]


def field_at(model: type[ContentModel], route: Route) -> FieldWords | None:
    """Return the field that the last key of a route names."""
    steps = list(route)
    while steps and isinstance(steps[-1], int):
        steps.pop()
    if not steps:
        return None
    block = shape_at(model, tuple(steps[:-1]))
    if block is None or block.model is None:
        return None
    field = _field(block.model, str(steps[-1]))
    return None if field is None else _words(block.model, field)


def _field(model: type[ContentModel], key: str) -> FieldShape | None:
    """Return the field that an author writes under a key."""
    field = shape_of(model, key)
    return None if field is None or field.implied else field


def _words(model: type[ContentModel], field: FieldShape) -> FieldWords:
    about = _docs(model).get(field.name, "")
    return FieldWords(field.key, _(about), kind_words(field.value), field.required, field.value)


def _docs(model: type[ContentModel]) -> Mapping[str, str]:
    try:
        return field_docs(model)
    except OSError:
        return {}  # installed without its sources: fields go without words


def kind_words(shape: ValueShape) -> str:
    """Say what stands at a place."""
    if shape.entries is not None:
        return _("a list: {entries}").format(entries=kind_words(shape.entries))
    if shape.model is not None:
        return _(model_doc(shape.model)).split("\n")[0]
    if shape.choices:
        return _("one of: {names}").format(names=", ".join(shape.choices))
    if shape.mark is not None:
        return expected(shape.mark)
    words: dict[type | None, str] = {
        bool: _("true or false"),
        int: _("a whole number"),
        float: _("a number"),
        Decimal: _("a number"),
        date: _("a date"),
        str: _("text"),
    }
    return words.get(shape.scalar, _("a block of fields"))
