"""The book as a role may see it: what is hidden is in no list and in no reference, as though it were not there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item, Reference, linked_path
from salesbook.core.diagnostics import Route
from salesbook.core.language import Translations, mark
from salesbook.models.base import ContentModel
from salesbook.models.shapes import shapes_of
from salesbook.pages import seen as editions
from salesbook.pages.places import Places

_GONE = object()
"""Stands for a reference that is left out."""
_WITHHELD = mark("(not for this role)")


def seen_by(book: Book, role: str) -> Book:
    """Return what `role` may see of a book: the pages of its edition of the academy, without references to others.

    A reference with words of its own is those words, any other says that it is not for the role; one that stands alone
    in a field is left out, and so is the name of what is hidden wherever a text has it. Of a file that cannot be read
    nobody knows for whom it is: it is hidden, too.
    """
    seen = Places(editions.seen_by(book, role)).items
    curtain = _Curtain.before(book, frozenset(item.name for item in seen))
    return Book(sources=book.sources, company=book.company, items={item.name: curtain.shown(item) for item in seen})


@dataclass(frozen=True)
class _Curtain:
    """What stands before the items that are hidden: the names of those that are `seen`, the names of the others
    wherever a text has them, and what is said in their place."""

    book: Book
    seen: frozenset[str]
    names: re.Pattern[str]
    instead: str

    @classmethod
    def before(cls, book: Book, seen: frozenset[str]) -> "_Curtain":
        hidden = [item for item in book.items.values() if item.name not in seen]
        names = {*book.broken, *(item.name for item in hidden), *(item.article for item in hidden if item.article)}
        # Kinds with a single item are called by an ordinary word: “company” in a text is no name.
        told = sorted((name for name in names if not name.isalpha()), key=lambda name: (-len(name), name))
        pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, told))})(?![\w-])" if told else r"(?!)"
        return cls(book, seen, re.compile(pattern), Translations(book.company.language).gettext(_WITHHELD))

    def shown(self, item: Item) -> Item:
        """Return an item without what it says of hidden ones: itself when it says nothing of them."""
        changes = self._changes(item)
        if not changes:
            return item
        data = _changed_block(item.data, (), changes, self.instead)
        return Item(item.kind, item.slug, item.path, lambda: data)

    def _changes(self, item: Item) -> dict[Route, Any]:
        """Return the strings of an item that say something else behind the curtain, by their routes."""
        texts = {string.route: string.value for string in item.strings}
        changes: dict[Route, Any] = {}
        hidden = [reference for reference in item.references if self._hides(reference)]
        # From the end of a text to its beginning, so that places stay right.
        for reference in sorted(hidden, key=lambda r: r.span.start if r.span else 0, reverse=True):
            if reference.span is None:
                changes[reference.route] = _GONE
                continue
            text = changes.get(reference.route, texts[reference.route])
            start, end = reference.span.start, reference.span.start + len(reference.span.text)
            changes[reference.route] = text[:start] + (reference.label or self.instead) + text[end:]
        for route, text in texts.items():
            said = changes.get(route, text)
            if said is not _GONE and self.names.search(said):
                changes[route] = self.names.sub(self.instead, said)
        return changes

    def _hides(self, reference: Reference) -> bool:
        target = self.book.target(reference)
        if target is not None:
            return target.name not in self.seen
        path = linked_path(reference)
        if path is not None:
            return self.book.is_unread(path)
        return reference.vocabulary is None and self.book.is_broken(reference.target.partition("#")[0])


def _changed_block(block: ContentModel, route: Route, changes: Mapping[Route, Any], withheld: str) -> ContentModel:
    update: dict[str, Any] = {}
    for field in shapes_of(type(block)):
        value = getattr(block, field.name)
        changed = _changed(value, (*route, field.key), changes, withheld)
        if changed is _GONE:
            changed = None if field.default is None else withheld
        if changed is not value:
            update[field.name] = changed
    return block.model_copy(update=update) if update else block


def _changed(value: Any, route: Route, changes: Mapping[Route, Any], withheld: str) -> Any:
    if isinstance(value, str):
        return changes.get(route, value)
    if isinstance(value, ContentModel):
        return _changed_block(value, route, changes, withheld)
    if isinstance(value, tuple):
        entries = tuple(_entries(value, route, changes, withheld))
        unchanged = len(entries) == len(value) and all(map(_same, entries, value))
        return value if unchanged else entries
    return value


def _entries(values: tuple[Any, ...], route: Route, changes: Mapping[Route, Any], withheld: str) -> Iterator[Any]:
    for n, value in enumerate(values):
        changed = _changed(value, (*route, n), changes, withheld)
        if changed is not _GONE:
            yield changed


def _same(one: object, other: object) -> bool:
    return one is other
