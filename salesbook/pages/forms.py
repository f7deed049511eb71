"""The form of an item's page: which kinds have one, and when."""

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.typed import Forms
from salesbook.models.letter import Letter
from salesbook.models.scorecard import Scorecard
from salesbook.models.script import Script
from salesbook.models.training import Checklist, Course, Onboarding, Position
from salesbook.pages.checklist_form import checklist_form
from salesbook.pages.course_form import lessons_form, quiz_form
from salesbook.pages.lead_form import lead_form
from salesbook.pages.letter_form import letter_form
from salesbook.pages.onboarding_form import onboarding_form
from salesbook.pages.sayings import Sayings
from salesbook.pages.script_walk import script_walk
from salesbook.pages.start_form import position_form
from salesbook.pages.tools import Tool
from salesbook.scoring.score import covers


def _no_forms(_word: str) -> tuple[str, ...]:
    """Return the forms of a word where no dictionary is asked: none but itself."""
    return ()


def form_of(
    item: Item,
    sayings: Sayings,
    labels: Translations,
    part: str = "",
    *,
    forms: Forms = _no_forms,
    rest: dict[str, str] | None = None,
) -> Tool | None:
    """Return the form of an item; None for a kind without one, and for a card that must not score anybody.

    A course has two, by `part`: "lessons", and "quiz" where it asks anything. `forms` are those of the words of short
    answers, `rest` days off, as forms with days read them (`learning.plans.rest_around`).
    """
    match item.data:
        case Scorecard() as card:
            return lead_form(item, card, sayings, labels) if covers(card) else None
        case Checklist() as checklist:
            return checklist_form(item, checklist, sayings, labels)
        case Letter() as letter:
            return letter_form(sayings.book.context, item, letter, labels)
        case Script() as script:
            return script_walk(item, script, sayings, labels)
        case Course() as course if part == "lessons":
            return lessons_form(item, course, sayings, labels)
        case Course() as course if part == "quiz":
            return quiz_form(item, course, sayings, labels, forms)
        case Onboarding() as plan:
            return onboarding_form(item, plan, sayings, labels, rest)
        case Position() as position:
            return position_form(item, position, sayings, labels, rest)
    return None
