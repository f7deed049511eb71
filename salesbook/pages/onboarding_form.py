"""A plan of the first weeks as a checklist of its page: what `site/assets/plan.js` ticks, counts and prints."""

from collections.abc import Iterator
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.models.training import Onboarding, Position
from salesbook.pages.plan_data import counted_from, named_link, plan_data, plan_words
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, common_words
from salesbook.text.naming import parted

SCRIPTS = ("learning.js", "learning_path.js", "learning_parts.js", "plan.js")


def onboarding_form(
    item: Item, plan: Onboarding, sayings: Sayings, labels: Translations, rest: dict[str, str] | None
) -> Tool:
    """Return the checklist of a plan, the data of `item`; `rest` are days off (`learning.plans.rest_around`)."""
    data: dict[str, Any] = {
        "words": common_words(labels) | plan_words(labels) | _words(labels),
        "plan": plan_data(item, plan, sayings),
        "positions": list(_positions(item, plan, sayings)),
        "rest": rest,
    }
    return Tool("plan-form", SCRIPTS, data)


def _positions(item: Item, plan: Onboarding, sayings: Sayings) -> Iterator[dict[str, Any]]:
    """Yield the positions whose newcomers follow a plan: those that name it, and the one that it names."""
    book = sayings.book
    followers = [position.name for position, data in book.data(Position) if _is(book, data.onboarding, item)]
    links = [named_link(sayings, name) for name in (*followers, plan.position)]
    yield from {link["name"]: link for link in links if link["name"] is not None}.values()


def _is(book: Book, name: str | None, item: Item) -> bool:
    followed = None if name is None else book.resolve(parted(name)[0])
    return followed is not None and followed.name == item.name


def _words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "heading": _("Your plan"),
        "about": _(
            "Tick what is done: the ticks are yours and stay in this browser. Whoever accepts signs the printed sheet."
        ),
        "counted": counted_from(labels),
        "when": _("Say when your first day of work is: the plan gets dates."),
        "over": _("The plan is through."),
        "all_done": _("All is done."),
        "days": _("days: {n}"),
        "late": _("overdue"),
        "left": _("to do: {n}"),
        "was_due": _("it was due by {day}"),
        "to_do": _("To do now"),
        "nothing_now": _("All of this period is done. The next one begins on {day}."),
        "changed_hint": _(
            "“Changed”: the task is new or says something else since you began. An earlier tick was for the old words."
        ),
        "print": _("Print the sheet for signatures"),
        "sheet": _("Sheet of the plan"),
        "who": _("Surname, name"),
        "task": _("What to do"),
        "tick_column": _("Done on"),
        "accepts_column": _("Accepts"),
        "signature": _("Date, signature"),
        "whose": _("This plan is for whoever begins as:"),
        "to_start": _("Choose your position on its page, and the plan becomes a checklist with dates."),
        "to_position": _("My start page"),
    }  # fmt: skip
