"""The strings of a model: its references, its prose, its other words. A plan is made once a class and followed for
every item; nearly all that the engine does with an item begins here, so the walk is one plain loop.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any, NamedTuple, cast

from salesbook.core.diagnostics import Route
from salesbook.models.base import ContentModel, Link, Mark, Names
from salesbook.models.shapes import shapes_of


class Marked(NamedTuple):
    """A string of an item: its route, what it leads to, its value, whether people read it as words."""

    route: Route
    mark: Mark | None
    value: str
    words: bool


def strings(data: ContentModel) -> list[Marked]:
    """Return the strings of an item or a part of it that lead somewhere or are read as words, in the fields' order."""
    collected: list[Marked] = []
    _collect(data, (), collected, counting=False)
    return collected


def marked(data: ContentModel) -> Iterator[tuple[Route, Mark, str]]:
    """Yield the references and prose among the strings of an item: route, mark, value."""
    return ((s.route, s.mark, s.value) for s in strings(data) if s.mark is not None)


def said(data: ContentModel) -> list[str]:
    """Return all that counts for what an item or a part of it says, codes and numbers too, in the fields' order.

    What a field holds by default says nothing: a model may get a new field, and its items say what they said.
    """
    return [string.value for string in counted(data)]


def counted(data: ContentModel) -> list[Marked]:
    """Return the values of `said` with their routes."""
    collected: list[Marked] = []
    _collect(data, (), collected, counting=True)
    return collected


class _Step(NamedTuple):
    """A field that the walk looks into: blocks or strings, `many` of them or one."""

    name: str
    key: str
    many: bool
    block: bool
    mark: Mark | None
    words: bool
    default: Any


class _Plan(NamedTuple):
    """The fields of a model that hold strings which lead somewhere or are words, and those that count."""

    strings: tuple[_Step, ...]
    counting: tuple[_Step, ...]


@cache
def _plan(model: type[ContentModel]) -> _Plan:
    strings, counting = [], []
    for field in shapes_of(model):
        many, value, inner = field.value.entries is not None, field.value.entries or field.value, field.value.innermost
        # `object` is what no model describes: the sample of a letter.
        text = inner.scalar in (str, object) and not (inner.code or field.about)
        words = text and not isinstance(inner.mark, Names | Link)
        step = _Step(field.name, field.key, many, value.model is not None, inner.mark, words, field.default)
        if words or inner.mark is not None or inner.model is not None:
            strings.append(step)
        if not field.about:
            counting.append(step)
    return _Plan(tuple(strings), tuple(counting))


_new_marked = cast(Callable[[tuple[Any, ...]], Marked], partial(tuple.__new__, Marked))  # in half the time of Marked(…)


def _collect(data: ContentModel, route: Route, collected: list[Marked], *, counting: bool) -> None:
    plan, values = _plan(type(data)), data.__dict__
    for name, key, many, block, mark, words, default in plan.counting if counting else plan.strings:
        value = values[name]
        if not value and (value is None or not counting):
            continue
        if counting and value == default:
            continue
        if many:
            here = (*route, key)
            for n, entry in enumerate(value):
                if block:
                    _collect(entry, (*here, n), collected, counting=counting)
                elif isinstance(entry, str):
                    collected.append(_new_marked(((*here, n), mark, entry, words)))
                else:
                    _collect_other(entry, Marked((*here, n), mark, "", words), collected, counting=counting)
        elif isinstance(value, str):
            collected.append(_new_marked(((*route, key), mark, value, words)))
        elif block:
            _collect(value, (*route, key), collected, counting=counting)
        else:
            _collect_other(value, Marked((*route, key), mark, "", words), collected, counting=counting)


def _collect_other(value: Any, like: Marked, collected: list[Marked], *, counting: bool) -> None:
    """Collect what is rarer: mappings, lists in lists, numbers, which count; strings in them are marked `like` one."""
    if isinstance(value, str):
        collected.append(like._replace(value=value))
    elif isinstance(value, ContentModel):
        _collect(value, like.route, collected, counting=counting)
    elif isinstance(value, dict | list | tuple):
        for step, entry in value.items() if isinstance(value, dict) else enumerate(value):
            _collect_other(entry, like._replace(route=(*like.route, step)), collected, counting=counting)
    elif counting and value is not None:
        collected.append(Marked(like.route, None, str(value), words=False))
