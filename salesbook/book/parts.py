"""The parts of an item that links can point at: stages, blocks, terms, answers, and the headings of a body.

A model declares its own (`PARTS`), an author may give any place of a text an anchor, `<a id="p-1"></a>`; links, titles,
hover, outline, seals and pages all ask here.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from salesbook.core.diagnostics import Route, Span
from salesbook.models.base import ContentModel, Prose
from salesbook.models.walk import Marked
from salesbook.text import anchors

_BODY = ("body",)
PLACE = 7


class Part(NamedTuple):
    """A part of an item: its anchor, what people know it by, and the route at which that is written.

    A block has its `data`, and its `route` ends in the field that gives the anchor: `("stages", 2, "id")`. A heading
    of the body has its `span`, the whole line, and its `level`, from 1 to 6. A place that its author has given an
    anchor has the span of the tag, and its level is `PLACE`: below all headings.
    """

    anchor: str
    title: str
    route: Route
    data: ContentModel | None = None
    span: Span | None = None
    level: int = 0


def parts_of(data: ContentModel) -> tuple[Part, ...]:
    """Return the parts of an item, in the order of its page: blocks, then headings."""
    return (*_blocks(data), *(_headings(data) if data.has_markdown_body() else ()))


def places_in(strings: Iterable[Marked]) -> Iterator[Part]:
    """Yield the places of an item's prose that have anchors of their own."""
    for route, mark, text, _words in strings:
        if isinstance(mark, Prose):
            for start, tag, name, words in anchors.anchors(text):
                yield Part(name, words, route, None, Span(start, tag), PLACE)


def section(data: ContentModel, parts: Iterable[Part], heading: Part) -> str:
    """Return the text of a body from a heading, or a place with an anchor, to the next of its level or a higher one.

    `parts` are those of the item, `heading` one of them that is no block.
    """
    body = str(getattr(data, "body", ""))
    start = heading.span.start if heading.span is not None else 0
    levels = ((part.span.start, part.level) for part in parts if part.span is not None and part.route == heading.route)
    end = min((at for at, level in levels if at > start and level <= heading.level), default=len(body))
    return body[start:end]


def _blocks(data: ContentModel) -> Iterable[Part]:
    declared = data.PARTS
    if declared is None:
        return ()
    blocks: tuple[ContentModel, ...] = getattr(data, declared.field)
    titles = [getattr(block, declared.title) for block in blocks]
    names = [getattr(block, declared.anchor) for block in blocks] if declared.anchor else _numbered(titles)
    name = declared.anchor or declared.title
    routes = ((declared.field, n, name) for n in range(len(blocks)))
    return map(Part, names, titles, routes, blocks)


def _numbered(titles: Iterable[str]) -> list[str]:
    """Return the anchors of blocks with these titles, in order, repeated ones numbered."""
    taken: dict[str, int] = {}
    return [anchors.unused(anchors.slugify(title), taken) for title in titles]


def _headings(data: ContentModel) -> Iterable[Part]:
    body: str = data.body  # type: ignore[attr-defined]  # asked of models that have one
    for start, level, title, anchor, _explicit in anchors.headings(body):
        end = body.find("\n", start)
        line = body[start:] if end < 0 else body[start:end]
        yield Part(anchor, title, _BODY, None, Span(start, line), level)
