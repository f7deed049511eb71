"""The academy's own addresses, as people copy them from the browser: which item's page one is of."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import unquote

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.source import nfc
from salesbook.pages.places import Places
from salesbook.text.naming import anchor_of

_ADDRESS = re.compile(r"https?://([^/?#\s@]+)(/[^?#\s]*)?(?:\?[^#\s]*)?(?:#(\S*))?", re.IGNORECASE)
_NEARBY = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
_TEXT_FRAGMENT = ":~:"
_SURE = 3
"""So many parts of a path without an ending are no coincidence: a shop may well have a page products/mayak."""


class OwnPage(NamedTuple):
    """The item whose page an address is of, and the anchor there; `certain`: the host is known to be the academy's."""

    item: Item
    anchor: str
    certain: bool


def own_page(book: Book, address: str) -> OwnPage | None:
    """Return what an address is of, when it is one of the book's own academy; None for every other address.

    The host is the academy's when mkdocs.yml says so (`site_url`) or when it is a machine of the reader's own network,
    where `salesbook serve` shows it. When no `site_url` is known, the whole path must be that of a page of the book.
    What is searched for on the page (`?h=…`) does not matter.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None:
        return None
    host, path, fragment = match[1].lower(), match[2] or "", match[3] or ""
    site, base = _site(book)
    certain = host == site or _is_nearby(host)
    if site and not certain:
        return None
    paths = [path[len(base) :]] if path.startswith(f"{base}/") else []
    if host != site and base:
        paths.append(path)
    item = next(filter(None, (_item(book, each) for each in paths)), None)
    if item is None:
        return None
    anchor = anchor_of(fragment.partition(_TEXT_FRAGMENT)[0])
    if not certain and not _is_convincing(path, anchor, item):
        return None
    return OwnPage(item, _own_anchor(item, anchor), certain)


def _site(book: Book) -> tuple[str, str]:
    """Return the host of the academy and the folder it lies in there (`/academy`); nothing when it is not known."""
    match = _ADDRESS.fullmatch(book.site_url)
    return ("", "") if match is None else (match[1].lower(), (match[2] or "").rstrip("/"))


def _is_nearby(host: str) -> bool:
    """Tell whether a host is this machine, or one of the network it is in."""
    name = host.rpartition(":")[0] if re.search(r":\d*$", host) else host
    try:
        return ipaddress.ip_address(name.strip("[]")).is_private
    except ValueError:
        return "." not in name or name.endswith(_NEARBY)


def _item(book: Book, path: str) -> Item | None:
    """Return the item whose page a path of the academy is; pages may lie in folders of their own (`discounts/`)."""
    page = nfc(unquote(path)).strip("/")
    for ending in ("index.html", ".html", ".htm"):
        page = page.removesuffix(ending).rstrip("/")
    return Places(book).item_at(f"{page}.md") if page else None


def _is_convincing(path: str, anchor: str, item: Item) -> bool:
    """Tell whether a page of an unknown host is the academy's, by the path and the anchor alone."""
    parts = path.strip("/").split("/")
    if anchor and anchor in item.card.anchors:
        return True
    return len(parts) >= _SURE or (len(parts) > 1 and path.endswith((".html", ".htm")))


def _own_anchor(item: Item, anchor: str) -> str:
    """Return the anchor as links in the book use it.

    Headings that the page itself adds end in an underscore: `meeting_` is that of the stage `meeting`, others
    (`used_`) are no part of the item.
    """
    if anchor in item.card.anchors or not anchor.endswith("_"):
        return anchor
    return anchor[:-1] if anchor[:-1] in item.card.anchors else ""
