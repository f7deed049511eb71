"""The questions of a course as values, for whoever asks them: a page, a package for another system, a report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salesbook.book.editions import edition, edition_of
from salesbook.models.company import Fact
from salesbook.models.training import Course, QuizQuestion, Way


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be answered. What is Markdown or a reference is so as it stands in the book."""

    id: str
    """Its edition: eight letters, other ones when the question says something else."""
    place: int
    """Its place in the quiz, counted from 0."""
    way: Way
    words: str
    """The question, Markdown."""
    options: tuple[str, ...]
    """What is chosen from (one, several)."""
    right: tuple[int, ...]
    """Places of the right options, counted from 0, in order (one, several)."""
    sequence: tuple[str, ...]
    """Steps in the right order (order)."""
    pairs: tuple[tuple[str, str], ...]
    """What is shown, and what belongs to it; what belongs to two stands twice (match)."""
    accepts: tuple[str, ...]
    """What is right, as it is written in the book; see `learning.typed` (short)."""
    because: str
    """Why it is right, Markdown."""
    source: str
    """The item that says so, as the book refers to it."""


@dataclass(frozen=True, slots=True)
class Exam:
    """All questions of a course, and what passes."""

    course: str
    """Name of the item: course:key-meeting."""
    title: str
    edition: str
    """What is asked and what passes, in eight letters: a result of an older exam is told by it."""
    pass_percent: int
    questions: tuple[Question, ...]

    def passes(self, right: int) -> bool:
        """Tell whether so many right answers pass; judged exactly, never rounded. An exam without questions is none."""
        return bool(self.questions) and 100 * right >= self.pass_percent * len(self.questions)


def exam_of(name: str, course: Course, facts: Mapping[str, Fact]) -> Exam:
    """Return the exam of a course, an item `name`, in the order of its quiz; what cannot be answered is left out.

    Its edition counts the questions, wherever they stand, and the share that passes; a better word in a lesson's task
    makes nobody pass again.
    """
    questions = questions_of(course, facts)
    asked: list[tuple[tuple[str, ...], str]] = [((question.id,), "") for question in questions]
    made = edition_of([*asked, (("pass_percent",), str(course.pass_percent))], facts)
    return Exam(name, course.title, made, course.pass_percent, questions)


def questions_of(course: Course, facts: Mapping[str, Fact]) -> tuple[Question, ...]:
    """Return the questions of a course that can be answered, in order; `impossible-answer` tells of the others."""
    return tuple(_questions(course.quiz, facts))


def _questions(quiz: Iterable[QuizQuestion], facts: Mapping[str, Fact]) -> Iterable[Question]:
    ids: set[str] = set()
    for place, question in enumerate(quiz):
        way, made = question.way, edition(question, facts)
        if way is None or not _can_be_answered(question) or made in ids:
            continue
        ids.add(made)
        yield Question(
            id=made,
            place=place,
            way=way,
            words=question.question,
            options=question.options,
            right=tuple(number - 1 for number in question.right),
            sequence=question.sequence,
            pairs=tuple((pair.left, pair.right) for pair in question.pairs),
            accepts=question.accepts,
            because=question.because,
            source=question.source,
        )


def _can_be_answered(question: QuizQuestion) -> bool:
    return all(number <= len(question.options) for number in question.right)
