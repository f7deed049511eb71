"""What learners have done against what the book demands of them: a pure function of both and of the day it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from salesbook.book.book import Book
from salesbook.calendar.working_time import WorkingTime
from salesbook.learning.failures import AskedQuestion, GoneQuestion, failures
from salesbook.learning.lessons import Step, steps_of
from salesbook.learning.plans import PlanStep, days_of, due_day, plan_steps
from salesbook.learning.progress import Attempt, Progress
from salesbook.learning.questions import Exam, exam_of
from salesbook.learning.standings import CourseStanding, Learner, PlanStanding, Standing
from salesbook.models.training import Course, Onboarding, Position
from salesbook.text.naming import parted


@dataclass(frozen=True, slots=True)
class Report:
    """All learners, and the questions that anybody got wrong, those that most learners did first."""

    today: date
    learners: tuple[Learner, ...]
    questions: tuple[AskedQuestion, ...]
    gone: tuple[GoneQuestion, ...]


def each_once(files: Iterable[Progress]) -> tuple[tuple[Progress, ...], tuple[tuple[Progress, Progress], ...]]:
    """Return the latest file of each learner, and the others, each with the one that counts in its place.

    Learners are told by their names; a file without one is nobody else's.
    """
    by_name: dict[str, list[Progress]] = defaultdict(list)
    for n, progress in enumerate(files):
        by_name[progress.learner.casefold().replace("ё", "е") or f"\n{n}"].append(progress)
    latest = {name: max(same, key=lambda each: each.made) for name, same in by_name.items()}
    earlier = ((each, latest[name]) for name, same in by_name.items() for each in same)
    return tuple(latest.values()), tuple((each, last) for each, last in earlier if each is not last)


def report(book: Book, learners: Iterable[Progress], working: WorkingTime | None, today: date) -> Report:
    """Return how learners stand on the day `today`, in the order of their names.

    `working` is None where nobody knows which days are worked.
    """
    demands = _Demands(book, working)
    ordered = sorted(learners, key=lambda each: (not each.learner, each.learner.casefold(), each.source))
    stood = tuple(demands.learner(progress, today) for progress in ordered)
    questions, gone = failures(demands.exams, [learner.progress for learner in stood])
    return Report(today, stood, questions, gone)


class _Demands:
    """What the book demands, looked up once for all learners."""

    def __init__(self, book: Book, working: WorkingTime | None) -> None:
        self._book = book
        self._working = working
        self._lessons: dict[str, tuple[Step, ...]] = {}
        self.exams: dict[str, Exam] = {}
        for item, course in book.data(Course):
            self._lessons[item.name] = steps_of(course, book)
            self.exams[item.name] = exam_of(item.name, course, book.facts)
        self._positions = {item.name: position for item, position in book.data(Position)}
        self._plans = {item.name: plan for item, plan in book.data(Onboarding)}
        self._steps = {name: tuple(plan_steps(plan, book.facts)) for name, plan in self._plans.items()}

    def learner(self, progress: Progress, today: date) -> Learner:
        """Return how one learner stands."""
        position = progress.position if progress.position in self._positions else None
        plan = None if position is None else self._plan_of(position)
        due = {} if plan is None else self._due(plan, progress.started)
        demanded = () if position is None else self._demanded(position)
        begun = {row.course for row in progress.lessons} | {row.course for row in progress.attempts}
        others = sorted(begun & self.exams.keys())
        names = dict.fromkeys((*demanded, *others))
        days = {} if plan is None else self._days_of_courses(plan, due)
        courses = tuple(self._course(name, progress, name in demanded, days.get(name)) for name in names)
        steps = () if plan is None else self._plan_steps(plan, progress, due, courses)
        return Learner(progress, position, plan, courses, steps, today)

    def _plan_of(self, position: str) -> str | None:
        """Return the plan that a position names, or one that says it is the position's."""
        named = self._positions[position].onboarding
        if named is not None and (item := self._book.resolve(named)) is not None and item.name in self._plans:
            return item.name
        return next((name for name, plan in self._plans.items() if self._name(plan.position) == position), None)

    def _demanded(self, position: str) -> tuple[str, ...]:
        """Return the courses of a position in its order, then those that say they are for it."""
        listed = [self._name(course) for course in self._positions[position].courses]
        of_courses = [
            item.name for item, course in self._book.data(Course) if position in map(self._name, course.positions)
        ]
        return tuple(name for name in dict.fromkeys((*listed, *of_courses)) if name in self.exams)

    def _due(self, plan: str, started: date | None) -> dict[int, date]:
        """Return by which day each period of a plan is to be done; of one whose days are no numbers nothing."""
        if started is None:
            return {}
        spans = {n: days_of(period) for n, period in enumerate(self._plans[plan].periods)}
        return {n: due_day(started, span[1], self._working) for n, span in spans.items() if span is not None}

    def _days_of_courses(self, plan: str, due: Mapping[int, date]) -> dict[str, date]:
        days: dict[str, date] = {}
        for step in self._steps[plan]:
            for name in self._courses_of(step) if step.period in due else ():
                days.setdefault(name, due[step.period])
        return days

    def _courses_of(self, step: PlanStep) -> Iterator[str]:
        """Yield the courses that a step of a plan names."""
        for reference in () if step.task is None else step.task.see:
            if (name := self._name(parted(reference)[0])) in self.exams:
                yield name

    def _plan_steps(
        self, plan: str, progress: Progress, due: Mapping[int, date], courses: Iterable[CourseStanding]
    ) -> tuple[PlanStanding, ...]:
        done = {tick.task for tick in progress.ticks if tick.plan == plan and tick.done}
        passed = {course.course for course in courses if course.is_passed}
        periods = self._plans[plan].periods
        return tuple(
            PlanStanding(
                step,
                periods[step.period].title,
                due.get(step.period),
                step.key in done,
                tuple(dict.fromkeys(name for name in self._courses_of(step) if name not in passed)),
            )
            for step in self._steps[plan]
        )

    def _course(self, name: str, progress: Progress, demanded: bool, due: date | None) -> CourseStanding:
        exam, lessons = self.exams[name], self._lessons[name]
        read = {row.item: row.edition for row in progress.lessons if row.course == name and row.done}
        current = sum(read.get(lesson.item) == lesson.edition for lesson in lessons)
        before = sum(lesson.item in read for lesson in lessons) - current
        attempts = [attempt for attempt in progress.attempts if attempt.course == name]
        passed = [attempt for attempt in attempts if attempt.passed]
        # Of today's exam it is known what passes; of an older one what the academy said then.
        current_passed = [each for each in passed if each.edition == exam.edition and exam.passes(each.right)]
        passed = [each for each in passed if each.edition != exam.edition or exam.passes(each.right)]
        telling = next((listed[-1] for listed in (current_passed, passed, attempts) if listed), None)
        if exam.questions:
            standing = _by_exam(telling, is_current=bool(current_passed), has_passed=bool(passed), has_read=bool(read))
        else:
            standing = _by_lessons(current, before, len(lessons), bool(read))
        return CourseStanding(name, standing, demanded, telling, len(attempts), current, before, len(lessons), due)

    def _name(self, reference: str) -> str:
        """Return the name of the item that a reference names; the reference itself where there is none."""
        item = self._book.resolve(reference)
        return reference if item is None else item.name


def _by_exam(attempt: Attempt | None, *, is_current: bool, has_passed: bool, has_read: bool) -> Standing:
    if attempt is None:
        return Standing.BEGUN if has_read else Standing.NOT_BEGUN
    if not has_passed:
        return Standing.FAILED
    return Standing.PASSED if is_current else Standing.OUTDATED


def _by_lessons(current: int, before: int, lessons: int, has_read: bool) -> Standing:
    """Return how a learner stands with a course that asks nothing."""
    if lessons and current + before == lessons:
        return Standing.OUTDATED if before else Standing.PASSED
    return Standing.BEGUN if has_read else Standing.NOT_BEGUN
