"""`salesbook new`: a file of a kind in its place, every field explained, what is required asked for on a terminal."""

import os
from typing import Annotated, Any

import typer

from salesbook.cli.completion import complete_kinds, complete_words
from salesbook.cli.session import DryRun, Json, session
from salesbook.core.language import gettext as _

Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="FIELD=VALUE", help=_("Fill in a field; entries of a list are parted by “;”.")),
]


def new(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help=_("What is to be written, such as letter."), autocompletion=complete_kinds),
    ],
    slug: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help=_("The name of the file, such as key-meeting or sales/returns.")),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option(
            "--department",
            metavar="NAME",
            help=_("The department of a regulation."),
            autocompletion=complete_words("department"),
        ),
    ] = None,
    settings: Set = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Write a new item of a kind, to be filled in."""
    from salesbook.auditing.run import compiled
    from salesbook.auditing.settings import load_settings
    from salesbook.calendar import clock
    from salesbook.cli.ask import on_terminal
    from salesbook.cli.check import believes_cache
    from salesbook.cli.new_questions import ask_fields, ask_place
    from salesbook.cli.session import broken
    from salesbook.models.kind_names import kind_meant
    from salesbook.output.created import created_json, write_created
    from salesbook.output.terminal import write_json
    from salesbook.starters.new import path_of, place_of, plan_new, presets
    from salesbook.starters.values import values_from

    root, chosen = session(ctx).root, kind_meant(kind)
    toml = load_settings(root)
    compilation = compiled(root, toml, cached=believes_cache(os.environ))
    book = compilation.book
    if book.is_broken("company"):
        raise broken(book, session(ctx).load(("company",))[1], "company")
    asking = on_terminal()
    place = (ask_place if asking else place_of)(book, chosen, slug, department)
    path_of(book, chosen, *place)
    now = clock.now()
    today = clock.today(book.company, now)
    values = values_from(chosen.model, settings or (), book)
    if asking:
        values |= ask_fields(book, chosen, presets(book, chosen, today=today) | values, today)
    item = plan_new(compilation, toml, chosen, *place, values, now=now, today=today)
    if not dry_run:
        item.plan.apply(root)
    shown = item.text if dry_run else None
    if json:
        write_json(created_json(chosen.name, item.name, item.path, item.article, item.findings, shown))
    else:
        write_created(item.path, item.article, item.findings, shown)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook new regulation sales/returns --set title='Returning a deposit' --dry-run")
    about = _("Write a new item of a kind: every field explained, what is required asked for.")
    app.command("new", cls=cls, help=about, epilog=example)(new)
