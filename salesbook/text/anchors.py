"""Places of a text that links can point at: headings, and those that an author gives an anchor."""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from salesbook.text import markup

_ATTRIBUTE = r"[ \t]{1,9}(?:id|name)[ \t]{0,3}=[ \t]{0,3}"
ANCHOR = re.compile(
    rf"<a{_ATTRIBUTE}(?:\"([\w-]{{1,200}})\"|'([\w-]{{1,200}})'|([\w-]{{1,200}}))"
    rf"(?:{_ATTRIBUTE}[\"']?[\w-]{{1,200}}[\"']?)?[ \t]{{0,9}}(?:/>|>(?:([^<>\n]{{0,1000}})</a>)?)",
    re.IGNORECASE,
)
"""A place that an author gives an anchor: `<a id="p-1"></a>`, in which words may stand."""
_HEADING = re.compile(r"^(\#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_EXPLICIT = re.compile(r"\{:?[ ]?\#([\w-]{1,200})[ ]?\}$")
_NOT_ANCHOR = re.compile(r"[^\w\s-]")
_MARKS = re.compile(r"\[\[[^\[\]|]{0,400}\|([^\[\]]{0,500})\]\]|!?\[([^\[\]]{0,1000})\]\([^()]{0,2000}\)")
_TAG = re.compile(r"<[^<>]{0,200}>")


class Heading(NamedTuple):
    """A heading: where it starts, its level, its words and the anchor that links use."""

    start: int
    level: int
    text: str
    anchor: str
    explicit: bool


class Anchor(NamedTuple):
    """A place with an anchor of its own: where it starts, its tag, the anchor, the words beside it."""

    start: int
    text: str
    name: str
    words: str


def headings(text: str) -> list[Heading]:
    """Return the headings with the anchors the academy gives them, repeated ones numbered (`срок`, `срок_1`)."""
    listed: list[Heading] = []
    if "#" not in text:
        return listed
    fences = markup.fences(text)
    taken: dict[str, int] = {}
    for match in _HEADING.finditer(text):
        fence = bisect(fences, (match.start(), len(text))) - 1
        if fence >= 0 and match.start() < fences[fence][1]:
            continue
        words = match[2].rstrip()
        explicit = _EXPLICIT.search(words[-210:])
        if explicit is not None:
            words = words[: -len(explicit[0])].rstrip()
            explicit = explicit if is_own_id(explicit[1]) else None
        words = words.rstrip("#").rstrip()
        if "<a" in words:
            words = ANCHOR.sub(words_of_anchor, words).strip()
        if explicit is None:
            anchor = unused(slugify(words), taken)
        else:
            anchor = explicit[1]
            taken.setdefault(anchor, 0)
        listed.append(Heading(match.start(), len(match[1]), words, anchor, explicit is not None))
    return listed


def with_anchors(text: str) -> str:
    """Return `text` with every heading's anchor written out, so that no Markdown library chooses another."""
    parts: list[str] = []
    end = 0
    for heading in headings(text):
        line_end = text.find("\n", heading.start)
        line_end = len(text) if line_end < 0 else line_end
        parts.append(text[end : heading.start])
        line = text[heading.start : line_end]
        names = map(name_of_anchor, ANCHOR.finditer(line)) if "<a" in line else ()
        tags = (f'<a id="{name}"></a>' for name in names if is_own_id(name))
        parts.append(f"{'#' * heading.level} {''.join(tags)}{heading.text} {{#{heading.anchor}}}")
        end = line_end
    parts.append(text[end:])
    return "".join(parts)


def anchors(text: str) -> Iterator[Anchor]:
    """Yield the places that have anchors of their own, in order; code has none."""
    if not may_hold_anchors(text):
        return
    code = markup.code_and_comments(text)[0] if "`" in text or "~~~" in text else []
    for match in ANCHOR.finditer(text):
        n = bisect(code, (match.start(), len(text))) - 1
        if (n < 0 or match.start() >= code[n][1]) and is_own_id(name_of_anchor(match)):
            yield Anchor(match.start(), match[0], name_of_anchor(match), _beside(text, match))


def may_hold_anchors(text: str) -> bool:
    """Tell quickly whether a text may hold a place with an anchor of its own."""
    return "<a " in text or "<A " in text


def name_of_anchor(match: re.Match[str]) -> str:
    """Return the anchor that an `ANCHOR` gives."""
    return match[1] or match[2] or match[3]


def words_of_anchor(match: re.Match[str]) -> str:
    """Return the words in an `ANCHOR`."""
    return match[4] or ""


def _beside(text: str, match: re.Match[str]) -> str:
    """Return what a reader sees at an anchor: the words in it, or those behind it up to the end of the cell or line."""
    words = words_of_anchor(match) or text[match.end() : match.end() + 200].partition("\n")[0].partition("|")[0]
    return _TAG.sub(" ", words).strip(" \t*_#.:") or name_of_anchor(match)


def is_own_id(name: str) -> bool:
    """Tell whether content may call a place so: the theme's scripts look up ids that begin with two underscores."""
    return not name.startswith("__")


def slugify(words: str) -> str:
    """Return the anchor of a heading: its words in lower case, joined by hyphens; Cyrillic stays Cyrillic."""
    if "[" in words:
        words = _MARKS.sub(lambda m: m[1] or m[2] or "", words)
    slug = "-".join(_NOT_ANCHOR.sub("", words.lower()).replace("-", " ").split())
    return (slug if is_own_id(slug) else slug.lstrip("_")) or "_"


def unused(anchor: str, taken: dict[str, int]) -> str:
    """Return `anchor`, numbered when it is taken, and take it; `taken` remembers the last number given to each."""
    if anchor not in taken:
        taken[anchor] = 0
        return anchor
    n = taken[anchor] + 1
    while f"{anchor}_{n}" in taken:
        n += 1
    taken[anchor] = n
    taken[f"{anchor}_{n}"] = 0
    return f"{anchor}_{n}"
