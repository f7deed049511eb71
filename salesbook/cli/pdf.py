"""`salesbook pdf`: the whole book on paper."""

from pathlib import Path
from typing import Annotated, Any

import typer

from salesbook.cli.session import ReaderRole, session
from salesbook.core.language import gettext as _

OUTPUT = Path("build", "book.pdf")

MAX_PAPER = 200_000_000
"""Bytes of a PDF that a new one may replace: one of a large book with pictures is long."""


def pdf(
    ctx: typer.Context,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help=_("Where to; by default build/book.pdf in the book.")),
    ] = None,
    role: ReaderRole = None,
) -> None:
    """Make the PDF; exit code 1 when the book has errors."""
    from dataclasses import replace

    from salesbook.academy.making import Making
    from salesbook.academy.paper.press import needs_typst, pdf_of
    from salesbook.academy.printer import needs_mkdocs
    from salesbook.book.names import reader_meant
    from salesbook.calendar import clock
    from salesbook.cli.delivery import keep_from_sources, save
    from salesbook.cli.sound import sound_book
    from salesbook.core.language import Translations, spoken
    from salesbook.pages.navigation import whole_tree
    from salesbook.text import formats

    needs_mkdocs()
    needs_typst()
    root = session(ctx).root
    output = output or root / OUTPUT
    keep_from_sources(root, output)
    book = sound_book(session(ctx))
    role = reader_meant(book, role)
    cover = [each.name for each in book.company.roles if each.id == role]
    today, labels = clock.today(book.company, clock.now()), Translations(spoken())
    cover.append(formats.full_date(today, spoken()))
    academy = Making.of(book, labels, today).academy(role)
    whole = replace(academy, navigation=whole_tree(book, labels, role))
    save(pdf_of(root, whole, output.with_suffix(".site"), cover), output, MAX_PAPER)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "pdf",
        cls=cls,
        help=_("Make one PDF of the book: contents with page numbers, bookmarks, links within it."),
        epilog=_("Example: salesbook pdf --role ROLE --output ROLE.pdf"),
    )(pdf)
