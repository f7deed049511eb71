"""The manuals of checks out."""

from collections.abc import Sequence
from typing import Any

from salesbook.core.diagnostics import Rule
from salesbook.core.language import gettext as _
from salesbook.output.report import severity_word
from salesbook.output.terminal import out


def write_titles(rules: Sequence[Rule]) -> None:
    """Print every check with the first line of its manual."""
    console = out()
    for rule in rules:
        console.print(f"[bold]{rule.slug}[/] — {_title(rule)}")


def write_manual(rule: Rule) -> None:
    """Print one manual: what is found, why it matters, a bad and a good example."""
    from rich.markdown import Markdown

    console = out()
    console.print(f"[bold]{rule.slug}[/] — {severity_word(rule.severity)}\n")
    console.print(Markdown(_(rule.manual)), soft_wrap=False)


def rule_json(rule: Rule) -> dict[str, Any]:
    """Return a manual for programs."""
    return {"code": rule.slug, "severity": rule.severity.value, "title": _title(rule), "manual": _(rule.manual)}


def _title(rule: Rule) -> str:
    return _(rule.manual).partition("\n")[0]
