"""What stands inside Markdown: references, links, figures, headings. One scan by regular expressions, code left out.

Every quantifier is bounded or stops at a delimiter, so that a hostile megabyte is scanned in linear time.
"""

import re
from collections.abc import Callable, Container, Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r"""
    (?P<fence>^[ ]{0,3}(?P<tick>`{3,8}|~{3,8})[^\n]*\n (?:.*?^[ ]{0,3}(?P=tick)[`~]{0,8}[ \t]*$ | .*\Z))
    | (?P<code>(?P<quote>`{1,3})[^`\n]+(?P=quote))
    | \[\[ (?P<target>[^\[\]|#\n]{0,200}) (?:\#(?P<anchor>[^\[\]|\n]{0,200}))? (?:\|(?P<label>[^\[\]\n]{0,500}))? \]\]
    | (?P<image>!?)\[(?P<text>[^\[\]\n]{0,1000})\]\(<?(?P<url>[^()<>\s]{0,2000})>?(?:[ ]{1,3}"[^"\n]{0,500}")?\)
    | \{\{[ ]{0,3}fact\.(?P<fact>[^\s{}]{0,80})[ ]{0,3}\}\}
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_HEADING = re.compile(
    r"^(?P<marks>\#{1,6})[ \t]+(?P<text>[^\n]*?)[ \t]*\#*[ \t]*(?:\{:?[ ]?\#(?P<id>[\w-]+)[ ]?\})?[ \t]*$", re.MULTILINE
)
_NOT_ANCHOR = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[\s-]+")
_MARKS = re.compile(r"\[\[[^\]|]*\|([^\]]*)\]\]|!?\[([^\]]*)\]\([^)]*\)")

TokenKind = Literal["reference", "link", "image", "fact"]


class Token(NamedTuple):
    """A reference, link, image or figure: its place in the text, target, anchor (None: not given) and label."""

    kind: TokenKind
    start: int
    text: str
    target: str
    anchor: str | None
    label: str | None


class Heading(NamedTuple):
    """A heading: where it starts, its level, its words and the anchor that links use."""

    start: int
    level: int
    text: str
    anchor: str
    explicit: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield what the text refers to, in order; code spans and fenced code refer to nothing."""
    if "](" not in text and "[[" not in text and "{{" not in text:
        return
    for match in _TOKEN.finditer(text):
        if (token := _token(match)) is not None:
            yield token


def replace(
    text: str, by: Callable[[Token], str], plain: Callable[[str], str] = str, code: Callable[[str], str] = str
) -> str:
    """Return `text` with every token replaced; code goes through `code`, every stretch between them through `plain`."""
    parts: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        parts.append(plain(text[end : match.start()]))
        token = _token(match)
        parts.append(code(match[0]) if token is None else by(token))
        end = match.end()
    parts.append(plain(text[end:]))
    return "".join(parts)


def _token(match: re.Match[str]) -> Token | None:
    """Tell what was matched; None for code."""
    start, text = match.start(), match[0]
    if match["target"] is not None:
        anchor = match["anchor"]
        label = match["label"]
        return Token(
            "reference",
            start,
            text,
            match["target"].strip(),
            anchor.strip() if anchor else anchor,
            label and label.strip(),
        )
    if match["url"] is not None:
        path, _, anchor = match["url"].partition("#")
        kind: TokenKind = "image" if match["image"] else "link"
        return Token(kind, start, text, path, anchor if "#" in match["url"] else None, match["text"])
    if match["fact"] is not None:
        return Token("fact", start, text, match["fact"], None, None)
    return None


def headings(text: str) -> list[Heading]:
    """Return the headings with the anchors the academy gives them, repeated ones numbered (`срок`, `срок_1`)."""
    found: list[Heading] = []
    if "#" not in text:
        return found
    fences = [m.span() for m in _TOKEN.finditer(text) if m["fence"]] if "```" in text or "~~~" in text else []
    taken: set[str] = set()
    for match in _HEADING.finditer(text):
        if any(start <= match.start() < end for start, end in fences):
            continue
        anchor = match["id"] or unused(slugify(match["text"]), taken)
        taken.add(anchor)
        found.append(Heading(match.start(), len(match["marks"]), match["text"], anchor, bool(match["id"])))
    return found


def with_anchors(text: str) -> str:
    """Return `text` with every heading's anchor written out, so that no Markdown library chooses another."""
    parts: list[str] = []
    end = 0
    for heading in headings(text):
        line_end = text.find("\n", heading.start)
        line_end = len(text) if line_end < 0 else line_end
        parts.append(text[end : heading.start])
        parts.append(f"{'#' * heading.level} {heading.text} {{#{heading.anchor}}}")
        end = line_end
    parts.append(text[end:])
    return "".join(parts)


def slugify(words: str) -> str:
    """Return the anchor of a heading: its words in lower case, joined by hyphens; Cyrillic stays Cyrillic."""
    words = _MARKS.sub(lambda m: m[1] or m[2] or "", words)
    return _GAP.sub("-", _NOT_ANCHOR.sub("", words.lower()).strip()).strip("-") or "_"


def unused(anchor: str, taken: Container[str]) -> str:
    """Return `anchor`, numbered when it is taken."""
    candidate, n = anchor, 0
    while candidate in taken:
        n += 1
        candidate = f"{anchor}_{n}"
    return candidate
