"""Names typed on the command line: the one that was surely meant is taken, otherwise the nearest are offered."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.models.kinds import Kind

Named = Iterable[tuple[str, str]]
"""Names that may be typed, each with the name of what goes by it: an item goes by its article, slug and title."""

_OFFERED = 3
_COMPARED = 12


def meant(typed: str, named: Named, unknown: str, otherwise: str) -> str:
    """Return the name of what `typed` surely means, whatever its case, alphabet, hyphens and zeros.

    Raises `UserError` when nothing or several things may be meant: it says `unknown` and offers the nearest names, or
    advises `otherwise` when there are none.
    """
    from salesbook.core.errors import UserError
    from salesbook.core.nearest import looks_like
    from salesbook.core.spelling import spelt

    pairs = list(named)
    meanings = spelt(typed, pairs)
    if len(meanings) == 1:
        return meanings[0]
    if meanings:
        message = _("“{name}” may mean several things").format(name=typed)
        raise UserError(message, _("choose one of: {names}").format(names=", ".join(meanings)))
    raise UserError(unknown, looks_like(_nearest(typed, pairs)) or otherwise)


def one_of(names: Iterable[str]) -> Named:
    """Return names that stand for themselves."""
    return ((name, name) for name in names)


def item_names(book: "Book") -> Named:
    """Yield what the items of a book go by, unread ones too, and what references call them."""
    for item in book.items.values():
        called = item.article or item.name
        yield from ((name, called) for name in (item.name, called, item.slug, item.title))
    for called in sorted(book.broken):
        yield called, called
        if slug := called.partition(":")[2]:
            yield slug, called


def slug_names(book: "Book", kind: "Kind") -> Named:
    """Yield what the items of a kind go by, unread ones too, and their slugs."""
    for item in book.of_kind(kind.name):
        yield from ((name, item.slug) for name in (item.slug, item.name, item.title))
    for name in book.unread(kind.name):
        slug = name.partition(":")[2]
        yield from ((called, slug) for called in (slug, name))


def kind_names() -> Named:
    """Yield what kinds of content go by: the word that commands use, and what people call one and several items."""
    from salesbook.models.kinds import KINDS

    for kind in KINDS:
        yield from ((name, kind.name) for name in (kind.name, kind.singular(), _(kind.many)))


def word_meant(book: "Book", vocabulary: str, typed: str) -> str:
    """Return the id of the role, department, channel or figure that `typed` surely means; raises `UserError`."""
    from salesbook.models.vocabularies import VOCABULARIES

    words = VOCABULARIES[vocabulary].of(book.company)
    names = ((name, word.id) for word in words for name in (word.id, word.name, getattr(word, "short", None)) if name)
    there = _("there are: {names}").format(names=", ".join(word.id for word in words) or "—")
    return meant(typed, names, _(VOCABULARIES[vocabulary].unknown).format(name=typed), there)


def _nearest(typed: str, pairs: list[tuple[str, str]]) -> list[str]:
    """Return what goes by the names nearest to `typed`, the same things called once."""
    from salesbook.core.nearest import nearest
    from salesbook.core.spelling import other_layout, spelt

    retyped = spelt(other_layout(typed), pairs)
    if not retyped:
        called = dict(reversed(pairs))
        retyped = list(dict.fromkeys(called[name] for name in nearest(typed, called, _COMPARED)))
    return retyped[:_OFFERED]
