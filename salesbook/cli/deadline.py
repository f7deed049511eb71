"""`salesbook deadline`: when a term runs out, by the company's working time."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_words
from salesbook.cli.session import Json, broken, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from datetime import datetime, tzinfo
    from zoneinfo import ZoneInfo

    from salesbook.book.book import Book
    from salesbook.calendar.durations import Duration

_FEW = 8


def deadline(
    ctx: typer.Context,
    term: Annotated[
        list[str],
        typer.Argument(
            metavar="TERM",
            help=_("“2 working days”, “15 minutes” … or the id of a figure of the book."),
            autocompletion=complete_words("fact"),
        ),
    ],
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="MOMENT", help=_("When the term begins: “today 17:40”, “fri 18:50” …; else now.")
        ),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option(
            "--department",
            metavar="NAME",
            help=_("Whose hours count; by default the company's."),
            autocompletion=complete_words("department"),
        ),
    ] = None,
    zone: Annotated[
        str | None,
        typer.Option("--zone", metavar="ZONE", help=_("The client's time zone, such as Asia/Vladivostok.")),
    ] = None,
    json: Json = False,
) -> None:
    """Say when a term runs out, and why then."""
    from salesbook.book.names import word_meant
    from salesbook.calendar import clock
    from salesbook.calendar.working_time import working_time_of
    from salesbook.output.deadlines import Answer, answer_json, write_answer
    from salesbook.output.terminal import write_json

    book, problems = session(ctx).load({"calendar"})
    for name in book.unread("company", "calendar"):
        raise broken(book, problems, name)  # a deadline by half of the calendar would be wrong without a word
    figure, duration = _term(book, " ".join(term))
    if department is not None:
        department = word_meant(book, "department", department)
    working_time = working_time_of(book, department)
    moment = _moment(start, clock.now().replace(microsecond=0), working_time.zone)
    answer = Answer(working_time.deadline(moment, duration), figure, department, None if zone is None else _zone(zone))
    if json:
        write_json(answer_json(book, answer))
    else:
        write_answer(book, answer)


def _term(book: "Book", text: str) -> "tuple[str | None, Duration]":
    """Return the term that is asked for, and the figure it is, when it was named by its id."""
    from salesbook.calendar.durations import duration_of, read_duration
    from salesbook.core.errors import UserError, quoted
    from salesbook.core.nearest import looks_like, nearest

    figures = {fact.id: duration for fact in book.company.facts if (duration := duration_of(fact)) is not None}
    name = text.strip().removeprefix("fact.")
    if name in figures:
        return name, figures[name]
    if name in book.facts:
        message = _("the figure “{name}” is no time that can be counted: {amount}")
        some = ", ".join(list(figures)[:_FEW]) + (" …" if len(figures) > _FEW else "")
        advice = _("figures of time: {names}").format(names=some or "—")
        raise UserError(message.format(name=name, amount=book.figure(name)), advice)
    duration = read_duration(text)
    if duration is None:
        advice = looks_like(nearest(name[:100], figures)) or _(
            "write it as “2 working days”, “15 minutes”, “3 days”, “2 weeks”, or name a figure of the book"
        )
        raise UserError(_("{term} is neither a term nor a figure of the book").format(term=quoted(text)), advice)
    return None, duration


def _moment(text: str | None, now: "datetime", zone: "tzinfo") -> "datetime":
    """Return the moment that is asked for."""
    from salesbook.calendar.times import spoken_moment
    from salesbook.core.errors import UserError, quoted

    moment = now if text is None else spoken_moment(text, now, zone)
    if moment is None:
        advice = _("write it as “today 17:40”, “25.11 16:00”, “fri 18:50”, 2026-11-25T16:00")
        raise UserError(_("{moment} is no moment").format(moment=quoted(text)), advice)
    return moment


def _zone(name: str) -> "ZoneInfo":
    """Return a time zone by its name, in whatever case."""
    from zoneinfo import available_timezones

    from salesbook.calendar.clock import time_zone
    from salesbook.core.errors import UserError
    from salesbook.core.nearest import looks_like, nearest

    zone = time_zone(name)
    if zone is None:
        names = {each.casefold(): each for each in sorted(available_timezones())}
        zone = time_zone(names.get(name.strip().casefold(), ""))
        if zone is None:
            near = looks_like(nearest(name[:100], names.values()))
            advice = near or _("write it as Europe/Moscow, Asia/Yekaterinburg, Asia/Vladivostok")
            raise UserError(_("there is no time zone “{name}”").format(name=name[:100]), advice)
    return zone


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook deadline '2 working days' --from 'fri 18:50' --zone Asia/Vladivostok")
    about = _("Say when a term runs out, by working hours and the production calendar.")
    app.command("deadline", cls=cls, help=about, epilog=example)(deadline)
