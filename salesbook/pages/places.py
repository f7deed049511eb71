"""Where things are in the academy: the address of every item's page and of every file that pages may show."""

import posixpath
from collections.abc import Container
from functools import cache, lru_cache
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.models.training import Course, Position
from salesbook.pages.asked import is_seen, noted
from salesbook.reading.files import CONTENT
from salesbook.text import safety
from salesbook.text.naming import parted

MEDIA = "media"
ASSETS = "assets/salesbook"
"""Where styles and scripts of site/assets are published."""
_MOST_READERS = 3
"""So many of those who may see an item are named where it is spoken of."""
OWN_FOLDERS = frozenset({MEDIA, "assets", "search"})
"""Folders of the academy that hold no pages: files of the book, the theme's own, the index of the search."""


class Places:
    """The addresses of the academy of a book, or of the book of an edition (`seen_by`).

    What its reader may not see has none, nor have drafts and SVG files outside `drawings`.
    """

    def __init__(self, book: Book, drawings: Container[PurePosixPath] = ()) -> None:
        self.book = book
        self._drawings = drawings

    def uri(self, item: Item) -> str | None:
        """Return the page of an item; None for drafts, for kinds without pages and for what the reader may not see."""
        if item.kind.page is None or item.draft or self.withheld(item):
            return None
        return _uri(item.path)

    def withheld(self, item: Item) -> bool:
        """Tell whether the reader may not see an item: nothing but its title may be said of it."""
        return not is_seen(item)

    def may_see(self, item: Item) -> str:
        """Return who may see an item, in a few words: «РОП, ОКК +2»."""
        names = {role.id: role.short or role.name for role in self.book.company.roles}
        told = ", ".join(names.get(role, role) for role in item.readers[:_MOST_READERS])
        return told if len(item.readers) <= _MOST_READERS else f"{told} +{len(item.readers) - _MOST_READERS}"

    def withholds(self, name: str) -> bool:
        """Tell whether a reference names what the reader may not see."""
        item = self.book.resolve(parted(name)[0])
        return item is not None and self.withheld(item)

    def shown(self, course: Course) -> Course:
        """Return a course without what the reader may not see: nobody is taught or asked that."""
        lessons = tuple(lesson for lesson in course.lessons if not self.withholds(lesson.item))
        quiz = tuple(question for question in course.quiz if not self.withholds(question.source))
        return course.model_copy(update={"lessons": lessons, "quiz": quiz})

    @noted
    def items(self) -> tuple[Item, ...]:
        """The items that have a page."""
        return tuple(item for item in self.book.items.values() if self.uri(item) is not None)

    def item_at(self, uri: str) -> Item | None:
        """Return the item whose page has an address; None when no page has it."""
        path = PurePosixPath(CONTENT, uri)
        path = path.with_stem("index") if path.stem == "_index" else path
        for ending in (".md", ".yml"):
            item = self.book.by_path.get(path.with_suffix(ending))
            if item is not None and self.uri(item) == uri:
                return item
        return None

    @noted
    def positions(self) -> dict[str, Item]:
        """The main file of a role, by the role's id."""
        holders = ((data.role, item) for item, data in self.book.data(Position) if self.uri(item) is not None)
        return dict(reversed(list(holders)))

    def media(self, path: PurePosixPath) -> str | None:
        """Return where a file of the book is copied to; None for files that a browser would run."""
        if path not in self.book.files or not safety.may_be_copied(path):
            return None
        if safety.is_drawing(path) and path not in self._drawings:
            return None
        return f"{MEDIA}/{'/'.join(path.parts[1:])}"


def relative(target: str, page: str) -> str:
    """Return the address of `target` as a link on `page` gives it; both are paths from the same folder."""
    return _from_folder(target, posixpath.dirname(page))


@lru_cache(maxsize=100_000)
def _from_folder(target: str, folder: str) -> str:
    # Pages of a folder lead to the same places, and `relpath` asks for the current folder each time.
    return posixpath.relpath(f"/{target}", f"/{folder}")


@cache
def _uri(path: PurePosixPath) -> str:
    # `index.md` belongs to the section; no item's name begins with an underscore.
    stem = "_index" if path.stem == "index" else path.stem
    return posixpath.join(*path.parts[1:-1], f"{stem}.md")
