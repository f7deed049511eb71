"""The book as an edition has it: of an item that its reader may not see, nothing is there but what it is called.

Pages, maps, forms and the index of the search are made of this book, so what is withheld cannot get into them: there
is nothing to forget.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar, cast

from salesbook.book.book import Book
from salesbook.book.card import Card
from salesbook.book.item import Item, Reference
from salesbook.book.parts import Part
from salesbook.models.base import ContentModel
from salesbook.models.shapes import ValueShape, shapes_of
from salesbook.models.walk import Marked

M = TypeVar("M", bound=ContentModel)

_TOLD = frozenset({"title", "article", "department", "status", "readers"})
"""Fields of an item that is withheld, which lists and links need: what it is called, and who may see it."""
_PLAIN: dict[type, Any] = {str: "", int: 0, float: 0.0, bool: False, Decimal: Decimal(0), date: date.min}


class SeenItem(Item):
    """An item as it is seen: itself, or what it is called and nothing else."""

    def __init__(self, whole: Item, reader: str | None) -> None:
        self.is_seen = whole.may_be_read_by(reader)
        digest = whole.digest if self.is_seen else f"called {whole.label} {whole.draft} {whole.retired} {whole.readers}"
        super().__init__(whole.kind, whole.slug, whole.path, lambda: self._shown.data, digest)
        self.whole = whole

    @cached_property
    def _shown(self) -> Item:
        whole = self.whole
        return whole if self.is_seen else Item(whole.kind, whole.slug, whole.path, lambda: _blank(whole.data))

    @property
    def data(self) -> ContentModel:
        """See `Item.data`."""
        return self._shown.data

    @property
    def strings(self) -> tuple[Marked, ...]:
        """See `Item.strings`."""
        return self._shown.strings

    @property
    def words(self) -> str:
        """See `Item.words`."""
        return self._shown.words

    @property
    def card(self) -> Card:
        """See `Item.card`."""
        return self._shown.card

    @property
    def parts(self) -> tuple[Part, ...]:
        """See `Item.parts`."""
        return self._shown.parts

    @property
    def references(self) -> tuple[Reference, ...]:
        """See `Item.references`."""
        return self._references if self.is_seen else ()

    @property
    def mentions(self) -> tuple[str, ...]:
        """See `Item.mentions`."""
        return self._shown.mentions

    @cached_property
    def _references(self) -> tuple[Reference, ...]:
        return tuple(reference._replace(source=self) for reference in self.whole.references)

    # What an item is called, and who may see it, is said to everybody.

    @property
    def title(self) -> str:
        """See `Item.title`."""
        return self.whole.title

    @property
    def article(self) -> str | None:
        """See `Item.article`."""
        return self.whole.article

    @property
    def draft(self) -> bool:
        """See `Item.draft`."""
        return self.whole.draft

    @property
    def retired(self) -> bool:
        """See `Item.retired`."""
        return self.whole.retired

    @property
    def readers(self) -> tuple[str, ...]:
        """See `Item.readers`."""
        return self.whole.readers


@dataclass(frozen=True)
class SeenBook(Book):
    """The book of an edition for the role `reader`. In which order items are read, and who refers to whom, is that of
    the `whole` book: whoever lists items asks each whether it is seen."""

    reader: str | None = field(kw_only=True)
    whole: Book = field(kw_only=True)

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """See `Book.of_kind`."""
        return tuple(self.items[item.name] for item in self.whole.of_kind(kind))

    def edition(self, data: ContentModel) -> str:
        """See `Book.edition`: it is the same for all readers."""
        return self.whole.edition(data)

    @cached_property
    def by_article(self) -> dict[str, tuple[Item, ...]]:
        """See `Book.by_article`."""
        return {
            article: tuple(self.items[item.name] for item in items) for article, items in self.whole.by_article.items()
        }

    @cached_property
    def backlinks(self) -> dict[str, tuple[Reference, ...]]:
        """See `Book.backlinks`."""
        return {
            name: tuple(reference._replace(source=self.items[reference.source.name]) for reference in references)
            for name, references in self.whole.backlinks.items()
        }


def seen_by(book: Book, reader: str | None) -> SeenBook:
    """Return a book as a role sees it; None sees the whole book."""
    items = {item.name: SeenItem(item, reader) for item in book.items.values()}
    return SeenBook(book.sources, book.company, items, book.broken, book.files, reader=reader, whole=book)


def _blank(data: ContentModel) -> ContentModel:
    """Return the data of an item with nothing in it but what it is called and who may see it."""
    told = {name: value for name, value in data.__dict__.items() if name in _TOLD}
    return nothing(type(data)).model_copy(update=told)


def nothing(model: type[M]) -> M:
    """Return a block of a model in which every field is as empty as it can be."""
    fields = {
        field.name: _empty(field.value)
        if field.required
        else model.model_fields[field.name].get_default(call_default_factory=True)
        for field in shapes_of(model)
    }
    return cast(M, model.model_construct(**fields))


def _empty(shape: ValueShape) -> Any:
    if shape.entries is not None:
        return ()
    if shape.values is not None:
        return {}
    if shape.model is not None:
        return nothing(shape.model)
    if shape.choices:
        return shape.choices[0]
    return next((value for sort, value in _PLAIN.items() if shape.scalar is sort), None)
