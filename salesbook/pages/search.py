"""The index of a book as scripts for the academy's page: what a question needs is loaded, and nothing else.

Scripts and no data files, because a page that is opened from a folder may load scripts alone. Words go by the first two
letters of their stems; for slips of the hand all stems stand in lists by their first letters, which are loaded for a
word that nobody knows. `site/assets/finding.js` reads them and finds what `salesbook.finding.search` would.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from salesbook.core.language import Translations
from salesbook.core.spelling import TABLES
from salesbook.finding import questions, search
from salesbook.finding.index import Index
from salesbook.finding.sections import Section
from salesbook.finding.stems import ALTERNATING, ASKING, DERIVING, ENDINGS, ENGLISH_ENDINGS, INTENTS, STOP
from salesbook.pages.escaping import as_json
from salesbook.pages.model import Data
from salesbook.pages.places import Places

FOLDER = "search"
_SECTIONS = 8
"""So many sections stand in a file: ten places come from ten files, and each should be small."""


def search_data(
    places: Places, labels: Translations, index: Index, uris: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Data]:
    """Yield the files of the search of an academy, of whose book or edition `index` is; `labels` name the kinds.

    `uris` are the addresses of what has no place in the book, by name: pages that it has of its own.
    """
    by_letters = _by_letters(index)
    yield _file("book", "book", _book(index, sorted(by_letters)))
    yield _file("articles", "articles", [[article, number] for article, number in index.articles.items()])
    for letter, stems in groupby(sorted(index.stems), key=lambda stem: stem[0]):
        yield _file(f"stems/{file_of(letter)}", "stems", " ".join(stems), letter)
    for key, entry in sorted(by_letters.items()):
        yield _file(f"words/{file_of(key)}", "words", entry, key)
    for start in range(0, len(index.sections), _SECTIONS):
        shown = [_place(places, labels, section, uris) for section in index.sections[start : start + _SECTIONS]]
        yield _file(f"places/{start // _SECTIONS}", "places", shown, start // _SECTIONS)


def file_of(key: str) -> str:
    """Return the name of the file for words that begin with these letters; any letter may stand in an address so."""
    return "-".join(f"{ord(letter):x}" for letter in key)


def _book(index: Index, letters: list[str]) -> dict[str, Any]:
    """Return what every question is read with: the words, weights and tables that the terminal reads it with."""
    runs = groupby(section.item.name for section in index.sections)
    return {
        "stop": sorted(STOP),
        "asking": sorted(ASKING),
        "intents": INTENTS,
        "endings": ENDINGS,
        "english": ENGLISH_ENDINGS,
        "deriving": DERIVING,
        "alternating": ALTERNATING,
        "weights": {**questions.WEIGHTS, **search.WEIGHTS},
        "limits": questions.LIMITS,
        "tables": TABLES,
        "sections": _SECTIONS,
        "items": [sum(1 for _ in run) for _name, run in runs],
        "words": letters,
    }


def _by_letters(index: Index) -> Mapping[str, dict[str, Any]]:
    """Return stems, words, synonyms and phrases in which people ask, by the letters that they begin with."""
    files: dict[str, dict[str, Any]] = defaultdict(lambda: {"s": {}, "e": {}, "w": {}, "y": {}, "p": {}})
    for stem, words in sorted(index.stems.items()):
        files[stem[:2]]["s"][stem] = words
    for stem, endings in sorted(index.endings.items()):
        files[stem[:2]]["e"][stem] = endings
    for word, weights in sorted(index.weights.items()):
        files[word[:2]]["w"][word] = [index.rarity[word], *_in_steps(weights)]
    for word, pairs in sorted(index.synonyms.items()):
        files[word[:2]]["y"][word] = pairs
    for word, phrases in sorted(index.asked.items()):
        files[word[:2]]["p"][word] = phrases
    return files


def _in_steps(weights: Mapping[int, int]) -> Iterator[int]:
    """Yield the sections of a word, each as the distance from the one before, and how much the word says there."""
    before = 0
    for number, weight in sorted(weights.items()):
        yield number - before
        yield weight
        before = number


def _place(places: Places, labels: Translations, section: Section, uris: Mapping[str, str]) -> list[str]:
    item = section.item
    uri = (uris.get(item.name) or places.uri(item) or "").removesuffix(".md") + ".html"
    heading = "" if section.heading == item.title else section.heading
    return [uri, section.anchor, item.article or "", item.title, labels.gettext(item.kind.one), heading, section.text]


def _file(name: str, call: str, *arguments: Any) -> Data:
    return Data(f"{FOLDER}/{name}.js", f"bookSearch.{call}({','.join(map(as_json, arguments))});\n")
