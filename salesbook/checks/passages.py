"""What people read in an item, and the edits that checks of the text propose there."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.text import markup

_GAP = re.compile(r"\s")
_NEAR, _LONGEST = 20, 60
ENOUGH = 10_000
"""So many mistakes of a sort are found in a string: more of them are no text that anybody has written."""


class Passage(NamedTuple):
    """A string that people read: its route, its text, and the same with everything else masked (see `markup`)."""

    route: Route
    text: str
    clear: str


@lru_cache(maxsize=1)
def passages(item: Item) -> tuple[Passage, ...]:
    """Return what people read in an item; made once for all checks, which come one after another."""
    strings = (string for string in item.strings if string.words)
    return tuple(Passage(string.route, string.value, markup.masked(string.value)) for string in strings)


class Correction(NamedTuple):
    """A mistake from `start` to `end` of a string, and what to write there; None when a person must decide."""

    start: int
    end: int
    new: str | None


Corrector = Callable[[str, str], Iterable[Correction]]
"""Takes a text and the same text masked; yields edits from left to right that do not overlap."""


def edited(item: Item, rule: Corrector, message: str, advice: str) -> Iterator[Finding]:
    """Yield a finding for every mistake that a rule sees in an item; `message` quotes the {words} around it."""
    for route, text, clear in passages(item):
        for start, end, new in stretches(text, islice(rule(text, clear), ENOUGH)):
            span = Span(start, text[start:end])
            yield Finding(item.path, route, message.format(words=around(text, start, end)), advice, span, new)


def stretches(text: str, edits: Iterable[Correction]) -> list[Correction]:
    """Return edits, those of one sign or of spaces with a character on both sides; those that would share one are one.

    A space or a quote alone could not be told from those of the YAML in which the string stands.
    """
    runs: list[list[Correction]] = []
    for edit in edits:
        if runs and edit.start - runs[-1][-1].end < 2:
            runs[-1].append(edit)
        else:
            runs.append([edit])
    return [_widened(text, _joined(text, run)) for run in runs]


def _joined(text: str, run: list[Correction]) -> Correction:
    """Make one edit of neighbours; a person must decide on all of them when one has no answer."""
    start, end = run[0].start, run[-1].end
    if any(edit.new is None for edit in run):
        return Correction(start, end, None)
    inside = (Correction(first - start, last - start, new) for first, last, new in run)
    return Correction(start, end, applied(text[start:end], inside))


def applied(text: str, edits: Iterable[Correction]) -> str:
    """Return a text with the edits made that have an answer."""
    parts, done = [], 0
    for start, end, new in edits:
        if new is not None:
            parts += [text[done:start], new]
            done = end
    return "".join((*parts, text[done:]))


def around(text: str, start: int, end: int) -> str:
    """Return a part of a text with the rest of the words at its ends, on one line and not too long."""
    before = _GAP.split(text[max(0, start - _NEAR) : start])[-1]
    after = _GAP.split(text[end : end + _NEAR])[0]
    words = " ".join((before + text[start:end] + after).split("\n"))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _widened(text: str, edit: Correction) -> Correction:
    start, end, new = edit
    short = end - start < 2
    wide_left = start > 0 and text[start - 1] != "\n" and (short or text[start].isspace())
    wide_right = end < len(text) and text[end] != "\n" and (short or text[end - 1].isspace())
    first, last = start - wide_left, end + wide_right
    return Correction(first, last, None if new is None else text[first:start] + new + text[end:last])
