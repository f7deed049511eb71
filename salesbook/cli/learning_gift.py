"""`salesbook learning gift`: the questions of courses for the question bank of Moodle."""

from pathlib import Path
from typing import Annotated, Any

import typer

from salesbook.cli.session import none_of, pick, session
from salesbook.core.language import gettext as _


def gift(
    ctx: typer.Context,
    courses: Annotated[
        list[str] | None, typer.Argument(metavar="[COURSE]…", help=_("Courses; by default all of the book."))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help=_("Write it to this file, and not to the screen."))
    ] = None,
) -> None:
    """Write questions as GIFT; exit code 2 for an unknown course."""
    from salesbook.book.readable import readable, titled
    from salesbook.cli.delivery import keep_from_sources, save
    from salesbook.cli.sound import sound_book
    from salesbook.core.errors import UserError
    from salesbook.core.language import ngettext
    from salesbook.finding.forms import Dictionary
    from salesbook.learning.gift import category, gift
    from salesbook.learning.questions import questions_of
    from salesbook.models.kinds import kind_made_of
    from salesbook.models.training import Course
    from salesbook.output.terminal import say, write

    if output is not None:
        keep_from_sources(session(ctx).root, output)
    book = sound_book(session(ctx))
    chosen = [pick(book, [], Course, name) for name in dict.fromkeys(courses or ())] or list(book.data(Course))
    if not chosen:
        raise UserError(*none_of(kind_made_of(Course)))
    forms = Dictionary().forms
    text, asked = "", 0
    for _item, course in chosen:
        if questions := questions_of(course, book.facts):
            text += category(book.company.title, course.title) + "\n"
        for question in questions:
            source = _("Source: {title}").format(title=titled(book, question.source))
            text += gift(question, lambda words: readable(book, words), source, forms)
        asked += len(questions)
    if output is None:
        write(text.rstrip("\n"))
    else:
        save(text.encode(), output)
    say(ngettext("{n} question", "{n} questions", asked).format(n=asked))


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "gift",
        cls=cls,
        help=_("Questions of courses for the question bank of Moodle, as GIFT: a category a course."),
        epilog=_("Example: salesbook learning gift --output quiz.gift"),
    )(gift)
