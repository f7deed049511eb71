"""Names as people type them: article numbers and look-alike letters, anchors copied from an address."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from salesbook.core.source import nfc
from salesbook.core.spelling import LOOKALIKE_DIGITS, LOOKALIKES

ARTICLE = re.compile(r"(?P<prefix>[А-ЯЁA-Z]{1,6})-(?P<number>\d{3})")
"""An article number: the department's prefix and three digits (`ОП-007`)."""


def skeleton(article: str) -> str:
    """Return an article number with look-alike letters and digits, case and dashes told apart no longer.

    Latin and Cyrillic twins become one letter; after the hyphen O, О become 0 and l, I become 1.
    """
    code = article.upper().translate(LOOKALIKES).replace("–", "-").replace("—", "-").replace(" ", "")
    prefix, dash, number = code.partition("-")
    return prefix + dash + number.translate(LOOKALIKE_DIGITS)


def twins(articles: Iterable[str]) -> Mapping[str, list[str]]:
    """Return article numbers by their skeleton."""
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        by_skeleton[skeleton(article)].append(article)
    return by_skeleton


def lookalikes(article: str, by_skeleton: Mapping[str, list[str]]) -> list[str]:
    """Return the numbers that `article` may be meant to be, when only look-alikes differ; see `twins`."""
    return [twin for twin in by_skeleton.get(skeleton(article), ()) if twin != article]


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
