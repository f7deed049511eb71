"""A report as GitLab's Code Quality JSON, which a merge request compares with that of its target branch."""

import json
from hashlib import blake2b
from typing import Any

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.fingerprints import fingerprints
from salesbook.core.settings import FILE
from salesbook.output.report import Report
from salesbook.output.silenced import silenced_words
from salesbook.output.visible import visible


def gitlab(report: Report) -> str:
    """Return a list of issues: an error is `major`, a warning `minor`; what is silenced is one of `info`.

    GitLab has no place for words about the report as a whole. A merge request that silences more brings a new issue.
    """
    marks = fingerprints(report.diagnostics, report.lines)
    issues = [_issue(d, fingerprint) for d, fingerprint in zip(report.diagnostics, marks, strict=True)]
    if words := "; ".join(silenced_words(report.summary.silenced)):
        issues.append(
            {
                "description": visible(words),
                "check_name": "silenced",
                "fingerprint": blake2b(repr(report.summary.silenced).encode(), digest_size=16).hexdigest(),
                "severity": "info",
                "location": {"path": FILE, "lines": {"begin": 1}},
            }
        )
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(d: Diagnostic, fingerprint: str) -> dict[str, Any]:
    lines = {"begin": d.place.line}
    if d.end is not None:
        lines["end"] = d.end.line
    return {
        "description": visible(f"{d.message} → {d.advice}" if d.advice else d.message),
        "check_name": visible(d.rule),
        "fingerprint": fingerprint,
        "severity": "major" if d.severity is Severity.ERROR else "minor",
        "location": {"path": visible(str(d.path)), "lines": lines},
    }
