"""`salesbook check` and `salesbook explain`."""

import difflib
from pathlib import Path
from typing import Annotated, Any

import typer

from salesbook.cli.session import Json, session
from salesbook.language import gettext as _
from salesbook.output.formats import Format


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH…", help=_("Report on these files and folders only."))
    ] = None,
    format: Annotated[  # noqa: A002
        Format, typer.Option("--format", help=_("How to report: for people, for programs, or for a CI server."))
    ] = "text",
    select: Annotated[list[str] | None, typer.Option("--select", metavar="CODE", help=_("Only these checks."))] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="CODE", help=_("All checks but these."))
    ] = None,
    json: Json = False,
) -> None:
    """Validate the book; exit code 1 when an error is found. `--json` is `--format json`, as in every other command."""
    from datetime import UTC, datetime

    from salesbook.auditing import audit
    from salesbook.checks import RULES
    from salesbook.diagnostics import Severity
    from salesbook.output.formats.table import write_report
    from salesbook.output.report import report_on
    from salesbook.settings import Settings

    root = session(ctx).root
    selected, ignored = _codes(select), _codes(ignore)
    wanted = _wanted(paths or [], root)
    made = audit(root, Settings(), today=datetime.now(UTC).date())
    found = [d for d in made.diagnostics if (not selected or d.rule in selected) and d.rule not in ignored]
    if wanted:
        found = [d for d in found if any((root / d.path).is_relative_to(path) for path in wanted)]
    rules = {slug: r for slug, r in RULES.items() if (not selected or slug in selected) and slug not in ignored}
    narrowed = bool(wanted or selected or ignored)
    report = report_on(root, found, made.items, made.references, rules=rules, narrowed=narrowed)
    write_report(report, "json" if json else format)
    if any(d.severity is Severity.ERROR for d in found):
        raise typer.Exit(1)


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help=_("The slug of a check, as “check” prints it."))
    ] = None,
    json: Json = False,
) -> None:
    """Print the manual of a check, or the list of all."""
    from salesbook.checks import RULES
    from salesbook.output.manuals import rule_json, write_manual, write_titles
    from salesbook.output.terminal import write_json

    rules = sorted(RULES.values(), key=lambda r: r.slug) if code is None else [RULES[_known(code.strip("[]"))]]
    if json:
        write_json({"checks": [rule_json(rule) for rule in rules]})
    elif code is None:
        write_titles(rules)
    else:
        write_manual(rules[0])


def _codes(given: list[str] | None) -> set[str]:
    """Return the slugs of `--select a,b --select c`."""
    return {_known(code.strip()) for entry in given or [] for code in entry.split(",") if code.strip()}


def _known(code: str) -> str:
    from salesbook.checks import RULES
    from salesbook.errors import UserError

    if code in RULES:
        return code
    near = difflib.get_close_matches(code, RULES, 3, 0.5)
    advice = _("it looks like {names}").format(names=", ".join(near)) if near else _("see all: salesbook explain")
    raise UserError(_("there is no check “{name}”").format(name=code), advice)


def _wanted(paths: list[Path], root: Path) -> list[Path]:
    from salesbook.errors import UserError

    for path in paths:
        if not path.exists():
            message = _("there is no file or folder {path}").format(path=path)
            raise UserError(message, _("paths are relative to the current folder"))
        if not path.resolve().is_relative_to(root):
            message = _("{path} is not part of the book {root}").format(path=path, root=root)
            raise UserError(message, _("name another book with --book"))
    return [path.resolve() for path in paths]


def register(app: typer.Typer, cls: Any) -> None:
    """Add the commands."""
    example = _("Example: salesbook check content/pipelines --format json")
    app.command(
        "check", cls=cls, help=_("Validate the book: schemas, references, numbers, pipelines, letters."), epilog=example
    )(check)
    example = _("Example: salesbook explain unknown-reference")
    app.command("explain", cls=cls, help=_("Print the manual of a check, or the list of all checks."), epilog=example)(
        explain
    )
