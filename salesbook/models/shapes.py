"""What a model says of its fields: their keys, their marks, what may stand in them. Annotations are read here alone,
once a class."""

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from salesbook.core.diagnostics import Route
from salesbook.models.base import About, Code, ContentModel, Form, Implied, Link, Mark, Names, Prose

M = TypeVar("M")

KEY = "[key]"
"""What pydantic adds to the route of a mapping's entry when its key is wrong."""


class ValueShape(NamedTuple):
    """What may stand at a place: a list of `entries`, a mapping of `keys` to `values`, a block of `model`, one of
    `choices`, or a `scalar`; `mark` is what a string leads to, `form` how one is written that has a pattern, a `code`
    is nobody's words."""

    entries: "ValueShape | None" = None
    values: "ValueShape | None" = None
    model: type[ContentModel] | None = None
    choices: tuple[str, ...] = ()
    scalar: type | None = None
    mark: Mark | None = None
    form: Form | None = None
    code: bool = False
    keys: "ValueShape | None" = None

    @property
    def innermost(self) -> "ValueShape":
        """What stands in the lists and mappings, however deep; the shape itself when it is neither."""
        within = self.entries or self.values
        return self if within is None else within.innermost


class FieldShape(NamedTuple):
    """A field of a model: its Python name, its key in a file, what may stand there; see the marks of `models.base`."""

    name: str
    key: str
    value: ValueShape
    required: bool
    about: bool
    implied: bool
    default: Any
    """What the field holds where a file does not name it; pydantic's `PydanticUndefined` where it must."""

    @property
    def mark(self) -> Mark | None:
        """What the field's string, or each of its strings, leads to."""
        return self.value.innermost.mark

    @property
    def model(self) -> type[ContentModel] | None:
        """The model of the field's block, or of its blocks."""
        return self.value.innermost.model


@cache
def shapes_of(model: type[ContentModel]) -> tuple[FieldShape, ...]:
    """Return the fields of a model in its order. Raises `TypeError` for a field that may hold two sorts of things."""
    shapes = []
    for name, info in model.model_fields.items():
        annotation, marks = _bare(info.annotation, tuple(info.metadata))
        about, implied = _first_mark(marks, About) is not None, _first_mark(marks, Implied) is not None
        value, required = _value_shape(annotation, marks), info.is_required()
        shapes.append(FieldShape(name, info.alias or name, value, required, about, implied, info.default))
    return tuple(shapes)


def shape_of(model: type[ContentModel], key: str) -> FieldShape | None:
    """Return the field that a key of a file names."""
    return next((shape for shape in shapes_of(model) if shape.key == key), None)


def shape_at(model: type[ContentModel], route: Route) -> ValueShape | None:
    """Return what may stand at a route of a model's data, `KEY` at its end: the key there; None for no such place."""
    shape = ValueShape(model=model)
    for n, step in enumerate(route):
        if isinstance(step, int):
            inner = shape.entries
        elif shape.model is not None:
            field = shape_of(shape.model, step)
            inner = None if field is None else field.value
        else:
            inner = shape.keys if KEY in route[n + 1 :] else shape.values
        if inner is None or inner is shape.keys:
            return inner
        shape = inner
    return shape


def blocks_of(model: type[ContentModel]) -> tuple[type[ContentModel], ...]:
    """Return a model and the models of the blocks in it, each once, outermost first."""
    blocks = [model]
    for block in blocks:
        blocks += dict.fromkeys(s.model for s in shapes_of(block) if s.model is not None and s.model not in blocks)
    return tuple(blocks)


def _bare(annotation: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """Return an annotation without `Annotated` and `| None`, and the marks met on the way."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _bare(inner, (*marks, *more))
    if get_origin(annotation) in (Union, UnionType):
        options = [option for option in get_args(annotation) if option is not NoneType]
        if len(options) > 1:
            raise TypeError(f"a field holds one sort of thing, or nothing: {annotation}")
        return _bare(options[0], marks)
    return annotation, marks


def _value_shape(annotation: Any, marks: tuple[Any, ...] = ()) -> ValueShape:
    annotation, marks = _bare(annotation, marks)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return ValueShape(entries=_value_shape(arguments[0]))
    if origin is dict:
        return ValueShape(keys=_value_shape(arguments[0]), values=_value_shape(arguments[1]))
    if origin is Literal:
        return ValueShape(choices=tuple(map(str, arguments)))
    if issubclass(annotation, ContentModel):
        return ValueShape(model=annotation)
    mark = _first_mark(marks, Names) or _first_mark(marks, Link) or _first_mark(marks, Prose)
    form, code = _first_mark(marks, Form), _first_mark(marks, Code) is not None
    return ValueShape(scalar=annotation, mark=mark, form=form, code=code)


def _first_mark(marks: tuple[Any, ...], sort: type[M]) -> M | None:
    return next((mark for mark in marks if isinstance(mark, sort)), None)
