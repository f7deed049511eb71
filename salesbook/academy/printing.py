"""Pages for MkDocs that are already known: no file to read, no front matter to parse, one Markdown for all of them."""

from collections.abc import Container, Iterator
from html import escape
from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from salesbook.academy.chrome import Slot
from salesbook.academy.guard import Addresses, AnchorLink, PageGuard
from salesbook.academy.record import PageFacts
from salesbook.pages.escaping import LT
from salesbook.pages.model import AnyPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from salesbook.academy.files import PageFile


class Renderer:
    """One Markdown with the extensions of mkdocs.yml and the guard, used for every page; `uris` are all files.

    MkDocs makes a new one for each page, which takes longer than most pages do.
    """

    def __init__(self, config: "MkDocsConfig", uris: Container[str]) -> None:
        self.guard = PageGuard(Addresses(uris))
        self._markdown = Markdown(
            extensions=[*config.markdown_extensions, self.guard], extension_configs=config.mdx_configs or {}
        )

    def html_of(self, page: AnyPage) -> str:
        """Return what Markdown makes of a page: not clean yet."""
        self.guard.turn_to(page.uri)
        html: str = self._markdown.reset().convert(page.text)
        return html.replace(LT, "&lt;")

    def render(self, page: "PrintedPage") -> None:
        """Fill in the page's HTML, table of contents, anchors and links."""
        page.content = self.html_of(page.source)
        page.toc = get_toc(getattr(self._markdown, "toc_tokens", []))
        page.present_anchor_ids = self.guard.anchors
        page.links = tuple(self.guard.links)
        page.targets = tuple(sorted(self.guard.targets))
        page.dead = tuple(self.guard.dead)


class PrintedPage(MkDocsPage):
    """A page of the academy as MkDocs knows it; `links` lead to anchors, `dead` ones lead nowhere, to `targets` all.

    `made` is the digest of all that it is made of but the navigation, where other editions are built with this one.
    """

    links: tuple[AnchorLink, ...] = ()
    targets: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    made: str = ""

    file: "PageFile"

    def __init__(self, source: AnyPage, file: "PageFile", config: "MkDocsConfig", renderer: Renderer) -> None:
        # MkDocs takes a title for HTML, and themes insert it as it is.
        super().__init__(escape(source.title), file, config)
        self.source = source
        self._renderer = renderer

    def stay(self, facts: PageFacts) -> None:
        """Be the page that the build before has printed, of which so much is known."""
        self.file.stays = True
        self.present_anchor_ids = set(facts.anchors)
        self.links = tuple(AnchorLink(*link) for link in facts.links)
        self.targets = facts.targets
        self.slots = tuple(Slot(*slot) for slot in facts.slots)

    def facts(self, navigation: str) -> PageFacts:
        """Return what is to be known of the page when it is not printed again; `navigation`: the digest of its own."""
        return PageFacts(tuple(sorted(self.present_anchor_ids or ())), self.links, self.targets, navigation, self.slots)

    # MkDocs compares pages by title and file, for every entry of the navigation; each page is made once.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def read_source(self, config: "MkDocsConfig") -> None:
        """Take the text over as it was made."""
        self.markdown = self.source.text
        self.meta = {
            name: escape(value) if isinstance(value, str) else value
            for name, value in {"title": self.source.title, **self.source.meta}.items()
        }

    def render(self, config: "MkDocsConfig", files: "Files") -> None:
        """Turn the text into HTML."""
        self._renderer.render(self)


def dead_links(pages: "list[PrintedPage]") -> Iterator[tuple[PrintedPage, str]]:
    """Yield the links that lead to no page, or to no place of one, after all pages are rendered."""
    anchors = {page.file.src_uri: page.present_anchor_ids or set() for page in pages}
    for page in pages:
        for written in page.dead:
            yield page, written
        for link in page.links:
            if link.uri in anchors and link.anchor not in anchors[link.uri]:
                yield page, link.written
