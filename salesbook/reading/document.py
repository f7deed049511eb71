"""A document: a file of the book as text, split into YAML and Markdown, with the way back to a place."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from salesbook.core.diagnostics import WHOLE, Route, Span
from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn, line_column, occurrences
from salesbook.reading import amounts, comments, rules
from salesbook.reading import yaml as book_yaml
from salesbook.reading.comments import Comment
from salesbook.reading.syntax import Problem
from salesbook.text import markup

_FRONT_MATTER = YAMLHandler()


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its parts: `head` is YAML and starts at `head_line` (0-based); `body` is Markdown at `body_start`.

    The body is without its comments; `kept` tells where its stretches are (see `comments.Uncommented`).
    """

    path: PurePosixPath
    text: str
    head: str
    head_line: int = 0
    body: str | None = None
    body_start: int = 0
    kept: tuple[tuple[int, int], ...] = ()

    @property
    def head_start(self) -> int:
        """Where the YAML begins in the text."""
        return 0 if self.body is None else self.text.index("\n") + 1

    def in_text(self, offset: int) -> int:
        """Return where in the text the character at `offset` of the body stands."""
        return self.body_start + comments.offset_before(self.kept, offset)


def split(path: PurePosixPath, text: str) -> tuple[Document, list[Problem]]:
    """Split a text by its ending: `.md` has front matter and a body, everything else is YAML from start to end."""
    if path.suffix != ".md":
        document = Document(path, text, text)
        return document, [] if text.strip() else [_empty()]
    if not text.strip():
        return Document(path, text, ""), [_empty()]
    if not _FRONT_MATTER.detect(text):
        message = _("the file does not begin with front matter")
        return Document(path, text, ""), [
            Problem(rules.FRONT_MATTER, LineColumn(), message, _("begin with “---”, the fields, and “---” again"))
        ]
    try:
        head, rest = _FRONT_MATTER.split(text)
    except ValueError:
        message = _("the front matter is never closed")
        return Document(path, text, ""), [
            Problem(rules.FRONT_MATTER, LineColumn(), message, _("put a line “---” after the last field"))
        ]
    # What python-frontmatter calls the head begins with the line end of the opening “---”.
    opening_end = text.index("\n") + 1
    head = text[opening_end : text.index(head, opening_end - 1) + len(head)]
    body_start = len(text) - len(rest.lstrip())
    body, kept = comments.without(rest.strip())
    return Document(path, text, head, 1, body, body_start, kept), []


def data_of(document: Document) -> tuple[Any, list[Problem]]:
    """Return the data of a document's YAML with the body under `body`, comments left out of every string.

    Places of problems are those of the whole file.
    """
    data, problems = book_yaml.read(document.head)
    if markup.may_hold_comments(document.head):
        data = comments.without_in(data)
    problems = [p._replace(place=LineColumn(p.place.line + document.head_line, p.place.column)) for p in problems]
    if data is None and not problems:
        return None, [_empty()]
    if document.body is not None and isinstance(data, dict):
        if "body" in data:
            place = locate(document, ("body",), key=True, head=True).start
            message = _("the field “{field}” is unknown").format(field="body")
            return None, [Problem(rules.SCHEMA, place, message, _("write the text below the second “---”"))]
        data["body"] = document.body
    problems = problems or amounts.problems(data, document.text)
    return (None if problems else data), problems


def comments_in(document: Document) -> list[Comment]:
    """Return the comments in the strings of a document's YAML and in its body, by their places in the whole text."""
    parts = [(document.head_start, comments.in_strings(document.head))]
    if document.body is not None:
        parts.append((document.body_start, comments.in_markdown(document.text[document.body_start :])))
    return [Comment(start + c.start, start + c.end, c.order) for start, part in parts for c in part]


class Range(NamedTuple):
    """Where something stands: its first place, the place behind it (None: not known), whether it is just these words.

    `literal`: the file holds the span's own characters there, so that they can be replaced.
    """

    start: LineColumn
    end: LineColumn | None = None
    literal: bool = False


def locate(
    document: Document, route: Route, span: Span | None = None, *, key: bool = False, head: bool = False
) -> Range:
    """Return where a route leads in a document, or the words of `span` in the string there.

    `key` asks for the key in place of its value, `head` for a `body` in the front matter in place of the Markdown. A
    route that leads nowhere ends at the last part that exists.
    """
    if route == WHOLE:
        return _range_of(document.text, span)
    if route[:1] == ("body",) and document.body is not None and not head:
        beginning = document.in_text(0)
        return _range_of(document.text, span and Span(document.in_text(span.start), span.text), beginning)
    node = _composed(document.head)
    if node is None:
        return Range(LineColumn())
    value: yaml.Node = node
    key_node: yaml.Node = node
    for step in route:
        inner = _step(value, step)
        if inner is None:
            break
        key_node, value = inner
    above = document.head_line
    if span is not None and isinstance(value, yaml.ScalarNode):
        # The same words may stand in the string several times: count which of them is meant.
        nth = bisect_left(occurrences(value.value, span.text), comments.without(value.value).before(span.start))
        places = occurrences(document.head, span.text, value.start_mark.index, value.end_mark.index)
        if nth < len(places):
            return _range_of(document.head, Span(places[nth], span.text), lines_above=above)
    named = key_node if key else value
    start = LineColumn(named.start_mark.line + 1 + above, named.start_mark.column + 1)
    last = LineColumn(named.end_mark.line + 1 + above, named.end_mark.column + 1)
    return Range(start, last if last.line == start.line else None)


def _range_of(text: str, span: Span | None, start: int = 0, *, lines_above: int = 0) -> Range:
    """Return where a span stands, `start` without one; the file has so many `lines_above` the `text`."""
    if span is None:
        return Range(line_column(text, start))
    first, last = line_column(text, span.start), line_column(text, span.start + len(span.text))
    literal = text.startswith(span.text, span.start)
    start_place, end_place = (LineColumn(p.line + lines_above, p.column) for p in (first, last))
    return Range(start_place, end_place if literal else None, literal)


@lru_cache(maxsize=2)
def _composed(head: str) -> yaml.Node | None:
    """Compose the YAML once for all findings of a file, which come one after another."""
    try:
        return book_yaml.compose(head)
    except yaml.YAMLError:
        return None


def _step(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Go one step down a route: the key's node (for a list, the item's) and the value's."""
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _empty() -> Problem:
    return Problem(rules.EMPTY, LineColumn(), _("the file is empty"), _("fill it in, or delete it"))
