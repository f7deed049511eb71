"""Which questions learners get wrong: what they show is a text that nobody understands, and not a learner."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from salesbook.learning.progress import Attempt, Progress
from salesbook.learning.questions import Exam


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of an exam as it is now: how many learners got it wrong, at least once, of those who were asked.

    `attempts_failed` of `attempts` counts every exam. `failed_before` learners got it wrong in an exam of an older
    edition, of which nobody knows how many were asked.
    """

    course: str
    place: int
    id: str
    failed: int
    asked: int
    attempts_failed: int
    attempts: int
    failed_before: int


@dataclass(frozen=True, slots=True)
class GoneQuestion:
    """A question that learners got wrong and that its course asks no more, or asks in other words."""

    course: str
    id: str
    failed: int


def failures(
    exams: Mapping[str, Exam], learners: Iterable[Progress]
) -> tuple[tuple[AskedQuestion, ...], tuple[GoneQuestion, ...]]:
    """Count who got which question wrong; a learner who failed one three times is one learner."""
    counts = {course: _Counts() for course in exams}
    for n, progress in enumerate(learners):
        for attempt in progress.attempts:
            if attempt.course in exams:
                counts[attempt.course].add(n, attempt, exams[attempt.course].edition)
    asked = [each for course, exam in exams.items() for each in counts[course].asked(exam)]
    asked.sort(key=lambda each: (-(each.failed + each.failed_before), -each.attempts_failed, each.course, each.place))
    return tuple(asked), tuple(each for course, exam in exams.items() for each in counts[course].gone(exam))


class _Counts:
    """What is counted of one course: each row of a file is looked at once, however many there are."""

    def __init__(self) -> None:
        self._learners: set[int] = set()
        self._attempts = 0
        self._failed: Counter[str] = Counter()
        self._now: dict[str, set[int]] = defaultdict(set)
        self._before: dict[str, set[int]] = defaultdict(set)

    def add(self, learner: int, attempt: Attempt, edition: str) -> None:
        """Count an attempt at an exam whose edition is `edition` today."""
        is_current = attempt.edition == edition
        if is_current:
            self._learners.add(learner)
            self._attempts += 1
            self._failed.update(set(attempt.wrong))
        for id_ in attempt.wrong:
            (self._now if is_current else self._before)[id_].add(learner)

    def asked(self, exam: Exam) -> Iterator[AskedQuestion]:
        """Yield the questions of today's exam that anybody got wrong."""
        for question in exam.questions:
            now, before = self._now.get(question.id, set()), self._before.get(question.id, set())
            if now or before:
                yield AskedQuestion(
                    exam.course, question.place, question.id, len(now), len(self._learners),
                    self._failed[question.id], self._attempts, len(before),
                )  # fmt: skip

    def gone(self, exam: Exam) -> Iterator[GoneQuestion]:
        """Yield the questions that today's exam does not have."""
        current = {question.id for question in exam.questions}
        for id_ in dict.fromkeys((*self._now, *self._before)):
            if id_ not in current:
                yield GoneQuestion(exam.course, id_, len(self._now.get(id_, set()) | self._before.get(id_, set())))
