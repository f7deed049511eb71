"""The index of a book: which sections hold a word, how much it says there, and which words are one.

Weights follow BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): a word counts more in a heading
than in a text, in a short text than in a long one, and a rare word more than a frequent one.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.channel_names import well_known
from salesbook.book.item import Item
from salesbook.finding.akin import GROUPS
from salesbook.finding.forms import Dictionary
from salesbook.finding.sections import Kept, Section, anew, sections
from salesbook.finding.stems import STOP, WORD, folded, stem, words
from salesbook.models.company import Channel
from salesbook.models.knowledge import Glossary

_AKIN = 0.45
"""How much a word counts where another that says nearly the same was typed."""

_LENT = 100
"""In so many sections, at the most."""

_OF_KIND = 200
"""How rare being of the kind that is wanted is, in hundredths."""


class Field(NamedTuple):
    """How much a word counts in one of the four texts of a section, how soon more of it counts no more, and how much
    less it counts in a longer text (0–1)."""

    boost: float
    saturation: float
    by_length: float


FIELDS = (
    Field(2.5, 0.4, 0.5),
    Field(2.5, 0.45, 0.25),
    Field(1.5, 0.3, 0.3),
    Field(1.0, 1.4, 0.7),
    Field(1.0, 0.4, 0.3),
)
"""Heading, other names, the title of the item, the text, what its figures are."""

Phrase = tuple[str, ...]
Synonym = tuple[Phrase, Phrase]
"""A phrase that is typed, and one of the book that means the same."""
Asked = tuple[int, Phrase]
"""A section, and the words of a phrase in which people ask for it."""


@dataclass(frozen=True)
class Index:
    """What a question is answered from.

    `stems`: the words that a stem may belong to; `endings`: of a stem of several words, the endings of each with it
    («|» between them); `weights`: of every word its sections (by number), with how much it
    says in each, in thousandths; `rarity`: of every word, in hundredths; `synonyms`: pairs of phrases that mean the
    same, by the first word of the one that is typed; `asked`: the phrases in which people ask for a section, by
    their first word; `articles`: the section of an article number. Whole numbers, so
    that every program that reads the index comes to the same order.
    """

    sections: tuple[Section, ...]
    stems: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Mapping[int, int]]
    rarity: Mapping[str, int]
    synonyms: Mapping[str, tuple[Synonym, ...]]
    asked: Mapping[str, tuple[Asked, ...]]
    articles: Mapping[str, int]

    @cached_property
    def by_letters(self) -> Mapping[str, Sequence[str]]:
        """The words of the sections by the two letters that they begin with."""
        words: dict[str, list[str]] = defaultdict(list)
        for word in self.weights:
            words[word[:2]].append(word)
        return words

    def words_of(self, letters: str) -> tuple[str, ...]:
        """Return the words of the book that a folded word may be a form of; of those that only begin so, none.

        «просят» is a form of «просить», and of no other word with the stem «прос», such as «просесть».
        """
        cut = stem(letters)
        return self.with_ending(cut, letters.removeprefix(cut)) or self.stems.get(cut, ())

    def with_ending(self, cut: str, ending: str) -> tuple[str, ...]:
        """Return the words with a form of a stem and an ending; a word that is the only one of its stem has any."""
        words = self.stems.get(cut, ())
        if cut not in self.endings:
            return words
        return tuple(w for w, those in zip(words, self.endings[cut], strict=True) if ending in those.split("|"))

    @staticmethod
    def of(
        book: Book,
        reader: str | None = None,
        dictionary: Dictionary | None = None,
        beside: Iterable[Item] = (),
        memory: "Memory | None" = None,
    ) -> "Index":
        """Make the index of a book, or of what the role `reader` may see; most of the time goes to the dictionary.

        Items `beside` the book can be found, too: see `sections`. `memory` is what was made of an earlier state of the
        book with the same dictionary.
        """
        dictionary = dictionary or Dictionary()
        memory = memory or Memory(dictionary)
        there = sections(book, beside, memory.kept)
        found = tuple(section for section in there if section.item.may_be_read_by(reader))
        texts = [memory.words(section) for section in found]
        means = [sum(map(len, each)) / max(1, sum(map(bool, each))) for each in zip(*texts, strict=True)]
        weights: dict[str, dict[int, int]] = defaultdict(dict)
        for n, each in enumerate(texts):
            rank = 1000 * found[n].item.kind.rank / sum(field.boost for field in FIELDS)
            said: dict[str, float] = defaultdict(float)
            for field, mean, words_there in zip(FIELDS, means, each, strict=True):
                if not words_there:
                    continue
                longer = 1 - field.by_length + field.by_length * len(words_there) / mean if mean else 1
                for word, often in Counter(words_there).items():
                    said[word] += field.boost * often / (often + field.saturation * longer)
            for word, much in said.items():
                weights[word][n] = round(rank * much)
        rarity = {word: round(100 * log(1 + (len(found) + 1) / (len(of) + 0.5))) for word, of in weights.items()}
        _lend(weights, rarity, dictionary)
        for n, section in enumerate(found):
            for kind in filter(None, (section.item.kind.name, section.sought)):
                weights[kind_word(kind)][n] = 1000
                rarity[kind_word(kind)] = _OF_KIND
        stems: dict[str, dict[str, str]] = defaultdict(dict)
        synonyms = _synonyms(book, weights, dictionary)
        for word in {
            *filter(str.isalnum, weights),
            *(word for pairs in synonyms.values() for phrase, _to in pairs for word in phrase),
        }:
            for of_word, endings in dictionary.stems(word).items():
                stems[of_word][word] = "|".join(endings)
        articles = {s.item.article: n for n, s in reversed(list(enumerate(found))) if s.item.article and not s.anchor}
        listed = {of: tuple(sorted(those)) for of, those in stems.items()}
        several = {of: tuple(stems[of][word] for word in those) for of, those in listed.items() if len(those) > 1}
        return Index(found, listed, several, weights, rarity, synonyms, _asked(found, dictionary), articles)


def kind_word(kind: str) -> str:
    """Return the word that all sections of a kind of answer have, and that nobody types."""
    return f"#{kind}"


def phrase(text: str, dictionary: Dictionary) -> Phrase:
    """Return a text as words in their first forms, those that tell no subject left out."""
    return tuple(dictionary.lemmas(word.letters)[0] for word in words(text) if word.letters not in STOP)


class _FirstForms(dict[str, tuple[str, ...]]):
    """The first forms of words as texts spell them, each asked for once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary

    def __missing__(self, word: str) -> tuple[str, ...]:
        self[word] = forms = self._dictionary.lemmas(folded(word))
        return forms


Words = tuple[list[str], ...]
"""The words of the texts of a section that `FIELDS` weigh."""


class Memory:
    """What an index is made of and the next one will be, too, but for what has changed: the words of sections.

    `kept` tells which sections of an item are as they were; by itself it has all of them made.
    """

    def __init__(self, dictionary: Dictionary, kept: Kept = anew) -> None:
        self.kept = kept
        self._first_forms = _FirstForms(dictionary)
        self._words: dict[tuple[str, ...], Words] = {}

    def words(self, section: Section) -> Words:
        """Return the words of a section."""
        title = section.item.title if section.anchor else ""
        texts = (section.heading, section.names, title, section.text, section.figures)
        if texts not in self._words:
            forms = self._first_forms
            self._words[texts] = tuple([form for word in WORD.findall(text) for form in forms[word]] for text in texts)
        return self._words[texts]


def _lend(weights: dict[str, dict[int, int]], rarity: dict[str, int], dictionary: Dictionary) -> None:
    """Give every word the sections of those that say nearly the same, less sure; a word that the book has not, too.

    It is done here and not for each question, so that a page need not load the index of words that nobody typed. Of a
    word of many sections the best lend theirs.
    """
    groups = [tuple(dict.fromkeys(dictionary.lemmas(folded(word))[0] for word in group)) for group in GROUPS]
    told = {w: (rarity[w], dict(weights[w])) for group in groups for w in group if w in weights}
    for group in groups:
        heard = [word for word in group if word in told]
        for word in group:
            lenders = [other for other in heard if other != word]
            if lenders:
                rarity.setdefault(word, max(told[other][0] for other in lenders))
            for other in lenders:
                rare, theirs = told[other]
                for n in sorted(theirs, key=lambda n: (-theirs[n], n))[:_LENT]:
                    lent = round(_AKIN * theirs[n] * rare / rarity[word])
                    weights[word][n] = max(weights[word].get(n, 0), lent)


def _asked(found: Sequence[Section], dictionary: Dictionary) -> dict[str, tuple[Asked, ...]]:
    """Return the phrases of several words in which people ask for sections, by the first word of each."""
    phrases: dict[str, list[Asked]] = defaultdict(list)
    for n, section in enumerate(found):
        for text in section.asked:
            words_of_it = tuple(dict.fromkeys(phrase(text, dictionary)))
            if len(words_of_it) > 1:
                phrases[words_of_it[0]].append((n, words_of_it))
    return {first: tuple(those) for first, those in phrases.items()}


def _unheard(channel: Channel, heard: Container[str], dictionary: Dictionary) -> list[str]:
    """Return what everybody calls a channel and the book never does: a word of the book means itself."""
    return [name for name in sorted(well_known(channel)) if any(word not in heard for word in phrase(name, dictionary))]


def _synonyms(book: Book, heard: Container[str], dictionary: Dictionary) -> dict[str, tuple[Synonym, ...]]:
    """Return the pairs of phrases that mean the same, by their first words."""
    # Each as the book says it, and as people say it instead: nobody is led from a word of the book to those.
    classes: list[tuple[Sequence[str], Sequence[str]]] = []
    glossary = book.resolve_as(Glossary, "glossary")
    for term in glossary[1].terms if glossary is not None else ():
        said = [term.term, *([term.abbreviation] if term.abbreviation else []), *term.forms]
        classes.append((said, term.everyday))
    company = book.company
    classes += [([role.name, role.short], ()) for role in company.roles if role.short]
    classes += [([c.name], [*c.aliases, *_unheard(c, heard, dictionary)]) for c in company.channels]
    pairs: dict[str, dict[Synonym, None]] = defaultdict(dict)
    for spoken, everyday in classes:
        own, typed = (
            list(dict.fromkeys(filter(None, (phrase(spelling, dictionary) for spelling in spellings))))
            for spellings in (spoken, [*spoken, *everyday])
        )
        for one in typed:
            for other in own:
                if one != other and not set(one) >= set(other):
                    pairs[one[0]][one, other] = None
    return {first: tuple(those) for first, those in pairs.items()}
