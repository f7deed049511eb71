"""What the commands that make something of a whole book share: a book that has no errors."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.cli.session import Session


def sound_book(session: "Session") -> "Book":
    """Return the whole book; prints its errors, and ends with exit code 1, when it has some."""
    from salesbook.core.diagnostics import Severity
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report

    book, problems = session.load()
    if any(problem.severity is Severity.ERROR for problem in problems):
        write_report(report_on_book(book, problems))
        raise typer.Exit(1)
    return book
