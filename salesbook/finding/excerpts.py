"""What is shown of a section: the stretch of its text that holds most of what was asked for, its words marked."""

from collections.abc import Iterator
from typing import NamedTuple

from salesbook.finding.index import Index
from salesbook.finding.search import Hit
from salesbook.finding.stems import Word, stem, words

_LENGTH = 180


class Stretch(NamedTuple):
    """A part of a text, and whether it was asked for."""

    text: str
    marked: bool


def excerpt(index: Index, hit: Hit, length: int = _LENGTH) -> tuple[Stretch, ...]:
    """Return the stretch of a section's text, about `length` characters, with most of the words that were asked for."""
    text = " ".join(_told(index, hit).split())
    met = [word for word in words(text) if _is_meant(index, word, hit)]
    start, end = _best(text, met, length)
    return tuple(_stretches(text, start, end, met))


def marked(index: Index, hit: Hit, text: str) -> tuple[Stretch, ...]:
    """Return a text, such as a heading, with the words that were asked for marked."""
    return tuple(_stretches(text, 0, len(text), [word for word in words(text) if _is_meant(index, word, hit)]))


def _told(index: Index, hit: Hit) -> str:
    """Return the text of a section; an item that says nothing of itself is shown by what it says first."""
    if hit.section.text:
        return hit.section.text
    following = index.sections[hit.number :]
    return next((s.text for s in following if s.item is hit.section.item and s.text), "")


def _is_meant(index: Index, word: Word, hit: Hit) -> bool:
    return not hit.meanings.isdisjoint(index.words_of(word.letters))


def _best(text: str, met: list[Word], length: int) -> tuple[int, int]:
    """Return the bounds of the stretch with the most different words; it begins and ends between words."""
    if len(text) <= length:
        return 0, len(text)
    starts = [max(0, word.start - length // 4) for word in met] or [0]
    inside = {s: len({stem(w.letters) for w in met if s <= w.start and w.end <= s + length}) for s in starts}
    start = max(starts, key=lambda s: (inside[s], -s))
    start = min(start, len(text) - length)
    start = 0 if start == 0 else text.find(" ", start) + 1
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    return start, end if end > start else min(len(text), start + length)


def _stretches(text: str, start: int, end: int, met: list[Word]) -> Iterator[Stretch]:
    if start > 0:
        yield Stretch("… ", marked=False)
    for word in met:
        if start <= word.start and word.end <= end:
            if start < word.start:
                yield Stretch(text[start : word.start], marked=False)
            yield Stretch(text[word.start : word.end], marked=True)
            start = word.end
    yield Stretch(text[start:end] + (" …" if end < len(text) else ""), marked=False)
