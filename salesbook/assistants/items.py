"""An item or a part of it, answered: what it says, what it refers to, who refers to it."""

from typing import Any

from salesbook.assistants.citations import citation, data_at, named_items, referred_to, said_data
from salesbook.assistants.reader import OpenBook
from salesbook.book.item import Item
from salesbook.book.names import item_names
from salesbook.book.parts import PLACE, Part
from salesbook.book.readable import readable
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.typed_names import meant

_MAX_PARTS = 200


def item_meant(opened: OpenBook, typed: str) -> Item:
    """Return the item that a name surely means; raises `UserError` for one that is not there, or is to be mended."""
    unknown = _("there is nothing called “{name}” in the book").format(name=typed)
    name = meant(
        typed, item_names(opened.book), unknown, _("look for it with “find”, or see what there is with “list”")
    )
    item = opened.book.resolve(name)
    if item is None:
        message = _("“{name}” has errors in its file").format(name=name)
        raise UserError(message, _("whoever keeps the book mends what “salesbook check” shows"))
    return item


def whole_item(opened: OpenBook, item: Item) -> dict[str, Any]:
    """Return an item with its parts, its data, what it refers to and who refers to it."""
    users = (reference.source for reference in opened.book.backlinks.get(item.name, ()))
    return {
        **citation(opened, item),
        "parts": [{"anchor": part.anchor, "title": part.title} for part in item.parts[:_MAX_PARTS]],
        "data": said_data(opened, item),
        "refers_to": referred_to(opened, item),
        "used_by": named_items(opened, users),
    }


def part_of_item(opened: OpenBook, item: Item, anchor: str) -> dict[str, Any]:
    """Return a part of an item; raises `UserError` for one that it has not."""
    part = part_meant(item, anchor)
    answer = {**citation(opened, item), "part": {"anchor": part.anchor, "title": part.title}}
    if part.data is not None:
        route = part.route[:2]
        return {
            **answer,
            "data": data_at(said_data(opened, item), route),
            "refers_to": referred_to(opened, item, route),
        }
    return {**answer, "text": readable(opened.book, _text_of(item, part))}


def part_meant(item: Item, typed: str) -> Part:
    """Return the part of an item that an anchor or a title surely means; raises `UserError`."""
    unknown = _("“{title}” has no part “{name}”").format(title=item.title, name=typed)
    there = _("its parts: {names}").format(names=", ".join(part.anchor for part in item.parts[:_MAX_PARTS]) or "—")
    named = ((name, part.anchor) for part in item.parts for name in (part.anchor, part.title))
    part = item.part(meant(typed, named, unknown, there))
    assert part is not None
    return part


def _text_of(item: Item, part: Part) -> str:
    """Return what stands below a heading, up to the next one that is not below it, or around a place."""
    text = next(string.value for string in item.strings if string.route == part.route)
    if part.level == PLACE or part.span is None:
        return text
    later = [p for p in item.parts if p.span is not None and p.route == part.route and p.span.start > part.span.start]
    end = next((p.span.start for p in later if p.span is not None and p.level <= part.level), len(text))
    return text[part.span.start : end]
