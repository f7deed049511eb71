"""Comments to the program itself, `<!-- salesbook: … -->`: where they stand, and a text without them.

In Markdown they are HTML comments, or Jinja2's `{# … #}` as the bodies of letters write them; in YAML they begin with
`#`. What stands in code or in a string is no comment.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import yaml

from salesbook.reading import yaml as book_yaml
from salesbook.text import markup

SIGN = "salesbook:"
_MARKED = re.compile(
    r"<!--[ \t]{0,20}salesbook:(?P<html>[^\n]{0,1000}?)-->"
    r"|\{#-?[ \t]{0,20}salesbook:(?P<jinja>[^\n]{0,1000}?)-?#\}"
)
_HASH = re.compile(r"(?:^|(?<=[ \t]))#[ \t]{0,20}salesbook:(?P<words>[^\n]*)$", re.MULTILINE)
_MOST = 1_000
"""So many comments of a file are read; nobody writes more in earnest."""


_CLOSING = " \t.,;:!?…)»"
"""Before these, the space in front of a comment was put there for the comment's sake."""


class Comment(NamedTuple):
    """A comment's stretch of the text, and what it says after `salesbook:`."""

    start: int
    end: int
    words: str


class Uncommented(NamedTuple):
    """A text without its comments: the words that are left, and (offset there, offset before) of every stretch."""

    text: str
    kept: tuple[tuple[int, int], ...]


def in_markdown(text: str) -> list[Comment]:
    """Return the comments of a Markdown or HTML text; a fenced block or a code span shows one without making it."""
    if SIGN not in text:
        return []
    code = markup.code_spans(text)
    comments = []
    for match in islice(_MARKED.finditer(text), _MOST):
        n = bisect_right(code, (match.start(), len(text))) - 1
        if n < 0 or match.start() >= code[n][1]:
            words = match["html"] if match["html"] is not None else match["jinja"]
            comments.append(Comment(match.start(), match.end(), words.strip()))
    return comments


def in_yaml(text: str) -> list[Comment]:
    """Return the comments of a YAML text; in one that cannot be read every `# salesbook:` is taken for one."""
    if SIGN not in text:
        return []
    comments = [Comment(m.start(), m.end(), m["words"].strip()) for m in islice(_HASH.finditer(text), _MOST)]
    try:
        scalars = sorted(_scalars(book_yaml.compose(text)))
    except (yaml.YAMLError, RecursionError):
        return comments
    return [comment for comment in comments if not _within(comment.start, scalars)]


def without(text: str) -> Uncommented:
    """Return a Markdown text without its comments; a line that holds nothing else goes with its line end."""
    comments = in_markdown(text)
    if not comments:
        return Uncommented(text, ())
    kept: list[tuple[int, int]] = []
    parts: list[str] = []
    at = length = 0
    for start, end in (*_cuts(text, comments), (len(text), len(text))):
        if start > at:
            kept.append((length, at))
            parts.append(text[at:start])
            length += start - at
        at = max(at, end)
    left = "".join(parts)
    lead = len(left) - len(left.lstrip())
    return Uncommented(left.strip(), tuple((offset - lead, before) for offset, before in kept))


def alone(text: str, comments: list[Comment], comment: Comment) -> bool:
    """Tell whether nothing but comments stands on a comment's line."""
    start, line_end = _line(text, comment)
    same = [c for c in comments if start <= c.start < line_end]
    edges = [start, *(edge for c in same for edge in (c.start, c.end)), line_end]
    return not any(text[edges[n] : edges[n + 1]].strip() for n in range(0, len(edges), 2))


def _line(text: str, comment: Comment) -> tuple[int, int]:
    """Return where the line on which a comment stands begins and ends."""
    line_end = text.find("\n", comment.end)
    return text.rfind("\n", 0, comment.start) + 1, len(text) if line_end < 0 else line_end


def _cuts(text: str, comments: list[Comment]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that go with the comments: they take the space with them that only parted them."""
    for comment in comments:
        start, line_end = _line(text, comment)
        before, after = text[start : comment.start], text[comment.end : line_end]
        if alone(text, comments, comment):
            yield start, min(line_end + 1, len(text))
        elif not before.strip():
            yield comment.start, line_end - len(after.lstrip(" \t"))
        elif not after.strip() or after[0] in _CLOSING:
            yield start + len(before.rstrip(" \t")), comment.end if after.strip() else line_end
        else:
            yield comment.start, comment.end


def _scalars(node: yaml.Node | None) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _scalars(entry)
    elif node is not None:
        yield node.start_mark.index, node.end_mark.index


def _within(offset: int, stretches: list[tuple[int, int]]) -> bool:
    n = bisect_right(stretches, (offset, offset)) - 1
    # An empty value ends where it begins, and a comment behind it is no part of it.
    return n >= 0 and stretches[n][0] <= offset < stretches[n][1]
