"""`salesbook check` and `salesbook explain`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.check_books import alone, check_each, say_base
from salesbook.cli.completion import complete_checks, complete_explained
from salesbook.cli.session import Json, session
from salesbook.core.language import gettext as _
from salesbook.output.formats import LISTING_RULES, Format

if TYPE_CHECKING:
    from salesbook.auditing.audit import Audit
    from salesbook.auditing.choice import Choice
    from salesbook.core.settings import Settings
    from salesbook.models.kinds import Kind
    from salesbook.output.report import Report

Paths = Annotated[list[Path] | None, typer.Argument(metavar="PATH", help=_("Report on these files and folders only."))]
Form = Annotated[
    Format,
    typer.Option("--format", metavar="FORMAT", help=_("How to report: text, json, sarif, github, gitlab or junit.")),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="CODE",
        help=_("Only these checks, in place of those of the settings."),
        autocompletion=complete_checks,
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        "--ignore",
        metavar="CODE",
        help=_("All checks but these, and but those of the settings."),
        autocompletion=complete_checks,
    ),
]
Fix = Annotated[bool, typer.Option("--fix", help=_("Mend what has one right answer, then report the rest."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("With --fix: show what would be written, write nothing."))]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help=_("The file of known findings, which are not reported.")),
]
WriteBaseline = Annotated[
    bool, typer.Option("--write-baseline", help=_("Make what is found now known: write it into the baseline."))
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help=_("Look at every file anew, and remember nothing; so it is wherever CI is set.")),
]

Each = Annotated[
    Path | None,
    typer.Option(
        "--each", metavar="FOLDER", help=_("All books below this folder in one run; those they extend are told once.")
    ),
]


def check(
    ctx: typer.Context,
    paths: Paths = None,
    format: Form = "text",  # noqa: A002
    select: Select = None,
    ignore: Ignore = None,
    fix: Fix = False,
    dry_run: DryRun = False,
    baseline: BaselineFile = None,
    write_baseline: WriteBaseline = False,
    no_cache: NoCache = False,
    each: Each = None,
    json: Json = False,
) -> None:
    """Validate the book; exit code 1 when an error is found. `--json` is `--format json`, as in every other command."""
    from salesbook.auditing import baseline as baselines
    from salesbook.output.reporting import write_report

    form = "json" if json else format
    if each is not None:
        alone(paths, fix, baseline, write_baseline)
        check_each(each, _codes(select), _codes(ignore, silencing=True), form)
        return
    root = session(ctx).root
    run = _run(root, select, ignore, paths or [], cached=not no_cache and believes_cache(os.environ))
    _consistent(run.choice, fix=fix, dry_run=dry_run, write_baseline=write_baseline)
    audit = run.audit()
    file = baseline or (root / run.settings.baseline if run.settings.baseline else None)
    inside = None if baseline else root  # only whoever types the command may name a file elsewhere
    if write_baseline:
        file = file or root / baselines.FILE
        _write_baseline(run, audit, file, inside)
    if file is not None:
        run = replace(run, choice=replace(run.choice, baseline=baselines.read(file, inside)))
    if fix:
        _mend(run, audit, write=not dry_run)
        audit = audit if dry_run else run.audit()
    report = _report(run, audit, form)
    if not dry_run:
        write_report(report, form)
        say_base(root, run.settings, run.now, cached=run.cached)
    if report.summary.errors:
        raise typer.Exit(1)


def believes_cache(environ: Mapping[str, str]) -> bool:
    """Tell whether the cache counts: not in CI, whose image or checkout may come with one and with its secret."""
    return environ.get("CI", "").casefold() in ("", "0", "false")


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the book's folder, its settings, what is asked for, and the moment (aware) it is asked at."""

    root: Path
    settings: "Settings"
    choice: "Choice"
    now: datetime
    cached: bool

    def audit(self) -> "Audit":
        """Return everything that is wrong with the book as its files are now."""
        from salesbook.auditing.run import audit

        return audit(self.root, self.settings, now=self.now, cached=self.cached)


def _run(root: Path, select: list[str] | None, ignore: list[str] | None, paths: list[Path], *, cached: bool) -> Run:
    from salesbook.auditing.choice import Choice
    from salesbook.auditing.settings import load_settings
    from salesbook.calendar import clock

    choice = Choice(_codes(select), _codes(ignore, silencing=True), _wanted(paths, root))
    return Run(root, load_settings(root), choice, clock.now(), cached)


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help=_("The slug of a check, as “check” prints it, or a kind, such as letter: what its fields are for."),
            autocompletion=complete_explained,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Print the manual of a check, the fields of a kind, or the list of all checks."""
    from salesbook.checks import RULES
    from salesbook.core.typed_names import meant, one_of
    from salesbook.models.kind_names import kind_names
    from salesbook.models.kinds import BY_NAME
    from salesbook.output.manuals import rule_json, write_manual, write_titles
    from salesbook.output.terminal import write_json

    rules = sorted(RULES.values(), key=lambda r: r.slug)
    if code is not None:
        code = code.strip("[]")
        unknown, otherwise = _("there is no check “{name}”").format(name=code), _("see all: salesbook explain")
        code = meant(code, [*one_of(RULES), *kind_names()], unknown, otherwise)
        if code in BY_NAME:
            _explain_kind(BY_NAME[code], json=json)
            return
        rules = [RULES[code]]
    if json:
        write_json({"checks": [rule_json(rule) for rule in rules]})
    elif code is None:
        write_titles(rules)
    else:
        write_manual(rules[0])


def _explain_kind(kind: "Kind", *, json: bool) -> None:
    from salesbook.output.kinds import fields_json, write_fields
    from salesbook.output.terminal import write_json

    if json:
        write_json(fields_json(kind))
    else:
        write_fields(kind)


def _codes(given: list[str] | None, *, silencing: bool = False) -> frozenset[str]:
    """Return the slugs of `--select a,b --select c`."""
    codes = frozenset(code.strip() for entry in given or [] for code in entry.split(",")) - {""}
    if codes:
        from salesbook.auditing.sifting import vouch

        for code in sorted(codes):
            vouch(code, silencing=silencing)
    return codes


def _wanted(paths: list[Path], root: Path) -> tuple[PurePosixPath, ...]:
    """Return files and folders as diagnostics name them."""
    from salesbook.core.errors import UserError
    from salesbook.core.source import nfc

    for path in paths:
        if not path.exists():
            message = _("there is no file or folder {path}").format(path=path)
            raise UserError(message, _("paths are relative to the current folder"))
        if not path.resolve().is_relative_to(root):
            message = _("{path} is not part of the book {root}").format(path=path, root=root)
            raise UserError(message, _("name another book with --book"))
    return tuple(PurePosixPath(nfc(path.resolve().relative_to(root).as_posix())) for path in paths)


def _consistent(choice: "Choice", *, fix: bool, dry_run: bool, write_baseline: bool) -> None:
    """Refuse options that do not go together."""
    from salesbook.core.errors import UserError

    if dry_run and not fix:
        raise UserError(_("--dry-run goes with --fix: nothing else is written"), _("add --fix, or leave it out"))
    if write_baseline and fix:
        raise UserError(_("--fix and --write-baseline do not go together"), _("mend first, then write the baseline"))
    if write_baseline and (choice.paths or choice.select or choice.ignore):
        message = _("a baseline is of the whole book: --write-baseline takes no files and no choice of checks")
        raise UserError(message, _("leave out PATH, --select and --ignore; choose checks in salesbook.toml"))


def _write_baseline(run: Run, audit: "Audit", file: Path, inside: Path | None) -> None:
    from salesbook.auditing import baseline
    from salesbook.auditing.sifting import to_baseline
    from salesbook.output.baseline import say_baseline
    from salesbook.output.report import FileLines

    entries, kept_out = to_baseline(audit, run.settings, run.choice, FileLines(run.root))
    baseline.plan(file, entries, inside).apply(run.root)
    say_baseline(file, len(entries), kept_out, configured=run.settings.baseline is not None)


def _mend(run: Run, audit: "Audit", *, write: bool) -> None:
    from salesbook.mending import mend
    from salesbook.output.mended import say_mended, write_diff

    mending = mend(run.root, run.settings, run.choice, now=run.now, first=audit, cached=run.cached)
    if write:
        mending.plan.apply(run.root)
    else:
        write_diff(mending.plan, run.root)
    say_mended(mending.fixed, len(mending.plan.changes), mending.left, written=write)


def _report(run: Run, audit: "Audit", form: Format) -> "Report":
    """Sift what was found, and say what the baseline holds in vain."""
    from salesbook.auditing.reporting import reported
    from salesbook.output.report import FileLines, report_on

    choice = run.choice
    sifted = reported(audit, run.settings, choice, FileLines(run.root))
    rules = {}
    if form in LISTING_RULES:
        from salesbook.auditing.sifting import asked_rules

        rules = asked_rules(run.settings, choice)
    if sifted.gone:
        from salesbook.output.baseline import say_gone

        say_gone(sifted.gone)
    return report_on(
        run.root,
        sifted.findings,
        audit.items,
        audit.references,
        rules=rules,
        narrowed=bool(choice.paths or choice.select or choice.ignore),
        silenced=sifted.silenced,
    )


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the commands."""
    example = _("Example: salesbook check content/pipelines --format json")
    app.command(
        "check", cls=cls, help=_("Validate the book: schemas, references, numbers, pipelines, letters."), epilog=example
    )(check)
    example = _("Example: salesbook explain unknown-reference")
    app.command(
        "explain",
        cls=cls,
        help=_("Print the manual of a check, the fields of a kind, or the list of all checks."),
        epilog=example,
    )(explain)
