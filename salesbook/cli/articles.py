"""`salesbook articles`: the register of article numbers, and numbers for new regulations."""

from typing import Any

import typer

from salesbook.cli.session import DryRun, Json, say_unread, session
from salesbook.core.language import gettext as _

KINDS = ("regulation", "register")


def list_articles(ctx: typer.Context, json: Json = False) -> None:
    """Show the register: number, title, department, status."""
    from salesbook.articles import numbering as articles
    from salesbook.output.register import register_json, write_register
    from salesbook.output.terminal import write_json

    book, problems = session(ctx).load(KINDS)
    say_unread(problems)
    rows = articles.numbered(book)
    if json:
        write_json(register_json(rows))
    else:
        write_register(book, rows)


def assign(
    ctx: typer.Context,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give every regulation that has none the next free number of its department."""
    from salesbook.articles import numbering as articles
    from salesbook.output.register import assignments_json, write_assignments
    from salesbook.output.terminal import write_json

    # The whole book: a number that anything refers to is taken, even if its regulation is not here.
    book, _problems = session(ctx).load()
    assignments = articles.assign(book)
    plan = articles.plan(book, assignments)
    if not dry_run:
        plan.apply(book.root)
    if json:
        write_json(assignments_json(assignments, written=not dry_run))
    else:
        write_assignments(assignments, plan.diff(book.root) if dry_run else None)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the group."""
    from salesbook.cli.usage import Group

    group = typer.Typer(cls=Group, no_args_is_help=True, help=_("The numbers of regulations."), rich_markup_mode="rich")
    example = _("Example: salesbook articles list --json")
    group.command("list", cls=cls, help=_("Show the register of article numbers."), epilog=example)(list_articles)
    example = _("Example: salesbook articles assign --dry-run")
    about = _("Give every regulation that has none the next free number of its department.")
    group.command("assign", cls=cls, help=about, epilog=example)(assign)
    app.add_typer(group, name="articles")
