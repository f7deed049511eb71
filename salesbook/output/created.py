"""A new item out: where it lies, or its text, and what is still to be written in it."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from salesbook.core.diagnostics import Diagnostic
from salesbook.core.language import gettext as _
from salesbook.output.terminal import say, write


def write_created(path: PurePosixPath, article: str | None, findings: Sequence[Diagnostic], text: str | None) -> None:
    """Say that a file was written, or print its `text` when it was not; then what is still to be done in it."""
    if text is not None:
        write(text)
    number = "" if article is None else f", {article}"
    say(f"{path}{number}")
    for finding in findings:
        advice = f"; {finding.advice}" if finding.advice else ""
        say(f"  {path}:{finding.place.line}:{finding.place.column}: {finding.message}{advice}")
    say(_("still to be done: {n}").format(n=len(findings)) if findings else _("nothing is missing in it"))
    if text is not None:
        say(_("nothing was written: --dry-run"))


def created_json(
    kind: str,
    name: str,
    path: PurePosixPath,
    article: str | None,
    findings: Sequence[Diagnostic],
    text: str | None,
) -> dict[str, Any]:
    """Return a new item for programs; `text` is given when nothing was written."""
    return {
        "written": text is None,
        "kind": kind,
        "name": name,
        "path": str(path),
        "article": article,
        "findings": [
            {
                "code": finding.rule,
                "severity": finding.severity.value,
                "line": finding.place.line,
                "column": finding.place.column,
                "message": finding.message,
                "advice": finding.advice,
            }
            for finding in findings
        ],
    } | ({} if text is None else {"text": text})
