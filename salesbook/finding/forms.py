"""Which words are forms of one another, by the dictionary of Russian."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from salesbook.finding.stems import stem

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_SURE = 0.15
"""A reading of a word that is less probable is none."""


@cache
def lemmas(letters: str) -> tuple[str, ...]:
    """Return the words that a folded word may be a form of, the likeliest first; itself when no dictionary has it."""
    if not _is_russian(letters):
        return (stem(letters),)
    parses = _analyzer().parse(letters)
    likely = [parse for n, parse in enumerate(parses) if n == 0 or parse.score >= _SURE]
    return tuple(dict.fromkeys(parse.normal_form.replace("ё", "е") for parse in likely))[:2]


def stems_of(lemma: str) -> Iterable[str]:
    """Return the stems of all forms of a word."""
    if not _is_russian(lemma):
        return {lemma}
    parses = [parse for parse in _analyzer().parse(lemma) if parse.normal_form.replace("ё", "е") == lemma]
    forms = {form.word.replace("ё", "е") for parse in parses[:2] for form in parse.lexeme}
    return {stem(form) for form in forms | {lemma}}


def _is_russian(letters: str) -> bool:
    return any("а" <= letter <= "я" for letter in letters)


@cache
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - a dictionary of 16 MB

    return MorphAnalyzer(lang="ru")
