"""A plan of the first weeks as steps that are ticked: what each is known by, and by which day it is due.

Days of a plan are calendar days, the first day of work being day 1; what is due on a day off is due on the next
working day, as terms are in law (article 14 of the Labour Code). `site/assets/learning_path.js` counts in the same way.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from salesbook.book.editions import edition, edition_of
from salesbook.calendar.working_time import WorkingTime
from salesbook.models.company import Fact
from salesbook.models.training import Onboarding, OnboardingTask, Period

LAST_DAY = 999
"""The last day that a plan may have."""

_DAYS = re.compile(
    r"(?:день|дни|days?)?\s*([1-9]\d{0,2})(?:\s*[-–—]\s*([1-9]\d{0,2}))?(?:\s*(?:день|дни|days?))?", re.I
)


class PlanStep(NamedTuple):
    """A task of a plan, or a checkpoint (`task` is None): the period it stands in, what it says, who accepts it.

    `key` is what it is known by in what learners keep: its edition, with a number behind a hyphen where a plan says the
    same once more.
    """

    key: str
    period: int
    task: OnboardingTask | None
    words: str
    accepts: str | None


def plan_steps(plan: Onboarding, facts: Mapping[str, Fact]) -> Iterator[PlanStep]:
    """Yield the steps of a plan in order; the checkpoint of a period comes last in it."""
    times: Counter[str] = Counter()
    for n, period in enumerate(plan.periods):
        for task in period.tasks:
            yield PlanStep(_key(edition(task, facts), times), n, task, task.what, task.accepts)
        yield PlanStep(_key(_checkpoint(period, facts), times), n, None, period.checkpoint, period.accepts)


def days_of(period: Period) -> tuple[int, int] | None:
    """Return the first and the last day of a period, counted from 1; None for days that are not written so."""
    match = _DAYS.fullmatch(period.days.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last else None


def due_day(started: date, last: int, working: WorkingTime | None) -> date:
    """Return by which day what is due on a day of a plan is to be done, for whoever began on the day `started`.

    `working` is None where nobody knows which days are worked.
    """
    day = started + timedelta(days=last - 1)
    return day if working is None or working.is_open(day) else working.next_working_day(day)


def rest_around(working: WorkingTime | None, year: int) -> dict[str, str] | None:
    """Return which days are days off in a year, the one before it and the one after: the first day, and a 1 for each.

    None where nobody knows which days are worked.
    """
    if working is None:
        return None
    first, last = date(year - 1, 1, 1), date(year + 1, 12, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {"first": first.isoformat(), "rest": "".join("0" if working.is_open(day) else "1" for day in days)}


def _checkpoint(period: Period, facts: Mapping[str, Fact]) -> str:
    return edition_of(((("checkpoint",), period.checkpoint), (("accepts",), period.accepts)), facts)


def _key(digest: str, times: Counter[str]) -> str:
    times[digest] += 1
    return digest if times[digest] == 1 else f"{digest}-{times[digest]}"
