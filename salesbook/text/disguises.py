"""Text as a person reads it: no marks that nobody sees, plain digits, entities and escapes as what they mean."""

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple
from unicodedata import decimal, digit, normalize

from salesbook.text.invisible import JOINERS, UNSEEN

_MARKS = (
    *"\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e&%\\＠（＋",
    *"０１２３４５６７８９",
)
"""One of these stands in nearly every disguise; they are looked for one by one, because that is the fastest."""

_UNSEEN = f"\u00ad{UNSEEN}{JOINERS}"  # a soft hyphen only says where a line may end
_DISGUISE = re.compile(
    rf"[{_UNSEEN}]+|&(?:#[0-9]{{1,6}}|#[xX][0-9a-fA-F]{{1,5}}|[a-zA-Z]{{2,10}});|%[2-4][0-9a-fA-F]|"
    r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[-_.()+]|"
    "[\uff01-\uff5e\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u2468\u0660-\u0669\u06f0-\u06f9\U0001d7ce-\U0001d7ff]"
)


class Undisguised(NamedTuple):
    """A text without its disguises, and where each part of it stands in the original.

    `starts` are places in `text` from which on the original is `shifts` characters ahead.
    """

    text: str
    starts: list[int]
    shifts: list[int]

    def origin(self, place: int) -> int:
        """Return where a character of the text stands in the original."""
        return place + self.shifts[bisect_right(self.starts, place) - 1]


def undisguised(text: str) -> Undisguised | None:
    """Return the text without its disguises; None when it has none."""
    if not any(mark in text for mark in _MARKS):
        return None
    parts: list[str] = []
    starts, shifts = [0], [0]
    length = end = 0
    for match in _DISGUISE.finditer(text):
        meant = _meant(match[0])
        if meant is None:
            continue
        parts += text[end : match.start()], meant
        length += match.start() - end + len(meant)
        end = match.end()
        starts.append(length)
        shifts.append(end - length)
    if not parts:
        return None
    return Undisguised("".join((*parts, text[end:])), starts, shifts)


def _meant(disguise: str) -> str | None:
    """Return the one character that a disguise stands for, nothing for one that nobody sees; None: leave it."""
    if disguise[0] == "&":
        character = unescape(disguise)
    elif disguise[0] == "%":
        character = chr(int(disguise[1:], 16))
    elif disguise[0] == "\\":
        character = chr(int(disguise[2:], 16)) if disguise[1] in "ux" else disguise[1]
    else:
        character = disguise
    if len(character) == 1:
        value = decimal(character, None) if decimal(character, None) is not None else digit(character, None)
        if value is not None:
            return str(value)
        folded = normalize("NFKC", character)
        if "\uff01" <= character <= "\uff5e":
            return folded
    if re.fullmatch(rf"[{_UNSEEN}]+", character):
        return ""
    # Line ends stay as they are: a place in a text is counted in lines.
    return character if len(character) == 1 and character not in "\n\r" and character != disguise else None
