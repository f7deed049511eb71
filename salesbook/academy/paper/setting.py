"""A page as Typst gets it: blocks and runs of words as plain data, so that nothing of a book's can be code.

A block is `[kind, …]`, a run of words is a string or `[kind, …]`; `book.typ` knows every kind. What a reader of paper
has no use for stays out: links to a place itself, forms, who refers to a page, answers of quizzes.
"""

import posixpath
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote, urlsplit

from salesbook.academy.elements import Element, parsed
from salesbook.pages.svg import PLACEHOLDER
from salesbook.text import safety

Node = list[object]
Run = str | Node

DEEPEST = 8
"""Lists, quotations and frames stand in each other so deep at most; Typst gives up at some dozens."""
_LEFT_OUT = frozenset(
    "alphabet answer headerlink map--narrow map-moves pipeline-about__more report rows stage__fold stage__open "
    "tool-place used".split()
)
_NOT_ON_PAPER = frozenset("audio button nav open-search page-tool source video".split())
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img input ins kbd label mark meter progress q review-date rp rt ruby s "
    "samp small span strong sub sup time u var wbr".split()
)
_RUNS = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("code", "kbd", "samp"), "code"),
    **dict.fromkeys(("del", "s"), "strike"),
    **dict.fromkeys(("ins", "u"), "underline"),
    "mark": "mark",
    "sub": "sub",
    "sup": "super",
    "small": "muted",
}
_STYLES = {
    "label": "label",
    "admonition-title": "label",
    "muted": "muted",
    "row__readers": "muted",
    "lead": "lead",
    "badge": "badge",
    "article-number": "number",
    **dict.fromkeys(("sla__figure", "task__what", "kpi__name", "mark__value"), "strong"),
}
"""Classes of a paragraph or a run that look like something of their own."""
_FRAMES = {
    **dict.fromkeys(("part--forbidden", "part--warning", "admonition", "banner"), "warning"),
    **dict.fromkeys(("part--ideal", "stage__close"), "good"),
    **dict.fromkeys(("objection", "question", "parameter", "move", "task", "letter", "term", "crm-field"), "card"),
}
_HEADING = re.compile("h[1-6]")
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Paper:
    """Makes blocks of pages; `pages` are the addresses of all that go onto paper.

    `places` and `pictures` are filled with the names of places and pictures that the blocks hold.
    """

    def __init__(self, pages: Iterable[str]) -> None:
        self._pages = frozenset(pages)
        self._uri = ""
        self.places: set[str] = set()
        self.pictures: set[str] = set()

    def blocks(self, html: str, uri: str, *, listing: bool = False) -> list[Node]:
        """Return the blocks of a page of clean HTML, without its first heading.

        One that is a `listing` of other pages keeps nothing of the list, nor its headings: they follow as chapters.
        """
        self._uri = uri
        root = parsed(PLACEHOLDER.sub(r'<img src="\1" alt="">', html))
        first = next((element for element in root.elements if element.name == "h1"), None)
        if first is not None:
            root.children.remove(first)
            self._place(first)
        if listing:
            root.children = [child for child in root.children if isinstance(child, str) or child.name != "h2"]
        return self._flow(root.children, 0)

    def _flow(self, children: Iterable[Element | str], depth: int) -> list[Node]:
        """Return what stands in a container: its blocks, and its loose words as paragraphs."""
        blocks: list[Node] = []
        loose: list[Element | str] = []

        def end() -> None:
            blocks.extend(_paragraphs("", self._runs(loose)))
            loose.clear()

        for child in children:
            if isinstance(child, str) or child.name in _INLINE:
                loose.append(child)
                continue
            end()
            blocks += self._block(child, depth)
        end()
        return blocks

    def _block(self, element: Element, depth: int) -> list[Node]:
        classes, name = element.classes, element.name
        if name in _NOT_ON_PAPER or classes & _LEFT_OUT or element.attributes.get("id") == "used_":
            return []
        if _HEADING.fullmatch(name):
            return [["heading", int(name[1]), self._place(element), self._runs(element.children)]]
        place = self._place(element)
        inner = min(depth + 1, DEEPEST)
        make: Callable[[Element, int], list[Node]] | None = {
            "p": self._paragraph,
            "summary": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._terms,
            "table": self._table,
            "pre": self._code,
            "hr": _rule,
        }.get(name)
        blocks = make(element, inner) if make else self._flow(element.children, inner)
        frame = next((_FRAMES[each] for each in sorted(classes) if each in _FRAMES), "")
        if name == "blockquote":
            frame = "quote"
        if place:
            blocks.insert(0, ["place", place])
        if frame and blocks and depth < DEEPEST:
            return [["frame", frame, blocks]]
        return blocks

    def _paragraph(self, element: Element, _depth: int) -> list[Node]:
        if any(child.name not in _INLINE for child in element.elements):
            return self._flow(element.children, _depth)
        style = next((_STYLES[each] for each in sorted(element.classes) if each in _STYLES), "")
        return _paragraphs("label" if element.name == "summary" else style, self._runs(element.children))

    def _list(self, element: Element, depth: int) -> list[Node]:
        entries = [self._flow(item.children, depth) for item in element.elements if item.name == "li"]
        if depth >= DEEPEST:
            return [block for entry in entries for block in entry]
        if element.name == "ul":
            return [["list", entries]] if entries else []
        start = element.attributes.get("start", "1")
        return [["enum", int(start) if re.fullmatch(r"\d{1,6}", start) else 1, entries]] if entries else []

    def _terms(self, element: Element, depth: int) -> list[Node]:
        """Return a list of terms as rows: what is named, and what is said of it."""
        rows: list[list[object]] = []
        for child in (
            inner for each in element.elements for inner in ([each] if each.name != "div" else each.elements)
        ):
            if child.name == "dt":
                rows.append([self._runs(child.children), []])
            elif child.name == "dd" and rows:
                said = rows[-1][1]
                assert isinstance(said, list)
                said += self._flow(child.children, depth)
        return [["terms", rows]] if rows else []

    def _table(self, element: Element, depth: int) -> list[Node]:
        rows = [[cell for cell in row.elements if cell.name in ("td", "th")] for row in element.within("tr")]
        wide = [sum(_span(cell) for cell in row) for row in rows]
        columns = min(max(wide, default=0), 40)
        if not columns:
            return []
        heads = sum(1 for row in element.within("thead") for _each in row.within("tr"))
        made: list[list[object]] = []
        for row in rows:
            left, cells = columns, list[object]()
            for cell in row:
                if left <= 0:
                    break
                span = min(_span(cell), left)
                left -= span
                side = next((side for side in ("center", "right") if f"align-{side}" in cell.classes), "left")
                cells.append([span, cell.name == "th", side, self._flow(cell.children, depth)])
            made.append(cells + [[1, False, "left", []]] * max(left, 0))
        return [["table", columns, heads, made]]

    def _code(self, element: Element, _depth: int) -> list[Node]:
        return [["code", element.text().strip("\n")]]

    def _runs(self, children: Iterable[Element | str], depth: int = 0) -> list[Run]:
        runs: list[Run] = []
        for child in children:
            if isinstance(child, str):
                words = _SPACE.sub(" ", child)
                # A space at the end of a run and one at the beginning of the next are one.
                if words.startswith(" ") and runs and isinstance(runs[-1], str) and runs[-1].endswith(" "):
                    words = words[1:]
                if words:
                    runs.append(words)
            else:
                runs += self._run(child, depth)
        return runs

    def _run(self, element: Element, depth: int) -> list[Run]:
        name, classes = element.name, element.classes
        if name in _NOT_ON_PAPER or classes & _LEFT_OUT:
            return []
        match name:
            case "br":
                return [["break"]]
            case "img":
                return self._picture(element)
            case "input":
                return [["tick", "checked" in element.attributes]]
        runs = self._runs(element.children, depth + 1)
        place: list[Run] = [["place", made]] if (made := self._place(element)) else []
        style = _RUNS.get(name) or next((_STYLES[each] for each in sorted(classes) if each in _STYLES), "")
        if name == "a":
            return place + self._link(element, runs)
        if name == "q":
            return [*place, "«", *runs, "»"]
        return place + ([[style, runs]] if style and depth < DEEPEST else runs)

    def _link(self, element: Element, runs: list[Run]) -> list[Run]:
        address = element.attributes.get("href", "")
        if not runs or not address:
            return runs
        if safety.leads_out(address):
            return [["out", address, runs]]
        return [["to", target, runs]] if (target := self._target(address)) else runs

    def _target(self, address: str) -> str:
        """Return the place in the book that an address of the academy leads to; nothing for one that is no page."""
        try:
            _scheme, _host, path, _query, anchor = urlsplit(address)
        except ValueError:
            return ""
        uri = self._uri
        if path:
            uri = posixpath.normpath(posixpath.join(posixpath.dirname(uri), unquote(path)))
            uri = f"{uri[:-5]}.md" if uri.endswith(".html") else uri
        if uri not in self._pages:
            return ""
        return f"{uri}#{unquote(anchor)}" if anchor else uri

    def _place(self, element: Element) -> str:
        """Return the name of the place that an element is; nothing when it is none, or bears a name once more."""
        name = element.attributes.get("id", "")
        place = f"{self._uri}#{name}"
        if not name or place in self.places:
            return ""
        self.places.add(place)
        return place

    def _picture(self, element: Element) -> list[Run]:
        source = element.attributes.get("src", "")
        if source.startswith("drawing."):
            name = f"{self._uri}/{source}"
        else:
            name = posixpath.normpath(posixpath.join(posixpath.dirname(self._uri), unquote(source)))
        self.pictures.add(name)
        return [["image", name, element.attributes.get("alt", "")]]


def _paragraphs(style: str, runs: list[Run]) -> list[Node]:
    """Return a paragraph; pictures by themselves, where there is nothing else in it; nothing for one of spaces."""
    said = [run for run in runs if not isinstance(run, str) or run.strip()]
    pictures = [run for run in said if isinstance(run, list) and run[0] == "image"]
    if len(pictures) == len(said):
        return [["picture", *picture[1:]] for picture in pictures]
    return [["par", style, runs]]


def _rule(_element: Element, _depth: int) -> list[Node]:
    return [["rule"]]


def _span(cell: Element) -> int:
    written = cell.attributes.get("colspan", "1")
    return int(written) or 1 if re.fullmatch(r"\d{1,2}", written) else 1
