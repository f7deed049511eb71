"""Where comments that silence a check stand in a file, and what each is about.

One on a line with other words is about that line. One on a line of its own is about what stands below: in Markdown
the paragraph up to the next empty line, in YAML the entry with everything indented under it.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.core.source import line_column
from salesbook.reading.comments import Comment, alone, in_markdown, in_yaml, orders
from salesbook.reading.document import comments_in, split
from salesbook.reading.ignores import Ignore

_WORDS = re.compile(r"ignore[ \t]*=[ \t]*(?P<slugs>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)(?P<reason>.*)")
_DASHES = " \t:-–—"


def ignores_in(path: PurePosixPath, text: str) -> tuple[Ignore, ...]:
    """Return the ignores of a file, in order."""
    return tuple(_scoped(path, text)) if "salesbook:" in text else ()


def _scoped(path: PurePosixPath, text: str) -> Iterator[Ignore]:
    """Yield the ignores of a file, each with the lines it is about; pictures and other files have HTML's comments."""
    if path.suffix not in (".md", ".yml", ".yaml"):
        yield from _in_text(text, in_markdown(text))
        return
    document, problems = split(path, text)
    if not problems:
        yield from _in_yaml(document.head, document.head_line)
        yield from _in_text(text, comments_in(document))


def _in_text(text: str, comments: list[Comment]) -> Iterator[Ignore]:
    lines = text.split("\n")
    own = {
        line
        for comment in alone(text, comments)
        for line in range(line_column(text, comment.start).line, line_column(text, comment.end).line + 1)
    }
    below = first_below = last_below = 0
    for comment, order in orders(comments):
        place = line_column(text, comment.start)
        first = last = line = place.line
        if line in own and below < line < first_below:
            first, last = first_below, last_below  # comments below each other are about the same paragraph
        elif line in own:
            first = line + 1
            while first <= len(lines) and (first in own or not lines[first - 1].strip()):
                first += 1
            last = first
            while last < len(lines) and lines[last].strip():
                last += 1
            below, first_below, last_below = line, first, last
        yield _ignore(order, line, place.column, first, last)


def _in_yaml(head: str, above: int) -> Iterator[Ignore]:
    lines = head.split("\n")
    for comment, order in orders(in_yaml(head)):
        place = line_column(head, comment.start)
        first = last = place.line
        if not lines[place.line - 1][: place.column - 1].strip():
            first, last = _entry(lines, place.line)
        yield _ignore(order, place.line + above, place.column, first + above, last + above)


def _entry(lines: list[str], line: int) -> tuple[int, int]:
    """Return the first and last line (1-based) of the entry below a line."""
    first = line + 1
    while first <= len(lines) and (not lines[first - 1].strip() or lines[first - 1].lstrip().startswith("#")):
        first += 1
    if first > len(lines):
        return first, first
    indent, of_list = _indent(lines[first - 1]), lines[first - 1].lstrip().startswith("-")
    last = first
    for n in range(first + 1, len(lines) + 1):
        words = lines[n - 1].strip()
        if not words or words.startswith("#"):
            continue
        # A list may stand no deeper than the key it belongs to.
        listed = _indent(lines[n - 1]) == indent and words.startswith("-") and not of_list
        if _indent(lines[n - 1]) <= indent and not listed:
            break
        last = n
    return first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _ignore(order: str, line: int, column: int, first: int, last: int) -> Ignore:
    match = _WORDS.fullmatch(order)
    if match is None:
        return Ignore(line, column, first, last, (), order)
    slugs = tuple(dict.fromkeys(slug.strip() for slug in match["slugs"].split(",")))
    return Ignore(line, column, first, last, slugs, match["reason"].strip(_DASHES))
