"""Learners against the book: courses by edition, steps by their days, questions by who failed them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.calendar.working_time import working_time_of
from salesbook.learning.lessons import steps_of
from salesbook.learning.progress import Progress, progress_in
from salesbook.learning.report import Report, each_once, report
from salesbook.learning.standings import CourseStanding, Learner, Standing
from salesbook.models.training import Course
from tests.learning.exported import at, book_of, exam, exported, steps, taken

TODAY = date(2026, 11, 21)
MANAGER = {"position": "position:manager", "started": "2026-11-02", "learner": "Анна"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book_of(tmp_path_factory.mktemp("book") / "book")


def progress(source: str = "a.txt", **given: Any) -> Progress:
    read = progress_in(exported({**MANAGER, **given}), source)
    assert isinstance(read, Progress)
    return read


def reported(book: Book, *files: Progress, today: date = TODAY) -> Report:
    return report(book, files, working_time_of(book), today)


def one(book: Book, today: date = TODAY, **given: Any) -> Learner:
    (learner,) = reported(book, progress(**given), today=today).learners
    return learner


def course(book: Book, name: str = "course:start", **given: Any) -> CourseStanding:
    return next(each for each in one(book, **given).courses if each.course == name)


def lesson(book: Book, name: str, n: int, **changes: Any) -> dict[str, Any]:
    data = book.items[name].data
    assert isinstance(data, Course)
    step = steps_of(data, book)[n]
    row = {"course": name, "item": step.item, "edition": step.edition, "at": at("2026-11-05"), "done": True}
    return row | changes


def test_nothing_begun(book: Book) -> None:
    learner = one(book)
    assert [each.course for each in learner.not_begun] == ["course:start"]
    assert (learner.plan, learner.position) == ("onboarding:manager", "position:manager")


def test_an_exam_passed_by_its_edition_of_today_and_by_an_older_one(book: Book) -> None:
    assert course(book, exams=[taken(book, "2026-11-05", 0)]).standing is Standing.PASSED
    older = taken(book, "2026-11-05", edition="ponmlkji")
    assert course(book, exams=[older]).standing is Standing.OUTDATED
    both = course(book, exams=[older, taken(book, "2026-11-04")])
    assert (both.standing, both.attempts) == (Standing.PASSED, 2)


def test_an_exam_not_passed_after_one_that_was_is_passed(book: Book) -> None:
    exams = [taken(book, "2026-11-05"), taken(book, "2026-11-06", 0, 1)]
    standing = course(book, exams=exams)
    assert standing.standing is Standing.PASSED
    assert standing.attempt is not None and standing.attempt.right == 3


def test_an_exam_not_passed_and_one_that_says_it_is(book: Book) -> None:
    assert course(book, exams=[taken(book, "2026-11-05", 0, 1)]).standing is Standing.FAILED
    claimed = taken(book, "2026-11-05", 0, 1, passed=True)
    assert course(book, exams=[claimed]).standing is Standing.FAILED


def test_lessons_of_a_course(book: Book) -> None:
    read = course(book, lessons=[lesson(book, "course:start", 0), lesson(book, "course:start", 1, edition="ponmlkji")])
    assert (read.standing, read.read, read.read_before, read.lessons) == (Standing.BEGUN, 1, 1, 2)
    assert course(book, lessons=[lesson(book, "course:start", 0, done=False)]).standing is Standing.NOT_BEGUN


def test_a_course_that_asks_nothing_is_passed_when_it_is_read(book: Book) -> None:
    name = "course:reading"
    both = [lesson(book, name, n) for n in (0, 1)]
    assert course(book, name, lessons=both).standing is Standing.PASSED
    assert course(book, name, lessons=both[:1]).standing is Standing.BEGUN
    older = [both[0], both[1] | {"edition": "ponmlkji"}]
    standing = course(book, name, lessons=older)
    assert (standing.standing, standing.demanded) == (Standing.OUTDATED, False)


def test_what_is_overdue_by_the_plan(book: Book) -> None:
    task, checkpoint = steps(book)
    assert [step.due for step in one(book).overdue] == [date(2026, 11, 2)] * 2
    assert one(book, today=date(2026, 11, 2)).overdue == ()
    ticked = one(book, ticks=[{"plan": "onboarding:manager", "task": task, "at": at("2026-11-02"), "done": True}])
    assert [step.step.key for step in ticked.overdue] == [checkpoint]
    assert [step.courses for step in ticked.only_ticked] == [("course:start",)]


def test_what_is_due_on_a_day_off_is_due_on_the_next_working_day(book: Book) -> None:
    weekend = one(book, started="2026-11-07", today=date(2026, 11, 10))  # a Saturday
    assert {step.due for step in weekend.steps} == {date(2026, 11, 9)}


def test_without_a_first_day_nothing_is_overdue(book: Book) -> None:
    learner = one(book, started=None)
    assert (learner.overdue, {step.due for step in learner.steps}) == ((), {None})


def test_a_position_that_the_book_does_not_have(book: Book) -> None:
    learner = one(book, position="position:pilot", exams=[taken(book, "2026-11-05")])
    assert (learner.position, learner.plan, learner.demanded) == (None, None, ())
    assert [each.standing for each in learner.courses] == [Standing.PASSED]


def test_rows_of_courses_that_the_book_does_not_have(book: Book) -> None:
    learner = one(book, exams=[taken(book, "2026-11-05", course="course:gone")], lessons=[])
    assert [each.course for each in learner.courses] == ["course:start"]


def test_a_question_is_counted_once_a_learner(book: Book) -> None:
    exams = [taken(book, "2026-11-05", 1), taken(book, "2026-11-06", 1, 2)]
    made = reported(book, progress(exams=exams), progress(learner="Борис", exams=[taken(book, "2026-11-05", 1)]))
    first, second = made.questions
    assert (first.place, first.failed, first.asked, first.attempts_failed, first.attempts) == (1, 2, 2, 3, 3)
    assert (second.place, second.failed, second.asked) == (2, 1, 2)


def test_questions_of_older_exams_and_those_that_are_gone(book: Book) -> None:
    failed = exam(book).questions[0].id
    older = taken(book, "2026-11-05", edition="ponmlkji") | {"wrong": [failed, "aaaaaaaa"], "right": 1}
    made = reported(book, progress(exams=[older]))
    (asked,) = made.questions
    assert (asked.failed, asked.asked, asked.failed_before) == (0, 0, 1)
    assert [(gone.course, gone.id, gone.failed) for gone in made.gone] == [("course:start", "aaaaaaaa", 1)]


def test_of_two_files_of_one_learner_the_later_counts(book: Book) -> None:
    early, late = progress("early.txt", made=at("2026-11-10")), progress("late.txt", learner="АННА")
    for files in ((early, late), (late, early)):
        latest, earlier = each_once(files)
        assert [each.source for each in latest] == ["late.txt"]
        assert [(out.source, by.source) for out, by in earlier] == [("early.txt", "late.txt")]


def test_files_without_a_name_are_of_different_learners(book: Book) -> None:
    latest, earlier = each_once([progress("1.txt", learner=None), progress("2.txt", learner=None)])
    assert (len(latest), earlier) == (2, ())


def test_many_wrong_answers_take_no_time_of_their_own(book: Book, tmp_path: Path) -> None:
    """A hostile file: every attempt names questions of its own, so whoever compared all with all would never end."""
    ids = ["".join("abcdefghijklmnop"[n >> shift & 15] for shift in range(0, 32, 4)) for n in range(60_000)]
    exams = [
        taken(book, "2026-11-05")
        | {"at": at("2026-11-05") + n, "wrong": ids[n * 100 : n * 100 + 100], "edition": "ponmlkji"}
        for n in range(600)
    ]
    assert len(reported(book, progress(exams=exams)).gone) == 60_000
