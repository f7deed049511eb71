"""`salesbook upgrade`: a book of an older format is brought to the current one."""

from typing import Any

import typer

from salesbook.cli.session import BrokenContent, DryRun, Json, session
from salesbook.core.language import gettext as _


def upgrade(
    ctx: typer.Context,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring the book to the current format; exit code 1 when something in it cannot be read."""
    from salesbook import upgrading
    from salesbook.output.terminal import write_json
    from salesbook.output.upgraded import upgrade_json, write_upgrade

    root = session(ctx).root
    planned = upgrading.upgrade(root)
    if planned.problems:
        message = _("a part of the book cannot be read, so it would not be upgraded as a whole; nothing was changed")
        advice = _("mend what is named and run the command again")
        raise BrokenContent(session(ctx).load()[0], message, advice, planned.problems)
    if not dry_run:
        planned.plan.apply(root)
    if json:
        write_json(upgrade_json(planned, root, written=not dry_run))
    else:
        write_upgrade(planned, root, written=not dry_run)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    about = _("Bring a book of an older format to the current one: every comment and other byte stays.")
    app.command("upgrade", cls=cls, help=about, epilog=_("Example: salesbook upgrade --dry-run"))(upgrade)
