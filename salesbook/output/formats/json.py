"""A report for programs, in our own form: everything that is known of a finding."""

from typing import Any

from salesbook.core.diagnostics import Diagnostic
from salesbook.output.report import Report
from salesbook.output.terminal import as_json


def json(report: Report) -> str:
    """Return the report as JSON; docs/readers/ci.md names the fields."""
    summary = report.summary
    silenced = summary.silenced
    return as_json(
        {
            "summary": {
                "books": summary.books,
                "items": summary.items,
                "references": summary.references,
                "errors": summary.errors,
                "warnings": summary.warnings,
                "files": summary.files,
                "fixable": summary.fixable,
                "ignored": silenced.by_settings + silenced.by_comments,
                "baselined": silenced.by_baseline,
                "silenced": {
                    "settings": silenced.by_settings,
                    "comments": silenced.by_comments,
                    "baseline": silenced.by_baseline,
                    "off": list(silenced.off),
                    "lowered": list(silenced.lowered),
                },
            },
            "diagnostics": [_diagnostic(d) for d in report.diagnostics],
        }
    )


def _diagnostic(d: Diagnostic) -> dict[str, Any]:
    """Return a finding: `end` is the place behind its last character, `fix` what may be written in its stead."""
    return {
        "code": d.rule,
        "severity": d.severity.value,
        "path": str(d.path),
        "line": d.place.line,
        "column": d.place.column,
        "end": None if d.end is None else {"line": d.end.line, "column": d.end.column},
        "message": d.message,
        "advice": d.advice,
        "fix": d.replacement,
    }
