"""What the pure part makes: pages in Markdown, the tree of the navigation, files to copy. Frozen, free of MkDocs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from salesbook.book.item import Item
from salesbook.core.digests import digest
from salesbook.models.records import LearningRecords
from salesbook.pages.answers import Made
from salesbook.pages.tools import Tool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the academy: `uri` as in `regulations/sales/first-contact.md`, Markdown `text`, the item it shows.

    `meta` goes into the front matter: `description`, `kind`, `template` of the theme. `drawings` are SVG of our own
    making by the names of their placeholders in the text (`pages.svg`), `tools` forms likewise (`pages.tools`).
    """

    uri: str
    title: str
    text: str
    item: Item | None = None
    meta: Mapping[str, object] = field(default_factory=dict)
    drawings: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, Tool] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of all that a page is printed from: of every field but the item, of which nothing is printed."""
        return digest({each.name: getattr(self, each.name) for each in fields(self) if each.name != "item"})


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A line of the navigation: a page, or a group with its pages; a group with a `uri` has a page of its own.

    What is no longer in force is `faded`. `unlisted` are pages that belong to a group and are no line of it.
    """

    title: str
    uri: str | None = None
    children: tuple["NavEntry", ...] = ()
    faded: bool = False
    unlisted: tuple[str, ...] = ()

    def uris(self) -> Iterator[str]:
        """Yield the pages below and including this one, in reading order."""
        if self.uri is not None:
            yield self.uri
        for child in self.children:
            yield from child.uris()


class LaterPage:
    """A page that is not made before somebody asks for what is on it; `digest` is that of the page that it will be."""

    def __init__(self, uri: str, title: str, item: Item | None, make: Callable[[], Page], digest: str) -> None:
        self.uri, self.title, self.item, self.digest = uri, title, item, digest
        self._make = make

    @cached_property
    def _page(self) -> Page:
        return self._make()

    @property
    def text(self) -> str:
        """See `Page`."""
        return self._page.text

    @property
    def meta(self) -> Mapping[str, object]:
        """See `Page`."""
        return self._page.meta

    @property
    def drawings(self) -> Mapping[str, str]:
        """See `Page`."""
        return self._page.drawings

    @property
    def tools(self) -> Mapping[str, Tool]:
        """See `Page`."""
        return self._page.tools


AnyPage = Page | LaterPage


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the book that pages show or offer: its path from the book's root, its address in the academy."""

    path: PurePosixPath
    uri: str


@dataclass(frozen=True, slots=True)
class Data:
    """A file that the page's own scripts load: its address in the academy, and its text."""

    uri: str
    text: str


class TermLinks(Protocol):
    """Leads the terms of the glossary in pages to what they mean, when the pages are clean HTML."""

    @property
    def digest(self) -> str:
        """Letters that are other ones whenever some page might get other links."""
        ...

    def said_on(self, page: str) -> str:
        """Return letters that are other ones whenever the page with that address might get other links."""
        ...

    def linked(self, html: str, page: str) -> str:
        """Return the clean HTML of the content of the page with the address `page`, its terms as links."""
        ...


class ReportLinks(Protocol):
    """Makes the link by which readers of a page tell that something is wrong."""

    def link(self, title: str, uri: str) -> str:
        """Return the link of the page `uri` as a paragraph of HTML."""
        ...


@dataclass(frozen=True, slots=True)
class Academy:
    """The whole site before it is printed; `terms` is none where there is no glossary to see, `records` where nothing
    that a learner does may leave his browser.

    Pages have their links of `reports`, if the book wants to be told; those of site/pages get them from the press.
    `made` is what to know of the pages the next time; nothing of those of a book that writes no questions down.
    """

    title: str
    language: str
    pages: tuple[AnyPage, ...]
    navigation: tuple[NavEntry, ...]
    assets: tuple[Asset, ...]
    data: tuple[Data, ...] = ()
    reports: ReportLinks | None = field(default=None, compare=False)
    terms: TermLinks | None = field(default=None, compare=False)
    made: Made = field(default=Made("", {}, {}), compare=False)
    records: LearningRecords | None = None
