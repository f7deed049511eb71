"""Links, pictures and anchors of a page, in the tree that Markdown has made, just before it becomes HTML.

Links become those of the site, and what leads nowhere is noted. Columns are aligned by classes, not by styles.
Pictures from elsewhere become links: no page asks another server for anything. What may stay on a page, the sanitizer
says afterwards.
"""

import posixpath
import re
from collections.abc import Container
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from salesbook.text import allowlist, safety

_ID = re.compile(r"\sid=\"([^\"]+)\"")


class AnchorLink(NamedTuple):
    """A link of a page to a place of the site: where it leads, and how it was written."""

    uri: str
    anchor: str
    written: str


class Addresses:
    """The addresses of the site's files: what a link in Markdown becomes in HTML."""

    def __init__(self, uris: Container[str]) -> None:
        self._uris = uris
        self._known: dict[tuple[str, str], str | None] = {}

    def target(self, folder: str, path: str) -> str | None:
        """Return the file that a relative path on a page in `folder` leads to; None when there is none."""
        key = (folder, path)
        if key not in self._known:
            uri = posixpath.normpath(posixpath.join(folder, unquote(path)))
            self._known[key] = uri if uri in self._uris else None
        return self._known[key]


class PageGuard(Extension):
    """The guard as a Markdown extension; `page` is the address of the page at work, set before each one."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__()
        self.addresses = addresses
        self.page = "index.md"
        self.anchors: set[str] = set()
        self.links: list[AnchorLink] = []
        self.targets: set[str] = set()
        self.dead: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the guard as the last of the tree processors, and a look at anchors before the table of contents."""
        md.treeprocessors.register(_Anchors(md), "salesbook_anchors", 6)
        md.treeprocessors.register(_Look(self, md), "salesbook_page_guard", -100)

    def turn_to(self, page: str) -> None:
        """Begin a page."""
        self.page = page
        self.anchors, self.links, self.targets, self.dead = set(), [], set(), []

    def look(self, element: Element) -> None:
        """Note the anchor of an element; make its address that of the site."""
        attributes = element.attrib
        if not attributes:
            return
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        if "style" in attributes and (side := allowlist.side_of(attributes.pop("style") or "")) is not None:
            attributes["class"] = f"{attributes.get('class') or ''} align-{side}".strip()
        # HTML's attributes without a value come as None.
        if element.tag == "a" and attributes.get("href"):
            attributes["href"] = self._address(attributes["href"])
        elif element.tag == "img" and attributes.get("src"):
            self._picture(element)

    def _picture(self, image: Element) -> None:
        address = image.attrib["src"]
        if not safety.leads_out(address):
            image.attrib["src"] = self._address(address)
            return
        words = image.attrib.get("alt") or address
        tail = image.tail
        image.clear()
        image.tag, image.text, image.tail = "a", words, tail
        image.attrib["href"] = address

    def _address(self, address: str) -> str:
        try:
            _scheme, _host, path, query, anchor = urlsplit(address)
        except ValueError:
            self.dead.append(address)
            return "#"
        if safety.leads_out(address) or address.startswith("/"):
            return address
        uri: str | None = self.page
        if path:
            uri = self.addresses.target(posixpath.dirname(self.page), path)
            if uri is None:
                self.dead.append(address)
                return address
            self.targets.add(uri)
        assert uri is not None
        if anchor:
            self.links.append(AnchorLink(uri, unquote(anchor), address))
        if path.endswith(".md"):
            path = f"{path[:-3]}.html"
        return path + (f"?{query}" if query else "") + (f"#{quote(unquote(anchor), safe='-_.~')}" if anchor else "")


class _Anchors(Treeprocessor):
    """Removes anchors that no page keeps, so that a heading gets another one, and no link counts on them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if "id" not in element.attrib:
                continue
            # HTML's attributes without a value come as None.
            anchor: str | None = element.attrib["id"]
            if anchor is None or allowlist.kept(element.tag, "id", anchor) is None:
                del element.attrib["id"]


class _Look(Treeprocessor):
    def __init__(self, guard: PageGuard, md: Markdown) -> None:
        super().__init__(md)
        self.guard = guard

    def run(self, root: Element) -> None:
        for element in root.iter():
            self.guard.look(element)
        for block in self.md.htmlStash.rawHtmlBlocks if self.md else ():
            if isinstance(block, str) and " id=" in block:
                self.guard.anchors.update(_ID.findall(block))
