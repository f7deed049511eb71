"""What pages have of repetition: the room in which cards are asked, what a position has due, the way to a drill."""

from urllib.parse import quote

from markupsafe import Markup

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.cards import CardKind, cards_of
from salesbook.models.training import Position
from salesbook.pages.asked import noted
from salesbook.pages.places import relative
from salesbook.pages.prose import Writer
from salesbook.pages.quiz import quiz_words
from salesbook.pages.repetition import PAGE, has_cards
from salesbook.pages.tools import Tool

_SCRIPTS = ("learning.js", "repetition.js", "cards.js")


class Repeating:
    """What the pages of an academy, which `writer` writes, have of repetition; nothing where there are no cards."""

    def __init__(self, writer: Writer, labels: Translations) -> None:
        self._writer = writer
        self.book = writer.book
        self._labels = labels

    @noted
    def _is_there(self) -> bool:
        return has_cards(self._writer.places)

    def room(self) -> Tool:
        """Return the room in which cards are asked."""
        return Tool("repeat-room", (*_SCRIPTS, "quiz.js", "card_face.js", "room.js"), {"words": _words(self._labels)})

    def today(self, position: Item) -> Tool | None:
        """Return what tells how much of a position's cards is due; None for what is no position."""
        uri = self._writer.places.uri(position)
        if uri is None or not isinstance(position.data, Position) or not self._is_there:
            return None
        href = f"{relative(PAGE, uri).removesuffix('.md')}.html?position={quote(position.name)}"
        data = {"position": position.name, "href": href, "words": _words_of_today(self._labels)}
        return Tool("repeat-today", (*_SCRIPTS, "repeat.js"), data)

    def drill(self, item: Item) -> Markup:
        """Return the address at which the objections of an item are drilled; nothing where it has none."""
        cards = cards_of(item, self._writer.book.facts)
        if not any(card.kind is CardKind.OBJECTION for card in cards):
            return Markup()
        return Markup(f"{self._writer.address(PAGE)}?drill={quote(item.name)}")  # noqa: S704 - both are quoted


def _words_of_today(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "due": _("Repeat: {n} today"),
        "minutes": _("about {n} min"),
        "room": _("Repetition"),
        "done": _("That is all for today."),
        "nothing": _("Nothing is due today."),
    }


def _words(labels: Translations) -> dict[str, object]:
    """Return the words of the room."""
    _ = labels.gettext
    return (
        {
            "language": labels.language,
            "new_tab": _("opens in a new tab"),
            "heading": _("Repetition"),
            "mode": _("What to repeat"),
            "modes": {"today": _("For today"), "drill": _("Objections")},
            "position": _("Position"),
            "everything": _("all cards of the book"),
            "script": _("Whose objections"),
            "all_scripts": _("all of them"),
            "block": _("Part of the talk"),
            "all_blocks": _("all parts"),
            "due": _("Cards for today: {n}"),
            "minutes": _("about {n} min"),
            "objections": _("Objections: {n}"),
            "begin": _("Begin"),
            "more": _("Five minutes more"),
            "stop": _("Finish"),
            "left": _("Left: {n}"),
            "asked": _("Answers: {n}, of them forgotten: {again}."),
            "done": _("That is all for today."),
            "nothing": _("Nothing is due today."),
            "next": _("Next time: {when}, cards: {n}."),
            "drill_about": _("Answer aloud or in writing, compare with the book, judge yourself."),
            "keys": _("By keys: Enter shows the answer, 1 to 4 judge it."),
            "not_loaded": _("The cards have not been loaded. Open the page anew."),
            "not_kept": _("This browser keeps nothing: what you repeat here is forgotten when you leave."),
        }
        | quiz_words(labels)
        | _words_of_a_card(labels)
    )


def _words_of_a_card(labels: Translations) -> dict[str, object]:
    _ = labels.gettext
    return {
        "kinds": {"term": _("Term"), "question": _("Question"), "objection": _("Objection")},
        "new": _("new"),
        "changed": _("updated"),
        "own": _("Your answer"),
        "own_hint": _("Say it aloud or type it. Nothing is recorded or sent."),
        "own_answer": _("Your answer"),
        "answers": {"term": _("What it means"), "objection": _("Answer of the book")},
        "listen": _("Listen"),
        "reveal": _("Show the answer"),
        "check": _("Check"),
        "no_idea": _("I do not know"),
        "go_on": _("Go on"),
        "how": _("How did it go?"),
        "grades": [_("Again"), _("Hard"), _("Good"), _("Easy")],
    }
