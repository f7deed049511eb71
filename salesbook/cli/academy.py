"""`salesbook build` and `salesbook serve`: the academy."""

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.built import report, say_built, shown_path
from salesbook.cli.completion import complete_words
from salesbook.cli.session import session
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken

if TYPE_CHECKING:
    from salesbook.academy.memory import Memory
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
        from salesbook.cli.editions import build_editions

        if not build_editions(session(ctx), output, strict=strict):
            raise typer.Exit(1)
        return
    refusal = _("the academy was not replaced; build it as it is with salesbook build --no-strict")
    folder = _build(session(ctx), output, role, pages, strict=strict, refusal=refusal)
    if folder is None:
        raise typer.Exit(1)
    say(_("open it: {file}").format(file=shown_path(folder / "index.html")))
    if shutil.which("salesbook") is None and (program := own_program()) is not None:
        say(_("the command “salesbook” is called here: {command}").format(command=f"{shown_path(program)} check"))


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
            say_built(kept.record.pages, time.monotonic() - started)
            return output

    from salesbook.academy import press
    from salesbook.book.names import reader_meant
    from salesbook.cli.sound import book_if_sound
    from salesbook.output.terminal import say

    book = book_if_sound(session, memory)
    if book is None:
        return None
    printed = press.build(
        book.root,
        book,
        output,
        today=clock.today(book.company, now),
        strict=strict,
        role=reader_meant(book, role),
        pages=pages,
        labels=spoken(),
        kept=kept,
        memory=memory,
    )
    report(book, printed)
    if strict and not printed.sound:
        say(refusal)
        return None
    say_built(printed.pages, printed.seconds)
    return output


def own_program() -> Path | None:
    """Return the file of the command itself in the environment that runs it; None when it has none there."""
    program = Path(sys.prefix, *(("Scripts", "salesbook.exe") if os.name == "nt" else ("bin", "salesbook")))
    return program if program.is_file() else None


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
