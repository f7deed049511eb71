"""Findings out: a report for people and one for programs."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.markup import escape

from salesbook.book import Book
from salesbook.diagnostics import Diagnostic, Severity
from salesbook.language import gettext as _
from salesbook.language import ngettext
from salesbook.output.terminal import err, out, write_json


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was looked at and how much was found; `narrowed`: only some files or checks were asked for."""

    items: int
    references: int
    errors: int
    warnings: int
    files: int
    narrowed: bool = False


def summarise(book: Book, diagnostics: Sequence[Diagnostic], *, narrowed: bool = False) -> Summary:
    """Count a report."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    files = len({d.path for d in diagnostics})
    return Summary(len(book.items), len(book.references), errors, len(diagnostics) - errors, files, narrowed)


def write_text(diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    """Print one finding after another as `file:line:column`, what was found and the next step; the count to stderr."""
    console = out()
    for d in diagnostics:
        colour = "red" if d.severity is Severity.ERROR else "yellow"
        place = f"[bold]{escape(f'{d.path}:{d.place.line}:{d.place.column}')}[/]"
        severity = f"[{colour}]{severity_word(d.severity)}[/]"
        console.print(f"{place}: {severity}: {escape(d.message)} [dim]\\[{d.rule}][/]", soft_wrap=True)
        if d.advice:
            console.print(f"    [cyan]→[/] {escape(d.advice)}", soft_wrap=True)
    err().print(count(summary))


def count(summary: Summary) -> str:
    """Return the closing line of a report."""
    items = ngettext("{n} item", "{n} items", summary.items).format(n=summary.items)
    references = ngettext("{n} reference", "{n} references", summary.references).format(n=summary.references)
    looked = _("checked: {items}, {references}").format(items=items, references=references)
    if not summary.errors and not summary.warnings and summary.narrowed:
        verdict = _("Nothing found in the files and by the checks asked for")
        return f"[green]{verdict}[/]"
    if not summary.errors and not summary.warnings:
        verdict = _("The book is in order")
        return f"[green]{verdict}[/]: {looked}"
    errors = ngettext("{n} error", "{n} errors", summary.errors).format(n=summary.errors)
    found = [errors] if summary.errors else []
    if summary.warnings:
        found.append(ngettext("{n} warning", "{n} warnings", summary.warnings).format(n=summary.warnings))
    files = ngettext("in {n} file", "in {n} files", summary.files).format(n=summary.files)
    verdict = _("Found")
    return f"[bold]{verdict}[/]: {', '.join(found)} {files}; {looked}"


def write_findings_json(diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    """Print the report as JSON."""
    write_json(
        {
            "summary": {
                "items": summary.items,
                "references": summary.references,
                "errors": summary.errors,
                "warnings": summary.warnings,
            },
            "diagnostics": [
                {
                    "code": d.rule,
                    "severity": d.severity.value,
                    "path": str(d.path),
                    "line": d.place.line,
                    "column": d.place.column,
                    "message": d.message,
                    "advice": d.advice,
                }
                for d in diagnostics
            ],
        }
    )


def severity_word(severity: Severity) -> str:
    """Return the severity in the language in use."""
    return _("error") if severity is Severity.ERROR else _("warning")
