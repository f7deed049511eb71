"""A script as a talk, step by step: what `site/assets/walk.js` shows while somebody is on the telephone."""

from collections.abc import Iterator

from salesbook.book.editions import edition
from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.cards import CardKind, cards_of
from salesbook.models.script import Block, Script
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool


def script_walk(item: Item, script: Script, sayings: Sayings, labels: Translations) -> Tool:
    """Return the way through a script, the data of `item`. Objections are named by their cards (`learning.cards`)."""
    kinds = VOCABULARIES["question_kind"].names(sayings.book.company, labels.language)

    def step(number: int, block: Block) -> dict[str, object]:
        return {
            "title": block.title,
            "purpose": sayings.says(block.purpose),
            "say": [sayings.says(words) for words in block.say],
            "asks": [
                {
                    "kind": kinds.get(question.kind, question.kind),
                    "ask": sayings.says(question.ask),
                    "listen": sayings.says(question.listen or ""),
                }
                for question in block.questions
            ],
            "listen_for": [sayings.says(words) for words in block.listen_for],
            "closes_on": sayings.says(block.closes_on or ""),
            "objections": list(dict.fromkeys(_objections(item, number, sayings))),
        }

    data = {
        "words": _words(labels),
        "script": item.name,
        "edition": edition(script, sayings.book.facts),
        "title": script.title,
        "goal": sayings.says(script.goal),
        "prepare": [sayings.says(words) for words in script.prepare],
        "steps": [step(number, block) for number, block in enumerate(script.blocks)],
        "after": [sayings.says(words) for words in script.after],
    }
    return Tool("script-walk", ("cards.js", "walk.js"), data)


def _objections(item: Item, number: int, sayings: Sayings) -> Iterator[str]:
    """Yield the cards of the objections that arise in a block: its own, and those of the blocks that it refers to."""
    book = sayings.book
    places = [(item, item.parts[number].anchor)]
    for reference in item.references:
        if reference.route[:2] == ("blocks", number) and reference.anchor:
            target = book.target(reference)
            if target is not None and sayings.link(target.name)["href"] is not None:
                places.append((target, reference.anchor))
    for source, anchor in places:
        for card in cards_of(source, book.facts):
            if card.kind is CardKind.OBJECTION and card.anchor == anchor:
                yield card.id


def _words(labels: Translations) -> dict[str, object]:
    _ = labels.gettext
    return {
        "open": _("Hold the talk step by step"),
        "close": _("Close"),
        "goal": _("Goal"),
        "before": _("Before the talk"),
        "after": _("After the talk"),
        "say": _("Say"),
        "ask": _("Ask"),
        "listen_for": _("Listen for"),
        "closes_on": _("What we close the client on"),
        "step": _("{n} of {all}"),
        "back": _("Back"),
        "next": _("Next"),
        "finish": _("End the talk"),
        "objections": _("Objections"),
        "to_step": _("To the talk"),
        "here": _("Heard here"),
        "elsewhere": _("In other parts of the talk"),
        "sought": _("What the client says"),
        "sought_hint": _("A word or two: “expensive”, “think”."),
        "found": _("Found: {n}"),
        "none_found": _("No such objection. Ask what exactly is in the way, and write it down for the head."),
        "none_here": _("No objections are noted for this part. Look for the client's words above."),
        "not_loaded": _("The answers have not been loaded."),
        "ticked": _("{n} of {all} done"),
        "keys": _("Keys ← and → turn the steps, / looks for an objection."),
        "kept": _("Ticks are kept until the talk is ended or the tab is closed."),
    }
