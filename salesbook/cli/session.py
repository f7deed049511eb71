"""What every command shares: the book named on the command line, loaded as far as the command needs it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from salesbook.cli.completion import complete_words
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.diagnostics import Diagnostic
    from salesbook.models.base import ContentModel
    from salesbook.models.kinds import Kind

M = TypeVar("M", bound="ContentModel")
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]
ReaderRole = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help=_("Only what this role may see, by its id in company.yml."),
        autocompletion=complete_words("role"),
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Show what would be written, write nothing."))]


@dataclass(frozen=True)
class Session:
    """The options that stand before the command."""

    start: Path

    @property
    def folder(self) -> Path:
        """The book's folder, whatever format the book is of; raises `UserError` when there is none.

        So it does when what the book extends is none.
        """
        from salesbook.core.bases import vouch
        from salesbook.reading.files import find_root

        return vouch(find_root(self.start))

    @property
    def root(self) -> Path:
        """The book's folder; raises `UserError` when there is none, or a book of a newer format than is known."""
        from salesbook.reading.newer_format import refuse_newer

        root = self.folder
        refuse_newer(root)
        return root

    def load(self, wanted: Container[str] | None = None) -> "tuple[Book, list[Diagnostic]]":
        """Compile the book, or only the kinds and items in `wanted`."""
        from salesbook.book.load import load_book

        return load_book(self.root, wanted)


def session(ctx: typer.Context) -> Session:
    """Return the session that the main callback has made."""
    current = ctx.find_object(Session)
    assert current is not None
    return current


def pick(book: "Book", problems: "list[Diagnostic]", model: "type[M]", slug: str | None) -> "tuple[Item, M]":
    """Return an item made of `model` by what it goes by, or the only one there is, with its data.

    Raises `UserError` for an unknown name, `BrokenContent` for an item whose file has errors.
    """
    from salesbook.book.names import slug_names
    from salesbook.core.errors import UserError
    from salesbook.core.typed_names import meant
    from salesbook.models.kinds import kind_made_of

    if book.is_broken("company"):
        raise broken(book, problems, "company")
    kind = kind_made_of(model)
    items = {item.slug: (item, data) for item, data in book.data(model)}
    word = kind.singular()
    there = _("there are: {names}").format(names=", ".join(items) or "—")
    if slug is not None:
        unknown = _("there is no {kind} “{name}”").format(kind=word, name=slug.removeprefix(f"{kind.name}:"))
        slug = meant(slug, slug_names(book, kind), unknown, there)
        if slug not in items:
            raise broken(book, problems, f"{kind.name}:{slug}")
        return items[slug]
    if len(items) == 1:
        return next(iter(items.values()))
    if not items:
        for name in sorted(book.unread(kind.name)):
            raise broken(book, problems, name)
        raise UserError(*none_of(kind))
    message = _("which {kind}? There are: {names}").format(kind=word, names=", ".join(items))
    raise UserError(message, _("name it on the command line"))


def none_of(kind: "Kind") -> tuple[str, str]:
    """Return what is said of a book that has no item of a kind, and how the first one is begun."""
    message = _("there is nothing of the kind “{kind}” in the book").format(kind=kind.singular())
    return message, _("begin one: {command}").format(command=f"salesbook new {kind.name} NAME")


class BrokenContent(Exception):  # noqa: N818 - the book's mistake, and not the user's
    """The book itself keeps a command from its answer: exit code 1; `diagnostics` are what is wrong with it."""

    def __init__(self, book: "Book", message: str, advice: str, diagnostics: "Sequence[Diagnostic]" = ()) -> None:
        super().__init__(message)
        self.book = book
        self.message = message
        self.advice = advice
        self.diagnostics = diagnostics


def broken(book: "Book", problems: "list[Diagnostic]", name: str) -> BrokenContent:
    """Return why an item whose file has errors cannot be had."""
    stem = name.partition(":")[2]
    own_problems = [d for d in problems if d.path.stem == stem] or problems
    message = _("“{name}” has errors in its file").format(name=name)
    return BrokenContent(book, message, _("mend them and run the command again"), own_problems)


def say_unread(problems: "list[Diagnostic]") -> None:
    """Say that a list leaves out the files that could not be read."""
    from salesbook.core.diagnostics import Severity
    from salesbook.core.language import ngettext
    from salesbook.output.terminal import say

    files = len({d.path for d in problems if d.severity is Severity.ERROR})
    if files:
        left = ngettext("{n} file has errors and is left out", "{n} files have errors and are left out", files)
        say(left.format(n=files) + ": salesbook check")
