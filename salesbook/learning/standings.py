"""How a learner stands: with the courses that his position demands, and with the plan of its first weeks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salesbook.learning.plans import PlanStep
from salesbook.learning.progress import Attempt, Progress


class Standing(StrEnum):
    """How a learner stands with a course."""

    PASSED = "passed"
    """Its exam as it is now; of a course without one, all its lessons are read."""
    OUTDATED = "outdated"
    """An exam, or lessons, of an older edition: the book says something else now."""
    FAILED = "failed"
    BEGUN = "begun"
    """A lesson is read, and no exam taken."""
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True)
class CourseStanding:
    """A course as one learner stands with it.

    `demanded` by his position; `attempt` is the one that tells: the last that has passed, else the last; `due` is the
    day of the plan that first names the course.
    """

    course: str
    standing: Standing
    demanded: bool
    attempt: Attempt | None
    attempts: int
    read: int
    read_before: int
    lessons: int
    due: date | None

    @property
    def is_passed(self) -> bool:
        """Whether it was passed, by whatever edition."""
        return self.standing in (Standing.PASSED, Standing.OUTDATED)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A step of a plan as one learner stands with it; `courses` are those that it names and he has not passed."""

    step: PlanStep
    period: str
    due: date | None
    is_done: bool
    courses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner against the book: `position` and `plan` are names of items, None where the book has none such."""

    progress: Progress
    position: str | None
    plan: str | None
    courses: tuple[CourseStanding, ...]
    steps: tuple[PlanStanding, ...]
    today: date

    @property
    def demanded(self) -> tuple[CourseStanding, ...]:
        """The courses that the position demands, in its order."""
        return tuple(course for course in self.courses if course.demanded)

    @property
    def not_begun(self) -> tuple[CourseStanding, ...]:
        """The demanded courses of which nothing is read and nothing answered."""
        return tuple(course for course in self.demanded if course.standing is Standing.NOT_BEGUN)

    @property
    def overdue(self) -> tuple[PlanStanding, ...]:
        """The steps of the plan that were to be done before today and are not ticked."""
        return tuple(s for s in self.steps if not s.is_done and s.due is not None and s.due < self.today)

    @property
    def only_ticked(self) -> tuple[PlanStanding, ...]:
        """The steps that are ticked while a course that they name is not passed."""
        return tuple(step for step in self.steps if step.is_done and step.courses)
