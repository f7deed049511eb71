"""Where a model's references and prose are: a plan made once a class, followed for every item."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from salesbook.models.base import ContentModel, Link, Names, Prose

Step = str | int
Mark = Names | Prose | Link


class Marked(NamedTuple):
    """A string of an item that the engine looks into: its route, what it is, its value."""

    route: tuple[Step, ...]
    mark: Mark
    value: str


class _Field(NamedTuple):
    """What to do with a field: `mark` for a string, `model` for a block; `many` when it is a list of them."""

    name: str
    key: str
    mark: Mark | None
    model: type[ContentModel] | None
    many: bool


def marked(item: ContentModel, route: tuple[Step, ...] = ()) -> Iterator[Marked]:
    """Yield all references and prose of an item, in the order of its fields."""
    for field in _plan(type(item)):
        value = getattr(item, field.name)
        if value is None:
            continue
        here = (*route, field.key)
        if field.mark is not None:
            if field.many:
                for n, entry in enumerate(value):
                    yield Marked((*here, n), field.mark, entry)
            else:
                yield Marked(here, field.mark, value)
        elif field.many:
            for n, entry in enumerate(value):
                yield from marked(entry, (*here, n))
        else:
            yield from marked(value, here)


@cache
def _plan(model: type[ContentModel]) -> tuple[_Field, ...]:
    """Return the fields of a model in which references or prose may stand."""
    plan = []
    for name, info in model.model_fields.items():
        many, mark, inner = unwrapped(info.annotation, tuple(info.metadata))
        if mark is not None or (inner is not None and (inner is model or _plan(inner))):
            plan.append(_Field(name, info.alias or name, mark, inner, many))
    return tuple(plan)


def unwrapped(annotation: Any, metadata: tuple[Any, ...]) -> tuple[bool, Mark | None, type[ContentModel] | None]:
    """Look through lists, options and annotations: (is a list, mark, model)."""
    mark = next((m for m in metadata if isinstance(m, Names | Prose | Link)), None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return False, None, annotation  # type: ignore[return-value]  # all models of a book are ContentModels
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return unwrapped(inner, (*metadata, *more))
    if origin is tuple:
        _many, item_mark, model = unwrapped(get_args(annotation)[0], ())
        return True, item_mark, model
    if origin in (Union, UnionType):
        for option in get_args(annotation):
            many, option_mark, model = unwrapped(option, metadata)
            if option_mark is not None or model is not None:
                return many, option_mark, model
    return False, mark, None
