"""A report for people: each finding with its line, a mark under what it is about, and the next step."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.excerpt import excerpt, masked, secrets
from salesbook.output.report import Report, Summary, severity_word
from salesbook.output.silenced import silenced_words
from salesbook.output.visible import visible

if TYPE_CHECKING:
    from rich.text import Text

MANY = 300
"""So many findings of a kind in one file are shown to people; other formats have all."""
WIDTH = 120
"""How wide the lines of files are shown where there is no terminal to ask."""


def text(report: Report) -> str:
    """Return the report without colours."""
    return "".join(f"{block.plain}\n" for block in blocks(report))


def blocks(report: Report, width: int = WIDTH) -> Iterator["Text"]:
    """Yield every finding in colour: `file:line:column: severity: message [check]`, its line, the next step.

    An empty line separates two findings; nothing that a book holds acts on the terminal.
    """
    from rich.text import Text

    hidden = secrets(report.diagnostics)

    @cache
    def line(path: PurePosixPath, number: int) -> str:
        lines = report.lines(path)
        words = lines[number - 1] if number <= len(lines) else ""
        return masked(words, hidden[path, number]) if (path, number) in hidden else words

    met: Counter[tuple[PurePosixPath, str]] = Counter()
    counts = Counter((d.path, d.rule) for d in report.diagnostics)
    for n, d in enumerate(report.diagnostics):
        met[d.path, d.rule] += 1
        if met[d.path, d.rule] > MANY:
            continue
        more = counts[d.path, d.rule] - MANY if met[d.path, d.rule] == MANY else 0
        colour = "red" if d.severity is Severity.ERROR else "yellow"
        block = Text("\n" if n else "")
        block.append(f"{visible(str(d.path))}:{d.place.line}:{d.place.column}", "bold")
        block.append(": ").append(severity_word(d.severity), colour)
        block.append(f": {visible(d.message)} ").append(f"[{visible(d.rule)}]", "dim")
        for gutter, shown, style in _source(line(d.path, d.place.line), d, width):
            block.append(f"\n{gutter} | ", "dim").append(shown, f"bold {colour}" if style else "")
        if d.advice:
            block.append("\n    ").append("→", "cyan").append(f" {visible(d.advice)}")
        if more:
            others = ngettext("and {n} more of the kind in this file", "and {n} more of the kind in this file", more)
            block.append(f"\n    … {others.format(n=more)}")
        if d.replacement is not None:
            block.append("\n    ").append("✓", "green").append(" " + _("can be mended: salesbook check --fix"))
        yield block


def _source(line: str, d: Diagnostic, width: int) -> Iterator[tuple[str, str, bool]]:
    """Yield the gutter, the words and whether they are the mark, for the finding's line and for what is under it."""
    if not line.strip():
        return
    gutter = f"{d.place.line:>3}"
    start = d.place.column - 1
    end = d.end.column - 1 if d.end is not None and d.end.line == d.place.line else start
    found = excerpt(line, start, end, max(40, width - len(gutter) - len(" | ")))
    yield gutter, found.line.rstrip(), False
    yield " " * len(gutter), " " * found.indent + "^" * found.length, True


def closing(summary: Summary) -> str:
    """Return the closing line of a report, in Rich's markup."""
    items = ngettext("{n} item", "{n} items", summary.items).format(n=summary.items)
    references = ngettext("{n} reference", "{n} references", summary.references).format(n=summary.references)
    looked = _("checked: {items}, {references}").format(items=items, references=references)
    if summary.books > 1:
        books = ngettext("{n} book", "{n} books", summary.books).format(n=summary.books)
        looked = _("checked: {books}, {items}, {references}").format(books=books, items=items, references=references)
    aside = "".join(f"; {words}" for words in _aside(summary))
    if not summary.errors and not summary.warnings:
        if summary.narrowed:
            verdict = _("Nothing found in the files and by the checks asked for")
            return f"[green]{verdict}[/]{aside}"
        verdict = _("The book is in order") if summary.books == 1 else _("The books are in order")
        return f"[green]{verdict}[/]: {looked}{aside}"
    errors = ngettext("{n} error", "{n} errors", summary.errors).format(n=summary.errors)
    counts = [errors] if summary.errors else []
    if summary.warnings:
        counts.append(ngettext("{n} warning", "{n} warnings", summary.warnings).format(n=summary.warnings))
    files = ngettext("in {n} file", "in {n} files", summary.files).format(n=summary.files)
    verdict = _("Found")
    return f"[bold]{verdict}[/]: {', '.join(counts)} {files}; {looked}{aside}"


def _aside(summary: Summary) -> Iterator[str]:
    """Yield what else is worth knowing of the findings, and of those that are not shown."""
    if summary.fixable:
        fixable = ngettext("{n} can be mended", "{n} can be mended", summary.fixable).format(n=summary.fixable)
        yield f"{fixable}: salesbook {'' if summary.books == 1 else '--book FOLDER '}check --fix"
    yield from silenced_words(summary.silenced)
