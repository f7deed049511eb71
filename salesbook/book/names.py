"""What the things of a book go by when somebody types their names: see `core.typed_names.meant`."""

from salesbook.book.book import Book
from salesbook.core.language import gettext as _
from salesbook.core.typed_names import Named, meant
from salesbook.models.kinds import Kind
from salesbook.models.vocabularies import VOCABULARIES


def item_names(book: Book) -> Named:
    """Yield what the items of a book go by, unread ones too, and what references call them."""
    for item in book.items.values():
        called = item.article or item.name
        yield from ((name, called) for name in (item.name, called, item.slug, item.title))
    for called in sorted(book.broken):
        yield called, called
        if slug := called.partition(":")[2]:
            yield slug, called


def slug_names(book: Book, kind: Kind) -> Named:
    """Yield what the items of a kind go by, unread ones too, and their slugs."""
    for item in book.of_kind(kind.name):
        yield from ((name, item.slug) for name in (item.slug, item.name, item.title))
    for name in book.unread(kind.name):
        slug = name.partition(":")[2]
        yield from ((called, slug) for called in (slug, name))


def reader_meant(book: Book, typed: str | None) -> str | None:
    """Return the id of the role that is surely meant, None where none is named; raises `UserError` likewise."""
    return None if typed is None else word_meant(book, "role", typed)


def word_meant(book: Book, vocabulary: str, typed: str) -> str:
    """Return the id of the role, department, channel or figure that `typed` surely means; raises `UserError`."""
    words = VOCABULARIES[vocabulary].of(book.company)
    names = ((name, word.id) for word in words for name in (word.id, word.name, getattr(word, "short", None)) if name)
    there = _("there are: {names}").format(names=", ".join(word.id for word in words) or "—")
    return meant(typed, names, _(VOCABULARIES[vocabulary].unknown).format(name=typed), there)
