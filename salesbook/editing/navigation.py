"""From a name to what it names and back: definition, references, the parts of a file, the items of the book."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.core.source import LineColumn
from salesbook.editing.places import Location, definition, location_at, location_of, named_at, own_item
from salesbook.editing.symbols import Symbol, namings
from salesbook.editing.workspace import Workspace

_MOST_SYMBOLS = 200


class OutlineEntry(NamedTuple):
    """A part of a file or an item of the book, by its words."""

    name: str
    detail: str
    location: Location


def definition_at(workspace: Workspace, path: PurePosixPath, place: LineColumn) -> Location | None:
    """Return where the symbol that is named at a place is."""
    found = named_at(workspace, path, place)
    return None if found is None else definition(workspace, found.symbol)


def references_at(
    workspace: Workspace, path: PurePosixPath, place: LineColumn, *, declared: bool = False
) -> list[Location]:
    """Return every place that names what is named at a place, or else the file's own item.

    With `declared` the place that gives the symbol its name is among them.
    """
    found = named_at(workspace, path, place)
    item = own_item(workspace, path)
    if found is None and item is None:
        return []
    symbol = found.symbol if found is not None else Symbol("item", item.name if item is not None else "")
    locations = (
        location_of(workspace, naming) for naming in namings(workspace.book, symbol) if declared or not naming.defines
    )
    return [location for location in locations if location is not None]


def symbols_of(workspace: Workspace, path: PurePosixPath) -> Iterator[OutlineEntry]:
    """Yield the parts of a file that links may point to: blocks of data, headings."""
    item = workspace.item(path)
    if item is None:
        return
    for part in item.parts:
        place = location_at(workspace, path, part.route, part.span)
        if place is not None:
            yield OutlineEntry(part.title, f"#{part.anchor}", place)


def symbols_like(workspace: Workspace, query: str) -> list[OutlineEntry]:
    """Return the items whose article, title or name holds every word of a query; all of them for an empty one."""
    words = query.lower().split()
    found = []
    for item in workspace.book.items.values():
        said = f"{item.label} {item.name}".lower()
        if item.kind.page and all(word in said for word in words):
            found.append(OutlineEntry(item.label, item.name, Location(item.path, LineColumn(), LineColumn())))
    return found[:_MOST_SYMBOLS]
