"""Short answers: what somebody has typed against what is accepted.

Case, ё, punctuation and spaces do not count, nor does the alphabet of a letter that looks alike in both. Each word may
stand in any of its grammatical forms, as the dictionary knows them: they are listed when a page is made, so that a
script needs no dictionary and no stems, and nothing else is ever taken for right («броня» is not «бронь», whose stem it
has). `site/assets/quiz.js` does the same, line by line.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from unicodedata import normalize

Forms = Callable[[str], Iterable[str]]
"""Returns all forms of a Russian word in small letters without ё: a dictionary."""

_TWINS = str.maketrans("abcehkmoptxy", "авсенкмортху")
"""Latin letters that look like Cyrillic ones, small or capital, and those: people type both."""
_RUSSIAN = re.compile("[а-я]+")

MOST_LETTERS = 300
"""Whoever types more than this has typed no short answer."""


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, letters folded; those on the two sides of a hyphen are two."""
    return [word.translate(_TWINS) for word in _split(text)]


def accepted(phrases: Iterable[str], forms: Forms) -> list[list[list[str]]]:
    """Return what is right: of each phrase its words, of each word all its forms, in order and each once."""
    return [[_forms_of(word, forms) for word in _split(phrase)] for phrase in phrases]


def is_right(typed: str, answers: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Tell whether what is typed is one of the answers of `accepted`."""
    letters = "".join(words(typed))
    return 0 < len(letters) <= MOST_LETTERS and any(_is(letters, phrase) for phrase in answers)


def _split(text: str) -> list[str]:
    letters = normalize("NFKC", text).lower().replace("ё", "е")
    return "".join(letter if letter.isalnum() else " " for letter in letters).split()


def _forms_of(word: str, forms: Forms) -> list[str]:
    """Return the forms of a word; of one that is not Russian, or a number, the word alone."""
    inflected = forms(word) if _RUSSIAN.fullmatch(word) else ()
    return sorted({"".join(words(form)) for form in (word, *inflected)})


def _is(letters: str, phrase: Sequence[Sequence[str]]) -> bool:
    """Tell whether letters are the words of a phrase, each in one of its forms."""
    ends = {0}
    for forms in phrase:
        ends = {at + len(form) for at in ends for form in forms if letters.startswith(form, at)}
    return len(letters) in ends
