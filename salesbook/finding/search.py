"""The sections that answer a question, the best first, one of each item."""

from collections import defaultdict
from typing import NamedTuple

from salesbook.finding.index import Index
from salesbook.finding.questions import Question, Reading, read
from salesbook.finding.sections import Section

WEIGHTS = {"item": 0.3, "unheard": 800, "asked": 0.7}
"""How much counts that the rest of an item says what a section does not; how rare a word is that the book has not, in
hundredths; how much more a section counts when people ask for it in the very words of the question."""


class Hit(NamedTuple):
    """A section that answers a question: its number in the index, itself, how well, and the words that were meant."""

    number: int
    section: Section
    score: float
    meanings: frozenset[str]


def find(index: Index, typed: str, limit: int = 10) -> list[Hit]:
    """Return the best section of every item that answers a question, at most `limit` of them."""
    question = read(typed, index)
    scores, readings = _scores(index, question)
    best: dict[str, int] = {}
    for n in sorted(scores, key=lambda n: (-scores[n], n)):
        best.setdefault(index.sections[n].item.name, n)
    return [
        Hit(n, index.sections[n], scores[n], _meanings(question, readings.get(n, 0)))
        for n in list(best.values())[:limit]
    ]


def _meanings(question: Question, number: int) -> frozenset[str]:
    """Return the words that the question says, read in one of its ways; of an article alone it says none."""
    return frozenset(
        w for reading in question.readings[number : number + 1] for each in reading.wanted for w in each.meanings
    )


def _scores(index: Index, question: Question) -> tuple[dict[int, float], dict[int, int]]:
    """Return the scores of the sections, and the number of the reading that each has its score by."""
    scores: dict[int, float] = defaultdict(float)
    readings: dict[int, int] = {}
    for number, reading in enumerate(question.readings):
        for n, score in _by_reading(index, reading).items():
            if score * reading.sureness > scores[n]:
                scores[n], readings[n] = score * reading.sureness, number
    top = max(scores.values(), default=1.0)
    for place, article in enumerate(question.articles):
        scores[index.articles[article]] = 2 * top - place * top / 100
    return scores, readings


def _by_reading(index: Index, reading: Reading) -> dict[int, float]:
    """Return the scores of the sections that hold a word of a question."""
    possible = sum(wanted.weight * _rarest(index, wanted.meanings) for wanted in reading.wanted)
    if not possible:
        return {}
    scores: dict[int, float] = defaultdict(float)
    met: dict[int, float] = defaultdict(float)
    of_item: dict[str, dict[int, float]] = defaultdict(dict)
    for slot, wanted in enumerate(reading.wanted):
        rarest = _rarest(index, wanted.meanings)
        slots: dict[int, float] = {}
        for word, sureness in wanted.meanings.items():
            rarity = index.rarity.get(word, 0)
            for n, weight in index.weights.get(word, {}).items():
                slots[n] = max(slots.get(n, 0.0), weight * rarity * sureness)
        for n, score in slots.items():
            scores[n] += score * wanted.weight
            met[n] += wanted.weight * rarest
            of_item[index.sections[n].item.name][slot] = wanted.weight * rarest
    for n in scores:
        section = index.sections[n]
        whole = sum(of_item[section.item.name].values()) / possible
        covered = (1 - WEIGHTS["item"]) * met[n] / possible + WEIGHTS["item"] * whole
        scores[n] *= covered * covered
    for n, share in _asked(index, reading, possible).items():
        scores[n] *= 1 + WEIGHTS["asked"] * share
    return scores


def _asked(index: Index, reading: Reading, possible: float) -> dict[int, float]:
    """Return which share of a question is a phrase in which people ask for a section (0–1)."""
    heard: dict[str, tuple[float, int]] = {}
    for slot, wanted in enumerate(reading.wanted):
        for word, sureness in wanted.meanings.items() if wanted.weight == 1 else ():
            if sureness > heard.get(word, (0.0, 0))[0]:
                heard[word] = (sureness, slot)
    shares: dict[int, float] = {}
    for first in heard:
        for n, phrase in index.asked.get(first, ()):
            if all(word in heard for word in phrase):
                slots = {heard[word][1] for word in phrase}
                if len(slots) > 1:
                    said = sum(_rarest(index, reading.wanted[slot].meanings) for slot in slots)
                    sure = min(heard[word][0] for word in phrase)
                    shares[n] = max(shares.get(n, 0.0), sure * said / possible)
    return shares


def _rarest(index: Index, meanings: dict[str, float]) -> float:
    """Return how rare the rarest meaning of a word is; a word that the book has not is as rare as can be."""
    return max((index.rarity.get(word, 0) for word in meanings), default=WEIGHTS["unheard"])
