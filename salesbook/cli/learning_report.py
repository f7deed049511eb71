"""`salesbook learning report`: who has learnt what, by the files that learners export or by a record store."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_slugs
from salesbook.cli.session import Json, session
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from salesbook.book.book import Book
    from salesbook.calendar.working_time import WorkingTime
    from salesbook.cli.learning_files import Refused
    from salesbook.learning.progress import Progress
    from salesbook.learning.store import Key

_WANTED = frozenset({"calendar", "course", "onboarding", "position"})


def report(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILES", help=_("Files that learners have saved in the academy, folders, patterns.")),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="URL",
            help=_("Read a learning record store in place of files; key and secret come from the environment."),
        ),
    ] = None,
    position: Annotated[
        str | None,
        typer.Option(
            "--position",
            metavar="NAME",
            help=_("Only learners of this position."),
            autocompletion=complete_slugs("position"),
        ),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--today", metavar="DAY", help=_("The day on which it is reported; by default today."))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=_("Write all of it to a .csv or .json file."))
    ] = None,
    json: Json = False,
) -> None:
    """Say who has passed what, what is overdue, and which questions everybody fails."""
    from salesbook.cli.learning_files import Taken, taken
    from salesbook.learning.report import each_once, report
    from salesbook.output.learning import say_trust, write_report
    from salesbook.output.learning_rows import report_json
    from salesbook.output.terminal import complain, say, write_json

    book, _problems = session(ctx).load()
    _check(book, files, store, output)
    today = _today(book, day)
    wanted = None if position is None else _position(book, position)
    came = taken(book, files or ()) if store is None else Taken(_from_store(book, store), ())
    if not came.progress:
        raise _nothing(came.refused, store)
    for fault in came.refused:
        complain(fault.message, fault.advice)
    latest, earlier = each_once(came.progress)
    for early, late in earlier:
        words = _("{path} was left out: {other} is a later file of {learner}")
        say(words.format(path=early.source, other=late.source, learner=late.learner))
    for each in latest:
        if each.left_out:
            words = _("{path}: {n} rows are not as the academy writes them and were left out")
            say(words.format(path=each.source, n=each.left_out))
    learners = [each for each in latest if wanted is None or each.position == wanted]
    made = report(book, learners, _working(book), today)
    if output is not None:
        _save(book, made, output)
    if json:
        write_json(report_json(book, made) | {"refused": [_refused_json(fault) for fault in came.refused]})
    elif output is None:
        write_report(book, made)
    if store is None:
        say_trust()
    if came.refused:
        raise typer.Exit(1)


def _check(book: "Book", files: list[str] | None, store: str | None, output: Path | None) -> None:
    """Refuse what cannot be meant, before anything is read or asked."""
    from salesbook.cli.delivery import keep_out
    from salesbook.cli.shell import expanded

    if (store is None) == (not files):
        message = _("name either files or a record store") if files else _("which files?")
        raise UserError(message, _("name files, folders or patterns, or an address: --store URL"))
    if output is not None:
        output = expanded(output)
        if output.suffix.lower() not in (".csv", ".json"):
            message = _("a report cannot be written to a file {ending}").format(ending=output.suffix or "—")
            raise UserError(message, _("write it to .csv or .json"))
        keep_out(book.root, output, _("{path} lies inside the book: learning data are personal and never go there"))


def _today(book: "Book", typed: str | None) -> "date":
    """Return the day on which it is reported; raises `UserError` for words that are no day."""
    from salesbook.calendar import clock
    from salesbook.calendar.words import spoken_day
    from salesbook.core.errors import quoted

    today = clock.today(book.company, clock.now())
    day = today if typed is None else spoken_day(typed, today)
    if day is None:
        raise UserError(_("{day} is no day").format(day=quoted(typed)), _("write it as 28.11.2026 or 2026-11-28"))
    return day


def _position(book: "Book", typed: str) -> str:
    """Return the name of a position that is typed in whatever way; raises `UserError` for none."""
    from salesbook.book.names import slug_names
    from salesbook.core.typed_names import meant
    from salesbook.models.kinds import BY_NAME

    kind = BY_NAME["position"]
    slugs = [item.slug for item in book.of_kind(kind.name)]
    unknown = _("there is no {kind} “{name}”").format(kind=kind.singular(), name=typed)
    there = _("there are: {names}").format(names=", ".join(slugs) or "—")
    return f"{kind.name}:{meant(typed.removeprefix(f'{kind.name}:'), slug_names(book, kind), unknown, there)}"


def _working(book: "Book") -> "WorkingTime | None":
    """Return the company's working time; None where its hours or its calendar cannot be read, as on the plan's page."""
    from salesbook.calendar.working_time import working_time_of

    if book.unread("company", "calendar"):
        return None
    try:
        return working_time_of(book)
    except UserError:
        return None


def _save(book: "Book", made: Any, output: Path) -> None:
    from salesbook.cli.delivery import save
    from salesbook.cli.shell import expanded
    from salesbook.output.learning_rows import report_csv, report_json
    from salesbook.output.terminal import as_json

    is_table = output.suffix.lower() == ".csv"
    answer = report_csv(book, made) if is_table else (as_json(report_json(book, made)) + "\n").encode()
    save(answer, expanded(output))


def _from_store(book: "Book", typed: str) -> "tuple[Progress, ...]":
    """Return what a record store has of the book's learners; raises `UserError` for one that does not answer."""
    from salesbook.learning.statements import recorded
    from salesbook.learning.store import statements, statements_address
    from salesbook.output.terminal import say

    records = book.company.learning
    if records is None:
        message = _("company.yml names no record store, so nobody knows what the courses are called there")
        advice = _("add `learning` with “store” and “academy” to content/company.yml, and build the academy anew")
        raise UserError(message, advice)
    address = statements_address(typed)
    read = recorded(statements(address, _key(), records.activities), records.activities, book.company.title, address)
    if read.left_out:
        words = _("{path}: {n} rows are not as the academy writes them and were left out")
        say(words.format(path=address, n=read.left_out))
    return read.progress


def _key() -> "Key":
    """Return the key of a store from the environment, or ask for it on a terminal."""
    import os

    from salesbook.cli.ask import on_terminal
    from salesbook.learning.store import Key

    name, secret = os.environ.get("SALESBOOK_STORE_KEY", ""), os.environ.get("SALESBOOK_STORE_SECRET", "")
    if not secret:
        if not on_terminal():
            message = _("the record store wants a key, and none is in the environment")
            raise UserError(message, _("put it into SALESBOOK_STORE_KEY and SALESBOOK_STORE_SECRET"))
        name = typer.prompt(_("Name of the key (nothing for a token)"), default=name, show_default=False, err=True)
        secret = typer.prompt(_("Secret"), hide_input=True, err=True)
    return Key(name.strip(), secret.strip())


def _nothing(refused: "Sequence[Refused]", store: str | None) -> UserError:
    """Return what is said when there is no learner to report of."""
    if store is not None:
        message = _("the record store has nothing of this academy")
        return UserError(message, _("learners switch the sending on in the academy; is it the right store?"))
    if len(refused) == 1:
        return UserError(refused[0].message, refused[0].advice)
    message = _("none of these files can be taken; the first: {reason}").format(reason=refused[0].message)
    return UserError(message, refused[0].advice)


def _refused_json(refused: "Refused") -> dict[str, str]:
    return {"source": refused.source, "message": refused.message, "advice": refused.advice}


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook learning report ~/learning --position manager --output ~/learning.csv")
    about = _("Say who has learnt what, what is overdue, and which questions everybody fails.")
    app.command("report", cls=cls, help=about, epilog=example)(report)
