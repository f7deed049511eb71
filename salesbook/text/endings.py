"""Words whatever their ending: the forms of a Russian word, told by its stem, without a dictionary.

A dictionary would know more, and take half a second and thirty megabytes of every check. Forms that differ by more than
their ending («шахматка», «шахматок») are different words here.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from salesbook.text.naming import folded

_NOMINATIVE = frozenset("а я о е ь ы и й ый ий ой ая яя ое ее ые ие ия ья".split())
ENDINGS = _NOMINATIVE | frozenset(
    """
    у ю ою ею ом ем ам ям ами ями ах ях ов ев ей ию ии ием ией иям иями иях иев ью ьи ье ьем ьей ьев
    ого его ому ему ым им ых их ыми ими ую юю
    """.split()
)
"""Endings of nouns and adjectives in all cases."""

_PLURAL = ("s", "es")
_SHORTEST, _LONGEST_ENDING = 3, 4
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s\-\u2010\u2011]*")

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """Words of a text that are those of a name: where they stand, and what the name stands for."""

    start: int
    end: int
    value: T


class _Node(Generic[T]):
    """What may follow the words of a name so far; the values of those that end here."""

    __slots__ = ("ends", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node[T]] = {}
        self.ends: list[tuple[bool, T]] = []


class Names(Generic[T]):
    """Names to be found in texts, in any form of their words: the work is that of reading a text once.

    A name that begins with a capital is found where it is written with one: «Горячие» is a stage, «горячие» are calls.
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for name, value in names:
            node = self._root
            for word in _WORD.findall(folded(name)):
                node = node.following.setdefault(_stem(word), _Node())
            if node is not self._root:
                node.ends.append((name[:1].isupper(), value))

    def may_be_in(self, text: str) -> bool:
        """Tell quickly whether a text may hold one of the names: most texts hold none."""
        read = text.lower().replace("ё", "е")
        return any(stem in read for stem in self._root.following)

    def find(self, text: str) -> Iterator[Match[T]]:
        """Yield the names in a text from left to right; of several from one place the longest, and none in another."""
        begun: list[tuple[int, _Node[T]]] = []
        best: Match[T] | None = None
        last_end = 0
        for word in _WORD.finditer(text):
            start, end = word.span()
            joined = _GAP.fullmatch(text, last_end, start) is not None
            begun = [*(begun if joined else ()), (start, self._root)]
            stems = _stems(word[0])
            begun = [(first, node.following[stem]) for first, node in begun for stem in stems if stem in node.following]
            last_end = end
            for first, node in begun:
                found = next((value for capital, value in node.ends if not capital or text[first].isupper()), None)
                if found is None:
                    continue
                if best is not None and first >= best.end:
                    yield best
                    best = None
                if best is None or first <= best.start:
                    best = Match(first, end, found)
        if best is not None:
            yield best


def _stem(word: str) -> str:
    """Return the stem of a word as a name is said: without the longest ending of its first case."""
    endings = _PLURAL if word.isascii() else _NOMINATIVE
    lengths = (n for n in (2, 1) if len(word) - n >= _SHORTEST and word[-n:] in endings)
    cut = next(lengths, 0)
    return word[: len(word) - cut]


@lru_cache(maxsize=20_000)
def _stems(word: str) -> tuple[str, ...]:
    """Return what a word may be without an ending: the whole of it, and whatever stands before an ending."""
    read = folded(word)
    endings = _PLURAL if read.isascii() else ENDINGS
    cuts = (n for n in range(1, _LONGEST_ENDING + 1) if len(read) - n >= _SHORTEST and read[-n:] in endings)
    return (read, *(read[:-n] for n in cuts))
