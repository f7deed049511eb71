"""Characters that nobody sees and that act all the same: on a terminal, on the order of letters, on a header.

Control characters, separators of lines other than `\\n`, marks of direction, characters without width, tags, halves of
surrogate pairs, and code points that are no characters. What stays: a soft hyphen and no-break spaces, which only say
where a line may end; U+200D inside an emoji and U+200C, U+200D between letters of scripts that are written with them
(Arabic, Indic); U+FE0E and U+FE0F behind a sign that has two looks.
"""

import re
from collections.abc import Callable, Iterator

UNSEEN = "\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0d\ufeff"
"""Marks of direction and characters without width, as the inside of a set: always out of place."""
JOINERS = "\u200c\u200d\ufe0e\ufe0f"
"""Characters without width that belong into some scripts and signs."""
_BASIC = f"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{UNSEEN}\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
"""Those that act in Unicode's basic plane."""
_ALWAYS = f"{_BASIC}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
_SIGN = "©®\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_JOINING = "\u0600-\u08ff\u0900-\u109f\u1807\u1820-\u18aa"
# A set of the basic plane alone is looked up in a table; one that goes beyond is gone through, range by range.
_CANDIDATE = re.compile(f"[{_BASIC}{JOINERS}]")
_ACTING = re.compile(
    f"[{_ALWAYS}]"
    f"|(?<![#*0-9{_SIGN}])[\ufe0e\ufe0f]"
    f"|(?<![{_SIGN}{_JOINING}\ufe0f])\u200d|\u200d(?![{_SIGN}{_JOINING}])"
    f"|(?<![{_JOINING}])\u200c|\u200c(?![{_JOINING}])"
)
_LINE_END = re.compile("\r\n|[\x0b-\r\x1c-\x1e\x85\u2028\u2029]")

TABLES = {"acting": _ACTING, "line_end": _LINE_END}
"""By what such characters are known here, for whoever takes them out elsewhere in the same way."""


def acting(text: str) -> Iterator[re.Match[str]]:
    """Yield the characters of a text that act without being seen; tabs and `\\n` are not among them."""
    return _ACTING.finditer(text) if _may_act(text) else iter(())


def rewritten(text: str, written: Callable[[str], str]) -> str:
    """Return a text in which every character that acts is what `written` makes of it."""
    return _ACTING.sub(lambda match: written(match[0]), text) if _may_act(text) else text


def without_acting(text: str) -> str:
    """Return a text without the characters that act; what ends a line in some program is a line end in all."""
    if not _may_act(text):
        return text
    return _ACTING.sub("", _LINE_END.sub("\n", text))


def _may_act(text: str) -> bool:
    if _CANDIDATE.search(text):
        return True
    # A character beyond the basic plane takes two units.
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
