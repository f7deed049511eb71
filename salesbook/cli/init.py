"""`salesbook init`: a book of one's own, from a starter and answers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_starters
from salesbook.cli.session import DryRun, Json
from salesbook.core.language import gettext as _
from salesbook.starters.catalogue import starters

if TYPE_CHECKING:
    from salesbook.models.company import Company
    from salesbook.starters.beginning import NewBook
    from salesbook.starters.catalogue import Starter

Folder = Annotated[Path, typer.Argument(metavar="DIR", help=_("The folder for the book: new, or empty."))]
From = Annotated[
    str,
    typer.Option(
        "--from", metavar="STARTER", help=_("The book to begin with: {names}.").format(names=", ".join(starters())),
        autocompletion=complete_starters,
    ),
]  # fmt: skip
CompanyName = Annotated[str | None, typer.Option("--company", metavar="NAME", help=_("What clients call the company."))]
About = Annotated[
    str | None, typer.Option("--about", metavar="TEXT", help=_("What the company sells and to whom, in a sentence."))
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="ru|en", help=_("The language of the book; by default that of messages.")),
]
Zone = Annotated[str | None, typer.Option("--time-zone", metavar="ZONE", help=_("A city or a zone: Europe/Moscow."))]
WorkingHours = Annotated[
    str | None,
    typer.Option("--hours", metavar="HOURS", help=_("Working hours: “Mon–Fri 9:00–18:00; Sat 10:00–15:00”.")),
]
Departments = Annotated[
    list[str] | None,
    typer.Option(
        "--department",
        metavar="NAME",
        help=_("A department and the prefix of its numbers: “Отдел продаж ОП”; repeat it."),
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role", metavar="NAME", help=_("A role, “Маркетолог (МК)” of another department; the head first; repeat it.")
    ),
]
Crm = Annotated[str | None, typer.Option("--crm", metavar="NAME", help=_("What your CRM is called."))]
Channels = Annotated[
    list[str] | None, typer.Option("--channel", metavar="NAME", help=_("A way to reach clients; repeat it."))
]


def init(
    folder: Folder,
    starter: From = "minimal",
    company: CompanyName = None,
    about: About = None,
    language: Language = None,
    time_zone: Zone = None,
    hours: WorkingHours = None,
    departments: Departments = None,
    roles: Roles = None,
    crm: Crm = None,
    channels: Channels = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Begin a book: ask on a terminal what no option says, take defaults elsewhere."""
    from salesbook.cli.shell import expanded
    from salesbook.core.source import real
    from salesbook.output.beginning import begun_json, write_begun, write_planned
    from salesbook.output.terminal import write_json
    from salesbook.starters.catalogue import named_starter
    from salesbook.starters.place import checked_place
    from salesbook.starters.repository import remarks

    place = checked_place(expanded(folder))
    typed: dict[str, Any] = {
        "company": company, "about": about, "time_zone": time_zone, "hours": hours, "departments": departments,
        "roles": roles, "crm": crm, "channels": channels,
    }  # fmt: skip
    book = _begun(named_starter(starter), language, {k: v for k, v in typed.items() if v is not None}, place)
    kept = None if dry_run else book.write()
    here = real(Path())
    if json:
        write_json(begun_json(place, book.files, None if kept is None else kept.value, here))
    elif kept is None:
        write_planned(book.files)
    else:
        write_begun(place, book.files, remarks(kept), here)


def _begun(starter: "Starter", language: str | None, typed: dict[str, Any], place: Path) -> "NewBook":
    """Return the new book of what was typed as options, and of what is answered on a terminal."""
    from salesbook.calendar import clock
    from salesbook.cli.ask import on_terminal
    from salesbook.cli.init_questions import Questions, ask_language
    from salesbook.core.errors import UserError
    from salesbook.core.language import spoken
    from salesbook.output.terminal import complain
    from salesbook.starters.answers import Answers
    from salesbook.starters.beginning import begun
    from salesbook.starters.composition import company_of

    proposed = spoken() if spoken() in starter.folders else next(iter(starter.folders))
    asked = on_terminal()
    if language is None:
        language = ask_language(starter.folders, proposed) if asked and len(starter.folders) > 1 else proposed
    company = company_of(starter.files(language))
    answered = _read(typed, company)

    def book_of(answers: Answers) -> "NewBook":
        return begun(starter, language, answers, place, clock.now())

    questions = Questions(company, answered, book_of)
    if not asked or not questions.open:
        return book_of(Answers(**answered))
    answers = questions.ask()
    while True:
        try:
            return book_of(answers)
        except UserError as error:
            complain(error.message, error.advice)
            answers = questions.again()


def _read(typed: dict[str, Any], company: "Company") -> dict[str, Any]:
    """Return the options as answers; raises `UserError` for one that does not fit."""
    from salesbook.core.errors import UserError
    from salesbook.starters import answers
    from salesbook.starters.hours import read_hours

    prefixes = [each.prefix for each in company.departments]
    read: dict[str, Callable[[Any], Any]] = {
        "company": answers.read_line,
        "about": answers.read_optional,
        "time_zone": answers.read_zone,
        "hours": read_hours,
        "departments": lambda names: answers.read_departments(names, [each.name for each in company.departments]),
        "roles": lambda names: answers.read_roles(names, [each.name for each in company.roles], prefixes),
        "crm": answers.read_optional,
        "channels": answers.read_channels,
    }
    values = {}
    for key, value in typed.items():
        try:
            values[key] = read[key](value)
        except ValueError as error:
            option = {"departments": "department", "roles": "role", "channels": "channel"}.get(key, key)
            message = _("the value “{value}” does not fit {name}")
            shown = value if isinstance(value, str) else ", ".join(value)
            name = f"--{option.replace('_', '-')}"
            raise UserError(message.format(value=shown[:100], name=name), str(error)) from None
        if key == "departments":
            prefixes = [each.prefix for each in values[key]]
    return values


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "init",
        cls=cls,
        help=_("Begin a book of your own: questions on a terminal, or options; a git repository comes of it."),
        epilog=_("Example: salesbook init book --company “Ромашка”"),
    )(init)
