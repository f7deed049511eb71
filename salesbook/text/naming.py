"""Names as people type them: article numbers, anchors copied from an address."""

import re
from urllib.parse import unquote

from salesbook.core.source import nfc

ARTICLE = re.compile(r"(?P<prefix>[А-ЯЁA-Z]{1,6})-(?P<number>\d{3})")
"""An article number: the department's prefix and three digits (`ОП-007`)."""


_ENCODINGS = 3
"""So many times over an address may have been encoded on its way through messengers and forms."""


def anchor_of(fragment: str) -> str:
    """Return the anchor that stands behind the # of an address, whichever of its letters are percent-encoded.

    No anchor of a page has a % in it, so what has been encoded twice is decoded twice. What is not UTF-8 stays as it
    is, and names no place.
    """
    anchor = fragment
    for _time in range(_ENCODINGS):
        if "%" not in anchor:
            break
        try:
            anchor = unquote(anchor, errors="strict")
        except UnicodeDecodeError:
            return fragment
    return nfc(anchor)


def parted(name: str) -> tuple[str, str]:
    """Return the item that a name such as `pipeline:main#meeting` names, and the anchor in it; either may be empty."""
    target, _sharp, fragment = name.partition("#")
    return target, anchor_of(fragment)


def folded(words: str) -> str:
    """Return words as people compare them: in one case, without ё, with single spaces."""
    return " ".join(words.lower().replace("ё", "е").split())


def collated(word: str) -> tuple[bool, str]:
    """Return the key by which lists of words are sorted: Cyrillic before Latin, ё beside е, quotes left out."""
    letters = folded(word.strip('«"'))
    return (letters[:1].isascii(), letters)
