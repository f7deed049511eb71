"""What an answer cites, what an item says as plain data, and how long an answer may be."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote

from salesbook.assistants.reader import OpenBook
from salesbook.book.item import Item
from salesbook.book.readable import readable
from salesbook.core.diagnostics import Route
from salesbook.core.language import gettext as _
from salesbook.models.base import Prose

MAX_ANSWER = 60_000
"""So many characters of texts an answer holds; whoever asks has room for no more."""
MAX_REFERENCES = 60
_MAX_LEFT_OUT = 20
_URI = "salesbook://book/"


def citation(opened: OpenBook, item: Item) -> dict[str, Any]:
    """Return by what an answer names an item, so that its reader can look it up, and see that it is still the same."""
    return {
        "item": item.name,
        "kind": item.kind.name,
        "article": item.article,
        "title": item.title,
        "edition": opened.edition_of(item),
        "status": item.card.status,
        "resource": uri_of(item),
    }


def uri_of(item: Item) -> str:
    """Return the address of an item's resource: `salesbook://book/regulation/first-contact`."""
    return _URI + quote(item.name.replace(":", "/", 1))


def name_at(uri: str) -> str:
    """Return the name of the item whose resource an address is; the address itself when it is none of ours."""
    return unquote(uri.removeprefix(_URI)).replace("/", ":", 1) if uri.startswith(_URI) else uri


def left_out(opened: OpenBook) -> dict[str, Any]:
    """Return what an answer says of files that could not be read; nothing when all could.

    Nobody knows for whom such a file is, so a role is told how many there are and no more.
    """
    files = opened.left_out
    if not files:
        return {}
    told = {} if opened.role is not None else {path: files[path].message for path in list(files)[:_MAX_LEFT_OUT]}
    advice = _("these files have errors and are left out; whoever keeps the book mends what “salesbook check” shows")
    return {"left_out": {"files": len(files), "paths": told, "advice": advice}}


def said_data(opened: OpenBook, item: Item) -> dict[str, Any]:
    """Return the data of an item as programs read it, its prose as people do: titles, figures."""
    data: dict[str, Any] = item.data.model_dump(mode="json", by_alias=True)
    for string in item.strings:
        if isinstance(string.mark, Prose):
            _put(data, string.route, readable(opened.book, string.value))
    return data


def data_at(data: Any, route: Route) -> Any:
    """Return what stands at a route of plain data."""
    for step in route:
        data = data[step]
    return data


def referred_to(opened: OpenBook, item: Item, route: Route = ()) -> list[dict[str, Any]]:
    """Return the items that an item refers to from below a route, each once, in the order of its fields."""
    targets = (opened.book.target(r) for r in item.references if r.route[: len(route)] == route)
    return named_items(opened, (target for target in targets if target is not None and target is not item))


def named_items(opened: OpenBook, items: Iterable[Item]) -> list[dict[str, Any]]:
    """Return items as an answer refers to them, each once."""
    once = {item.name: item for item in items}
    return [
        {"item": name, "article": item.article, "title": item.title, "edition": opened.edition_of(item)}
        for name, item in list(once.items())[:MAX_REFERENCES]
    ]


def within_bounds(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer whose texts are no longer than `MAX_ANSWER` together; what it begins with is kept.

    `cut` says that something is missing, and how to get it.
    """
    room = [MAX_ANSWER]
    shortened: dict[str, Any] = _shortened(answer, room)
    if room[0] < 0:
        shortened["cut"] = _("the answer was too long and is cut; ask for a part: name#anchor, or a smaller limit")
    return shortened


def _put(data: Any, route: Route, value: str) -> None:
    for step in route[:-1]:
        data = data[step]
    data[route[-1]] = value


def _shortened(value: Any, room: list[int]) -> Any:
    if isinstance(value, str):
        left = max(room[0], 0)
        room[0] -= len(value)
        return value if len(value) <= left else value[:left] + "…"
    if isinstance(value, dict):
        return dict(_entries(value, room))
    if isinstance(value, list | tuple):
        return [_shortened(entry, room) for entry in value if _has_room(room)]
    room[0] -= 4
    return value


def _entries(block: dict[str, Any], room: list[int]) -> Iterator[tuple[str, Any]]:
    for key, value in block.items():
        if not _has_room(room):
            return
        room[0] -= len(key)
        yield key, _shortened(value, room)


def _has_room(room: list[int]) -> bool:
    if room[0] <= 0:
        room[0] = min(room[0], -1)
    return room[0] > 0
