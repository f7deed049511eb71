"""From a name to what it names and back: definition, references, the parts of a file, the items of the book."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.core.source import Place
from salesbook.editing.places import Area, anchored, area, area_of, definition, named_at, own_item
from salesbook.editing.things import Thing, namings
from salesbook.editing.words import anchor_words
from salesbook.editing.workspace import Workspace

_MOST_SYMBOLS = 200


class Symbol(NamedTuple):
    """A part of a file or an item of the book, by its words."""

    name: str
    detail: str
    area: Area


def definition_at(workspace: Workspace, path: PurePosixPath, place: Place) -> Area | None:
    """Return where the thing that is named at a place is."""
    found = named_at(workspace, path, place)
    return None if found is None else definition(workspace, found.thing)


def references_at(workspace: Workspace, path: PurePosixPath, place: Place, *, declared: bool = False) -> list[Area]:
    """Return every place that names what is named at a place, or else the file's own item.

    With `declared` the place that gives the thing its name is among them.
    """
    found = named_at(workspace, path, place)
    item = own_item(workspace, path)
    if found is None and item is None:
        return []
    thing = found.thing if found is not None else Thing("item", item.name if item is not None else "")
    areas = (area_of(workspace, naming) for naming in namings(workspace.book, thing) if declared or not naming.defines)
    return [found_area for found_area in areas if found_area is not None]


def symbols_of(workspace: Workspace, path: PurePosixPath) -> Iterator[Symbol]:
    """Yield the parts of a file that links may point to: headings, stages, terms, questions, blocks."""
    item = workspace.item(path)
    if item is None:
        return
    for anchor, (route, span) in anchored(item).items():
        place = area(workspace, path, route, span)
        if place is not None:
            yield Symbol(anchor_words(item, anchor), f"#{anchor}", place)


def symbols_like(workspace: Workspace, query: str) -> list[Symbol]:
    """Return the items whose article, title or name holds every word of a query; all of them for an empty one."""
    words = query.lower().split()
    found = []
    for item in workspace.book.items.values():
        said = f"{item.label} {item.name}".lower()
        if item.kind.page and all(word in said for word in words):
            found.append(Symbol(item.label, item.name, Area(item.path, Place(), Place())))
    return found[:_MOST_SYMBOLS]
