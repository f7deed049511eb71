"""The strings of a model: its references, its prose, its other words. A plan is made once a class and followed for
every item; nearly all that the engine does with an item begins here, so the walk is one plain loop."""

from collections.abc import Iterator
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from salesbook.models.base import ContentModel, Link, Names, Prose

Step = str | int
Mark = Names | Prose | Link

_ABOUT = frozenset({"order", "owner", "readers", "reviewed", "review_months", "status", "replaced_by", "department",
                    "article", "id", "currency", "country", "prefix"})  # fmt: skip
"""Fields about an item rather than of it, and codes."""


class Marked(NamedTuple):
    """A string of an item: its route, what the engine sees in it, its value, whether people read it as words."""

    route: tuple[Step, ...]
    mark: Mark | None
    value: str
    words: bool


class _How(Enum):
    """What a field holds: a string, strings, a block, blocks, or anything."""

    ONE, MANY, BLOCK, BLOCKS, LOOSE = range(5)


def strings(item: BaseModel, route: tuple[Step, ...] = ()) -> list[Marked]:
    """Return all strings of an item or a part of it, in the order of its fields."""
    found: list[Marked] = []
    _collect(item, route, found)
    return found


def marked(item: BaseModel, route: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Mark, str]]:
    """Yield the references and prose among the strings of an item: route, mark, value."""
    return ((s.route, s.mark, s.value) for s in strings(item, route) if s.mark is not None)


def _collect(item: BaseModel, route: tuple[Step, ...], found: list[Marked]) -> None:
    for name, key, how, mark, words in _plan(type(item)):
        value = getattr(item, name)
        if not value:
            continue
        here = (*route, key)
        if how is _How.ONE:
            if isinstance(value, str):
                found.append(Marked(here, mark, value, words))
        elif how is _How.MANY:
            found += (Marked((*here, n), mark, v, words) for n, v in enumerate(value) if isinstance(v, str))
        elif how is _How.BLOCKS:
            for n, block in enumerate(value):
                _collect(block, (*here, n), found)
        elif how is _How.BLOCK:
            _collect(value, here, found)
        else:
            _collect_loose(value, here, found)


def _collect_loose(value: Any, route: tuple[Step, ...], found: list[Marked]) -> None:
    """Collect the strings of data that no model describes: the sample of a letter."""
    if isinstance(value, str):
        found.append(Marked(route, None, value, True))
    elif isinstance(value, dict):
        for key, entry in value.items():
            _collect_loose(entry, (*route, key), found)
    elif isinstance(value, list | tuple):
        for n, entry in enumerate(value):
            _collect_loose(entry, (*route, n), found)


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, _How, Mark | None, bool], ...]:
    """Return the fields of a model that may hold strings: name, key in YAML, how, mark, whether they are words."""
    plan = []
    for name, info in model.model_fields.items():
        many, mark, inner = unwrapped(info.annotation, tuple(info.metadata))
        how = _How.MANY if many else _How.ONE
        if inner is not None:
            how = _How.BLOCKS if many else _How.BLOCK
        elif get_origin(info.annotation) is dict:
            how = _How.LOOSE
        elif mark is None and not _holds_text(info.annotation):
            continue
        words = not isinstance(mark, Names | Link) and name not in _ABOUT
        plan.append((name, info.alias or name, how, mark, words))
    return tuple(plan)


def _holds_text(annotation: Any) -> bool:
    """Tell whether strings can stand in a field."""
    if annotation is str or isinstance(annotation, str):
        return True
    return any(_holds_text(part) for part in get_args(annotation))


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
