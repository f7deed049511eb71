"""What every command shares: the book named on the command line, loaded as far as the command needs it."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.diagnostics import Diagnostic
    from salesbook.models.base import ContentModel
    from salesbook.models.kinds import Kind

M = TypeVar("M", bound="ContentModel")
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]


@dataclass(frozen=True)
class Session:
    """The options that stand before the command."""

    start: Path

    @property
    def root(self) -> Path:
        """The book's folder; raises `UserError` when there is none."""
        from salesbook.reading.files import find_root

        return find_root(self.start)

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
    """Return an item made of `model` by its slug, or the only one there is, with its data.

    Raises `UserError` for an unknown slug; ends with exit code 1 and the findings when the item's file has errors.
    """
    from salesbook.core.errors import UserError
    from salesbook.core.nearest import looks_like, nearest
    from salesbook.models.kinds import kind_made_of

    if book.is_broken("company"):
        broken(book, problems, "company")
    kind = kind_made_of(model)
    items = {item.slug: (item, data) for item, data in book.data(model)}
    word = kind.singular()
    if slug is not None:
        slug = slug.removeprefix(f"{kind.name}:")
        if slug in items:
            return items[slug]
        if book.is_broken(f"{kind.name}:{slug}"):
            broken(book, problems, f"{kind.name}:{slug}")
        advice = looks_like(nearest(slug, items)) or _("there are: {names}").format(names=", ".join(items) or "—")
        raise UserError(_("there is no {kind} “{name}”").format(kind=word, name=slug), advice)
    if len(items) == 1:
        return next(iter(items.values()))
    message = _("which {kind}? There are: {names}").format(kind=word, names=", ".join(items) or "—")
    raise UserError(message, _("name it on the command line"))


def named_kind(name: str) -> "Kind":
    """Return the kind of content that a word on the command line names; raises `UserError` for an unknown one."""
    from salesbook.core.errors import UserError
    from salesbook.core.nearest import looks_like, nearest
    from salesbook.models.kinds import BY_NAME

    if name not in BY_NAME:
        advice = looks_like(nearest(name, BY_NAME)) or _("allowed: {names}").format(names=", ".join(BY_NAME))
        raise UserError(_("there is no kind “{name}”").format(name=name), advice)
    return BY_NAME[name]


def broken(book: "Book", problems: "list[Diagnostic]", name: str) -> NoReturn:
    """Show why an item could not be read, and end."""
    from salesbook.output.report import report_on_book
    from salesbook.output.reporting import write_report
    from salesbook.output.terminal import complain

    complain(_("“{name}” has errors in its file").format(name=name), _("mend them and run the command again"))
    slug = name.partition(":")[2]
    own_problems = [d for d in problems if d.path.stem == slug] or problems
    write_report(report_on_book(book, own_problems))
    raise typer.Exit(1)


def say_unread(problems: "list[Diagnostic]") -> None:
    """Say that a list leaves out the files that could not be read."""
    from salesbook.core.language import ngettext
    from salesbook.output.terminal import say

    files = len({d.path for d in problems})
    if files:
        left = ngettext("{n} file has errors and is left out", "{n} files have errors and are left out", files)
        say(left.format(n=files) + ": salesbook check")


def complete_slug(kind: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return a shell completion of the items of a kind."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from salesbook.book.load import load_book
        from salesbook.core.errors import UserError
        from salesbook.reading.files import find_root

        try:
            book, _problems = load_book(find_root(_start(ctx)), {kind})
        except UserError:
            return []
        return [(i.slug, i.title) for i in book.of_kind(kind) if i.slug.startswith(incomplete)]

    return complete


def complete_word(vocabulary: str) -> Callable[[typer.Context, str], list[tuple[str, str]]]:
    """Return a shell completion of the words of company.yml of a vocabulary: its departments, its figures."""

    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from salesbook.book.load import load_book
        from salesbook.core.errors import UserError
        from salesbook.reading.files import find_root

        try:
            book, _problems = load_book(find_root(_start(ctx)), ())
        except UserError:
            return []
        return [(name, words) for name, words in book.words[vocabulary].items() if name.startswith(incomplete)]

    return complete


def _start(ctx: typer.Context) -> Path:
    """Return `--book` while the arguments are still being typed."""
    root = ctx.find_root()
    return Path(root.params.get("book") or ".")
