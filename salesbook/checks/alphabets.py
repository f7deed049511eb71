"""Letters of two alphabets in one word: they look alike, and nothing finds the word any more."""

import re
from collections.abc import Iterator

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.passages import Correction, edited
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _

_LATIN = "ABCEHKMOPTXYaceopxy"
_CYRILLIC = "АВСЕНКМОРТХУасеорху"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
# Tells where a closer look is needed. Two ranges would be compared with every letter; with NUL, they become a table.
_FIRST = re.compile(
    r"[A-Za-z\0](?:(?<=[А-Яа-яЁё][A-Za-z])|(?=[А-Яа-яЁё])|(?<=[а-яё][ \u00a0][acoy])(?=[ \u00a0][а-яё]))"
)
_ALONE = re.compile(r"(?<=[а-яё][ \u00a0])[acoy](?=[ \u00a0][а-яё])")
_ENDING = re.compile(r"[A-Za-z]{2,}[а-яё]+")


def mixed_alphabets(item: Item, _context: Context) -> Iterator[Finding]:
    """A word holds letters of both alphabets that look alike.

    Search does not find such a word, a spelling checker stumbles over it, and a screen reader spells it out. A Latin
    word with a Russian ending (`PDFы`) is not one of them.

    Bad: `Cкидка` with a Latin C, `встреча c клиентом` with a Latin c

    Good: `Скидка` and `встреча с клиентом`, all in Cyrillic
    """
    if _FIRST.search(item.words):
        message = _("letters of two alphabets in “{words}”")
        yield from edited(item, alphabets, message, _("type the word anew in one alphabet"))


def alphabets(text: str, clear: str) -> Iterator[Correction]:
    """Yield the words of both alphabets; the right one is that which has no twin for some letter of the word."""
    if not _FIRST.search(clear):
        return
    corrections = [Correction(*match.span(), match[0].translate(_TO_CYRILLIC)) for match in _ALONE.finditer(clear)]
    for match in _WORD.finditer(clear):
        word = match[0]
        if word.isascii() or not _has_latin(word) or _ENDING.fullmatch(word):
            continue
        latin = [letter for letter in word if letter.isascii()]
        cyrillic = [letter for letter in word if not letter.isascii()]
        to_cyrillic = all(letter in _LATIN for letter in latin)
        to_latin = all(letter in _CYRILLIC for letter in cyrillic)
        if to_cyrillic and to_latin:
            # Every letter has a twin: the alphabet of most of them is meant, if there is one.
            new = None if len(latin) == len(cyrillic) else _in_one(word, len(cyrillic) > len(latin))
            corrections.append(Correction(*match.span(), new))
        elif to_cyrillic or to_latin:
            corrections.append(Correction(*match.span(), _in_one(word, to_cyrillic)))
    yield from sorted(corrections, key=lambda edit: edit.start)


def _has_latin(word: str) -> bool:
    return any(letter.isascii() for letter in word)


def _in_one(word: str, cyrillic: bool) -> str:
    return word.translate(_TO_CYRILLIC if cyrillic else _TO_LATIN)
