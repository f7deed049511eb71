"""`salesbook letters`: what is done with letters beyond writing one."""

from typing import Any

import typer

from salesbook.cli import letter_drafts
from salesbook.core.language import gettext as _


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the group."""
    from salesbook.cli.usage import Group

    group = typer.Typer(cls=Group, no_args_is_help=True, help=_("Half-filled letters."), rich_markup_mode="rich")
    letter_drafts.add_commands(group, cls)
    app.add_typer(group, name="letters")
