"""How a build is told of: what it has come to, what leads nowhere, where it lies."""

from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken

if TYPE_CHECKING:
    from salesbook.academy.press import Printed
    from salesbook.book.book import Book


def say_built(pages: int, seconds: float) -> None:
    """Say that an academy is built."""
    from salesbook.output.terminal import say
    from salesbook.text import formats

    built = ngettext("{n} page", "{n} pages", pages).format(n=pages)
    shown = formats.number(round(seconds, 1), spoken())
    say(_("the academy is built: {pages} in {seconds} s").format(pages=built, seconds=shown))


def report(book: "Book", printed: "Printed") -> None:
    """Print what leads nowhere, with its file and place where the book's checks know it."""
    from dataclasses import replace

    from salesbook.book.load import located
    from salesbook.core.diagnostics import Severity
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report
    from salesbook.output.terminal import complain

    astray = []
    for fault in printed.faults:
        severity = Severity.ERROR if fault.fatal else Severity.WARNING
        astray += [replace(d, severity=severity) for d in located(book.sources.text_of, fault.rule, [fault.finding])]
    if astray:
        write_report(report_on_book(book, astray))
    for path, link in printed.dead:
        complain(_("{path}: the link “{link}” leads nowhere").format(path=path, link=link), _("mend it, or remove it"))
    for warning in printed.warnings:
        complain(_("MkDocs: {message}").format(message=warning))


def shown_path(path: Path) -> str:
    """Return a path as people in the current folder write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
