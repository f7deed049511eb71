"""What stands inside Markdown: references, links, figures, code. One scan by regular expressions, code left out.

Every quantifier is bounded or stops at a delimiter, so that a hostile megabyte is scanned in linear time.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
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
_REFERENCES = re.compile(_REFERENCE)
_WORDS = re.compile("|".join((_REFERENCE, _LINK, _IMAGE, _FACT)))
_WORDS_AND_CODE = re.compile("|".join((_FENCE, _CODE, _REFERENCE, _LINK, _IMAGE, _FACT)), re.MULTILINE | re.DOTALL)
_CODE_AND_COMMENTS = re.compile("|".join((_FENCE, _CODE, _ESCAPED, _COMMENT)), re.MULTILINE | re.DOTALL)
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


@lru_cache(maxsize=4)
def may_hold_comments(text: str) -> bool:
    """Tell quickly whether a text may hold a comment: most hold none. Whoever reads a file asks it of the same text."""
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


def fences(text: str) -> list[Stretch]:
    """Return where fenced code stands, in order."""
    if "```" not in text and "~~~" not in text:
        return []
    return [match.span() for match in _WORDS_AND_CODE.finditer(text) if match["fence"]]


def _scan(text: str) -> Iterator[re.Match[str]]:
    if "`" in text or "~~~" in text:
        return _WORDS_AND_CODE.finditer(text)
    # Nearly all prose refers to items alone, and one literal is sought several times as fast as any of three.
    return (_WORDS if "](" in text or "{{" in text else _REFERENCES).finditer(text)


def _token(match: re.Match[str]) -> Token | None:
    """Tell what was matched; None for code."""
    start, text = match.start(), match[0]
    kind: TokenKind | None = _KINDS.get(match.lastgroup or "")
    if kind == "reference":
        target, fragment, label = match.group("target", "fragment", "label")
        return Token(kind, start, text, target.strip(), fragment and fragment.strip(), label and label.strip())
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
