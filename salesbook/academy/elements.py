"""Clean HTML as a tree of elements: what the sanitizer writes is well formed, so the parser of Python will do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = frozenset("br col hr img input source wbr".split())
"""Elements that hold nothing and are not closed."""


@dataclass(slots=True)
class Element:
    """An element of a page: its name, its attributes, what stands in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the element."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> Iterator["Element"]:
        """The elements that stand directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def within(self, name: str) -> Iterator["Element"]:
        """Yield the elements of a name in it, however deep, in their order; none within one of them."""
        stack: list[Element] = list(self.elements)[::-1]
        while stack:
            element = stack.pop()
            if element.name == name:
                yield element
            else:
                stack += list(element.elements)[::-1]

    def text(self) -> str:
        """Return all words in it."""
        words: list[str] = []
        stack: list[Element | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                words.append(node)
            else:
                stack += node.children[::-1]
        return "".join(words)


def parsed(html: str) -> Element:
    """Return clean HTML as an element that holds all of it."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY and any(element.name == tag for element in self._open[1:]):
            while self._open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
