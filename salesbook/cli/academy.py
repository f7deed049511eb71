"""`salesbook build` and `salesbook serve`: the academy."""

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_words
from salesbook.cli.session import session
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken

if TYPE_CHECKING:
    from salesbook.academy.editions import Editions
    from salesbook.academy.memory import Memory
    from salesbook.academy.press import Printed
    from salesbook.book.book import Book
    from salesbook.cli.session import Session

Role = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help=_("Only what this role may see, by its id in company.yml; its menu has what it needs."),
        autocompletion=complete_words("role"),
    ),
]


def build(
    ctx: typer.Context,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="DIR", help=_("Where to; by default build/academy in the book."))
    ] = None,
    role: Role = None,
    all_roles: Annotated[
        bool,
        typer.Option(
            "--all-roles",
            help=_("The editions of all roles, each in a folder of its own; by default below build/editions."),
        ),
    ] = False,
    pages: Annotated[
        Path | None, typer.Option("--pages", metavar="DIR", help=_("Write the same pages as plain Markdown here, too."))
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict/--no-strict", help=_("Refuse an academy with links that lead nowhere."))
    ] = True,
) -> None:
    """Build the academy; exit code 1 when the book has errors or links that lead nowhere."""
    from salesbook.core.errors import UserError
    from salesbook.output.terminal import say

    if all_roles:
        if role is not None or pages is not None:
            raise UserError(_("--all-roles builds every edition"), _("leave --role and --pages out"))
        if not _build_all(session(ctx), output, strict=strict):
            raise typer.Exit(1)
        return
    refusal = _("the academy was not replaced; build it as it is with salesbook build --no-strict")
    folder = _build(session(ctx), output, role, pages, strict=strict, refusal=refusal)
    if folder is None:
        raise typer.Exit(1)
    say(_("open it: {file}").format(file=_shown(folder / "index.html")))
    if shutil.which("salesbook") is None and (program := own_program()) is not None:
        say(_("the command “salesbook” is called here: {command}").format(command=f"{_shown(program)} check"))


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=_("The address to listen at."))] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", min=1, max=65535, help=_("The port to listen at."))
    ] = 8000,
    role: Role = None,
) -> None:
    """Serve the academy on this machine and build it anew at every change."""
    from salesbook.academy.serve import serve as serve_academy
    from salesbook.output.terminal import complain, say

    memory: Memory | None = None

    def rebuild(site: Path) -> bool:
        nonlocal memory
        from salesbook.academy.memory import Memory
        from salesbook.core.errors import UserError

        memory = memory or Memory()
        refusal = _("the academy stays as it was until these links are mended")
        try:
            record = site.with_name("record.json")
            built = _build(session(ctx), site, role, None, strict=True, refusal=refusal, record=record, memory=memory)
            return built is not None
        except UserError as error:
            complain(error.message, error.advice)
            return False

    def ready(url: str) -> None:
        say(_("the academy is at {url}; Ctrl+C ends").format(url=url))

    if not serve_academy(session(ctx).root, host, port, rebuild, ready):
        raise typer.Exit(1)


def _build(
    session: "Session",
    output: Path | None,
    role: str | None,
    pages: Path | None,
    *,
    strict: bool,
    refusal: str,
    record: Path | None = None,
    memory: "Memory | None" = None,
) -> Path | None:
    """Load the book, build its academy, say how it went and return its folder; None when it has not been replaced.

    Where nothing has changed since the last build, not even the book is loaded. `refusal` is said when links that lead
    nowhere have kept a strict one from replacing the folder; `record`: see `kept_of`; `memory`: see `press.build`.
    """
    from salesbook.academy.earlier import is_unchanged
    from salesbook.academy.folders import OUTPUT, checked_output
    from salesbook.academy.record import kept_of
    from salesbook.calendar import clock
    from salesbook.cli.check import believes_cache

    started, root, now = time.monotonic(), session.root, clock.now()
    output = checked_output(root, output or root / OUTPUT)
    kept = None
    if believes_cache(os.environ):
        kept = kept_of(root, output, (role or "", spoken()), now, record)
        if pages is None and kept.record is not None and kept.record.is_quiet and is_unchanged(kept, output):
            _say_built(kept.record.pages, time.monotonic() - started)
            return output

    from salesbook.academy import press
    from salesbook.book.load import load_book
    from salesbook.core.diagnostics import Severity
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report
    from salesbook.output.terminal import say

    book, problems = session.load() if memory is None else load_book(root, unit=memory.read)
    if any(d.severity is Severity.ERROR for d in problems):
        write_report(report_on_book(book, problems))
        return None
    if role is not None:
        from salesbook.book.names import word_meant

        role = word_meant(book, "role", role)
    today = clock.today(book.company, now)
    printed = press.build(
        book.root,
        book,
        output,
        today=today,
        strict=strict,
        role=role,
        pages=pages,
        labels=spoken(),
        kept=kept,
        memory=memory,
    )
    _report(book, printed)
    if strict and not printed.sound:
        say(refusal)
        return None
    _say_built(printed.pages, printed.seconds)
    return output


def _build_all(session: "Session", output: Path | None, *, strict: bool) -> bool:
    """Load the book, build the editions of all roles and say how it went; False when they have not been replaced."""
    from salesbook.academy import editions
    from salesbook.academy.folders import ALL_ROLES
    from salesbook.academy.inputs import inputs_of
    from salesbook.academy.record import Kept, RecordFile
    from salesbook.calendar import clock
    from salesbook.cli.check import believes_cache
    from salesbook.core.diagnostics import Severity
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report
    from salesbook.output.terminal import say

    root, now = session.root, clock.now()
    inputs = inputs_of(root, ("--all-roles", spoken()), now)

    def kept(place: Path) -> Kept:
        record = RecordFile(root, place)
        return Kept(record, record.read(), inputs, now)

    book, problems = session.load()
    if any(d.severity is Severity.ERROR for d in problems):
        write_report(report_on_book(book, problems))
        return False
    built = editions.build_all(
        root,
        book,
        output or root / ALL_ROLES,
        today=clock.today(book.company, now),
        strict=strict,
        labels=spoken(),
        kept=kept if believes_cache(os.environ) else None,
    )
    _report_editions(book, built)
    if strict and not built.sound:
        say(_("the editions were not replaced; build them as they are with salesbook build --all-roles --no-strict"))
        return False
    for role, printed in built.printed:
        pages = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)
        say(f"{printed.output.name}: {role.name}, {pages}")
    _say_done(len(built.printed), built.seconds)
    say(_("open it: {file}").format(file=_shown(built.output / editions.SERVED / "index.html")))
    say(_("for nginx or Caddy: {folder}").format(folder=_shown(built.output / editions.SERVER)))
    return True


def _report_editions(book: "Book", built: "Editions") -> None:
    """Print what leads nowhere: of the book once, of each edition with its folder."""
    from salesbook.academy.press import Printed
    from salesbook.output.terminal import say

    _report(book, Printed(built.output, 0, 0.0, built.faults))
    for role, printed in built.printed:
        if not printed.sound:
            say(_("the edition of {role}:").format(role=role.name))
            _report(book, printed)


def _say_done(editions: int, seconds: float) -> None:
    from salesbook.output.terminal import say
    from salesbook.text import formats

    said = ngettext("{n} edition", "{n} editions", editions).format(n=editions)
    shown = formats.number(round(seconds, 1), spoken())
    say(_("built: {editions} in {seconds} s").format(editions=said, seconds=shown))


def _say_built(pages: int, seconds: float) -> None:
    from salesbook.output.terminal import say
    from salesbook.text import formats

    built = ngettext("{n} page", "{n} pages", pages).format(n=pages)
    shown = formats.number(round(seconds, 1), spoken())
    say(_("the academy is built: {pages} in {seconds} s").format(pages=built, seconds=shown))


def _report(book: "Book", printed: "Printed") -> None:
    """Print what leads nowhere, with its file and place where the book's checks know it."""
    from dataclasses import replace

    from salesbook.book.load import located
    from salesbook.core.diagnostics import Severity
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report
    from salesbook.output.terminal import complain

    astray = []
    for fault in printed.faults:
        severity = Severity.ERROR if fault.fatal else Severity.WARNING
        astray += [replace(d, severity=severity) for d in located(book.sources.text_of, fault.rule, [fault.finding])]
    if astray:
        write_report(report_on_book(book, astray))
    for path, link in printed.dead:
        complain(_("{path}: the link “{link}” leads nowhere").format(path=path, link=link), _("mend it, or remove it"))
    for warning in printed.warnings:
        complain(_("MkDocs: {message}").format(message=warning))


def own_program() -> Path | None:
    """Return the file of the command itself in the environment that runs it; None when it has none there."""
    program = Path(sys.prefix, *(("Scripts", "salesbook.exe") if os.name == "nt" else ("bin", "salesbook")))
    return program if program.is_file() else None


def _shown(path: Path) -> str:
    """Return a path as people in the current folder write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the commands."""
    example = _("Example: salesbook build --role ROLE --output build/ROLE")
    app.command(
        "build", cls=cls, help=_("Build the academy: the book as a site, with navigation and search."), epilog=example
    )(build)
    example = _("Example: salesbook serve --port 8080")
    app.command(
        "serve",
        cls=cls,
        help=_("Show the academy in the browser and keep it up to date while you write."),
        epilog=example,
    )(serve)
