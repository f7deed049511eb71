"""The report of learning for programs and for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from salesbook.book.book import Book
from salesbook.book.readable import one_line, readable
from salesbook.core.language import gettext as _
from salesbook.learning.failures import AskedQuestion
from salesbook.learning.progress import Attempt
from salesbook.learning.report import Report
from salesbook.learning.standings import CourseStanding, Learner, PlanStanding
from salesbook.output.learning import name_of, position_of, question_of, short_day, standing_words, step_words
from salesbook.scoring.tables.formulas import defused
from salesbook.text.naming import parted


def report_json(book: Book, report: Report) -> dict[str, Any]:
    """Return a report for programs."""
    return {
        "today": report.today.isoformat(),
        "learners": [_learner(book, learner) for learner in report.learners],
        "questions": [_question(book, asked) for asked in report.questions],
        "gone_questions": [{"course": each.course, "id": each.id, "failed": each.failed} for each in report.gone],
    }


def report_csv(book: Book, report: Report) -> bytes:
    """Return a report as a table: a row for each course and each step of a plan of each learner.

    Semicolons and a mark of UTF-8, as Excel wants them; no cell of it is a formula there.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    writer.writerows([defused(cell) for cell in row] for row in _rows(book, report.learners))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _headings() -> list[str]:
    return [
        _("learner"), _("position"), _("first day"), _("what it is"), _("title"), _("state"),
        _("right answers"), _("questions"), _("day"), _("due by"), _("days overdue"),
    ]  # fmt: skip


def _rows(book: Book, learners: Iterable[Learner]) -> Iterator[list[str]]:
    """Yield the rows of a table, all cells texts."""
    states = standing_words()
    for learner in learners:
        started = learner.progress.started
        who = [name_of(learner), position_of(book, learner), "" if started is None else short_day(started)]
        for course in learner.courses:
            attempt, late = course.attempt, "" if course.is_passed else _late(course.due, learner.today)
            score = (
                ["", "", ""] if attempt is None else [str(attempt.right), str(attempt.of), short_day(attempt.at.date())]
            )
            title = book.items[course.course].title
            yield [*who, _("course"), title, states[course.standing], *score, _day(course.due), late]
        for step in learner.steps:
            state = _("step done") if step.is_done else _("step not done")
            late = "" if step.is_done else _late(step.due, learner.today)
            yield [*who, step.period, step_words(book, step), state, "", "", "", _day(step.due), late]


def _day(day: date | None) -> str:
    return "" if day is None else short_day(day)


def _late(due: date | None, today: date) -> str:
    return str((today - due).days) if due is not None and due < today else ""


def _learner(book: Book, learner: Learner) -> dict[str, Any]:
    progress = learner.progress
    return {
        "learner": progress.learner,
        "source": progress.source,
        "position": learner.position,
        "position_said": progress.position,
        "plan": learner.plan,
        "started": None if progress.started is None else progress.started.isoformat(),
        "made": progress.made.isoformat(timespec="seconds"),
        "rows_left_out": progress.left_out,
        "courses": [_course(book, learner, course) for course in learner.courses],
        "steps": {"done": sum(step.is_done for step in learner.steps), "of": len(learner.steps)},
        "overdue": [_step(book, step, learner.today) for step in learner.overdue],
        "only_ticked": [_step(book, step, learner.today) for step in learner.only_ticked],
        "not_begun": [course.course for course in learner.not_begun],
    }


def _course(book: Book, learner: Learner, course: CourseStanding) -> dict[str, Any]:
    return {
        "course": course.course,
        "title": book.items[course.course].title,
        "standing": course.standing.value,
        "demanded": course.demanded,
        "exam": _attempt(course.attempt),
        "attempts": course.attempts,
        "lessons": {"read": course.read, "read_in_older_edition": course.read_before, "of": course.lessons},
        "due": _iso(course.due),
        "overdue": not course.is_passed and course.due is not None and course.due < learner.today,
    }


def _attempt(attempt: Attempt | None) -> dict[str, Any] | None:
    if attempt is None:
        return None
    at = attempt.at.isoformat(timespec="seconds")
    return {"at": at, "edition": attempt.edition, "right": attempt.right, "of": attempt.of, "passed": attempt.passed}


def _step(book: Book, step: PlanStanding, today: date) -> dict[str, Any]:
    return {
        "task": step.step.key,
        "period": step.period,
        "words": step_words(book, step),
        "checkpoint": step.step.task is None,
        "accepts": step.step.accepts,
        "due": _iso(step.due),
        "days": 0 if step.due is None else max(0, (today - step.due).days),
        "courses_not_passed": list(step.courses),
    }


def _question(book: Book, asked: AskedQuestion) -> dict[str, Any]:
    question = question_of(book, asked)
    source = book.resolve(parted(question.source)[0])
    return {
        "course": asked.course,
        "id": asked.id,
        "question": one_line(readable(book, question.question)),
        "file": str(book.items[asked.course].path),
        "number": asked.place + 1,
        "source": question.source,
        "source_file": None if source is None else str(source.path),
        "failed": asked.failed,
        "of": asked.asked,
        "attempts_failed": asked.attempts_failed,
        "attempts": asked.attempts,
        "failed_in_older_exam": asked.failed_before,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
