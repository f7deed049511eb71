"""What stands inside Markdown: references, links, figures, headings. One scan by regular expressions, code left out.

Every quantifier is bounded or stops at a delimiter, so that a hostile megabyte is scanned in linear time.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from salesbook.text.naming import anchor_of

# Every alternative begins with a literal, so that the scan skips from one candidate to the next.
_REFERENCE = (
    r"\[\[(?!_?TOC_?\]\])(?P<target>[^\[\]|#\n]{0,200})(?:\#(?P<fragment>[^\[\]|\n]{0,1200}))?"
    r"(?:\|(?P<label>[^\[\]\n]{0,500}))?\]\]"
)
_ADDRESS = r"\(<?(?P<{0}url>[^()<>\s]{{0,2000}})>?(?:[ ]{{1,3}}\"[^\"\n]{{0,500}}\")?\)"
_LINK = r"\[(?P<text>[^\[\]\n]{0,1000})\]" + _ADDRESS.format("")
_IMAGE = r"!\[(?P<alt>[^\[\]\n]{0,1000})\]" + _ADDRESS.format("image_")
_FACT = r"\{\{[ ]{0,3}fact\.(?P<fact>[^\s{}]{0,80})[ ]{0,3}\}\}"
# A fence of backticks has none behind it; one that is never closed takes the rest. One that stands in a list's entry, a
# quotation or an admonition is over with it.
_FENCE = (
    r"(?P<fence>^[ ]{0,3}(?P<tick>`{3,100}+(?![^\n]*`)|~{3,100}+)[^\n]*\n"
    r"(?:.*?^[ ]{0,3}(?P=tick)[`~]{0,100}[ \t]*$|.*\Z)|"
    r"^(?P<edge>[ ]{4,24}|[ ]{0,3}\t[ \t]{0,12}|[ ]{0,12}>[> ]{0,24})"
    r"(?P<inner_tick>`{3,100}+(?![^\n]*`)|~{3,100}+)[^\n]*"
    r"(?:\n(?!(?P=edge)[ ]{0,3}(?P=inner_tick)[`~]{0,100}[ \t]*$)(?:(?P=edge)[^\n]*|[ \t>]{0,40}$))*+"
    r"(?:\n(?P=edge)[ ]{0,3}(?P=inner_tick)[`~]{0,100}[ \t]*$)?)"
)
_CODE = r"(?P<code>(?P<quote>`{1,3})[^`\n]+(?P=quote))"
_ESCAPED = r"\\[\\`<\[]"
_COMMENT = (
    r"(?P<comment><!--(?:-?>|.*?--!?>|.*\Z)|"
    r"^[ ]{0,3}\[(?://|[Cc]omment)\]:[ ]{0,9}(?:\#|<>)[ ]{0,9}(?:\([^\n]*\)|\"[^\n]*\"|'[^\n]*')[ \t]*$)"
)
_WORDS = re.compile("|".join((_REFERENCE, _LINK, _IMAGE, _FACT)))
_WORDS_AND_CODE = re.compile("|".join((_FENCE, _CODE, _REFERENCE, _LINK, _IMAGE, _FACT)), re.MULTILINE | re.DOTALL)
_CODE_AND_COMMENTS = re.compile("|".join((_FENCE, _CODE, _ESCAPED, _COMMENT)), re.MULTILINE | re.DOTALL)
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
_GAP = re.compile(r"[\s-]+")
_MARKS = re.compile(r"\[\[[^\[\]|]{0,400}\|([^\[\]]{0,500})\]\]|!?\[([^\[\]]{0,1000})\]\([^()]{0,2000}\)")

TokenKind = Literal["reference", "link", "image", "fact"]
Stretch = tuple[int, int]
"""Where something begins in a text and where it ends."""


class Token(NamedTuple):
    """A reference, link, image or figure: its place in the text, target, what stands behind the # (None: there is
    no #), and label."""

    kind: TokenKind
    start: int
    text: str
    target: str
    fragment: str | None
    label: str | None

    @property
    def anchor(self) -> str | None:
        """The place of the page that the fragment means: one copied from an address is percent-encoded."""
        return self.fragment and anchor_of(self.fragment)


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


def tokens(text: str) -> Iterator[Token]:
    """Yield what the text refers to, in order; code spans and fenced code refer to nothing."""
    if "](" not in text and "[[" not in text and "{{" not in text:
        return
    for match in _scan(text):
        if (token := _token(match)) is not None:
            yield token


def replace(
    text: str, by: Callable[[Token], str], plain: Callable[[str], str] = str, code: Callable[[str], str] = str
) -> str:
    """Return `text` with every token replaced; code goes through `code`, every stretch between them through `plain`."""
    parts: list[str] = []
    end = 0
    for match in _scan(text):
        parts.append(plain(text[end : match.start()]))
        token = _token(match)
        parts.append(code(match[0]) if token is None else by(token))
        end = match.end()
    parts.append(plain(text[end:]))
    return "".join(parts)


def may_hold_comments(text: str) -> bool:
    """Tell quickly whether a text may hold a comment: most hold none."""
    return "<!--" in text or "[//]:" in text or "omment]:" in text


def code_and_comments(text: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return where code stands, fenced or between backticks, and where comments of HTML and Markdown, both in order.

    Whatever begins first holds the rest: a comment in code is code, code in a comment is hidden.
    """
    code: list[Stretch] = []
    comments: list[Stretch] = []
    for match in _CODE_AND_COMMENTS.finditer(text):
        if match["comment"] is not None:
            comments.append(match.span())
        elif match["fence"] is not None or match["code"] is not None:
            code.append(match.span())
    return code, comments


def _scan(text: str) -> Iterator[re.Match[str]]:
    return (_WORDS_AND_CODE if "`" in text or "~~~" in text else _WORDS).finditer(text)


def _token(match: re.Match[str]) -> Token | None:
    """Tell what was matched; None for code."""
    start, text = match.start(), match[0]
    kind: TokenKind | None = _KINDS.get(match.lastgroup or "")
    if kind == "reference":
        fragment, label = match["fragment"], match["label"]
        return Token(kind, start, text, match["target"].strip(), fragment and fragment.strip(), label and label.strip())
    if kind in ("link", "image"):
        url = match["url"] if kind == "link" else match["image_url"]
        path, sharp, fragment = url.partition("#")
        return Token(
            kind, start, text, path, fragment if sharp else None, match["text"] if kind == "link" else match["alt"]
        )
    return None if kind is None else Token(kind, start, text, match["fact"], None, None)


# The last group that took part tells which alternative has matched; code is in none of these.
_KINDS: dict[str, TokenKind] = {
    "target": "reference",
    "fragment": "reference",
    "label": "reference",
    "url": "link",
    "image_url": "image",
    "fact": "fact",
}


def headings(text: str) -> list[Heading]:
    """Return the headings with the anchors the academy gives them, repeated ones numbered (`срок`, `срок_1`)."""
    listed: list[Heading] = []
    if "#" not in text:
        return listed
    fences = [m.span() for m in _WORDS_AND_CODE.finditer(text) if m["fence"]] if "```" in text or "~~~" in text else []
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
    code = code_and_comments(text)[0] if "`" in text or "~~~" in text else []
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


_TAG = re.compile(r"<[^<>]{0,200}>")


def is_own_id(name: str) -> bool:
    """Tell whether content may call a place so: the theme's scripts look up ids that begin with two underscores."""
    return not name.startswith("__")


def slugify(words: str) -> str:
    """Return the anchor of a heading: its words in lower case, joined by hyphens; Cyrillic stays Cyrillic."""
    if "[" in words:
        words = _MARKS.sub(lambda m: m[1] or m[2] or "", words)
    slug = _GAP.sub("-", _NOT_ANCHOR.sub("", words.lower()).strip()).strip("-")
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


UNREAD = "\ufffc"
"""Stands in `masked` for a character that is no part of what people read."""

_TAGS = re.compile(
    r"\{[{%#][^{}]{0,1000}\}\}?|\{:?[ ]?[#.][^{}\n]{1,200}\}|<?(?:https?|ftp|mailto):[^\s<>]{1,2000}>?|"
    r"</?[A-Za-z][^<>]{0,1000}>"
)

_CALLOUT = re.compile(r"^([ ]{0,12}(?:!!!|\?\?\?\+?)[ ][\w -]{1,60}\")([^\n]{0,300})\"(?=[ ]{0,9}$)", re.MULTILINE)


_SIGNS = re.compile(
    r"^[ ]{0,12}(?:>[ ]?\[![^\W\d_]{1,20}\][+-]?|:{3,20}[ \t]{0,9}[A-Za-z]{0,20})|\[\^[^\[\]\s^]{1,60}\]:?",
    re.MULTILINE,
)
"""Begin alerts and containers, and refer to footnotes."""


def masked(text: str) -> str:
    """Return a text of the same length in which code, addresses, names of items and tags are `UNREAD`.

    Labels of links and references and the words under pictures stay: they are read.
    """
    if "[" in text or "`" in text or "~~~" in text or "{{" in text:
        text = replace(text, _label_only, code=_unread)
    if "[!" in text or ":::" in text or "[^" in text:
        text = _SIGNS.sub(lambda match: _unread(match[0]), text)
    if "!!! " in text or "??? " in text or "???+ " in text:
        text = _CALLOUT.sub(lambda match: _unread(match[1]) + match[2] + UNREAD, text)
    if "{" in text or "<" in text or ":" in text:
        text = _TAGS.sub(lambda match: _unread(match[0]), text)
    return text


def _label_only(token: Token) -> str:
    if not token.label:
        return _unread(token.text)
    start = token.text.find("|" if token.kind == "reference" else "[") + 1
    end = token.text.rfind("](") if token.kind != "reference" else len(token.text) - 2
    return _unread(token.text[:start]) + token.text[start:end] + _unread(token.text[end:])


def _unread(text: str) -> str:
    return UNREAD * len(text)
