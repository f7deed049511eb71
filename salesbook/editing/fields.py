"""What a model says of a place in an item's data: the fields of a block, the values of a field, and their words."""

from collections.abc import Mapping
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from salesbook.core.diagnostics import Route
from salesbook.core.language import gettext as _
from salesbook.models.base import ContentModel, Link, Names, Prose
from salesbook.models.kinds import KINDS
from salesbook.models.schemas import expected, field_docs, model_doc
from salesbook.models.walk import Mark


class Shape(NamedTuple):
    """What may stand at a place: a list of `item`, a block of `model`, one of `choices`, a name, prose, a scalar."""

    item: "Shape | None" = None
    model: type[ContentModel] | None = None
    choices: tuple[str, ...] = ()
    mark: Mark | None = None
    scalar: type | None = None
    values: Any = None


class FieldWords(NamedTuple):
    """A field for a reader: its key, what it is for, what stands there, and whether it must."""

    key: str
    about: str
    kind: str
    required: bool
    shape: Shape


def shape_at(model: type[ContentModel], route: Route) -> Shape | None:
    """Return what may stand at a route of a kind's item; None where the model knows no such place."""
    shape = Shape(model=model)
    for step in route:
        found: Shape | None = None
        if isinstance(step, int):
            found = shape.item
        elif shape.model is not None:
            name = _field_name(shape.model, step)
            if name is not None and name not in _implied(shape.model):
                info = shape.model.model_fields[name]
                found = _shape(info.annotation, tuple(info.metadata))
        elif shape.values is not None:
            found = _shape(shape.values, ())
        if found is None:
            return None
        shape = found
    return shape


def fields_of(model: type[ContentModel]) -> list[FieldWords]:
    """Return the fields that an author may write in a block, in the model's order."""
    return [_words(model, name) for name in model.model_fields if name not in _implied(model)]


def field_at(model: type[ContentModel], route: Route) -> FieldWords | None:
    """Return the field that the last key of a route names."""
    steps = list(route)
    while steps and isinstance(steps[-1], int):
        steps.pop()
    if not steps:
        return None
    block = shape_at(model, tuple(steps[:-1]))
    name = None if block is None or block.model is None else _field_name(block.model, str(steps[-1]))
    if block is None or block.model is None or name is None or name in _implied(block.model):
        return None
    return _words(block.model, name)


def _implied(model: type[ContentModel]) -> tuple[str, ...]:
    """Return the fields that an author does not write: they come from below the front matter, and from the folder."""
    return ("body", "department") if any(k.in_departments and k.model is model for k in KINDS) else ("body",)


def _field_name(model: type[ContentModel], key: str) -> str | None:
    return next((name for name, info in model.model_fields.items() if (info.alias or name) == key), None)


def _words(model: type[ContentModel], name: str) -> FieldWords:
    info = model.model_fields[name]
    shape = _shape(info.annotation, tuple(info.metadata))
    about = _docs(model).get(name, "")
    return FieldWords(info.alias or name, _(about), kind_words(shape), info.is_required(), shape)


def _docs(model: type[ContentModel]) -> Mapping[str, str]:
    try:
        return field_docs(model)
    except OSError:
        return {}  # installed without its sources: fields go without words


def kind_words(shape: Shape) -> str:
    """Say what stands at a place."""
    if shape.item is not None:
        return _("a list: {entries}").format(entries=kind_words(shape.item))
    if shape.model is not None:
        return _(model_doc(shape.model)).split("\n")[0]
    if shape.choices:
        return _("one of: {names}").format(names=", ".join(shape.choices))
    if shape.mark is not None:
        return expected(shape.mark)
    words = {
        bool: _("true or false"),
        int: _("a whole number"),
        float: _("a number"),
        date: _("a date"),
        str: _("text"),
    }
    return words.get(shape.scalar or NoneType, _("a block of fields"))


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    mark = next((m for m in metadata if isinstance(m, Names | Prose | Link)), None)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(model=annotation)  # type: ignore[arg-type]  # all models of a book are ContentModels
    if origin is Annotated:
        return _shape(arguments[0], (*metadata, *arguments[1:]))
    if origin is Literal:
        return Shape(choices=tuple(map(str, arguments)))
    if origin in (Union, UnionType):
        inner = next(argument for argument in arguments if argument is not NoneType)
        return _shape(inner, metadata)
    if origin is tuple:
        return Shape(item=_shape(arguments[0], ()))
    if origin is dict:
        return Shape(values=arguments[1])
    return Shape(mark=mark, scalar=annotation if isinstance(annotation, type) else None)
