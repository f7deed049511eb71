"""What an author sets beside the words of Markdown: attributes in braces, names of places, addresses under the text.

What of it no page keeps is told before the page is made. The list of what a page keeps is `allowlist`.
"""

import re
from collections.abc import Iterator

from salesbook.text import allowlist, anchors, markup, safety

_LINE_UP_TO_BRACE = re.compile(r"[^}\n]++")
_ONLY_ID = re.compile(r":?[ ]*+#([\w.:-]++)[ ]*+")
_SHORT = re.compile(r"(?:^|[ :])[#.]")
_DEFINITION = re.compile(r"\[[^\[\]\n^][^\[\]\n]{0,200}\]:[ \t]{0,9}\n?[ \t>]{0,24}<?([^\s>]++)")
_INLINE = re.compile(r"\]\([ \t\n]{0,9}<?([^\n)>]{1,300})")


def unkept(text: str) -> Iterator[tuple[int, str]]:
    """Yield the attributes and names of places in Markdown that no page keeps: where each stands, and its words."""
    for line in _LINE_UP_TO_BRACE.finditer(text) if "{" in text else ():
        start = line[0].find("{")
        if start >= 0 and text[line.end() : line.end() + 1] == "}":
            yield from _unkept_in(line[0][start + 1 :], line.start() + start + 1)
    for place in anchors.ANCHOR.finditer(text) if anchors.may_hold_anchors(text) else ():
        if not anchors.is_own_id(anchors.name_of_anchor(place)):
            yield place.start(), place[0]


def disguised(text: str) -> Iterator[tuple[int, str]]:
    """Yield the addresses in Markdown that lead out otherwise than plainly by http, https, mailto or tel.

    What `markup.tokens` finds is left out: checks of references look at it.
    """
    text = markup.replace(text, lambda token: " " * len(token.text), code=lambda code: " " * len(code))
    for pattern in (_DEFINITION, _INLINE):
        for match in pattern.finditer(text):
            address = match[1]
            if safety.leads_out(address) and not safety.may_be_followed(address):
                yield match.start(1), address


def _unkept_in(braces: str, offset: int) -> Iterator[tuple[int, str]]:
    only_id = _ONLY_ID.fullmatch(braces)
    if only_id is not None:
        if not allowlist.is_own_id(only_id[1]):
            yield offset + only_id.start(1) - 1, f"#{only_id[1]}"
        return
    if "=" not in braces and _SHORT.search(braces) is None:
        return
    # Markdown's own reader of such lists; its library takes a while to load, and few texts have one.
    from markdown.extensions.attr_list import get_attrs_and_remainder  # noqa: PLC0415

    end = 0
    for name, value in get_attrs_and_remainder(braces.removeprefix(":").strip())[0]:
        is_kept, words = _judged(name, value or "")  # `{ class= }` has none
        start = braces.find(words, end)
        if not is_kept and start >= 0:
            end = start + len(words)
            yield offset + start, words


def _judged(name: str, value: str) -> tuple[bool, str]:
    """Tell whether a page keeps an attribute, and how it begins in the text."""
    if name == ".":
        return allowlist.is_own_class(value), f".{value}"
    if name == "id":
        return allowlist.is_own_id(value), value
    return allowlist.is_taken(name, value), f"{name}="
