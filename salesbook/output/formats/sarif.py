"""A report as SARIF 2.1.0, the common language of static analysis: code scanning, editors' viewers.

The form is that of the OASIS standard; a comment names the section where a rule of it is not obvious.
"""

from typing import Any
from urllib.parse import quote

from salesbook import __version__
from salesbook.auditing.choice import Silenced
from salesbook.core.diagnostics import Diagnostic, Rule
from salesbook.core.fingerprints import fingerprints
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.output.report import Report
from salesbook.output.silenced import silenced_words
from salesbook.output.terminal import dumped
from salesbook.output.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(report: Report) -> str:
    """Return a log of one run: its rules with their manuals, its results with places, fingerprints and fixes."""
    slugs = sorted(report.rules)
    marks = fingerprints(report.diagnostics, report.lines)
    results = [
        _result(d, fingerprint, slugs.index(d.rule) if d.rule in report.rules else None)
        for d, fingerprint in zip(report.diagnostics, marks, strict=True)
    ]
    driver = {"name": "salesbook", "version": __version__, "rules": [_rule(report.rules[slug]) for slug in slugs]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": spoken(),
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    if report.summary.silenced.anything:
        run["invocations"] = [_invocation(report.summary.silenced)]
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _invocation(silenced: Silenced) -> dict[str, Any]:
    """Return what was not asked or reported: the rules that are configured otherwise, and a note with the counts."""
    off = [{"descriptor": {"id": slug}, "configuration": {"enabled": False}} for slug in silenced.off]
    lowered = [{"descriptor": {"id": slug}, "configuration": {"level": "warning"}} for slug in silenced.lowered]
    note = {"level": "note", "message": {"text": "; ".join(silenced_words(silenced))}}
    return {
        "executionSuccessful": True,
        "ruleConfigurationOverrides": [*off, *lowered],
        "toolConfigurationNotifications": [note],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Return a rule: its title, the paragraph that says why it matters, and the whole manual, which is Markdown."""
    manual = _(rule.manual)
    title, *paragraphs = manual.split("\n\n")
    return {
        "id": rule.slug,
        "shortDescription": {"text": title},
        "fullDescription": {"text": " ".join((paragraphs[0] if paragraphs else title).split())},
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(d: Diagnostic, fingerprint: str, index: int | None) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(d), "region": _region(d)}
    result: dict[str, Any] = {
        "ruleId": visible(d.rule),
        "level": d.severity.value,
        "message": {"text": _message(d)},
        "locations": [{"physicalLocation": place}],
        # Not `primaryLocationLineHash`: GitHub makes that one itself and complains of another's.
        "partialFingerprints": {"salesbook/v1": fingerprint},
    }
    if index is not None:
        result["ruleIndex"] = index
    if d.replacement is not None and d.end is not None:
        written = {"deletedRegion": _region(d), "insertedContent": {"text": d.replacement}}
        result["fixes"] = [{"artifactChanges": [{"artifactLocation": _artifact(d), "replacements": [written]}]}]
    return result


def _artifact(d: Diagnostic) -> dict[str, str]:
    """Return the file as a URI relative to the book; a name that is no Unicode becomes one all the same."""
    return {"uri": quote(str(d.path), errors="surrogatepass"), "uriBaseId": "%SRCROOT%"}


def _region(d: Diagnostic) -> dict[str, int]:
    """Return the place; without an end it reaches to the end of its line (§3.30.8)."""
    region = {"startLine": d.place.line, "startColumn": d.place.column}
    if d.end is not None:
        region |= {"endLine": d.end.line, "endColumn": d.end.column}
    return region


def _message(d: Diagnostic) -> str:
    """Return what was found and the next step, as a plain text message.

    Braces are doubled, because a single pair is a placeholder (§3.11.5), and `[words](address)` is parted, because it
    would be a link (§3.11.6), and a report makes no links of what a book says.
    """
    words = "\n".join(visible(part) for part in (d.message, d.advice) if part)
    return words.replace("{", "{{").replace("}", "}}").replace("](", "] (")
