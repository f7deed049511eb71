"""Checks of courses: there is a quiz, and it asks what its sources still say."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.book.seals import seal
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.training import Course
from salesbook.text.naming import parted


def course_without_quiz(item: Item, course: Course, _context: Context) -> Iterator[Finding]:
    """A course has no quiz.

    Nobody knows whether it was learned, neither the newcomer nor the one who accepts.

    Bad: a course with `lessons` alone.

    Good: `quiz: [{question: Когда звонить?, options: [Сразу, Завтра], answer: 1, because: …, source: ОП-001}]`
    """
    if not course.quiz:
        message = _("the course “{title}” has no quiz").format(title=course.title)
        yield Finding(item.path, ("title",), message, _("add a “quiz” with a question to every lesson"))


def unasked_regulation(book: Book) -> Iterator[Finding]:
    """A course teaches a regulation, and its quiz asks nothing about it.

    By regulations people are judged; the one that nobody is asked about is the one that nobody has learned. A quiz with
    fewer questions than the course has lessons is not looked at: it does not claim to ask about everything.

    Bad: lessons ОП-001 and ОП-003, and two questions with `source: ОП-001`.

    Good: `source: ОП-001` in one question, `source: ОП-003` in another
    """
    for item, course in book.data(Course):
        if len(course.quiz) < len(course.lessons):
            continue
        asked = {book.resolve(parted(question.source)[0]) for question in course.quiz}
        for n, lesson in enumerate(course.lessons):
            taught = book.resolve(parted(lesson.item)[0])
            if taught is not None and taught.kind.in_departments and taught not in asked:
                message = _("the quiz asks nothing about {label}").format(label=taught.label)
                yield Finding(
                    item.path, ("lessons", n, "item"), message, _("add a question about it, or remove the lesson")
                )


def outdated_question(book: Book) -> Iterator[Finding]:
    """The source of a quiz question has changed since somebody last compared the two.

    The quiz may then teach yesterday's rule. `seen` remembers what the source said: letters and digits of its text,
    the names it refers to, and its figures with their values in company.yml. Typography, layout, dates of review,
    order and owner do not count. A source with an anchor, `pipeline:main#paid`, is that stage, term, answer, block or
    section alone.

    Bad: ОП-001 was rewritten, the question about it was not.

    Good: both have been read; the line `seen` was deleted, and `salesbook check --fix` has written a new one.
    """
    for path, n, source, seen, now in _sources(book):
        if seen is not None and seen != now:
            message = _("“{source}” has changed since the question was written").format(source=source.label)
            advice = _("read both; when they agree, delete the line “seen” and run: salesbook check --fix")
            yield Finding(path, ("quiz", n, "seen"), message, advice)


def unsealed_question(book: Book) -> Iterator[Finding]:
    """A quiz question does not remember what its source said.

    When the source changes, nobody will be told to look at the question again.

    Bad: `source: ОП-001` without `seen`.

    Good: `source: ОП-001` and `seen: bkfmaaod` (`salesbook check --fix` writes it)
    """
    for path, n, _source, seen, _now in _sources(book):
        if seen is None:
            message = _("the question does not remember what its source said")
            yield Finding(path, ("quiz", n, "source"), message, _("run: salesbook check --fix"))


def _sources(book: Book) -> Iterator[tuple[PurePosixPath, int, Item, str | None, str]]:
    """Yield every question whose source is in the book: file, number, source, what it remembers, what that is now.

    None of a book whose company.yml cannot be read: nobody knows what the figures of a source are.
    """
    if book.is_broken("company"):
        return
    now: dict[str, str] = {}
    for item, course in book.data(Course):
        for n, question in enumerate(course.quiz):
            target, anchor = parted(question.source)
            source = book.resolve(target)
            if source is not None:
                if question.source not in now:
                    now[question.source] = seal(source, anchor, book.facts)
                yield item.path, n, source, question.seen, now[question.source]
