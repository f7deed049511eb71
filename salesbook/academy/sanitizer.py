"""The last guard over a page: its HTML, parsed as browsers parse it, and nothing kept but what the allowlist names.

It comes after Markdown, its extensions and the page template, whatever they have made. What the theme prints beside the
content, the table of contents and words of a page's front matter, is made plain here, too.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import nh3

from salesbook.core.language import gettext as _
from salesbook.text import allowlist

if TYPE_CHECKING:
    from mkdocs.structure.toc import AnchorLink

MAX_DEPTH, _MANY_TAGS = 1_000, 10_000
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)", re.IGNORECASE)
_NOT_CLOSED = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta option p rp rt source tbody td tfoot th thead tr "
    "track wbr".split()
)
_META = frozenset("author description hide kind search template title".split())
_TEMPLATE = re.compile(r"(?!redirect\.html)[\w-]{1,100}\.html")


class TooDeepError(ValueError):
    """Elements stand in each other so deep that the time of parsing them would grow with the square of their number."""


def clean(html: str) -> str:
    """Return the HTML of a page's content with nothing in it but what the allowlist names; raises `TooDeepError`."""
    if html.count("<") > _MANY_TAGS and _depth(html) > MAX_DEPTH:
        raise TooDeepError(_("tags are nested deeper than {n} levels").format(n=MAX_DEPTH))
    # The parser writes a no-break space as a reference; of Russian text that would make a tenth more.
    return _cleaner().clean(html).replace("&nbsp;", "\u00a0")


def without_search_marks(html: str) -> str:
    """Return clean HTML without the attribute that keeps parts of a page out of the index of its search."""
    # In an attribute a quote is a reference: the words cannot stand there.
    return html.replace(' data-search-exclude=""', "")


def words(html: str) -> str:
    """Return the words of a piece of HTML, fit to stand between tags and in an attribute."""
    return escape(unescape(nh3.clean(html, tags=set())))


def front_matter(meta: dict[str, Any]) -> dict[str, Any]:
    """Return what a page of site/pages says of itself: keys that pages have, every string fit to stand in HTML."""
    kept = {key: _plain(value) for key, value in meta.items() if key in _META}
    if not isinstance(kept.get("search", {}), dict):
        del kept["search"]
    if not _TEMPLATE.fullmatch(str(kept.get("template", "main.html"))):  # Material's redirection leads anywhere
        del kept["template"]
    return kept


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def clean_contents(entries: "Iterable[AnchorLink]") -> None:
    """Make the table of contents of a page harmless: themes print its titles as HTML and its ids as they are."""
    for entry in entries:
        if "<" in entry.title:
            entry.title = words(entry.title)
        if not allowlist.is_own_id(entry.id):
            entry.id = ""
        clean_contents(entry.children)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(allowlist.ELEMENTS),
        attributes={"*": set(allowlist.EVERYWHERE), **{e: set(names) for e, names in allowlist.ELEMENTS.items()}},
        attribute_filter=allowlist.kept,
        url_schemes=set(allowlist.SCHEMES),
        clean_content_tags={"script", "style"},
        link_rel=None,
        strip_comments=True,
    )


def _depth(html: str) -> int:
    """Return how deep elements stand in each other at the most, those left out whose end tag may be missing."""
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _NOT_CLOSED:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest
