"""`salesbook lsp`: the language server that an editor starts."""

from typing import Any

import typer

from salesbook.cli.session import session
from salesbook.core.language import gettext as _


def lsp(ctx: typer.Context) -> None:
    """Serve the language server protocol on stdin and stdout."""
    import contextlib
    import os
    import sys
    from importlib.util import find_spec

    from salesbook.calendar import clock
    from salesbook.core import interruption
    from salesbook.core.errors import UserError

    if find_spec("pygls") is None:
        message = _("the language server needs pygls, which is not installed")
        raise UserError(message, _("run: pip install 'salesbook[lsp]'"))

    from salesbook.editing.handlers import make_server

    options = ctx.find_root().params
    start = session(ctx).folder if options.get("book") else None
    # The server writes nothing, and a thread of it waits for the editor's next word: there is nothing to wind up.
    interruption.exit_at_once(_("interrupted; nothing was written"))
    server = make_server(start, clock.now, options.get("lang"))
    # The protocol has a stdout of its own, so that nothing else is ever printed between its messages.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, contextlib.redirect_stdout(sys.stderr):
        server.start_io(sys.stdin.buffer, out)
    raise typer.Exit(0 if server.was_shut_down else 1)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "lsp",
        cls=cls,
        help=_("Serve an editor: findings as one types, completion, hover, definition, references, renaming."),
        epilog=_("Example: see docs/editors.md; an editor starts it"),
    )(lsp)
