"""Hostile words made harmless: plain words as Markdown that says just that, and code that stays code.

Every `<` of content becomes `&lt;`, or inside code the private character `LT`, which the press turns into `&lt;` after
Markdown has run: so no tag of content's can reach a page, whatever a Markdown library takes for code. Two are written
anew, without anything of content's but a word: a line break, and a place with an anchor.
"""

import json
import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

LT = "\ue000"
"""Stands for `<` in code; content itself cannot hold it."""

FOOTNOTES_HERE = "///Footnotes Go Here///"
"""Where the press puts a page's footnotes; Markdown's own sign for it."""

_SHORT = 300
"""Characters of words that are made harmless once, however often they are printed."""

_SPECIAL = re.compile(r"[&<>\"'\\`*_\[\]{}|~#=^]")
_OPENING = re.compile(r"^(\s*)(?:([-+:!?=])|(\d{1,9})([.)]))")
_TILDES = re.compile("~{3,}")
_FENCE_LINE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*([\w+-]*)([^\n]*)$", re.MULTILINE)
_TAG = re.compile(r"<(?:(br)[ \t]{0,3}/?>|(a id=\"[\w-]{1,200}\"></a>))?", re.IGNORECASE)
_OF_SCRIPTS = re.compile("[<>&\u2028\u2029]")
"""What could end, in a page, the element or the line of a script."""
_BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,10};)")


def words(value: Any) -> Any:
    """Return a value inserted into a page as words: neither HTML nor Markdown has any meaning in it.

    What is marked as finished Markdown passes. Character references are used, as they hold in HTML, too.
    """
    if hasattr(value, "__html__"):
        return value
    text = str(value)
    return _words(text) if len(text) <= _SHORT else _words.__wrapped__(text)


@lru_cache(maxsize=10_000)
def _words(text: str) -> Markup:
    # Labels, titles and names of roles are printed on page after page.
    text = _SPECIAL.sub(lambda m: f"&#{ord(m[0])};", text.replace(LT, "").replace("\n", " "))
    return Markup(_OPENING.sub(_not_a_list, text))  # noqa: S704 - every special character is a reference by now


def as_json(data: Any) -> str:
    """Return data as JSON for a script: nothing in it ends the element, or the line, that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _OF_SCRIPTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def quiet(text: str) -> str:
    """Return Markdown between its tokens with no HTML in it and with no stray backtick that would swallow ours."""
    if "<" in text:
        text = _TAG.sub(_tag, text)
    if "\\\n" in text:
        text = text.replace("\\\n", "<br>\n")
    if "`" in text or "~~~" in text:
        text = "\n".join(_quiet_line(line) for line in text.split("\n"))
    return text


def _tag(match: re.Match[str]) -> str:
    return "<br>" if match[1] else f"<{match[2]}" if match[2] else "&lt;"


def quiet_code(code: str) -> str:
    """Return a code span or a fenced block as every Markdown library reads it: closed, with a plain language word."""
    if "\n" not in code:
        return code.replace("<", LT)
    first, *lines = code.split("\n")
    opening = _FENCE_LINE.match(first)
    if opening is None:  # pragma: no cover - the scanner of markup.py finds fences by the same first line
        return quiet(code)
    if lines and re.fullmatch(r"[ \t>]*[`~]{3,}[ \t]*", lines[-1]):
        lines.pop()
    inner = "\n".join(lines).replace("<", LT)
    longest = max((len(run) for run in re.findall(r"`{3,}", inner)), default=2)
    fence = "`" * (longest + 1)
    return f"{opening[1]}{fence}{opening[3]}\n{inner}\n{opening[1]}{fence}"


def attribute(text: str) -> str:
    """Return words for an HTML attribute or an address in a Markdown link."""
    return _BARE_AMPERSAND.sub("&amp;", text).replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _quiet_line(line: str) -> str:
    """Keep a fence of a nested list with its language word only; every other run of backticks is words."""
    fence = _FENCE_LINE.match(line)
    if fence is not None and "`" not in fence[4]:
        return f"{fence[1]}{fence[2]}{fence[3]}"
    return _TILDES.sub(lambda match: "&#126;" * len(match[0]), line.replace("`", "&#96;"))


def _not_a_list(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}&#{ord(match[2])};"
    return f"{match[1]}{match[3]}&#{ord(match[4])};"
