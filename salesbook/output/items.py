"""Items out: lists, and one item with who refers to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.parts import Part, section
from salesbook.book.readable import one_line, readable, titled
from salesbook.core.bases import shown
from salesbook.core.diagnostics import Route
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.models.base import ContentModel, Mark, Names, Prose
from salesbook.models.field_names import field_name
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.models.walk import marked
from salesbook.output.terminal import out
from salesbook.text import formats

_TOLD_OTHERWISE = ("title", "article", "status", "body", "order", "default", "form", "everyday")
"""Fields that the head of an item says, or its body or title, or that are nobody's to read."""


def write_items(items: Sequence[Item]) -> None:
    """Print items as a table: name, article (when one of them has any), title."""
    numbered = any(item.article for item in items)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("name"), *([_("article")] if numbered else []), _("title")):
        table.add_column(heading, overflow="fold")
    for item in items:
        state = f" [dim]({_state(item)})[/]" if _state(item) else ""
        article = [escape(item.article or "")] if numbered else []
        table.add_row(escape(item.name), *article, escape(item.title) + state)
    out(table=True).print(table)


def item_json(book: Book, item: Item) -> dict[str, Any]:
    """Return an item as programs see it in lists."""
    return {
        "name": item.name,
        "kind": item.kind.name,
        "article": item.article,
        "title": item.title,
        "status": getattr(item.data, "status", "active"),
        "path": str(book.sources.shown(item.path)),
        "from": base_of(book, item),
    }


def base_of(book: Book, item: Item) -> str | None:
    """Return the book beneath that an item comes from, as it is named from this one; None for one of its own."""
    base = book.sources.base_of(item.path)
    return None if base is None else shown(book.root, base)


def write_shown(book: Book, item: Item, part: Part | None = None) -> None:
    """Print an item, or a part of it: its head, what it says, its parts, and who refers to it."""
    console = out()
    where = escape(f"{item.kind.singular()} · {item.name} · {book.sources.shown(item.path)}")
    state = f" ({_state(item)})" if _state(item) else ""
    title = item.label if part is None else f"{item.label} → {part.title}"
    console.print(f"[bold]{escape(title)}[/]{state}  [dim]{where}[/]\n")
    if (base := base_of(book, item)) is not None:
        console.print("[cyan]" + _("from the book") + f"[/]: {escape(base)}")
    if part is None:
        _write_fields(book, item)
    else:
        _write_part(book, item, part)
    console.print("\n[bold]" + _("Used by") + "[/]")
    # A text that refers to the item again and again is told once.
    users = Counter((user["label"], user["path"], user["route"]) for user in users_of(book, item, part))
    for (label, path, route), times in users.items():
        often = f" ×{times}" if times > 1 else ""
        console.print(f"  {escape(label)}  [dim]{escape(path)} {escape(route)}{often}[/]", soft_wrap=True)
    if not users:
        console.print("  [dim]" + _("nobody") + "[/]")


def _write_fields(book: Book, item: Item) -> None:
    """Print the fields of an item, its body, and the names of its blocks."""
    console = out()
    marks = {string.route: string.mark for string in item.strings}
    if item.kind.in_departments:
        # The folder says it: no model refers to a department there.
        marks["department",] = Names(("department",))
    for name in type(item.data).model_fields:
        words = _field(book, (name,), getattr(item.data, name), marks)
        if words and name not in _TOLD_OTHERWISE:
            console.print(f"[cyan]{escape(field_name(name))}[/]: {escape(words)}")
    body = getattr(item.data, "body", None)
    if body:
        console.print("\n" + escape(readable(book, body) if item.kind.markdown_body else body))
    blocks = [part for part in item.parts if part.data is not None]
    if blocks:
        console.print("\n[bold]" + _("Inside") + "[/]")
    for part in blocks:
        console.print(f"  {escape(part.title)}  [dim]#{escape(part.anchor)}[/]", soft_wrap=True)


def _write_part(book: Book, item: Item, part: Part) -> None:
    """Print what a part of an item says: a section as it stands, or the fields of a block that have names in words."""
    console = out()
    if part.data is None:
        console.print(escape(readable(book, section(item.data, item.parts, part)).strip()))
        return
    marks = {route: mark for route, mark, _value in marked(part.data)}
    for name in type(part.data).model_fields:
        words = _field(book, (name,), getattr(part.data, name), marks)
        if words and words != part.title and field_name(name) != name and name not in _TOLD_OTHERWISE:
            console.print(f"[cyan]{escape(field_name(name))}[/]: {escape(words)}")


def shown_json(book: Book, item: Item, part: Part | None = None) -> dict[str, Any]:
    """Return an item, or a part of it, with its data and who refers to it."""
    data: ContentModel | None = item.data if part is None else part.data
    shown = item_json(book, item)
    if part is not None:
        shown |= {"anchor": part.anchor, "part": part.title}
    if data is None:
        assert part is not None
        shown["text"] = section(item.data, item.parts, part)
    else:
        shown["data"] = data.model_dump(mode="json", by_alias=True)
    return shown | {"used_by": users_of(book, item, part)}


def users_of(book: Book, item: Item, part: Part | None = None) -> list[dict[str, str]]:
    """Return who refers to an item, or to a part of it: the name, its label (with the part), the reference's route."""
    users = []
    for reference in book.backlinks.get(item.name, ()):
        if part is not None and reference.anchor != part.anchor:
            continue
        route, label = reference.route, reference.source.label
        block = reference.source.block_at(route)
        if block is not None:
            label += f" → {block.title}"
        path = str(book.sources.shown(reference.source.path))
        users.append({"name": reference.source.name, "label": label, "path": path, "route": dotted(route)})
    return users


def dotted(route: tuple[str | int, ...]) -> str:
    """Write a route as people do: `stages[2].regulations[0]`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).lstrip(".")


def _state(item: Item) -> str:
    return _("draft") if item.draft else _("retired") if item.retired else ""


def _field(book: Book, route: Route, value: object, marks: Mapping[Route, Mark | None]) -> str:
    """Return a field in a line: words for ids of the company, titles for references; blocks are left to `--json`."""
    if isinstance(value, tuple):
        entries = [words for n, entry in enumerate(value) if (words := _field(book, (*route, n), entry, marks))]
        # Sentences stand on lines of their own, names in a row.
        sentences = any(len(words) > 60 for words in entries)
        return "".join(f"\n  • {words}" for words in entries) if sentences else ", ".join(entries)
    if isinstance(value, date):
        return formats.full_date(value, spoken())
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    match str(value), marks.get(route):
        case name, Names(kinds=(str(vocabulary),)) if vocabulary in VOCABULARIES:
            return book.words[vocabulary].get(name, name)
        case name, Names():
            return titled(book, name)
        case text, Prose():
            return one_line(readable(book, text))
        case text, _nothing:
            return one_line(text)
