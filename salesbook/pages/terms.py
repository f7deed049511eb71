"""The terms of the glossary that the running text of pages is looked over for, and what pages say of them."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index
from salesbook.finding.stems import STOP, folded
from salesbook.models.knowledge import Glossary, Term
from salesbook.pages.escaping import as_json
from salesbook.pages.model import Data
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.text.naming import parted

FILE = "terms.js"
WORD = re.compile(r"\w+")
BETWEEN = re.compile(r"[\s\u2010-\u2012-]+")
"""What may stand for a space between the words of a name."""
_DEFINITION = 300
"""Characters of a definition that are shown beside a term."""
_SHORTEST = 2
_FAMILIAR_PAGES, _FAMILIAR_SHARE = 20, 0.2
"""A name of one word that stands on so many pages, and on so large a share of them, is explained on none."""


class Entry(NamedTuple):
    """A term: its place in the glossary, what is said of it, and the pages of the items that are about it."""

    anchor: str
    term: str
    definition: str
    pages: frozenset[str]


class Name(NamedTuple):
    """One of the names of a term: its words as they are spelt, and what stands between them."""

    words: tuple[str, ...]
    between: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True)
class Terms:
    """The terms that an academy explains: the page of the glossary, and the names by which texts have them."""

    uri: str
    names: tuple[Name, ...]

    @staticmethod
    def of(places: Places, writer: Writer, index: Index, dictionary: Dictionary) -> "Terms | None":
        """Return the terms that an edition may show, of whose book `index` is; None when it shows no glossary."""
        glossary = next(iter(places.book.data(Glossary)), None)
        uri = None if glossary is None else places.uri(glossary[0])
        if glossary is None or uri is None:
            return None
        writer.turn_to(uri, glossary[0])
        return Terms(uri, tuple(_names(glossary[0], places, writer, _familiar(index), dictionary)))

    def data(self) -> Data:
        """Return the script with what the terms mean, by their places in the glossary."""
        told = {name.entry.anchor: [name.entry.term, name.entry.definition] for name in self.names}
        return Data(FILE, f"glossaryTerms({as_json(told)});\n")


def _names(
    glossary: Item, places: Places, writer: Writer, familiar: Container[str], dictionary: Dictionary
) -> Iterator[Name]:
    """Yield the names of terms that texts are looked over for; of those that two terms share, the first term's."""
    named: set[tuple[str, ...]] = set()
    called: dict[str, list[Item]] = defaultdict(list)
    for item in places.items:
        called[folded(item.title)].append(item)
    for part in glossary.parts:
        if not isinstance(part.data, Term):
            continue
        definition = writer.plain(part.data.definition, _DEFINITION)
        entry = Entry(part.anchor, part.data.term, definition, frozenset(_pages_about(part.data, places, called)))
        common = {_first_forms(name, dictionary) for name in part.data.common}
        for name in (part.data.term, part.data.abbreviation or "", *part.data.forms):
            words, first_forms = list(WORD.finditer(name)), _first_forms(name, dictionary)
            is_familiar = len(words) == 1 and first_forms[0] in familiar and not is_abbreviation(words[0][0])
            is_sought = len(name) >= _SHORTEST and not STOP.issuperset(map(folded, WORD.findall(name)))
            letters = tuple(folded(word[0]) for word in words)
            if is_sought and not is_familiar and first_forms not in common and letters not in named:
                named.add(letters)
                between = (BETWEEN.sub(" ", name[one.end() : other.start()]) for one, other in pairwise(words))
                yield Name(tuple(word[0] for word in words), tuple(between), entry)


def _first_forms(name: str, dictionary: Dictionary) -> tuple[str, ...]:
    return tuple(dictionary.lemmas(folded(word))[0] for word in WORD.findall(name))


def _familiar(index: Index) -> frozenset[str]:
    """Return the words, in their first forms, that stand on so many pages that everybody knows them."""
    items = [section.item.name for section in index.sections]
    least = max(_FAMILIAR_PAGES, len(set(items)) * _FAMILIAR_SHARE)
    often = (word for word, sections in index.weights.items() if len(sections) >= least)
    return frozenset(word for word in often if len({items[n] for n in index.weights[word]}) >= least)


def _pages_about(term: Term, places: Places, called: Mapping[str, Sequence[Item]]) -> Iterator[str]:
    """Yield the pages of the items that say more of a term, or are `called` as it is."""
    named = [places.book.resolve(name) for name in term.see if not parted(name)[1]]
    for item in (*named, *called.get(folded(term.term), ())):
        uri = None if item is None else places.uri(item)
        if uri is not None:
            yield uri


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is written in capitals, or has some within: КЭВ, amoCRM."""
    return word[1:] != word[1:].lower()
