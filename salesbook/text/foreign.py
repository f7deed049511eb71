"""Markup of other editors that nothing here reads: what of a text would be shown as it stands, and what to write.

A text is read by one of three: a `page` knows Markdown with what `dialects` adds, a `letter` paragraphs, lists, bold
and links, and `words`, as those of a title, know no markup at all.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from salesbook.core.language import mark
from salesbook.text import anchors, dialects, markup, safety
from salesbook.text.foreign_rules import (
    ADMONITION,
    ATTRIBUTE,
    AUTOLINK,
    CLOSE,
    DETAILS,
    EMOJI,
    LETTER,
    MARKDOWN,
    NO_NOTE,
    RULES,
    UNUSED_NOTE,
    WORDS,
    Medium,
    in_markdown,
)


class Sign(NamedTuple):
    """Foreign markup from `start` to `end` of a text: what to do, and the words to write when there is one answer."""

    start: int
    end: int
    advice: str
    new: str | None = None


_TAGS = frozenset(
    "a abbr address article aside b big blockquote br button caption center cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd label li main mark nav ol p "
    "picture pre q s samp section small source span strike strong sub summary sup table tbody td tfoot th thead tr tt "
    "u ul var video audio wbr".split()
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})((?:[\s/][^<>]{0,1000})?)>")
_PAIR = re.compile(r"<(b|strong|i|em|s|del|strike|mark|code|sup|sub)>([^<>\n]{1,300})</\1>", re.IGNORECASE)
_LINK = re.compile(
    r"<a[ ]{1,3}href=[\"'](https://[^\"'<>\s()]{1,1000})[\"'][^<>]{0,200}>([^<>\[\]\n]{1,300})</a>", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<(https?://[^\s<>()]{1,1000})>")
_ADDRESS = re.compile(r"(?<![<\"'=])https?://[^\s<>\[\]]{1,2000}")
_JINJA = re.compile(r"\{\{[^{}]{0,1000}\}\}|\{%[^{}]{0,1000}%\}|\{#[^#]{0,1000}#\}")
_ATTRIBUTE_LIST = re.compile(r"\{[.#][\w-]{1,60}[^{}\n]{0,200}\}")
_DRAWING = re.compile(r"^[ ]{0,3}```[ ]?(?:mermaid|plantuml)[ \t]*$", re.MULTILINE)
_NEAR = 300
# One sign is sought many times as fast as several: most texts have few of those that foreign markup needs.
_HINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("<", ("<",)), ("~", ("~",)), ("^", ("^",)), ("=", ("==",)), ("%", ("%%", "{%")), ("|", ("||",)), ("+", ("++",)),
    (")", ("1) ",)),
    ("\\", ("\\\n",)), (":", (":::",)), ("{", ("{.", "{#")), ("`", ("```mermaid", "```plantuml", "``` mermaid")),
    ("h", ("h1. ", "h2. ", "h3. ", "h4. ", "h5. ", "h6. ")), ("p", ("import ", "export ")),
)  # fmt: skip
_BRACKET_HINT = re.compile(r"\[(?:[\^!/\]]|[ xхXХ]\]|\[?_?TOC|(?<=!\[)\[)")
_NO_FIGURE = re.compile(r"\{\{(?! ?fact\.)")
_EMOJI_HINT = re.compile(r":[a-z+-][a-z0-9_+-]{0,30}:")  # begins with its sign, to which the scan skips
_MACRO = re.compile(r"\{(?:info|note|warning|tip|panel|expand|quote|excerpt|code|noformat|toc|color|anchor|status)[:}]")


def may_hold_signs(text: str) -> bool:
    """Tell quickly whether a text may hold foreign markup: most hold none."""
    for sign, hints in _HINTS:
        if sign in text and any(hint in text for hint in hints):
            return True
    if "[" in text and _BRACKET_HINT.search(text) is not None:
        return True
    if "{" in text and (_MACRO.search(text) is not None or _NO_FIGURE.search(text) is not None):
        return True
    return ":" in text and _EMOJI_HINT.search(text) is not None


def signs(text: str, medium: Medium) -> list[Sign]:
    """Return the foreign markup of a text from left to right, none within another; code has none."""
    clear = _clear(text, medium)
    found = [*_by_rules(clear, medium), *_tags(clear, medium), *_attributes(clear, medium)]
    if medium == "page":
        found += (*_boxes(text, clear), *_footnotes(clear), *_drawings(text))
    listed: list[Sign] = []
    for sign in sorted(found, key=lambda sign: (sign.start, -sign.end)):
        if not listed or sign.start >= listed[-1].end:
            listed.append(sign if medium == "page" or sign.new is None else _flat(sign, medium))
    return listed


def _flat(sign: Sign, medium: Medium) -> Sign:
    """Return a sign with the one answer that also holds where there is next to no Markdown."""
    new = sign.new or ""
    fits = new.isalnum() or new in EMOJI.values() or (medium == "letter" and new.startswith(("**", "[", "<!--")))
    return sign if fits else sign._replace(new=None)


def _clear(text: str, medium: Medium) -> str:
    """Return a text of the same length without code and addresses, in a letter without the tags of the template."""

    def without_address(token: markup.Token) -> str:
        at = token.text.rfind("](") + 2
        return token.text if at < 2 else token.text[:at] + markup.UNREAD * (len(token.text) - at - 1) + ")"

    clear = markup.replace(text, without_address, code=lambda code: markup.UNREAD * len(code))
    if medium == "letter":
        clear = _JINJA.sub(lambda match: markup.UNREAD * len(match[0]), clear)
    return _ADDRESS.sub(lambda match: markup.UNREAD * len(match[0]), clear) if "://" in clear else clear


def _by_rules(clear: str, medium: Medium) -> Iterator[Sign]:
    usual = {"letter": LETTER, "words": WORDS}.get(medium, "")
    for rule in RULES:
        if medium not in rule.media or rule.hint not in clear:
            continue
        for match in rule.pattern.finditer(clear):
            if rule.hint != "||" or not _line_before(clear, match.start()).lstrip().startswith("|"):
                new = rule.new(match)
                yield Sign(*match.span(), usual if medium != "page" else rule.advice, new)


def _tags(clear: str, medium: Medium) -> Iterator[Sign]:
    """Yield tags of HTML and of components; a closing one goes with the one that opens."""
    if "<" not in clear:
        return
    usual = {"letter": LETTER, "words": WORDS}.get(medium, MARKDOWN)
    for match in _AUTOLINK.finditer(clear):
        yield Sign(*match.span(), AUTOLINK if medium == "page" else usual, f"[{match[1]}]({match[1]})")
    for match in chain(_LINK.finditer(clear), _PAIR.finditer(clear)):
        new = f"[{match[2]}]({match[1]})" if match.re is _LINK else in_markdown(match[1], match[2])
        yield Sign(*match.span(), usual, new)
    read = [match.span() for match in anchors.ANCHOR.finditer(clear)] if medium == "page" else []
    opened: set[str] = set()
    for match in _TAG.finditer(clear):
        name, rest = match[2], match[3]
        if medium == "page" and (dialects.BREAK.fullmatch(match[0]) or _inside(match.start(), read)):
            continue
        component = name[0].isupper() and ("=" in rest or rest.endswith("/") or bool(match[1]))
        if name.lower() in safety.RUNNING or not (name.lower() in _TAGS or component):
            continue
        if not match[1]:
            opened.add(name)
        elif name in opened:
            continue
        advice = DETAILS if medium == "page" and name.lower() in ("details", "summary") else usual
        yield Sign(*match.span(), advice, _break(clear, match) if name.lower() == "br" and medium == "letter" else None)


def _break(clear: str, match: re.Match[str]) -> str | None:
    return "" if clear[match.end() : match.end() + 1] in ("", "\n") else None


def _inside(offset: int, stretches: list[tuple[int, int]]) -> bool:
    n = bisect_right(stretches, (offset, offset)) - 1
    return any(start <= offset < end for start, end in stretches[max(n, 0) : n + 2])


def _line_before(clear: str, offset: int) -> str:
    """Return what stands before a place on its line; the end of it, when that is long."""
    return clear[max(0, offset - _NEAR) : offset].rpartition("\n")[2]


def _attributes(clear: str, medium: Medium) -> Iterator[Sign]:
    """Yield lists of attributes that nothing takes: headings, cells, links and blocks do, ordinary words do not."""
    for match in _ATTRIBUTE_LIST.finditer(clear) if "{." in clear or "{#" in clear else ():
        line = _line_before(clear, match.start())
        taken = (
            line.lstrip().startswith(("#", "|")) or line.rstrip() == "" or line[-1:] in (")", "*", "_", markup.UNREAD)
        )
        if medium != "page" or not taken:
            yield Sign(*match.span(), {"letter": LETTER, "words": WORDS}.get(medium, ATTRIBUTE))


def _boxes(text: str, clear: str) -> Iterator[Sign]:
    """Yield the lines of alerts and containers that are not known, or never closed."""
    for match in dialects.ALERT.finditer(clear) if "[!" in clear else ():
        if match[2].lower() not in dialects.CALLOUTS:
            yield Sign(*match.span(), ADMONITION)
    if ":::" not in clear:
        return
    closed, _unclosed = dialects.containers(text)
    ends = set()
    start = 0
    for n, line in enumerate(clear.split("\n")):
        if line.lstrip(" ").startswith(":::"):
            opening = dialects.CONTAINER.fullmatch(line)
            known = opening is not None and opening[3].lower() in dialects.CALLOUTS
            if known and n in closed:
                ends.add(closed[n])
            elif n not in ends:
                yield Sign(start, start + len(line), CLOSE if known else ADMONITION)
        start += len(line) + 1


def _footnotes(clear: str) -> Iterator[Sign]:
    """Yield references to no note, and notes that nothing refers to or that stand twice."""
    if "[^" not in clear:
        return
    notes = {match.start(1): match for match in dialects.DEFINITION.finditer(clear)}
    references = [match for match in dialects.FOOTNOTE.finditer(clear) if match.start(1) not in notes]
    defined, used = {match[1] for match in notes.values()}, {match[1] for match in references}
    for match in references:
        if match[1] not in defined:
            yield Sign(*match.span(), NO_NOTE)
    seen: set[str] = set()
    for match in notes.values():
        if match[1] not in used or match[1] in seen:
            yield Sign(match.start(1) - 2, match.end(1) + 1, UNUSED_NOTE)
        seen.add(match[1])


def _drawings(text: str) -> Iterator[Sign]:
    for match in _DRAWING.finditer(text) if "```" in text else ():
        yield Sign(*match.span(), mark("no drawing is made of it: put a picture (SVG or PNG)"))
