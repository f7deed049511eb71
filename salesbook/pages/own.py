"""Pages that a book has of its own beside those of its items, as the search sees them: a title, headings, texts."""

from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.core.language import mark
from salesbook.models.base import ContentModel
from salesbook.models.kinds import Kind
from salesbook.models.knowledge import Article

OWN = Kind("page", "site/pages", "knowledge:Article", mark("page"), mark("pages"))
"""What such a page is to the search, and to nobody else: no kind of content, and for every role."""


class OwnPage(NamedTuple):
    """A page without front matter and comments: its address in the academy's sources, its title, its Markdown."""

    uri: str
    title: str
    body: str

    def item(self) -> Item:
        """Return the page as an item that can be found; nobody has checked what it says."""
        return Item(OWN, self.uri.removesuffix(".md"), PurePosixPath("site/pages", self.uri), self._data)

    def _data(self) -> ContentModel:
        return Article.model_construct(title=" ".join(self.title.split()), order=0, theme="", body=self.body)
