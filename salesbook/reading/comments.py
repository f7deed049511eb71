"""Comments of a text: notes of authors to each other, orders to the program; where they stand, and a text without them.

In Markdown, and in the strings of YAML, they are HTML comments, Markdown's own idiom `[//]: # (…)`, or for orders
Jinja2's `{# salesbook: … #}` as the bodies of letters write them; YAML's own begin with `#`. What stands in code, or
behind a backslash, is no comment. A comment ends where it ends for a browser: at the first `-->` or `--!>`, else with
the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

import yaml

from salesbook.reading import yaml as book_yaml
from salesbook.text import markup

SIGN = "salesbook:"
_HTML_ORDER = re.compile(r"<!--[ \t]{0,20}salesbook:(?P<words>[^\n]{0,1000}?)--!?>")
_JINJA_ORDER = re.compile(r"\{#-?[ \t]{0,20}salesbook:(?P<words>[^\n]{0,1000}?)-?#\}")
_HASH = re.compile(r"(?:^|(?<=[ \t]))#[ \t]{0,20}salesbook:(?P<words>[^\n]*)$", re.MULTILINE)
_MOST = 200
"""So many orders of a file are read; nobody writes more in earnest."""

_CLOSING = " \t.,;:!?…)»"
"""Before these, the space in front of a comment was put there for the comment's sake."""
_MARKER = re.compile(r"[ \t]*+(?:>[ \t]*+)*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?")
_INDENTED = re.compile(r"[ \t]+(?=[^\s*+>-])")


class Comment(NamedTuple):
    """A comment's stretch of the text, and what it orders after `salesbook:`; None when it is a note to authors."""

    start: int
    end: int
    order: str | None


class Uncommented(NamedTuple):
    """A text without its comments: the words that are left, and (offset there, offset before) of every stretch."""

    text: str
    kept: tuple[tuple[int, int], ...] = ()

    def before(self, offset: int) -> int:
        """Return where the character at `offset` stood when the comments were there."""
        return offset_before(self.kept, offset)


def offset_before(kept: tuple[tuple[int, int], ...], offset: int) -> int:
    """Return where a character stood before the comments were taken out; `kept` is that of `Uncommented`."""
    if not kept:
        return offset
    n = bisect_right(kept, offset, key=lambda stretch: stretch[0]) - 1
    left, before = kept[max(n, 0)]
    return before + offset - left


def in_markdown(text: str) -> list[Comment]:
    """Return the comments of a Markdown or HTML text, in order; a fenced block or a code span shows one."""
    if SIGN not in text and not markup.may_hold_comments(text):
        return []
    code, spans = markup.code_and_comments(text)
    comments = [Comment(start, end, _order(text, start, end)) for start, end in spans]
    if "{#" in text and SIGN in text:
        # What stands in code or in another comment is none.
        taken = sorted([*code, *spans])
        orders = (Comment(m.start(), m.end(), m["words"].strip()) for m in _JINJA_ORDER.finditer(text))
        comments = sorted([*comments, *(order for order in orders if not _within(order.start, taken))])
    return comments


def in_yaml(text: str) -> list[Comment]:
    """Return the orders of a YAML text; in one that cannot be read every `# salesbook:` is taken for one."""
    if SIGN not in text:
        return []
    comments = [Comment(m.start(), m.end(), m["words"].strip()) for m in islice(_HASH.finditer(text), _MOST)]
    scalars = sorted(_scalars(book_yaml.tree(text)))
    return [comment for comment in comments if not _within(comment.start, scalars)]


def in_strings(text: str) -> list[Comment]:
    """Return the comments that stand in the strings of a YAML text; none of one that cannot be read."""
    if not markup.may_hold_comments(text):
        return []
    return [
        Comment(start + comment.start, start + comment.end, comment.order)
        for start, end in sorted(_scalars(book_yaml.tree(text)))
        for comment in in_markdown(text[start:end])
    ]


def orders(comments: list[Comment]) -> Iterator[tuple[Comment, str]]:
    """Yield the comments that order something, with their words; not more than anybody writes in earnest."""
    return islice(((comment, comment.order) for comment in comments if comment.order is not None), _MOST)


@lru_cache(maxsize=8)
def without(text: str) -> Uncommented:
    """Return a Markdown text without its comments; a line that holds nothing else goes with its line end."""
    comments = in_markdown(text)
    if not comments:
        return Uncommented(text)
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


def without_in(data: Any) -> Any:
    """Return plain data with the comments taken out of every string; keys stay as they are."""
    if isinstance(data, str):
        return without(data).text
    if isinstance(data, dict):
        return {key: without_in(value) for key, value in data.items()}
    return [without_in(entry) for entry in data] if isinstance(data, list) else data


def alone(text: str, comments: list[Comment]) -> frozenset[Comment]:
    """Return the comments beside which nothing but comments stands on their lines."""
    return frozenset(
        comment
        for line in _lines(text, comments)
        if not any(words.strip() for words in line.words(text))
        for comment in line.comments
    )


class _Line(NamedTuple):
    """Comments with no line end between them, and the line, or the lines that they join, from start to end."""

    start: int
    end: int
    comments: list[Comment]

    def words(self, text: str) -> list[str]:
        """Return what stands before, between and behind the comments."""
        edges = [self.start, *(edge for c in self.comments for edge in (c.start, c.end)), self.end]
        return [text[edges[n] : edges[n + 1]] for n in range(0, len(edges), 2)]


def _lines(text: str, comments: list[Comment]) -> Iterator[_Line]:
    """Yield the lines on which comments stand; every character is looked at once."""
    end, line = 0, None
    for comment in comments:
        if line is not None and line.end >= comment.start:
            line.comments.append(comment)
        else:
            if line is not None:
                yield line
            start = text.rfind("\n", end, comment.start) + 1
            line = _Line(start or end, 0, [comment])
        end = text.find("\n", comment.end)
        end = len(text) if end < 0 else end
        line = line._replace(end=end)
    if line is not None:
        yield line


def _cuts(text: str, comments: list[Comment]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that go with the comments: they take the space with them that only parted them."""
    for line in _lines(text, comments):
        before, *others = line.words(text)
        if any(words.strip() for words in others) or _MARKER.fullmatch(before) is None:
            yield from _cuts_in(line, [before, *others])
        elif before.strip() and (indent := _INDENTED.match(text, line.end + 1)) and len(indent[0]) > _indent(before):
            # The words of a list's entry begin below the comment.
            yield line.comments[0].start, indent.end()
        else:
            yield line.start, min(line.end + 1, len(text))


def _cuts_in(line: _Line, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield what goes with the comments on a line of words; `words` is what stands around them."""
    n, last = 0, len(line.comments) - 1
    while n <= last:
        first = n
        while n < last and not words[n + 1].strip():
            n += 1  # comments with nothing between them go as one
        before, after = words[first], words[n + 1]
        start, end = line.comments[first].start, line.comments[n].end
        if first == 0 and not before.strip():
            yield start, end + len(after) - len(after.lstrip(" \t"))
        elif not after.strip() or after[0] in _CLOSING:
            yield start - len(before) + len(before.rstrip(" \t")), end if after.strip() else line.end
        else:
            yield start, end
        n += 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _order(text: str, start: int, end: int) -> str | None:
    order = _HTML_ORDER.fullmatch(text, start, end)
    return None if order is None else order["words"].strip()


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
