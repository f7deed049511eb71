"""The form of an item's page: which kinds have one, and when."""

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.models.letter import Letter
from salesbook.models.scorecard import Scorecard
from salesbook.models.script import Script
from salesbook.models.training import Checklist
from salesbook.pages.checklist_form import checklist_form
from salesbook.pages.lead_form import lead_form
from salesbook.pages.letter_form import letter_form
from salesbook.pages.sayings import Sayings
from salesbook.pages.script_walk import script_walk
from salesbook.pages.tools import Tool
from salesbook.scoring.score import covers


def form_of(item: Item, sayings: Sayings, labels: Translations) -> Tool | None:
    """Return the form of an item; None for a kind without one, and for a card that must not score anybody."""
    match item.data:
        case Scorecard() as card:
            return lead_form(item, card, sayings, labels) if covers(card) else None
        case Checklist() as checklist:
            return checklist_form(item, checklist, sayings, labels)
        case Letter() as letter:
            return letter_form(sayings.book.context, item, letter, labels)
        case Script() as script:
            return script_walk(item, script, sayings, labels)
    return None
