"""`salesbook letters`: what is done with letters beyond writing one."""

from typing import Any

import typer

from salesbook.cli import letter_drafts, letter_preview, letter_series
from salesbook.core.language import gettext as _


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the group."""
    from salesbook.cli.usage import Group

    group = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        help=_("Series of letters, previews, and half-filled letters."),
        rich_markup_mode="rich",
    )
    letter_series.add_commands(group, cls)
    letter_preview.add_commands(group, cls)
    letter_drafts.add_commands(group, cls)
    app.add_typer(group, name="letters")
