"""The cards of an edition as scripts for its pages: the deck, which tells what there is, and the texts of each kind.

Scripts and no data files, because a page that is opened from a folder may load scripts alone. The deck is loaded by
every page that tells how much is due, the texts where they are read (`site/assets/cards.js`). No more is in them than
the edition may show.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index, phrase
from salesbook.learning.cards import Card, CardKind, cards_of
from salesbook.learning.questions import Question
from salesbook.models.knowledge import Glossary, Term
from salesbook.models.script import Objection
from salesbook.models.training import Course, Position
from salesbook.pages.escaping import as_json
from salesbook.pages.lookups import Lookups
from salesbook.pages.model import Data, NavEntry
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.quiz import question_data
from salesbook.pages.sayings import Sayings
from salesbook.text.naming import parted

PAGE = "repeat.md"
"""The page on which cards are repeated."""
FOLDER = "repetition"

_READ, _SPOKEN, _HELD = 15, 12, 6
"""Characters that are read and that are spoken in a second; seconds that turning and judging a card takes."""


def has_cards(places: Places) -> bool:
    """Tell whether an edition has anything to repeat."""
    return any(_cards_in(places))


def repetition_entry(places: Places, labels: Translations) -> NavEntry | None:
    """Return the line of the menu that leads to repetition; None where there is nothing to repeat."""
    return NavEntry(labels.gettext("Repetition"), PAGE) if has_cards(places) else None


def repetition_data(places: Places, labels: Translations, index: Index, dictionary: Dictionary) -> Iterator[Data]:
    """Yield the deck and the texts of an edition, of whose book `index` is; none where nothing is to be repeated."""
    cards = list(_cards_in(places))
    if not cards:
        return
    shown = _Shown(Writer(places, labels), dictionary)
    texts = {card.id: shown.card(card) for card in cards}
    decks = _Decks(places, labels, index, dictionary, cards)
    kinds = list(CardKind)
    yield _file("deck", {
        "cards": [[card.id, card.edition, kinds.index(card.kind), _seconds(card, texts[card.id])] for card in cards],
        "order": decks.everything(),
        "positions": [[item.name, item.title, decks.of(item)] for item in places.positions.values()],
    })  # fmt: skip
    for kind in kinds:
        yield _file(f"{kind.value}s", [texts[card.id] for card in cards if card.kind is kind])


def _cards_in(places: Places) -> Iterator[Card]:
    """Yield the cards of an edition: nobody is asked what is told where the reader may not look."""
    for item in places.items:
        for card in cards_of(item, places.book.facts):
            source = places.book.resolve(parted(card.data.source)[0]) if isinstance(card.data, Question) else None
            if source is None or not places.withheld(source):
                yield card


class _Shown:
    """Cards as a page shows them: plain words, and links from the top of the academy."""

    def __init__(self, writer: Writer, dictionary: Dictionary) -> None:
        self._writer = writer
        self._dictionary = dictionary
        self._sayings: dict[str, Sayings] = {}

    def card(self, card: Card) -> dict[str, Any]:
        """Return the texts of a card; its fields stand in card_face.js, those of a question in quiz.js."""
        self._writer.turn_to(PAGE, card.item)
        sayings = self._sayings.setdefault(card.item.name, Sayings(self._writer, card.item))
        match card.data:
            case Question() as question:
                asked = question_data(question, sayings, self._dictionary.forms)
                return {"id": card.id, "front": asked["words"], "question": asked}
            case Term() as term:
                told: dict[str, Any] = {"front": term.term, "short": term.abbreviation or ""}
                told |= {"back": sayings.says(term.definition), "see": [sayings.link(name) for name in term.see]}
            case Objection() as objection:
                told = {"front": sayings.says(objection.objection), "back": sayings.says(objection.answer)}
                told |= {"everyday": objection.everyday, "item": [card.item.name, card.item.title]}
                told |= {"block": [card.anchor, card.block]}
        source = f"{card.item.name}#{card.anchor}" if card.anchor else card.item.name
        return {"id": card.id, "source": sayings.link(source)} | told


def _seconds(card: Card, text: Mapping[str, Any]) -> int:
    """Return how long a card takes: it is read, an answer to a client is said aloud, and both are compared."""
    read = sum(map(len, _words_of(text)))
    said = len(text["back"]) / _SPOKEN if isinstance(card.data, Objection) else 0
    return round(_HELD + read / _READ + said)


def _words_of(text: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is read of a card."""
    yield text["front"]
    yield text.get("back", "")
    if question := text.get("question"):
        yield question["because"]
        yield from question.get("options", ())
        yield from question.get("sequence", ())
        yield from chain.from_iterable(question.get("pairs", ()))


class _Decks:
    """Which cards belong to a position, in the order in which new ones are met."""

    def __init__(
        self, places: Places, labels: Translations, index: Index, dictionary: Dictionary, cards: Sequence[Card]
    ) -> None:
        self._cards = cards
        self._book = places.book
        self._index = index
        lookups = Lookups(places, labels)
        self._roles = {item.name: frozenset(lookups.roles(item)) for item in places.items}
        self._sections = [self._named(card.data, dictionary) if isinstance(card.data, Term) else () for card in cards]

    def everything(self) -> list[int]:
        """Return the places of all cards."""
        return self._mixed(dict.fromkeys(range(len(self._cards)), 0))

    def of(self, position: Item) -> list[int]:
        """Return the places of the cards of a position: what its texts ask and answer, and the terms that they name."""
        role = position.data.role if isinstance(position.data, Position) else ""
        # What the position names first is met first.
        texts = {name: n for n, name in reversed(list(enumerate([position.name, *self._told(position)])))}
        taught = {n for n, section in enumerate(self._index.sections) if section.item.name in texts}
        weights: dict[int, int] = {}
        for n, card in enumerate(self._cards):
            if card.kind is CardKind.TERM:
                # What stands in more of the texts is met first.
                if often := sum(section in taught for section in self._sections[n]):
                    weights[n] = -often
            elif role in self._roles.get(card.item.name, ()):
                weights[n] = texts.get(card.item.name, len(texts))
        return self._mixed(weights)

    def _told(self, teaching: Item) -> Iterator[str]:
        """Yield what an item has people learn in its fields, and what the courses among that have them read."""
        for reference in teaching.references:
            target = self._book.target(reference) if reference.names is not None else None
            if target is not None and not isinstance(target.data, Position):
                yield target.name
                if isinstance(target.data, Course) and not isinstance(teaching.data, Course):
                    yield from self._told(target)

    def _named(self, term: Term, dictionary: Dictionary) -> Iterable[int]:
        """Return the sections, outside of glossaries, in which all words of one of the names of a term stand."""
        sections: set[int] = set()
        for name in (term.term, term.abbreviation or "", *term.forms):
            found = [self._index.weights.get(word, {}).keys() for word in phrase(name, dictionary)]
            sections.update(set.intersection(*map(set, found)) if found else ())
        return [n for n in sections if not isinstance(self._index.sections[n].item.data, Glossary)]

    def _mixed(self, weights: dict[int, int]) -> list[int]:
        """Return cards in such an order that each kind is spread evenly over it; smaller weights come first."""
        by_kind: dict[CardKind, list[int]] = defaultdict(list)
        for n in sorted(weights, key=lambda n: (weights[n], n)):
            by_kind[self._cards[n].kind].append(n)
        spread = [((at + 0.5) / len(those), n) for those in by_kind.values() for at, n in enumerate(those)]
        return [n for _place, n in sorted(spread)]


def _file(name: str, told: Any) -> Data:
    return Data(f"{FOLDER}/{name}.js", f"bookCards.told({as_json(name)},{as_json(told)});\n")
