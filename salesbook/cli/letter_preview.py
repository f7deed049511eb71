"""`salesbook letters preview`: all channels of letters on one page, with samples; before and after a change."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_slugs
from salesbook.cli.session import session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from salesbook.book.book import Book
    from salesbook.letters.previews import LetterPreview

_READ = ("content/company.yml", "content/letters", "content/calendars", "templates/letters")
"""What a letter is made of, from the book's folder."""


def preview(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help=_("The letter; without it all of them."), autocompletion=complete_slugs("letter")
        ),
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help=_("Only letters that differ from git, before and after."))
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="REVISION", help=_("What --changed compares with; HEAD when not said.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help=_("Write the page to a file; otherwise to stdout."))
    ] = None,
) -> None:
    """Show letters with their samples by every channel, as one page of HTML."""
    from salesbook.calendar import clock
    from salesbook.cli.delivery import save
    from salesbook.cli.shell import expanded
    from salesbook.core.errors import UserError
    from salesbook.output.letters import HTML
    from salesbook.output.previews import changes_page, preview_page
    from salesbook.output.terminal import write

    if output is not None and output.suffix.lower() not in ("", *HTML):
        message = _("the preview is a page, and “{ending}” is none").format(ending=output.suffix)
        raise UserError(message, _("name a file that ends in .html"))
    book, problems = session(ctx).load({"letter", "calendar"})
    slug = None if name is None else _slug(book, problems, name)
    company = book.company
    today = clock.today(company, clock.now())
    now = _previews(book, slug, today)
    if changed or since is not None:
        revision = since or "HEAD"
        with _book_at(book.root, revision) as former:
            before = _previews(former, slug, today)
        differing = [
            (before.get(each), now.get(each))
            for each in dict.fromkeys((*now, *before))
            if _says(before.get(each)) != _says(now.get(each))
        ]
        page = changes_page(differing, company.name, revision, company.language)
    else:
        page = preview_page(now.values(), company.name, company.language)
    if output is None:
        write(page)
    else:
        save(page.encode(), expanded(output))


def _slug(book: "Book", problems: Any, name: str) -> str:
    from salesbook.cli.session import pick
    from salesbook.models.letter import Letter

    return pick(book, problems, Letter, name.removeprefix("letter:"))[0].slug


def _previews(book: "Book", slug: str | None, today: "date") -> "dict[str, LetterPreview]":
    """Return the previews of a book's letters, or of one, by their slugs."""
    from salesbook.book.readable import one_line, readable
    from salesbook.calendar.working_time import working_time_of
    from salesbook.letters.previews import previews

    every = previews(book, today=today, working=working_time_of(book), slug=slug)
    return {each.slug: replace(each, purpose=one_line(readable(book, each.purpose))) for each in every}


def _says(letter: "LetterPreview | None") -> object:
    return None if letter is None else letter.says()


@contextmanager
def _book_at(root: Path, revision: str) -> "Iterator[Book]":
    """Yield what letters are made of as it was at a revision, read in a temporary folder; raises `UserError`."""
    import tempfile

    from salesbook.book.load import load_book
    from salesbook.cli.git import commit_of, git_answer
    from salesbook.core.errors import UserError

    commit = commit_of(root, revision)
    with tempfile.TemporaryDirectory(prefix="salesbook-letters-") as name:
        folder = Path(name, "book")
        for entry in (git_answer(root, "ls-tree", "-rz", commit, "--", *_READ) or b"").split(b"\0"):
            about, _tab, path = entry.decode("utf-8", "replace").partition("\t")
            mode, kind, sha = (*about.split(), "", "", "")[:3]
            if kind != "blob" or not mode.startswith("100") or ".." in Path(path).parts:
                continue
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(git_answer(root, "cat-file", "blob", sha) or b"")
        if not (folder / "content" / "company.yml").is_file():
            message = _("there was no book here at “{name}”").format(name=revision[:100])
            raise UserError(message, _("name a later revision"))
        yield load_book(folder, {"letter", "calendar"})[0]


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook letters preview --changed --output ../letters.html")
    about = _("Show letters with their samples by every channel, as one page of HTML; before and after a change.")
    app.command("preview", cls=cls, help=about, epilog=example)(preview)
