"""The report of learning out: how each learner stands, and the questions that show which text to mend."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from salesbook.book.book import Book
from salesbook.book.readable import one_line, readable, titled
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken
from salesbook.learning.failures import AskedQuestion
from salesbook.learning.report import Report
from salesbook.learning.standings import CourseStanding, Learner, PlanStanding, Standing
from salesbook.models.training import Course, QuizQuestion
from salesbook.output.terminal import out, say
from salesbook.text.formats import full_date
from salesbook.text.naming import parted

SHOWN_STEPS = 5
"""Overdue steps of a learner that a terminal shows; JSON and a table have all."""
SHOWN_QUESTIONS = 12


def write_report(book: Book, report: Report) -> None:
    """Print how learners stand, what is overdue and not begun, and the questions that most of them fail."""
    console = out(table=True)
    count = ngettext("{n} learner", "{n} learners", len(report.learners)).format(n=len(report.learners))
    day = full_date(report.today, spoken())
    console.print("[bold]" + escape(_("Learning on {day}: {count}").format(day=day, count=count)) + "[/]")
    if report.learners:
        console.print(_grid(book, report.learners))
    for learner in report.learners:
        _print_learner(console, book, learner)
    _print_questions(console, book, report)


def say_trust() -> None:
    """Say how far an exported file is to be trusted."""
    say(_("The checksum of a file shows damage, not forgery: anybody can write such a file by hand. Ask in person."))


def name_of(learner: Learner) -> str:
    """Return what a learner is called: by his name, else by his file."""
    return learner.progress.learner or _("no name ({source})").format(source=Path(learner.progress.source).name)


def position_of(book: Book, learner: Learner) -> str:
    """Return the title of a learner's position; in quotation marks what the book does not know."""
    if learner.position is not None:
        return book.items[learner.position].title
    said = learner.progress.position
    return _("“{position}”: not in the book").format(position=said) if said else _("(not said)")


def standing_words() -> dict[Standing, str]:
    """Return what standings are called."""
    return {
        Standing.PASSED: _("course passed"),
        Standing.OUTDATED: _("passed by an older edition"),
        Standing.FAILED: _("exam not passed"),
        Standing.BEGUN: _("lessons begun"),
        Standing.NOT_BEGUN: _("not begun"),
    }


def question_of(book: Book, asked: AskedQuestion) -> QuizQuestion:
    """Return a question as the book has it."""
    course = book.items[asked.course].data
    assert isinstance(course, Course)
    return course.quiz[asked.place]


def short_day(day: date) -> str:
    """Return a day as tables have it: 28.11.2026."""
    return f"{day:%d.%m.%Y}"


def _grid(book: Book, learners: Sequence[Learner]) -> Grid:
    grid = Grid(box=None, padding=(0, 2), pad_edge=False, header_style="dim")
    grid.add_column(escape(_("learner")), overflow="fold")
    grid.add_column(escape(_("position")), overflow="fold")
    for heading in (
        _("first day"),
        _("courses passed"),
        _("by an older edition"),
        _("courses not begun"),
        _("plan done"),
        _("overdue steps"),
    ):
        grid.add_column(escape(heading), justify="right")
    for learner in learners:
        demanded = learner.demanded
        passed = sum(course.is_passed for course in demanded)
        outdated = sum(course.standing is Standing.OUTDATED for course in demanded)
        done = sum(step.is_done for step in learner.steps)
        overdue = len(learner.overdue)
        started = learner.progress.started
        grid.add_row(
            escape(name_of(learner)),
            escape(position_of(book, learner)),
            short_day(started) if started is not None else "—",
            _of(passed, len(demanded)),
            str(outdated) if outdated else "",
            str(len(learner.not_begun)) if learner.not_begun else "",
            _of(done, len(learner.steps)),
            f"[bold red]{overdue}[/]" if overdue else "",
        )
    return grid


def _of(some: int, every: int) -> str:
    return escape(_("{n} of {all}").format(n=some, all=every)) if every else "—"


def _print_learner(console: Console, book: Book, learner: Learner) -> None:
    """Print what is to be done about a learner; nothing of one with whom all is well."""
    lines = list(_lines(book, learner))
    if lines:
        console.print(f"\n[bold]{escape(name_of(learner))}[/]  [dim]{escape(position_of(book, learner))}[/]")
    for line in lines:
        console.print(line)


def _lines(book: Book, learner: Learner) -> Iterator[str]:
    overdue = sorted(learner.overdue, key=lambda step: (step.due or learner.today, step.step.period))
    if overdue:
        yield "  [red]" + escape(_("Overdue by the plan")) + "[/]"
    for step in overdue[:SHOWN_STEPS]:
        yield "    " + escape(_step_words(book, step, learner.today))
    if len(overdue) > SHOWN_STEPS:
        yield "    " + escape(_("… and {n} more: --json has all").format(n=len(overdue) - SHOWN_STEPS))
    for step in learner.only_ticked:
        words = _("Ticked, and the course is not passed: {courses}")
        yield "  [red]" + escape(words.format(courses=_titles(book, step.courses))) + "[/]"
    failed = [course for course in learner.courses if course.standing is Standing.FAILED]
    for words, listed in (
        (_("Exam not passed: {courses}"), [_with_score(book, course) for course in failed]),
        (_("Not begun: {courses}"), [_title(book, course) for course in learner.not_begun]),
        (_("Passed by an older edition, the book says something else now: {courses}"), _outdated(book, learner)),
    ):
        if listed:
            yield "  " + escape(words.format(courses="; ".join(listed)))
    if learner.plan is not None and learner.progress.started is None:
        yield "  " + escape(_("The first day is not said: nothing is counted as overdue"))
    if learner.position is None:
        yield "  " + escape(_("The position is not known: nothing is demanded"))


def _outdated(book: Book, learner: Learner) -> list[str]:
    return [_title(book, course) for course in learner.courses if course.standing is Standing.OUTDATED]


def _step_words(book: Book, step: PlanStanding, today: date) -> str:
    assert step.due is not None
    late = ngettext("{n} day ago", "{n} days ago", (today - step.due).days).format(n=(today - step.due).days)
    words = _("by {day} ({late}): {what}").format(day=short_day(step.due), late=late, what=step_words(book, step))
    if step.step.accepts is not None:
        accepts = book.words["role"].get(step.step.accepts, step.step.accepts)
        words += " " + _("Accepted by: {who}.").format(who=accepts)
    if step.courses:
        words += " " + _("Courses not passed: {courses}.").format(courses=_titles(book, step.courses))
    return words


def step_words(book: Book, step: PlanStanding) -> str:
    """Return what a step of a plan asks for; a checkpoint says that it is one."""
    words = one_line(readable(book, step.step.words))
    return words if step.step.task is not None else _("checkpoint: {what}").format(what=words)


def _titles(book: Book, names: Sequence[str]) -> str:
    return "; ".join(book.items[name].title for name in names)


def _title(book: Book, course: CourseStanding) -> str:
    return book.items[course.course].title


def _with_score(book: Book, course: CourseStanding) -> str:
    attempt = course.attempt
    title = _title(book, course)
    if attempt is None:
        return title
    return _("{title} ({n} of {all})").format(title=title, n=attempt.right, all=attempt.of)


def _print_questions(console: Console, book: Book, report: Report) -> None:
    if report.questions:
        console.print("\n[bold]" + escape(_("Questions that are failed: a text to mend")) + "[/]")
    for asked in report.questions[:SHOWN_QUESTIONS]:
        question = question_of(book, asked)
        source = book.resolve(parted(question.source)[0])
        words = escape(one_line(readable(book, question.question)))
        console.print(f"  [red]{escape(failed_words(asked))}[/]  {words}")
        course = book.items[asked.course]
        number = _("{path}, question {n}").format(path=course.path, n=asked.place + 1)
        where = _("source: {title}").format(title=titled(book, question.source))
        path = "" if source is None else f" · {source.path}"
        console.print(f"      [dim]{escape(number)} · {escape(where)}{escape(path)}[/]", soft_wrap=True)
    if len(report.questions) > SHOWN_QUESTIONS:
        more = len(report.questions) - SHOWN_QUESTIONS
        console.print("  " + escape(_("… and {n} more: --json has all").format(n=more)))
    if report.gone:
        console.print("\n[bold]" + escape(_("Failed questions that the book asks no longer")) + "[/]")
    for name in dict.fromkeys(each.course for each in report.gone):
        gone = sum(each.course == name for each in report.gone)
        count = ngettext("{n} question", "{n} questions", gone).format(n=gone)
        console.print("  " + escape(f"{book.items[name].title}: {count}"))


def failed_words(asked: AskedQuestion) -> str:
    """Return how many learners have failed a question, of how many."""
    words = [_("{n} of {all}").format(n=asked.failed, all=asked.asked)] if asked.asked else []
    if asked.failed_before:
        words.append(_("{n} in an older exam").format(n=asked.failed_before))
    return " + ".join(words)
