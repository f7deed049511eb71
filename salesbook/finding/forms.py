"""Which words are forms of one another, by the dictionary of Russian."""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from salesbook.finding.stems import stem

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_SURE = 0.15
"""A reading of a word that is less probable is none."""

_BETWEEN = "|"
"""Stands between a stem and its endings where they are remembered."""


class Dictionary:
    """The dictionary of Russian, and what it has been asked: it takes a second to ask for all words of a book."""

    def __init__(self, remembered: bytes = b"") -> None:
        self._lemmas, self._stems, self._forms, self._known = _parsed(remembered)
        self._remembered = self._answers

    def lemmas(self, letters: str) -> tuple[str, ...]:
        """Return the words that a folded word may be a form of, the likeliest first; itself when nobody knows it."""
        if not _is_russian(letters):
            return (stem(letters),)
        if letters not in self._lemmas:
            parses = _analyzer().parse(letters)
            likely = [parse for n, parse in enumerate(parses) if n == 0 or parse.score >= _SURE]
            self._lemmas[letters] = tuple(dict.fromkeys(_folded(parse.normal_form) for parse in likely))[:2]
        return self._lemmas[letters]

    def stems(self, lemma: str) -> Mapping[str, tuple[str, ...]]:
        """Return the stems of all forms of a word, each with the endings that it has in them."""
        if not _is_russian(lemma):
            return {lemma: ("",)}
        if lemma not in self._stems:
            parses = [parse for parse in _analyzer().parse(lemma) if _folded(parse.normal_form) == lemma]
            forms = {_folded(form.word) for parse in parses[:2] for form in parse.lexeme} | {lemma}
            endings: dict[str, list[str]] = defaultdict(list)
            for form in sorted(forms):
                endings[stem(form)].append(form.removeprefix(stem(form)))
            self._stems[lemma] = tuple(_BETWEEN.join((of, *those)) for of, those in endings.items())
        told = (line.split(_BETWEEN) for line in self._stems[lemma])
        return {of: tuple(those) for of, *those in told}

    def forms(self, letters: str) -> tuple[str, ...]:
        """Return all forms of the words that a folded word may be a form of; nothing for one that is not Russian."""
        if not _is_russian(letters):
            return ()
        if letters not in self._forms:
            lemmas = self.lemmas(letters)
            parses = (parse for parse in _analyzer().parse(letters) if _folded(parse.normal_form) in lemmas)
            self._forms[letters] = tuple(sorted({_folded(form.word) for parse in parses for form in parse.lexeme}))
        return self._forms[letters]

    def knows(self, letters: str) -> bool:
        """Tell whether the dictionary has a folded word; of one that it has not it guesses the forms."""
        if letters not in self._known:
            self._known[letters] = not _is_russian(letters) or _analyzer().word_is_known(letters)
        return self._known[letters]

    @property
    def _answers(self) -> int:
        return len(self._lemmas) + len(self._stems) + len(self._forms) + len(self._known)

    def add(self, other: "Dictionary") -> None:
        """Take over what another dictionary has been asked meanwhile."""
        for own, others in ((self._lemmas, other._lemmas), (self._stems, other._stems), (self._forms, other._forms)):
            own.update(others)
        self._known.update(other._known)

    def learnt(self) -> bytes | None:
        """Return what to remember for the next time; None when nothing is new."""
        if self._answers == self._remembered:
            return None
        told = {
            "edition": _edition(),
            "lemmas": self._lemmas,
            "stems": self._stems,
            "forms": self._forms,
            "known": self._known,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


Words = dict[str, tuple[str, ...]]


def _parsed(remembered: bytes) -> tuple[Words, Words, Words, dict[str, bool]]:
    """Return what was remembered; nothing when it is of another dictionary, or is not what was written."""
    try:
        told: Any = json.loads(remembered) if remembered else {}
        if told and told["edition"] == _edition():
            return _words(told["lemmas"]), _words(told["stems"]), _words(told["forms"]), _marks(told["known"])
    except (ValueError, KeyError, TypeError, RecursionError):
        pass  # it costs a second to ask anew
    return {}, {}, {}, {}


def _words(told: Any) -> Words:
    if not isinstance(told, dict) or not all(
        isinstance(w, list) and all(isinstance(x, str) for x in w) for w in told.values()
    ):
        raise TypeError
    return {word: tuple(others) for word, others in told.items()}


def _marks(told: Any) -> dict[str, bool]:
    if not isinstance(told, dict) or not all(isinstance(mark, bool) for mark in told.values()):
        raise TypeError
    return told


def _edition() -> str:
    """Return what the answers depend on: the dictionary, and how endings are cut off."""
    return f"{version('pymorphy3')} {version('pymorphy3-dicts-ru')} {stem('проверочными')} 3"


def _is_russian(letters: str) -> bool:
    return any("а" <= letter <= "я" for letter in letters)


def _folded(word: str) -> str:
    return word.replace("ё", "е")


@cache
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - a dictionary of 16 MB

    return MorphAnalyzer(lang="ru")
