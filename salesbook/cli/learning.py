"""`salesbook learning`: what the courses of a book become elsewhere; each command stands in a module of its own."""

from types import ModuleType
from typing import Any

import typer

from salesbook.cli import learning_gift, learning_report, learning_scorm
from salesbook.core.language import gettext as _

COMMANDS: tuple[ModuleType, ...] = (learning_gift, learning_report, learning_scorm)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the group."""
    from salesbook.cli.usage import Group

    about = _("Learning: courses for other systems, and what has been learnt.")
    group = typer.Typer(cls=Group, help=about, rich_markup_mode="rich", no_args_is_help=True)
    for module in COMMANDS:
        module.add_commands(group, cls)
    app.add_typer(group, name="learning")
