"""What is repeated: terms, questions of courses, objections with their answers, each a card under a name that lasts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from salesbook.book.editions import edition_of
from salesbook.book.item import Item
from salesbook.learning.questions import Question, questions_of
from salesbook.models.company import Fact
from salesbook.models.knowledge import Glossary, Term
from salesbook.models.market import Audience
from salesbook.models.script import Block, Objection, Script
from salesbook.models.training import Course


class CardKind(StrEnum):
    """What a card asks for."""

    TERM = "term"
    """What a word means."""
    QUESTION = "question"
    """What a course asks."""
    OBJECTION = "objection"
    """What to answer a client."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what is shown and what is to be known."""

    id: str
    """Name under which a learner's progress knows it: that of the item, and the term, or the edition of what is asked.

    It lasts when the answer changes, or the card's place in its item."""
    edition: str
    """What the card asks and answers, in eight letters."""
    kind: CardKind
    item: Item
    """The item it stands in."""
    anchor: str
    """The part of the item it stands in; nothing where that is the whole item."""
    block: str
    """The title of that part."""
    data: Term | Question | Objection


def cards_of(item: Item, facts: Mapping[str, Fact]) -> tuple[Card, ...]:
    """Return the cards of an item in its order; `facts` are the company's, whose figures an answer may cite."""
    match item.data:
        case Glossary():
            return tuple(_terms(item, facts))
        case Course() as course:
            return tuple(_questions(item, course, facts))
        case Script():
            blocks = [(p.anchor, p.title, p.data.objections) for p in item.parts if isinstance(p.data, Block)]
            return tuple(_objections(item, blocks, facts))
        case Audience(objections=objections):
            return tuple(_objections(item, [("", "", objections)], facts))
    return ()


def _terms(item: Item, facts: Mapping[str, Fact]) -> Iterator[Card]:
    for part in item.parts:
        if isinstance(part.data, Term):
            term = part.data
            # Spellings and everyday words stand on no card.
            said = [(("term",), term.term), (("abbreviation",), term.abbreviation or ""), (("means",), term.definition)]
            yield Card(
                f"{item.name}#{part.anchor}", edition_of(said, facts), CardKind.TERM, item, part.anchor, "", term
            )


def _questions(item: Item, course: Course, facts: Mapping[str, Fact]) -> Iterator[Card]:
    names = _Names(item, facts)
    for question in questions_of(course, facts):
        yield Card(names.of(question.words), question.id, CardKind.QUESTION, item, "", "", question)


def _objections(
    item: Item, blocks: Iterable[tuple[str, str, Iterable[Objection]]], facts: Mapping[str, Fact]
) -> Iterator[Card]:
    names = _Names(item, facts)
    for anchor, title, objections in blocks:
        for each in objections:
            said = [(("objection",), each.objection), (("answer",), each.answer)]
            made = edition_of(said, facts)
            yield Card(names.of(each.objection), made, CardKind.OBJECTION, item, anchor, title, each)


class _Names:
    """Names of cards that have none in the book: by what they ask, numbered where an item asks the same twice."""

    def __init__(self, item: Item, facts: Mapping[str, Fact]) -> None:
        self._item = item
        self._facts = facts
        self._times: Counter[str] = Counter()

    def of(self, asked: str) -> str:
        """Return the name of the next card, which asks so."""
        made = edition_of([(("asked",), asked)], self._facts)
        self._times[made] += 1
        return f"{self._item.name}/{made}" + (f"-{self._times[made]}" if self._times[made] > 1 else "")
