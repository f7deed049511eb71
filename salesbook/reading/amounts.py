"""How much one file may hold: entries of a list, lines, marks of Markdown, levels.

A page of an academy, a letter, a scored lead are made of what a file holds, by libraries whose work grows faster than
the text does. The bounds are far above anything that people write, and far below what takes a computer seconds.
"""

import re
from collections.abc import Iterator
from typing import Any

from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn
from salesbook.reading import rules
from salesbook.reading.syntax import Problem

MAX_ENTRIES = 2_000
"""Entries of one list, or fields of one block."""
MAX_LINES, MAX_LINES_TOGETHER = 10_000, 2_000
"""Lines of all texts of a file, and of those that no empty line parts."""
MAX_MARKS, MAX_MARKS_TOGETHER = 20_000, 2_000
"""Marks of Markdown in all texts of a file, and of those in one paragraph, entry of a list or row of a table."""
MAX_LEVELS = 25
"""Lists in lists, and quotations in quotations."""
SMALL = 2 * MAX_ENTRIES
"""A file of fewer characters is within all bounds but that of levels."""

_MARKS = '*_`[]<>&~^=\\{"!:'
_BLOCK = re.compile(r"\n(?=[ \t]*+(?:\n|[-+*>#|]|\d{1,9}[.)]))")
_EMPTY_LINE = re.compile(r"\n[ \t]*+\n")
_DEEP = re.compile(
    rf"^(?:(?:[ ]{{4}}|[ ]{{0,3}}\t){{{MAX_LEVELS}}}[ \t]*+\S"
    rf"|(?:[ \t]*+(?:[-+*>]|\d{{1,9}}[.)])(?=[ \t>])){{{MAX_LEVELS}}})",
    re.MULTILINE,
)


# Nothing is deep without so many of these in a row; what a string writes as an escape could be any of them.
_MAY_BE_DEEP = re.compile(rf"[-+*>0-9][-+*>0-9.) \t\n]{{{MAX_LEVELS - 1}}}")
_BLANKS = " " * MAX_LEVELS


def excess(data: Any, text: str) -> str | None:
    """Say what there is too much of in the data of a file that holds `text`; None when all is well."""
    size = len(text)
    if size <= SMALL and not ("\\" in text or "\t" in text or _BLANKS in text or _MAY_BE_DEEP.search(text)):
        return None
    texts: list[str] = []
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict | list):
            if len(value) > MAX_ENTRIES:
                return _("a list or a block has more than {n} entries").format(n=MAX_ENTRIES)
            waiting.extend(value.values() if isinstance(value, dict) else value)
    if any(map(_DEEP.search, texts)):
        return _("lists or quotations are nested deeper than {n} levels").format(n=MAX_LEVELS)
    if size <= SMALL:
        return None
    if sum(text.count("\n") for text in texts) > MAX_LINES:
        return _("the texts of the file have more than {n} lines").format(n=MAX_LINES)
    if any(stretch.count("\n") > MAX_LINES_TOGETHER for text in texts for stretch in _stretches(text)):
        return _("more than {n} lines follow each other without an empty one").format(n=MAX_LINES_TOGETHER)
    marks = [_marks(text) for text in texts]
    if sum(marks) > MAX_MARKS:
        return _("the texts of the file have more than {n} marks of Markdown").format(n=MAX_MARKS)
    crowded = (text for text, count in zip(texts, marks, strict=True) if count + text.count("|") > MAX_MARKS_TOGETHER)
    blocks = (block for text in crowded for block in _BLOCK.split(text))
    if any(_marks(block) + block.count("|") > MAX_MARKS_TOGETHER for block in blocks):
        return _("one paragraph has more than {n} marks of Markdown").format(n=MAX_MARKS_TOGETHER)
    return None


def problems(data: Any, text: str) -> list[Problem]:
    """Return the problem of a file of `text` whose data is too much."""
    message = excess(data, text)
    return [] if message is None else [Problem(rules.TOO_LARGE, LineColumn(), message, advice())]


def advice() -> str:
    """Return what to do with a file that holds too much."""
    return _("part it into several files, and look whether something has been pasted into it by mistake")


def _stretches(text: str) -> Iterator[str]:
    yield from _EMPTY_LINE.split(text) if text.count("\n") > MAX_LINES_TOGETHER else ()


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS))
