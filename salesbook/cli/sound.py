"""What the commands that make something of a whole book share: a book that has no errors."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from salesbook.academy.memory import Memory
    from salesbook.book.book import Book
    from salesbook.cli.session import Session


def sound_book(session: "Session") -> "Book":
    """Return the whole book; prints its errors, and ends with exit code 1, when it has some."""
    book = book_if_sound(session)
    if book is None:
        raise typer.Exit(1)
    return book


def book_if_sound(session: "Session", memory: "Memory | None" = None) -> "Book | None":
    """Return the whole book; prints its errors, and returns None, when it has some.

    With the `memory` of a process that goes on only files that have changed are compiled.
    """
    from salesbook.book.load import load_book
    from salesbook.core.diagnostics import Severity
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report

    book, problems = session.load() if memory is None else load_book(session.root, unit=memory.read)
    if any(problem.severity is Severity.ERROR for problem in problems):
        write_report(report_on_book(book, problems))
        return None
    return book
