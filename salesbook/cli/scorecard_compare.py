"""`salesbook scorecard compare`: two cards on the same leads."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import picked_card
from salesbook.cli.completion import complete_slugs
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
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
            metavar="NEW", help=_("The card to compare it with, likewise."), autocompletion=complete_slugs("scorecard")
        ),
    ],
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=_("A table of leads, or one or a list of them in YAML or JSON."))
    ],
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
    cards = (_card(ctx, old), _card(ctx, new))
    if file != "-":
        keep_out(book.root, expanded(file))
    compared = Comparison(*cards)
    reasons: list[str] = []
    for batch in lead_batches(book.root, file, cards, [], mapping, _("comparing leads")):
        compared.neither += len(batch.unreadable)
        compared.add(batch.lines, batch.labels, *batch.cards)
        for n, states in enumerate(zip(*(rows.states for rows in batch.cards), strict=True)):
            if len(reasons) == _NAMED:
                break
            if not all(states):
                reasons.append(_("row {n}: {reason}").format(n=batch.lines[n], reason=batch.reason(n)))
    if not compared.scored:
        raise UserError(_("no lead of the file can be scored by both cards"), "; ".join(reasons))
    if json:
        write_json(comparison_json(book, (old, new), compared) | {"reasons": reasons})
        return
    for reason in reasons:
        warn(reason)
    write_comparison((old, new), compared)


def _card(ctx: typer.Context, name: str) -> "Scorecard":
    """Return a card by its name, or from a file; raises `UserError` for a file that is no sound card."""
    from salesbook.cli.card_texts import card_in_file

    return card_in_file(expanded(name)) if name.lower().endswith(_FILES) else picked_card(ctx, name)[1]


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard compare CARD ../new-card.yml ../leads.csv")
    about = _("Compare two cards on the same leads: who changes segment, up or down.")
    group.command("compare", cls=cls, help=about, epilog=example)(compare)
