"""Why there is no answer: for people on stderr, for programs as JSON in the answer's place."""

from collections.abc import Sequence
from json import loads
from typing import TYPE_CHECKING, Any

from salesbook.output.terminal import complain, write_json

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.core.diagnostics import Diagnostic


def write_failure(message: str, advice: str = "", *, json: bool, **more: Any) -> None:
    """Say what went wrong and what to do; `more` stands beside it in the JSON."""
    if json:
        write_json({"error": {"message": message, "advice": advice}, **more})
    else:
        complain(message, advice)


def write_broken(book: "Book", message: str, advice: str, diagnostics: "Sequence[Diagnostic]", *, json: bool) -> None:
    """Say that a part of the book could not be read, and report what is wrong with it."""
    from salesbook.output.formats.json import json as as_json
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report

    report = report_on_book(book, diagnostics)
    if json:
        write_failure(message, advice, json=True, diagnostics=loads(as_json(report))["diagnostics"])
    else:
        complain(message, advice)
        if diagnostics:
            write_report(report)
