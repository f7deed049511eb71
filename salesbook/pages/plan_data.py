"""A plan of the first weeks as the scripts of pages read it: its periods and steps, by what learners keep of them."""

import re
from typing import Any

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.plans import days_of, plan_steps
from salesbook.models.training import Onboarding
from salesbook.pages.sayings import Sayings
from salesbook.text.naming import parted

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
"""A name set as code: what a script shows as words has no marks for it."""


def task_anchor(period: int, task: int) -> str:
    """Return the anchor of a task on the page of its plan; both are counted from 1."""
    return f"task-{period}-{task}_"


def checkpoint_anchor(period: int) -> str:
    """Return the anchor of the checkpoint that ends a period, counted from 1."""
    return f"checkpoint-{period}_"


def plan_data(item: Item, plan: Onboarding, sayings: Sayings) -> dict[str, Any]:
    """Return a plan, the data of `item`, with the places of its steps on its page.

    Of a period whose days are not written as days, `days` is none: it gets no dates.
    """
    periods: list[dict[str, Any]] = [
        {"title": period.title, "said": period.days, "days": days_of(period), "steps": []} for period in plan.periods
    ]
    roles = {role.id: role.short or role.name for role in sayings.book.company.roles}
    for step in plan_steps(plan, sayings.book.facts):
        steps = periods[step.period]["steps"]
        place = step.period + 1
        anchor = checkpoint_anchor(place) if step.task is None else task_anchor(place, len(steps) + 1)
        see = () if step.task is None else step.task.see
        told = {
            "key": step.key,
            "is_task": step.task is not None,
            "anchor": anchor,
            "words": _CODE.sub(r"\1", sayings.says(step.words)),
            "see": [named_link(sayings, name) for name in see],
            "accepts": None if step.accepts is None else roles.get(step.accepts, step.accepts),
        }
        steps.append(told)
    return {"name": item.name, "title": plan.title, "periods": periods}


def plan_words(labels: Translations) -> dict[str, str]:
    """Return the words about days and steps of a plan that several scripts say."""
    _ = labels.gettext
    return {
        "language": labels.language,
        "day_of": _("Day {n}"),
        "before": _("The first day of work is {day}."),
        "until": _("until {day}"),
        "due": _("by {day}"),
        "due_today": _("today"),
        "overdue": _("overdue since {day}"),
        "overdue_count": _("overdue: {n}"),
        "changed": _("changed"),
        "accepts": _("accepted by: {who}"),
        "done_on": _("done on {day}"),
        "of_all": _("{n} of {all}"),
        "checkpoint": _("Checkpoint"),
        "first_day": _("First day of work"),
        "save": _("Save"),
        "change": _("Change"),
        "wrong_day": _("Choose a day between {from} and {to}."),
        "not_kept": _(
            "This browser keeps nothing, so no mark will last. Open the academy in an ordinary window, not a private "
            "one, or allow it to keep data."
        ),
    }  # fmt: skip


def counted_from(labels: Translations) -> str:
    """Return the sentence that tells how the days of a plan are counted."""
    return labels.gettext(
        "Days of the plan are calendar days, and the first day of work is the first of them. What ends on a day off is "
        "accepted on the next working day."
    )  # fmt: skip


def named_link(sayings: Sayings, name: str) -> dict[str, Any]:
    """Return a link of the book with the full name of its item; none for what has no page for the reader."""
    link = sayings.link(name)
    item = sayings.book.resolve(parted(name)[0])
    return link | {"name": None if item is None or link["href"] is None else item.name}
