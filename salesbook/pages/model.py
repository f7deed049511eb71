"""What the pure part makes: pages in Markdown, the tree of the navigation, files to copy. Frozen, free of MkDocs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath
from typing import Protocol

from salesbook.book.item import Item
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

    def said(self) -> dict[str, object]:
        """Return all that a page is printed from: every field but the item, of which nothing is printed."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "item"}


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
    """The whole site before it is printed; `terms` is none where there is no glossary to see.

    Pages have their links of `reports`, if the book wants to be told; those of site/pages get them from the press.
    """

    title: str
    language: str
    pages: tuple[Page, ...]
    navigation: tuple[NavEntry, ...]
    assets: tuple[Asset, ...]
    data: tuple[Data, ...] = ()
    reports: ReportLinks | None = field(default=None, compare=False)
    terms: TermLinks | None = field(default=None, compare=False)
