"""`salesbook scorecard compare`: two cards on the same leads."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import picked_card
from salesbook.cli.completion import complete_slugs
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.cli.lead_rows import LeadBatch
    from salesbook.models.scorecard import Scorecard

_FILES = (".yml", ".yaml")
_NAMED = 3
"""So many rows that a card cannot score are told of."""


def compare(
    ctx: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help=_("A card of the book, or a file with one: yesterday's edition, a proposal."),
            autocompletion=complete_slugs("scorecard"),
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW",
            help=_("The card to compare it with, likewise; with --at, the file of leads in its place."),
            autocompletion=complete_slugs("scorecard"),
        ),
    ],
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help=_("A table of leads, or one or a list of them in YAML or JSON.")),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="REVISION",
            help=_("Compare a card with itself as it was in git: a commit, a branch, a tag."),
        ),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--map", metavar="FILE", help=_("Which column answers which parameter, in YAML or JSON.")),
    ] = None,
    json: Json = False,
) -> None:
    """Compare two cards on the same leads: who changes segment, up or down."""
    from salesbook.cli.delivery import keep_out
    from salesbook.cli.lead_rows import lead_batches
    from salesbook.core.errors import UserError
    from salesbook.output.comparisons import comparison_json, write_comparison
    from salesbook.output.terminal import warn, write_json
    from salesbook.scoring.comparison import Comparison

    book, _problems = session(ctx).load({"scorecard"})
    names, cards, leads = _compared(ctx, book, old, new, file, at)
    if leads != "-":
        keep_out(book.root, expanded(leads))
    compared = Comparison(*cards)
    reasons: list[str] = []
    for batch in lead_batches(book.root, leads, cards, [], mapping, _("comparing leads")):
        compared.neither += len(batch.unreadable)
        compared.add(batch.lines, batch.labels, *batch.cards)
        reasons += islice(_reasons(batch), _NAMED - len(reasons))
    if not compared.scored:
        raise UserError(_("no lead of the file can be scored by both cards"), "; ".join(reasons))
    if json:
        write_json(comparison_json(book, names, compared) | {"reasons": reasons})
        return
    for reason in reasons:
        warn(reason)
    write_comparison(names, compared)


def _compared(
    ctx: typer.Context, book: "Book", old: str, new: str, file: str | None, at: str | None
) -> tuple[tuple[str, str], tuple["Scorecard", "Scorecard"], str]:
    """Return the names of the two cards, the cards, and the file of leads; raises `UserError` where one is missing."""
    from salesbook.core.errors import UserError

    if at is None:
        if file is None:
            message = _("two cards and a file of leads are needed")
            raise UserError(message, _("name OLD, NEW and FILE; or a card and FILE with --at REVISION"))
        return (old, new), (_card(ctx, old), _card(ctx, new)), file
    if file is not None:
        message = _("with --at there is one card: “{name}” is one too many").format(name=new)
        raise UserError(message, _("name the card and FILE"))
    item, card = picked_card(ctx, old)
    return (f"{item.slug}@{at}", item.slug), (_card_at(book, item, at), card), new


def _reasons(batch: "LeadBatch") -> "Iterator[str]":
    """Yield why rows have no score by one of the cards."""
    for n, states in enumerate(zip(*(rows.states for rows in batch.cards), strict=True)):
        if not all(states):
            yield _("row {n}: {reason}").format(n=batch.lines[n], reason=batch.reason(n))


def _card(ctx: typer.Context, name: str) -> "Scorecard":
    """Return a card by its name, or from a file; raises `UserError` for a file that is no sound card."""
    from salesbook.cli.card_texts import card_in_file

    return card_in_file(expanded(name)) if name.lower().endswith(_FILES) else picked_card(ctx, name)[1]


def _card_at(book: "Book", item: "Item", revision: str) -> "Scorecard":
    """Return a card as it was at a revision; raises `UserError` when git knows none there, or no sound one."""
    from salesbook.cli.card_texts import card_of
    from salesbook.cli.git import commit_of, git_answer
    from salesbook.core.errors import UserError
    from salesbook.core.source import MAX_BYTES

    root = book.sources.base_of(item.path) or book.root
    commit = commit_of(root, revision)
    data = git_answer(root, "cat-file", "blob", f"{commit}:./{item.path.as_posix()}")
    if data is None or len(data) > MAX_BYTES:
        message = _("there was no card {path} at “{name}”").format(path=item.path, name=revision[:100])
        raise UserError(message, _("name a later revision, or keep the old card in a file and name that"))
    return card_of(data, f"{revision[:100]}:{item.path}")


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard compare CARD ../leads.csv --at HEAD~1")
    about = _("Compare two cards on the same leads: who changes segment, up or down.")
    group.command("compare", cls=cls, help=about, epilog=example)(compare)
