"""A question as it is typed: what its words may mean, article numbers, another keyboard layout, slips of the hand."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from salesbook.core.nearest import a_slip_away
from salesbook.core.spelling import other_layout, spelt
from salesbook.finding.index import Index, kind_word
from salesbook.finding.stems import ASKING, INTENTS, STOP, folded, root, stem, words

_TYPED = re.compile(r"[^\W\d_]{1,6}[\s.№#_–—-]{0,3}(?=[oоOО]{0,2}\d)[\doоOО]{1,3}(?!\w)")
_COUNTED = re.compile(
    r"(?<!\w)регламент[а-я]* (?:номер |№ ?)?([0-9]{1,3})(?!\w)|(?<!\w)([0-9]{1,3})(?:-?й)? регламент", re.IGNORECASE
)

WEIGHTS = {"asking": 0.125, "intending": 0.5, "kind": 0.5, "synonym": 0.6, "slip": 0.7, "beginning": 0.45, "root": 0.45}
"""How much counts a word that only asks, one that tells the kind of answer that is wanted, being of the kind that is
asked for, a word that the glossary puts in place of another, one with a slip of the hand mended, one of which the
beginning was typed, one of the same root; a word that was typed counts 1."""

LIMITS = {
    "characters": 300,
    "words": 24,
    "least_begun": 3,
    "most_begun": 30,
    "least_stem": 3,
    "least_root": 5,
    "longest_root": 7,
    "most_of_root": 12,
    "readings": 6,
}
"""How much of a question is read, from how many letters on a word is guessed at, and how many guesses are made."""


class Wanted(NamedTuple):
    """A word of a question: what it may mean, each with how sure that is (0–1), and how much it counts."""

    meanings: dict[str, float]
    weight: float


class Reading(NamedTuple):
    """One way to read a question: its words, and how near it is to what was typed."""

    wanted: tuple[Wanted, ...]
    sureness: float


class Question(NamedTuple):
    """A question: the articles that it names, and the ways to read it, that of its own words first."""

    articles: tuple[str, ...]
    readings: tuple[Reading, ...]


def read(typed: str, index: Index) -> Question:
    """Read a question as it is typed, or spoken, or pasted."""
    typed = " ".join(typed[: LIMITS["characters"]].split())
    articles = tuple(_articles(typed, index))
    own = _wanted(typed, index)
    if _known(own) < 1:
        flipped = _wanted(other_layout(typed), index)
        if _known(flipped) > _known(own):
            typed, own = other_layout(typed), flipped
    if not own:
        return Question(articles, ())
    return Question(articles, (Reading(tuple(w for _l, w in own), 1.0), *_by_synonyms(own, index)))


def _wanted(typed: str, index: Index) -> list[tuple[str, Wanted]]:
    """Return the words of a question that tell its subject, all of them when none does, then what it asks for."""
    letters = [word.letters for word in words(typed)][: LIMITS["words"]]
    kinds, intending = _intents(letters)
    subject = [word for n, word in enumerate(letters) if word not in STOP and n not in intending]
    telling = subject or [word for word in letters if word not in STOP] or letters
    others = [
        (word, WEIGHTS["asking" if word in STOP else "intending"])
        for n, word in enumerate(letters)
        if word not in telling and (word in ASKING or (n in intending and word not in STOP))
    ]
    last = letters[-1] if letters else ""
    wanted = [(word, Wanted(_meanings(word, index, begun=word == last), 1.0)) for word in telling]
    wanted += [(word, Wanted(_exact(word, index), weight)) for word, weight in others]
    if subject:
        wanted += [("", Wanted({kind_word(kind): 1.0}, WEIGHTS["kind"])) for kind in kinds]
    return [(word, each) for word, each in wanted if each.meanings or each.weight == 1.0]


def _intents(letters: list[str]) -> tuple[list[str], set[int]]:
    """Return the kinds of answer that the words of a question want, and the places of the words that say so."""
    kinds: dict[str, None] = {}
    places: set[int] = set()
    for start in range(len(letters)):
        for length in (3, 2, 1):
            kind = INTENTS.get(" ".join(letters[start : start + length]))
            if kind is not None and start not in places:
                kinds[kind] = None
                places.update(range(start, start + length))
    return list(kinds), places


def _known(wanted: Iterable[tuple[str, Wanted]]) -> float:
    """Tell which share of a question the book knows, whole words before guesses."""
    sure = [max(each.meanings.values(), default=0) for _word, each in wanted if each.weight == 1.0]
    return sum(sure) / max(1, len(sure))


def _exact(word: str, index: Index) -> dict[str, float]:
    return dict.fromkeys(index.words_of(word) or index.stems.get(word, ()), 1.0)


def _meanings(word: str, index: Index, *, begun: bool) -> dict[str, float]:
    """Return the words of the book that a word may mean: itself in any form, one begun, one with a slip of the hand.

    Words of the same root come along, less sure: who asks how to get ready finds what is said of preparation.
    """
    meanings = _exact(word, index)
    if word in STOP:
        return meanings
    beginnings = _begun(word, index) if begun else []
    if not meanings and not beginnings:
        meanings = dict.fromkeys(_near(word, index), WEIGHTS["slip"])
    for meaning in list(meanings) or [word]:
        for other in _of_one_root(meaning, index):
            meanings.setdefault(other, WEIGHTS["root"])
    for other in beginnings:
        meanings.setdefault(other, WEIGHTS["beginning"])
    return meanings


def _begun(word: str, index: Index) -> list[str]:
    """Return the words that begin as the one that is being typed, the shortest first."""
    if len(word) < LIMITS["least_begun"]:
        return []
    beginnings = (other for other in index.by_letters.get(word[:2], ()) if other.startswith(word))
    return sorted(beginnings, key=lambda w: (len(w), w))[: LIMITS["most_begun"]]


def _of_one_root(word: str, index: Index) -> list[str]:
    """Return the words that are made of the same one, and those that begin as far as a root may reach."""
    if len(word) < LIMITS["least_root"]:
        return []
    beginning = word[: min(LIMITS["longest_root"], max(LIMITS["least_root"], len(word) - 2))]
    alike = (w for w in index.by_letters.get(word[:2], ()) if w.startswith(beginning) or root(w) == root(word))
    return sorted((other for other in alike if other != word), key=lambda w: (len(w), w))[: LIMITS["most_of_root"]]


def _near(word: str, index: Index) -> Iterator[str]:
    """Yield the words that a word may be with a slip of the hand mended; a slip in a short one gives another word.

    A slip in the first letter is thought of where there is no other: few are made there.
    """
    own = stem(word)
    if len(own) < LIMITS["least_stem"]:
        return
    longer = sorted(other for other in index.stems if len(other) >= LIMITS["least_stem"])
    for stems in ([s for s in longer if s[0] == word[0]], [s for s in longer if s[0] != word[0]]):
        whole = a_slip_away(word, stems) if len(word) > LIMITS["least_stem"] else ()
        near = dict.fromkeys((*a_slip_away(own, stems), *whole))
        if near:
            # «перезд» is no form of «передать», though «перед» is near.
            fitting = [w for other in near for w in index.with_ending(other, word.removeprefix(own))]
            yield from fitting or (w for other in near for w in index.stems[other])
            return


def _by_synonyms(own: list[tuple[str, Wanted]], index: Index) -> Iterator[Reading]:
    """Yield the readings in which a phrase of the question is said by another that means the same."""
    wanted = [each for _word, each in own]
    yielded = 0
    for start, first in enumerate(wanted):
        # What only sounds like a word that was typed, or begins like it, is not said by others in its place.
        for meaning, sureness in ((m, sure) for m, sure in first.meanings.items() if sure >= WEIGHTS["slip"]):
            for phrase, other in index.synonyms.get(meaning, ()):
                span = wanted[start : start + len(phrase)]
                if len(span) < len(phrase) or any(p not in w.meanings for p, w in zip(phrase, span, strict=True)):
                    continue
                said = tuple(Wanted({word: 1.0}, 1.0) for word in other)
                yield Reading((*wanted[:start], *said, *wanted[start + len(phrase) :]), WEIGHTS["synonym"] * sureness)
                yielded += 1
                if yielded == LIMITS["readings"]:
                    return


def _articles(typed: str, index: Index) -> Iterator[str]:
    """Yield the article numbers that a question names, however they are spelled: оп7, ОП 7, op-007."""
    names = [(article, article) for article in index.articles]
    for match in _TYPED.finditer(typed):
        prefix = re.split(r"[\s.№#_–—\d-]", match[0])[0]
        if folded(prefix) in STOP and match[0] != typed and not (prefix.isupper() or match[0][len(prefix)].isdigit()):
            continue  # «по 3 дня» names no regulation
        plain = re.sub(r"[.№#_–—\s-]+", "-", match[0])
        yield from (spelt(plain, names) or spelt(other_layout(plain), names))[:1]
    for match in _COUNTED.finditer(typed):
        yield from _counted(int(match[1] or match[2]), index)


def _counted(number: int, index: Index) -> list[str]:
    """Return the articles of a number whatever their department, that of the most articles first."""
    parts = [article.partition("-") for article in index.articles]
    articles_of = Counter(prefix for prefix, _dash, _number in parts)
    same = [each for each in parts if each[2].isdecimal() and int(each[2]) == number]
    return ["".join(each) for each in sorted(same, key=lambda each: (-articles_of[each[0]], each[0]))]
