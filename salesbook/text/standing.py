"""How a title is printed where a text refers to something by its name alone.

Inside a sentence a title stands in quotation marks, else the reader stumbles over its nominative; where it stands alone
— the entry of a list, the cell of a table, behind «Регламент:» — it needs none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import Enum, auto

from salesbook.text import markup
from salesbook.text.markup import UNREAD, Token

_NAME = "\ue001"
"""Stands in a text for each character of a reference or a link; content has no such character."""

_ENTRY = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|#{1,6}[ \t])")
_BETWEEN = r"(?:[\s,;/·*_()]|(?<=\s)(?:и|или|and|or)(?=\s))"
_ALONE = re.compile(
    rf"[\s*_(]*(?:[^{_NAME}{UNREAD}.!?;…:]{{1,60}}:[\s*_]*)?{_NAME}++(?:{_BETWEEN}++{_NAME}++)*+[\s*_).,;]*"
)
# A sentence that ends in such a list: «Письма: …»
_LISTED = re.compile(rf"(?<=: ){_NAME}++(?:{_BETWEEN}++{_NAME}++)*+(?=[\s*_)]*(?:[.;]\s|[.;]?\s*\Z))")
_QUOTES = re.compile("[«»„“”]")
_SIGNS = {"ru": ("«„", "»“"), "en": ("“‘", "”’")}
_MARKS = {"ru": ("«", "»", "„", "“"), "en": ("“", "”", "‘", "’")}
_EMPHASIS, _NEAR = "*_", 6


class Standing(Enum):
    """Where a reference stands: `ALONE`, or quoted by its author; in a `SENTENCE`; in one that is itself `QUOTED`."""

    ALONE = auto()
    SENTENCE = auto()
    QUOTED = auto()


def standings(text: str, language: str) -> dict[int, Standing]:
    """Return where each reference of a Markdown text stands, by the offset at which it begins."""
    if "[[" not in text:
        return {}
    starts = [token.start for token in markup.tokens(text) if token.kind == "reference"]
    masked = markup.replace(text, _hidden, code=lambda code: UNREAD * len(code))
    placed: dict[int, Standing] = {}
    for start, end in _units(masked):
        inside = starts[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside:
            placed.update(_in_unit(masked[start:end], start, inside, language))
    return placed


def quoted(title: str, standing: Standing, language: str) -> str:
    """Return a title as it is printed where it stands: `«Книга „Как продавать“»` in a sentence of a Russian book."""
    if standing is Standing.ALONE:
        return title
    first, last, inner_first, inner_last = _MARKS[language]
    if title.startswith(first) and title.endswith(last) and title.count(first) == 1:
        title = title[1:-1]
    if standing is Standing.QUOTED:
        return f"{inner_first}{title}{inner_last}"
    return f"{first}{title.replace(first, inner_first).replace(last, inner_last)}{last}"


def _hidden(token: Token) -> str:
    sign = _NAME if token.kind in ("reference", "link") else UNREAD
    return sign * len(token.text)


def _units(masked: str) -> Iterator[tuple[int, int]]:
    """Yield where paragraphs, entries of lists, headings and cells of tables begin and end."""
    begin = offset = 0
    for line in masked.split("\n"):
        behind = offset + len(line)
        entry = _ENTRY.match(line)
        table = line.lstrip().startswith("|")
        if entry is not None or table or not line.strip():
            yield begin, offset
            begin = behind + 1 if table else offset + (entry.end() if entry is not None else 0)
        if table:
            start = offset
            for cell in line.split("|"):
                yield start, start + len(cell)
                start += len(cell) + 1
        offset = behind + 1
    yield begin, len(masked)


def _in_unit(unit: str, offset: int, starts: list[int], language: str) -> Iterator[tuple[int, Standing]]:
    if _ALONE.fullmatch(unit):
        yield from ((start, Standing.ALONE) for start in starts)
        return
    quotes = list(_QUOTES.finditer(unit))
    opening, closing = _SIGNS[language]
    listed = [match.span() for match in _LISTED.finditer(unit)] if ":" in unit else []
    depth = n = k = 0
    for start in starts:
        at = start - offset
        while n < len(quotes) and quotes[n].start() < at:
            depth = depth + 1 if quotes[n][0] in opening else max(0, depth - (quotes[n][0] in closing))
            n += 1
        while k < len(listed) and listed[k][1] <= at:
            k += 1
        is_listed = not depth and k < len(listed) and listed[k][0] <= at
        if is_listed or (depth and _is_quoted(unit, at, opening, closing)):
            yield start, Standing.ALONE
        else:
            yield start, Standing.QUOTED if depth else Standing.SENTENCE


def _is_quoted(unit: str, at: int, opening: str, closing: str) -> bool:
    """Tell whether the author has put the reference, and nothing else, in quotation marks."""
    end = at
    while end < len(unit) and unit[end] == _NAME:
        end += 1
    before, behind = unit[max(0, at - _NEAR) : at].rstrip(_EMPHASIS), unit[end : end + _NEAR].lstrip(_EMPHASIS)
    return before != "" and before[-1] in opening and behind != "" and behind[0] in closing
