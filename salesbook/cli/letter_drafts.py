"""`salesbook letters drafts`: half-filled letters listed, taken up again, deleted."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_drafts
from salesbook.cli.session import Json, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.letters.drafts import DraftFolder


class Action(StrEnum):
    """What is done with drafts."""

    LIST = "list"
    RESUME = "resume"
    DELETE = "delete"


def drafts(
    ctx: typer.Context,
    action: Annotated[Action, typer.Argument(metavar="[list|resume|delete]", help=_("What to do."))] = Action.LIST,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="DRAFT", help=_("The draft, such as summary-1; the newest one when not said."),
            autocompletion=complete_drafts,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("With delete: delete all drafts of this book."))] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """List half-filled letters, take one up again, or delete it."""
    from salesbook.cli.letter_facts import drafts_here, drop_old
    from salesbook.core.errors import UserError

    book, _problems = session(ctx).load({"letter"})
    folder = drafts_here(book)
    if folder is None:
        raise UserError(_("you have no folder of your own in which drafts could be kept"))
    drop_old(book, folder)
    match action:
        case Action.LIST:
            _list(book, folder, json=json)
        case Action.RESUME:
            _resume(ctx, folder, _meant(folder, name), json=json)
        case Action.DELETE:
            _delete(folder, folder.names() if every else [_named(folder, name)], json=json)


def _list(book: "Book", folder: "DraftFolder", *, json: bool) -> None:
    from salesbook.calendar.clock import zone_of
    from salesbook.output.drafts import write_drafts

    company = book.company
    titles = {item.slug: item.title for item in book.of_kind("letter")}
    write_drafts(folder.drafts(), titles, company.draft_days, zone_of(company), json=json)


def _resume(ctx: typer.Context, folder: "DraftFolder", name: str, *, json: bool) -> None:
    """Go on with the questions of a draft; it is deleted once its letter has been written."""
    from salesbook.cli.letter import deliver
    from salesbook.cli.letter_facts import ask_facts, pick_letter

    draft = folder.draft(name)
    picked = pick_letter(ctx, draft.letter, draft.channel)
    facts = ask_facts(picked, draft.answers, draft=name)
    deliver(picked, facts, None, json=json, asked=True)
    folder.delete(name)


def _delete(folder: "DraftFolder", names: list[str], *, json: bool) -> None:
    from salesbook.output.drafts import write_deleted

    for name in names:
        folder.delete(name)
    write_deleted(names, json=json)


def _meant(folder: "DraftFolder", name: str | None) -> str:
    """Return the name of the draft that is asked for, the newest one when none is named; raises `UserError`."""
    newest = folder.drafts()[:1]
    return newest[0].name if name is None and newest else _named(folder, name)


def _named(folder: "DraftFolder", name: str | None) -> str:
    from salesbook.core.errors import UserError
    from salesbook.core.typed_names import meant, one_of

    names = folder.names()
    there = _("there are: {names}").format(names=", ".join(names) or "—")
    if name is None:
        raise UserError(_("which draft?"), there)
    return meant(name, one_of(names), _("there is no draft “{name}”").format(name=name), there)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook letters drafts resume NAME-1")
    about = _("List half-filled letters, take one up again, or delete it.")
    app.command("drafts", cls=cls, help=about, epilog=example)(drafts)
