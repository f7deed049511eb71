"""What a form of a page says: prose as plain words, references as links that hold on the page at work."""

from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import readable, titled
from salesbook.models.training import Course
from salesbook.pages.prose import Writer
from salesbook.text.naming import parted


class Sayings:
    """The words and links of the form of one item, on the page that `writer` is turned to."""

    def __init__(self, writer: Writer, item: Item) -> None:
        self._writer = writer
        self._item = item

    @property
    def book(self) -> Book:
        """The book that the item is of."""
        return self._writer.book

    def says(self, text: str) -> str:
        """Return prose as words, as the terminal says it."""
        return readable(self.book, text)

    def withholds(self, name: str) -> bool:
        """Tell whether the reader of this edition may not see what `name` refers to."""
        return self._writer.places.withholds(name)

    def link(self, name: str) -> dict[str, Any]:
        """Return the title of what `name` refers to, and its address on this page: none where the reader has none.

        `access` is who may see what the reader may not.
        """
        target, anchor = parted(name)
        item = self.book.resolve(target)
        if item is not None and self.withholds(name):
            return {"title": item.label, "href": None, "access": self._writer.access(item)}
        uri = None if item is None else self._writer.places.uri(item)
        href = None if uri is None else _of_the_site(self._writer.address(uri, anchor or None))
        return {"title": titled(self.book, name), "href": href}

    def shown(self, course: Course) -> Course:
        """Return a course without what its reader may not see: nobody is taught or asked that."""
        return self._writer.places.shown(course)


def _of_the_site(address: str) -> str:
    """Return the address of a page in Markdown as the site has it."""
    path, mark, anchor = address.partition("#")
    return (f"{path.removesuffix('.md')}.html" if path else "") + mark + anchor
