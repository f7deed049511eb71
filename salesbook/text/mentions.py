"""What a text names without linking to it: addresses of the web as they were pasted, numbers of regulations."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Neither brackets nor quotes: what stands around an address is no part of it, and no page of an academy has any.
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}«»“”„\"'`|\\^]{1,2000}", re.IGNORECASE)
_BEHIND = ".,;:!?…*"


class Mention(NamedTuple):
    """What a text names: where it starts, and how it is written."""

    start: int
    text: str


def addresses(text: str) -> Iterator[Mention]:
    """Yield the addresses of the web in a text, whatever they stand in, without the punctuation behind them."""
    if "://" not in text:
        return
    for match in _ADDRESS.finditer(text):
        yield Mention(match.start(), match[0].rstrip(_BEHIND))


class Code(NamedTuple):
    """What may be an article number in running text: `ОП-099`, and its parts."""

    start: int
    text: str
    prefix: str
    digits: str


# Begins with its rarest sign, to which the scan skips; what stands before is looked at afterwards, but for most
# references, `[[ОП-007]]`: nearly every hyphen before a number is one of theirs.
_LETTER = r"[^\W\d_]"
_REFERENCE = rf"(?<!\[{_LETTER}{_LETTER}.)(?<!\[{_LETTER}{_LETTER}{_LETTER}.)"
_HYPHENED = tuple((hyphen, re.compile(rf"{hyphen}(?<={_LETTER}.){_REFERENCE}(\d{{1,3}})(?![\w-])")) for hyphen in "-–‑")
_SPACED = re.compile(r"[ \u00a0]0(?<=[А-ЯЁA-Z].0)\d\d(?![\w-])|0(?<=[А-ЯЁA-Z]0)\d\d(?![\w-])")
_GLUED = re.compile(r"0(?<=[А-ЯЁA-Z]0)\d\d")
_PREFIX = re.compile(r"(?<![\w./#@\[-])[^\W\d_]{1,6}\Z")
_LONGEST_PREFIX = 7


def codes(text: str) -> Iterator[Code]:
    """Yield what may be an article number; whether it is one, the prefixes of the company's departments tell.

    Small letters (`оп-099`) are taken for one only with three digits, and so is a space for the hyphen, or nothing,
    before a zero: «ПО 100 клиентов» is no number.
    """
    for hyphen, hyphened in _HYPHENED:
        for match in hyphened.finditer(text) if hyphen in text else ():
            if (code := _code(text, match.start(), match.end(), match[1])) is not None:
                yield code
    if " 0" in text or "\u00a00" in text or _GLUED.search(text):
        for match in _SPACED.finditer(text):
            code = _code(text, match.start(), match.end(), match[0].strip())
            if code is not None and code.prefix.isupper():
                yield code


def _code(text: str, start: int, end: int, digits: str) -> Code | None:
    prefix = _PREFIX.search(text, max(0, start - _LONGEST_PREFIX - 1), start)
    if prefix is None or not (prefix[0].isupper() or len(digits) == 3):
        return None
    return Code(prefix.start(), text[prefix.start() : end], prefix[0], digits)
