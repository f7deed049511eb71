"""A scorecard as a form of its page: what `site/assets/lead.js` asks, adds up and says, made from the card.

The script adds up; whatever can be said beforehand is said here. Numbers are decimals in words («-2.5»), exact as those
of the card, and the script reads them as whole numbers of the last digit that a total may have.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line
from salesbook.core.language import Translations
from salesbook.models.points import TOTAL_PLACES
from salesbook.models.scorecard import UNKNOWN, Choice, Outcome, Parameter, Scorecard, Segment
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, common_words
from salesbook.scoring.answers import typed_form
from salesbook.scoring.editions import stamp_of
from salesbook.scoring.explanation import reachable_segments
from salesbook.scoring.questions import EFFORT
from salesbook.text.formats import exact_number

_TONES = ("low", "middle", "high")


def lead_form(item: Item, card: Scorecard, sayings: Sayings, labels: Translations) -> Tool:
    """Return the form of a card, the data of `item`; the card must be one that `scoring.covers`."""
    stamp = stamp_of(item.name, card, sayings.book.facts)
    data = {
        "words": _words(labels),
        "command": f"salesbook score ../lead.json --card {item.slug}",
        "comma": "," if labels.language == "ru" else ".",
        "places": TOTAL_PLACES,
        "effort": EFFORT,
        "card": {"name": stamp.name, "edition": stamp.edition, "digest": stamp.digest},
        "title": card.title,
        "knockouts": [
            {"id": each.id, "title": each.title, "about": sayings.says(each.about or "")} for each in card.knockouts
        ],
        "refusal": _outcome(card.refusal, sayings),
        "blocks": [
            {
                "title": block.title,
                "parameters": [_parameter(parameter, card, sayings, labels) for parameter in block.parameters],
            }
            for block in card.blocks
        ],
        "segments": list(_segments(card, sayings)),
        "reachable": [
            {"segment": _place(segment, card.segments), "from": decimal_words(segment.from_)}
            for segment in reachable_segments(card)
        ],
        "rules": [
            {
                "above": decimal_words(rule.above),
                "who": _role(sayings.book, rule.who),
                "action": one_line(sayings.says(rule.action)),
            }
            for rule in card.rules
        ],
    }
    return Tool("lead-form", ("scoring.js", "lead.js"), data)


def decimal_words(number: Decimal) -> str:
    """Return a decimal as the script reads it: «-2.5»."""
    return f"{number.normalize() + 0:f}"


def _parameter(parameter: Parameter, card: Scorecard, sayings: Sayings, labels: Translations) -> dict[str, Any]:
    weight = exact_number(parameter.weight, labels.language)
    return {
        "id": parameter.id,
        "title": parameter.title,
        "ask": sayings.says(parameter.ask or ""),
        "weight": "" if parameter.weight == 1 else labels.gettext("Weight: {n}.").format(n=weight),
        "choices": [_choice(parameter, choice, sayings, labels) for choice in card.choices(parameter)],
    }


def _choice(parameter: Parameter, choice: Choice, sayings: Sayings, labels: Translations) -> dict[str, Any]:
    """Return an answer: its words, how much it counts (None: it leaves the parameter out), how a lead's file has it."""
    counts = None if choice.points is None else choice.points * parameter.weight
    note = labels.gettext("left out") if counts is None else exact_number(counts, labels.language, plus=True)
    return {
        "text": sayings.says(choice.text),
        "note": note,
        "counts": None if counts is None else decimal_words(counts),
        "typed": typed_form(parameter, choice),
        "unknown": choice.id == UNKNOWN,
    }


def _segments(card: Scorecard, sayings: Sayings) -> Iterator[dict[str, Any]]:
    """Yield the segments as they stand on the card, coloured from the lowest to the highest."""
    for segment in card.segments:
        below = sum(other.from_ < segment.from_ for other in card.segments)
        yield {
            "id": segment.id,
            "title": segment.title,
            "from": decimal_words(segment.from_),
            "to": decimal_words(segment.to),
            "tone": _TONES[below * (len(_TONES) - 1) // max(len(card.segments) - 1, 1)],
            **_outcome(segment, sayings),
        }


def _outcome(outcome: Outcome, sayings: Sayings) -> dict[str, Any]:
    return {
        "works": _role(sayings.book, outcome.works),
        "actions": [one_line(sayings.says(action)) for action in outcome.actions],
        "regulation": sayings.link(outcome.regulation),
        "letter": sayings.link(outcome.letter) if outcome.letter else None,
    }


def _place(segment: Segment, segments: Sequence[Segment]) -> int:
    """Return the number of a segment on its card; what can come out of it may begin higher than it is written."""
    return next(n for n, each in enumerate(segments) if each.id == segment.id and each.to == segment.to)


def _role(book: Book, name: str) -> str:
    return book.words["role"].get(name, name)


def _words(labels: Translations) -> dict[str, str]:
    """Return the words of the form; those of the text to be copied are the terminal's own."""
    _ = labels.gettext
    return common_words(labels) | {
        "heading": _("Score a lead"),
        "about": _("Choose what the client has said. Nothing is sent or kept: copy the result before you leave."),
        "to_reading": _("To the card itself"),
        "knockouts": _("First the reasons to refuse"),
        "knockouts_hint": _("Tick what holds: one is enough, and points no longer matter."),
        "no_knockout": _("None of them holds"),
        "label": _("Label of the lead"),
        "optional": _("may stay empty"),
        "label_hint": _("A number or a word to find it by: no names, no phones. It goes into the copied text."),
        "answered": _("{n} of {all} answered"),
        "knockouts_open": _("The reasons to refuse are not looked through yet."),
        "so_far": _("so far"),
        "possible": _("Possible: {names}"),
        "next_open": _("To the next open question"),
        "ask_next": _("Ask next"),
        "ask_next_hint": _("The answer says most about the segment."),
        "copy_words": _("Copy for the CRM"),
        "copy_data": _("Copy as data"),
        "data_hint": _("Data go into a file outside the book, and are scored by:"),
        "again": _("Begin anew"),
        "total": _("Total"),
        "unknown": _("Unknown"),
        "count": _("{n} of {all}"),
        "left_out": _("Left out of the total"),
        "refusal": _("Refusal"),
        "knocked_out": _("knocked out"),
        "next": _("What next"),
        "works": _("works"),
        "who_works": _("Who works"),
        "regulation": _("Regulation"),
        "letter": _("Letter"),
        "edition": _("Edition of the card"),
        "segment": _("Segment"),
    }
