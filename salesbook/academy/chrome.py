"""What stands around a page and is nearly the same on all of them: tabs and the navigation, made once per section.

A template gets a placeholder for each. They are set when all else of a page is made, and where they stand is known
afterwards: when nothing but a title in the menu has changed, a page is the old one with another menu in its place.
"""

import html
import posixpath
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from markupsafe import Markup

from salesbook.pages.model import NavEntry
from salesbook.pages.places import relative

MANY = 200
"""So many pages of one list stand in the menu: those around the current page. The page of their section has all."""

TABS, TREE = Markup("<academy-tabs></academy-tabs>"), Markup("<academy-tree></academy-tree>")
"""What a template gets in place of them: no content may hold such an element, the allowlist has none of the name."""


class Slot(NamedTuple):
    """Where the tabs or the navigation stand in a page, in bytes."""

    name: str
    start: int
    length: int


class Navigation:
    """The HTML of the navigation. Rendering it from Material's templates for each page takes longer than the page."""

    def __init__(self, entries: tuple[NavEntry, ...]) -> None:
        self._entries = entries
        self._section = {uri: n for n, entry in enumerate(entries) for uri in (*entry.uris(), *entry.unlisted)}
        self._group = {
            uri: g
            for entry in entries
            for g, group in enumerate(entry.children)
            if group.children
            for uri in group.uris()
        }
        lists = [entry.children for entry in entries] + [
            group.children for entry in entries for group in entry.children
        ]
        self._stretch = {child.uri: n // MANY for listed in lists for n, child in enumerate(listed)}
        self._tabs_in = cache(self._tabs)
        self._tree_in = cache(self._tree)
        self._digest_in = cache(self._digest)

    def tabs_from(self, base: str) -> Markup:
        """Return the tabs with addresses that hold wherever they are shown; `base` is the path of the academy."""
        return Markup(self._tabs(-1, f"/{base.strip('/')}"))  # noqa: S704 - escaped below

    def tree_from(self, base: str) -> Markup:
        """Return the navigation likewise."""
        return Markup(self._tree(-1, -1, 0, f"/{base.strip('/')}"))  # noqa: S704 - escaped below

    def tabs(self, uri: str) -> str:
        """Return the tabs as they look on a page."""
        return self._tabs_in(self._section.get(uri, -1), posixpath.dirname(uri))

    def tree(self, uri: str) -> str:
        """Return the navigation as it looks on a page, which is marked in it."""
        here = f'<a href="{html.escape(_address(posixpath.basename(uri)))}" class="md-nav__link"'
        marked = f'{here[:-1]} md-nav__link--active" aria-current="page"'
        return self._tree_in(*self._place(uri)).replace(here, marked)

    def filled(self, page: str, uri: str) -> tuple[str, tuple[Slot, ...]]:
        """Return a page with both in their places, each at the first of its places alone, and where they stand."""
        places = sorted((page.find(mark), mark) for mark in (TABS, TREE) if mark in page)
        pieces: list[str] = []
        slots, end, length = [], 0, 0
        for start, mark in places:
            before = page[end:start].replace(TABS, "").replace(TREE, "")
            shown = self.tabs(uri) if mark == TABS else self.tree(uri)
            slots.append(Slot(mark, length + len(before.encode()), len(shown.encode())))
            length += len(before.encode()) + len(shown.encode())
            pieces += (before, shown)
            end = start + len(mark)
        return "".join((*pieces, page[end:].replace(TABS, "").replace(TREE, ""))), tuple(slots)

    def filled_anew(self, page: bytes, slots: Sequence[Slot], uri: str) -> tuple[bytes, tuple[Slot, ...]]:
        """Return a page, whose `slots` hold the navigation of another build, with that of this one, likewise."""
        pieces: list[bytes] = []
        moved, end, length = [], 0, 0
        for name, start, old in slots:
            shown = (self.tabs(uri) if name == TABS else self.tree(uri)).encode()
            moved.append(Slot(name, length + start - end, len(shown)))
            length += start - end + len(shown)
            pieces += (page[end:start], shown)
            end = start + old
        return b"".join((*pieces, page[end:])), tuple(moved)

    def digest(self, uri: str) -> str:
        """Return letters that are other ones when the tabs or the navigation of a page are."""
        return f"{self._digest_in(*self._place(uri))} {posixpath.basename(uri)}"

    def _digest(self, section: int, group: int, stretch: int, folder: str) -> str:
        """Return the digest of the tabs and of the navigation in which no page is marked."""
        both = self._tabs_in(section, folder) + self._tree_in(section, group, stretch, folder)
        return blake2b(both.encode(), digest_size=16).hexdigest()

    def _place(self, uri: str) -> tuple[int, int, int, str]:
        """Return what decides how the navigation of a page looks, but for the mark of the page itself."""
        folder = posixpath.dirname(uri)
        return self._section.get(uri, -1), self._group.get(uri, -1), self._stretch.get(uri, 0), folder

    def _tabs(self, section: int, folder: str) -> str:
        """Return the tabs as they look on pages of a section in `folder`."""
        tabs = []
        for n, entry in enumerate(self._entries):
            css = "md-tabs__item md-tabs__item--active" if n == section else "md-tabs__item"
            link = f'<a href="{_href(entry, folder)}" class="md-tabs__link">{html.escape(entry.title)}</a>'
            tabs.append(f'<li class="{css}">{link}</li>')
        return "".join(tabs)

    def _tree(self, section: int, group: int, stretch: int, folder: str) -> str:
        """Return the navigation with one section and one group in it open; no page is marked as the current one."""
        opened = {str(section): stretch if group < 0 else 0, f"{section}_{group}": stretch}
        return "".join(
            self._branch(entry, folder, n == section, str(n), opened) for n, entry in enumerate(self._entries)
        )

    def _branch(self, entry: NavEntry, folder: str, active: bool, name: str, opened: dict[str, int]) -> str:
        title = f'<span class="md-ellipsis">{html.escape(entry.title)}</span>'
        if not entry.children or not active:
            icon = '<span class="md-nav__icon md-icon"></span>' if entry.children else ""
            css = " md-nav__item--pruned md-nav__item--nested" if entry.children else ""
            faded = " faded" if entry.faded else ""
            link = f'<a href="{_href(entry, folder)}" class="md-nav__link{faded}">{title}{icon}</a>'
            return f'<li class="md-nav__item{css}">{link}</li>'
        first = opened.get(name, 0) * MANY
        shown = enumerate(entry.children[first : first + MANY], first)
        inner = "".join(self._branch(child, folder, True, f"{name}_{i}", opened) for i, child in shown)
        toggle = f"__nav_{name}"
        icon = '<span class="md-nav__icon md-icon"></span>'
        label = f'<label class="md-nav__link" for="{toggle}" id="{toggle}_label">{title}{icon}</label>'
        if entry.uri is not None:
            link = f'<a href="{_href(entry, folder)}" class="md-nav__link">{title}</a>'
            label = (
                f'<div class="md-nav__link md-nav__container">{link}<label class="md-nav__link" for="{toggle}" '
                f'id="{toggle}_label"><span class="md-nav__icon md-icon"></span></label></div>'
            )
        # On a phone an open group covers what is above it: only the one with the current page may be open.
        checked = " checked" if name in opened else ""
        level = name.count("_") + 1
        css = "md-nav__item md-nav__item--active md-nav__item--section md-nav__item--nested"
        return (
            f'<li class="{css}"><input class="md-nav__toggle md-toggle" type="checkbox" id="{toggle}"{checked} '
            f'aria-label="{html.escape(entry.title)}">{label}'
            f'<nav class="md-nav" data-md-level="{level}" aria-labelledby="{toggle}_label" aria-expanded="true">'
            f'<label class="md-nav__title" for="{toggle}"><span class="md-nav__icon md-icon"></span>'
            f'{html.escape(entry.title)}</label><ul class="md-nav__list" data-md-scrollfix>{inner}</ul></nav></li>'
        )


def _href(entry: NavEntry, folder: str) -> str:
    uri = entry.uri or next(entry.uris())
    if folder.startswith("/"):  # a page that is shown at any address
        return html.escape(posixpath.join(folder, _address(uri)))
    return html.escape(_address(relative(uri, posixpath.join(folder, "page"))))


def _address(uri: str) -> str:
    return f"{uri[:-3]}.html" if uri.endswith(".md") else uri
