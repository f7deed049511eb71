"""Statements of xAPI as the academy sends them (`site/assets/statements.js`), read back as what learners have done.

A store takes whatever anybody with a key has sent, so each statement is hostile: one that is not as the academy writes
it is left out and counted. The vocabulary is that of xAPI 1.0.3 and of cmi5 (https://w3id.org/xapi/cmi5).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

from salesbook.learning.progress import (
    Attempt,
    Lesson,
    Progress,
    Tick,
    count,
    day,
    edition,
    editions,
    text,
    with_latest,
)

_ADL = "http://adlnet.gov/expapi/verbs/"
INITIALIZED, COMPLETED, PROGRESSED = f"{_ADL}initialized", f"{_ADL}completed", f"{_ADL}progressed"
PASSED, FAILED = f"{_ADL}passed", f"{_ADL}failed"

_LATEST_YEAR = 2100
_NEVER = datetime.fromtimestamp(0, UTC)


class Recorded(NamedTuple):
    """What a store has of an academy: a learner each, and how many statements were not as the academy writes them."""

    progress: tuple[Progress, ...]
    left_out: int


@dataclass(slots=True)
class _Learner:
    """What is gathered of one learner."""

    lessons: list[Lesson] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    position: str = ""
    started: date | None = None
    made: datetime = _NEVER

    def heed(self, statement: Mapping[str, Any], activities: str, at: datetime) -> bool:
        """Take a statement; tell whether it is as the academy writes one."""
        row = _row(statement, activities, at)
        if isinstance(row, Lesson):
            self.lessons.append(row)
        elif isinstance(row, Attempt):
            self.attempts.append(row)
        elif isinstance(row, Tick):
            self.ticks.append(row)
        elif _of(statement, "verb", "id") != INITIALIZED:
            return False
        if at >= self.made:
            said = _of(statement, "context", "extensions")
            said = said if isinstance(said, dict) else {}
            self.made = at
            self.position = text(said.get(f"{activities}position")) or self.position
            self.started = day(said.get(f"{activities}started")) or self.started
        return True


def recorded(statements: Iterable[Any], activities: str, book: str, source: str) -> Recorded:
    """Return what statements tell of the learners of an academy, in the order of their names.

    `activities` is what the ids of its activities begin with, `book` the title of its book, `source` where the
    statements come from. Those of other academies are passed over without a word.
    """
    learners: dict[str, _Learner] = defaultdict(_Learner)
    left_out = 0
    for statement in statements:
        if not isinstance(statement, dict) or _of(statement, "actor", "account", "homePage") != activities:
            continue
        name, at = text(_of(statement, "actor", "account", "name")), _moment(statement.get("timestamp"))
        if name is None or at is None or not learners[" ".join(name.split())].heed(statement, activities, at):
            left_out += 1
    progress = (
        Progress(
            source, book, each.made, name, each.position, each.started,
            tuple(each.lessons), tuple(each.attempts), tuple(each.ticks),
        )
        for name, each in sorted(learners.items()) if each.made > _NEVER
    )  # fmt: skip
    return Recorded(tuple(with_latest(each) for each in progress), left_out)


def _row(statement: Mapping[str, Any], activities: str, at: datetime) -> Lesson | Attempt | Tick | None:
    """Return the row that a statement was made of; None for any other."""
    about, verb = _of(statement, "object", "id"), _of(statement, "verb", "id")
    if not isinstance(about, str) or not about.startswith(activities):
        return None
    names = [text(unquote(name)) for name in about.removeprefix(activities).split("/")]
    made, result = edition(_of(statement, "context", "revision")), statement.get("result")
    match names:
        case [str(course), "lessons", str(item)] if made and verb in (COMPLETED, PROGRESSED):
            return Lesson(course, item, made, at, verb == COMPLETED)
        case [str(plan), "tasks", str(task)] if verb in (COMPLETED, PROGRESSED):
            return Tick(plan, task, at, verb == COMPLETED)
        case [str(course), "exam"] if made and verb in (PASSED, FAILED) and isinstance(result, dict):
            return _attempt(course, made, at, result, activities)
    return None


def _attempt(course: str, made: str, at: datetime, result: Mapping[str, Any], activities: str) -> Attempt | None:
    """Return an exam; the score is what counts, as in an exported file."""
    right, of = _whole(_of(result, "score", "raw")), _whole(_of(result, "score", "max"))
    wrong, passed = editions(_of(result, "extensions", f"{activities}wrong")), result.get("success")
    if right is None or of is None or wrong is None or right > of or not isinstance(passed, bool):
        return None
    return Attempt(course, made, at, right, of, passed, wrong)


def _whole(value: Any) -> int | None:
    """Return a number of answers, which some stores write as 9.0."""
    return count(int(value)) if isinstance(value, float) and value.is_integer() else count(value)


def _of(value: Any, *names: str) -> Any:
    """Return what stands in blocks within blocks; None where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _moment(value: Any) -> datetime | None:
    """Return a moment that is written as ISO 8601, with its offset, in UTC; None for what is none."""
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) and len(value) <= 60 else None
        at = None if at is None or at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at is not None and 1970 < at.year < _LATEST_YEAR else None
