"""`salesbook find`: the right place of the book for a question."""

from typing import Annotated, Any

import typer

from salesbook.cli.session import Json, ReaderRole, say_unread, session
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

_MOST = 50


def find(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=_("What is looked for, as you would say it."))],
    number: Annotated[
        int | None,
        typer.Option("--open", metavar="N", min=1, max=_MOST, help=_("Show the text of the N-th place in full.")),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, max=_MOST, help=_("How many places to list."))
    ] = 5,
    role: ReaderRole = None,
    json: Json = False,
) -> None:
    """Find the place of the book that answers a question."""
    from salesbook.book.names import reader_meant
    from salesbook.finding import search
    from salesbook.finding.index import Index
    from salesbook.finding.memory import remember, remembered
    from salesbook.output.finding import hit_json, write_hit, write_hits
    from salesbook.output.terminal import say, write_json

    book, problems = session(ctx).load()
    say_unread(problems)
    reader = reader_meant(book, role)
    dictionary = remembered()
    index = Index.of(book, reader, dictionary)
    remember(dictionary)
    asked = " ".join(words)
    hits = search.find(index, asked, max(limit, number or 0))
    if json:
        write_json({"query": asked, "results": [hit_json(book, index, hit) for hit in hits]})
    elif not hits:
        say(_("nothing was found for “{words}”").format(words=asked))
    elif number is None:
        write_hits(index, hits)
    elif number > len(hits):
        message = _("there is no place number {n}").format(n=number)
        raise UserError(message, _("found: {n}").format(n=len(hits)))
    else:
        write_hit(hits[number - 1])
    if not hits:
        raise typer.Exit(1)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook find client says too expensive")
    app.command("find", cls=cls, help=_("Find the place of the book that answers a question."), epilog=example)(find)
