"""A page in a package: its clean HTML with no link out of the package, its ids its own among those of other lessons."""

import posixpath
from collections.abc import Container, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from salesbook.academy.elements import EMPTY, Element
from salesbook.text import safety

_LEFT_OUT = frozenset("alphabet headerlink map--narrow report tool-place used".split())
_NOT_IN_A_PACKAGE = frozenset("button nav open-search page-tool".split())
_DROPPED = frozenset("aria-describedby aria-labelledby for headers name".split())
"""Attributes that name ids; those of a drawing's place stay."""
_PICTURES = frozenset({"audio", "img", "source", "video"})


class Packed(NamedTuple):
    """A page as a part of the package."""

    html: str


class Packer:
    """Makes parts of pages; `media` is filled with the files they show, names by addresses in the academy."""

    def __init__(self, lessons: Sequence[str], address: str, assets: Container[str]) -> None:
        self._number = {uri: number for number, uri in reversed(list(enumerate(lessons, 1)))}
        self._address = address
        self._assets = assets
        self.media: dict[str, str] = {}

    def packed(self, root: Element, uri: str, number: int) -> Packed:
        """Return the page `uri`, which is the lesson `number`."""
        return Packed(self._children(root, uri, number))

    def _children(self, element: Element, uri: str, number: int) -> str:
        return "".join(
            escape(child, quote=False) if isinstance(child, str) else self._element(child, uri, number)
            for child in element.children
        )

    def _element(self, element: Element, uri: str, number: int) -> str:
        name, attributes = element.name, dict(element.attributes)
        if name in _NOT_IN_A_PACKAGE or element.classes & _LEFT_OUT or attributes.get("id") == "used_":
            return ""
        if name == "page-drawing":
            return f'<page-drawing name="{escape(attributes.get("name", ""))}"></page-drawing>'
        inner = self._children(element, uri, number)
        if name == "a" and "href" in attributes:
            target = self._target(attributes["href"], uri, number)
            if target is None:
                return inner
            attributes["href"] = target
        if name in _PICTURES and not self._shows(attributes, uri):
            return escape(attributes.get("alt", ""), quote=False) if name == "img" else inner
        attributes = {key: value for key, value in attributes.items() if key not in _DROPPED}
        if "id" in attributes:
            attributes["id"] = f"lesson-{number}-{attributes['id']}"
        written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
        return f"<{name}{written}>" if name in EMPTY else f"<{name}{written}>{inner}</{name}>"

    def _target(self, address: str, uri: str, number: int) -> str | None:
        """Return where a link leads: within the package, to the academy where it is published, nowhere."""
        if safety.leads_out(address):
            return None
        try:
            _scheme, _host, path, _query, anchor = urlsplit(address)
        except ValueError:
            return None
        target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(path))) if path else uri
        page = f"{target[:-5]}.md" if target.endswith(".html") else target
        lesson = number if page == uri else self._number.get(page)
        if lesson is not None:
            return f"#lesson-{lesson}-{quote(unquote(anchor))}" if anchor else f"#lesson-{lesson}"
        if not self._address or target.startswith(".."):
            return None
        return self._address + quote(target) + (f"#{quote(unquote(anchor))}" if anchor else "")

    def _shows(self, attributes: dict[str, str], uri: str) -> bool:
        """Name the file that an element shows as the package does; tell whether there is one."""
        attributes.pop("poster", None)
        if "src" not in attributes:
            return True
        source = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(attributes["src"])))
        if source not in self._assets:
            return False
        ending = posixpath.splitext(source)[1].lower()
        ending = ending if ending.isascii() else ""
        attributes["src"] = self.media.setdefault(source, f"media/{len(self.media) + 1}{ending}")
        return True
