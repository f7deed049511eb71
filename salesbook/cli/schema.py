"""`salesbook schema`: what an editor needs to know of the fields of a kind."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_kinds
from salesbook.cli.session import Json, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book


def schema(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help=_("A kind such as pipeline; without it, kinds are listed."),
            autocompletion=complete_kinds,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Print the JSON Schema of a kind, within a book with the words of its company.yml, or list the kinds."""
    from salesbook.models import schemas
    from salesbook.models.kind_names import kind_meant
    from salesbook.models.kinds import KINDS
    from salesbook.output.kinds import kind_json, write_kinds
    from salesbook.output.terminal import dumped, write, write_json

    if kind is not None:
        # A schema is JSON whatever is asked for, and its dialect stands in it: no “version” of ours belongs there.
        book = _book(ctx)
        words, extends = (None, False) if book is None else (book.words, book.company.extends is not None)
        write(dumped(schemas.schema(kind_meant(kind), words=words, extends=extends)))
    elif json:
        write_json({"kinds": [kind_json(k) for k in KINDS]})
    else:
        write_kinds(KINDS)


def _book(ctx: typer.Context) -> "Book | None":
    """Return the book at hand; None outside of a book, and when its company.yml cannot be read."""
    from salesbook.core.errors import UserError

    try:
        book, _problems = session(ctx).load(frozenset())
    except UserError:
        return None
    return None if book.is_broken("company") else book


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "schema",
        cls=cls,
        help=_("Print the JSON Schema of a kind of content, for editors and other programs."),
        epilog=_("Example: salesbook schema pipeline > pipeline.json"),
    )(schema)
