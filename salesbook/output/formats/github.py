"""A report as GitHub's workflow commands: annotations beside the lines of a pull request.

GitHub shows ten errors and ten warnings of a step; the rest stay in its log.
"""

from salesbook.core.diagnostics import Diagnostic
from salesbook.output.report import Report
from salesbook.output.silenced import silenced_words
from salesbook.output.visible import visible


def github(report: Report) -> str:
    """Return a line of `::error …::message` or `::warning …` for every finding, and a notice of what is silenced."""
    lines = [_command(d) for d in report.diagnostics]
    if words := "; ".join(silenced_words(report.summary.silenced)):
        lines.append(f"::notice title=salesbook::{_data(visible(words))}")
    return "".join(f"{line}\n" for line in lines)


def _command(d: Diagnostic) -> str:
    place = {"file": visible(str(d.path)), "line": str(d.place.line)}
    if d.end is not None and d.end.line > d.place.line:
        # Columns are allowed only where a finding begins and ends on one line.
        place["endLine"] = str(d.end.line)
    else:
        place["col"] = str(d.place.column)
        if d.end is not None:
            place["endColumn"] = str(d.end.column)
    place["title"] = visible(d.rule)
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    words = "\n".join(visible(part) for part in (d.message, d.advice) if part)
    return f"::{d.severity.value} {properties}::{_data(words)}"


def _data(text: str) -> str:
    """Escape the message: a command is one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape a value: colons and commas separate properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
