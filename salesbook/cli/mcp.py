"""`salesbook mcp`: the server that an assistant starts to read the book."""

from typing import Any

import typer

from salesbook.cli.session import ReaderRole, broken, session
from salesbook.core.language import gettext as _


def mcp(
    ctx: typer.Context,
    role: ReaderRole = None,
) -> None:
    """Serve the Model Context Protocol on stdin and stdout."""
    from importlib.util import find_spec

    from salesbook.core import interruption
    from salesbook.core.errors import UserError

    if find_spec("mcp") is None:
        message = _("the server for assistants needs the package mcp, which is not installed")
        raise UserError(message, _("run: pip install 'salesbook[mcp]'"))

    from salesbook.assistants.reader import BookReader
    from salesbook.assistants.server import make_server
    from salesbook.assistants.wire import serve
    from salesbook.book.names import word_meant

    book, problems = session(ctx).load(())
    if role is not None:
        if book.is_broken("company"):
            raise broken(book, problems, "company")
        role = word_meant(book, "role", role)
    server = make_server(BookReader(book.root, role), book.company.name)
    # The server writes nothing, and a thread of it waits for the client's next word: there is nothing to wind up.
    interruption.exit_at_once(_("interrupted; nothing was written"))
    serve(server)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "mcp",
        cls=cls,
        help=_("Serve an assistant, read-only: search, items, stages, scores and fields of letters, with sources."),
        epilog=_("Example: salesbook --book ~/book mcp --role ROLE; the assistant's program starts it"),
    )(mcp)
