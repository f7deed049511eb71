"""A report on its way out, in the format that was asked for."""

from collections.abc import Callable

from salesbook.output.formats import Format
from salesbook.output.formats.github import github
from salesbook.output.formats.gitlab import gitlab
from salesbook.output.formats.json import json
from salesbook.output.formats.junit import junit
from salesbook.output.formats.sarif import sarif
from salesbook.output.formats.text import blocks, closing, text
from salesbook.output.report import Report
from salesbook.output.terminal import out, remark, write

FORMATS: dict[Format, Callable[[Report], str]] = {
    "text": text,
    "json": json,
    "sarif": sarif,
    "github": github,
    "gitlab": gitlab,
    "junit": junit,
}


def write_report(report: Report, form: Format = "text") -> None:
    """Write a report to stdout, and its closing line to stderr; the count is a part of the JSON itself."""
    if form == "text":
        if report.diagnostics:
            console = out()
            for block in blocks(report, console.width) if console.is_terminal else blocks(report):
                console.print(block)
            if console.is_terminal:
                console.print()
    elif words := FORMATS[form](report):
        write(words)
    if form != "json":
        remark(closing(report.summary))
