"""The commands in one list. A command loads, calls, prints, exits; it imports what it needs when it runs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from salesbook import __version__
from salesbook.cli import (
    academy,
    articles,
    browse,
    check,
    deadline,
    find,
    init,
    learning,
    letter,
    letters,
    lsp,
    mcp,
    new,
    pdf,
    schema,
    score,
    scorecard,
    templates,
    upgrade,
)
from salesbook.cli.session import Session
from salesbook.cli.shell import expanded
from salesbook.cli.usage import Command, Group
from salesbook.core.language import gettext as _

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def print_version(wanted: bool) -> None:
    """Print the version and end, before a command is asked for."""
    if wanted:
        from salesbook.output.terminal import write

        write(f"salesbook {__version__}")
        raise typer.Exit


@app.callback(
    help=_(
        "A sales department's knowledge as code: check it, number it, score leads, write letters, build the academy."
    ),
    epilog=_("Example: salesbook --book ~/book check"),
)
def start(
    ctx: typer.Context,
    book: Annotated[
        Path | None,
        typer.Option("--book", help=_("The book's folder; by default the nearest one that holds content/company.yml.")),
    ] = None,
    lang: Annotated[
        Literal["ru", "en"] | None,
        typer.Option(
            "--lang", help=_("The language of messages; by default the book's, outside of a book the system's.")
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", "-V", is_eager=True, callback=print_version, help=_("Print the version and exit.")),
    ] = False,
) -> None:
    """Keep the options that stand before the command; the language was chosen in `main`."""
    ctx.obj = Session(expanded(book or "."))


for module in (
    init, check, upgrade, browse, find, new, articles, score, scorecard, letter, letters, deadline, learning, schema,
    lsp, mcp, templates, academy, pdf,
):  # fmt: skip
    module.add_commands(app, Command)
