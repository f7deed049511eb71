"""The scorecard that a command is about, and what must be read to speak of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from salesbook.cli.completion import complete_slugs
from salesbook.cli.session import BrokenContent, broken, pick, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.diagnostics import Diagnostic
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.editions import CardStamp

CardName = Annotated[
    str | None,
    typer.Option(
        "--card",
        metavar="NAME",
        help=_("The scorecard; by default the only one, or the one marked “default: true”."),
        autocompletion=complete_slugs("scorecard"),
    ),
]


def picked_card(ctx: typer.Context, name: str | None) -> "tuple[Item, Scorecard]":
    """Return the card that is asked for, else the default one; ends with exit code 1 for an unsound one."""
    item, scorecard, _stamp = stamped_card(ctx, name)
    return item, scorecard


def stamped_card(ctx: typer.Context, name: str | None) -> "tuple[Item, Scorecard, CardStamp]":
    """Return what `picked_card` does, with what a result by the card carries."""
    from salesbook.core.errors import UserError
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.editions import stamp_of
    from salesbook.scoring.score import covers

    if name is not None and name.startswith("checklist:"):
        message = _("“{name}” is a checklist: it has marks and no segments, and only “salesbook score” takes it")
        raise UserError(message.format(name=name), _("name a scorecard: --card NAME"))
    book, problems = session(ctx).load({"scorecard"})
    item, scorecard = pick(book, problems, Scorecard, name or _default(book, problems))
    if not covers(scorecard):
        unsound = _(
            "the scorecard “{name}” has a gap or an overlap in its segments, an id twice, or a parameter that nobody "
            "can answer"
        )
        raise BrokenContent(book, unsound.format(name=item.slug), _("mend what “salesbook check” shows"))
    return item, scorecard, stamp_of(item.name, scorecard, book.facts)


def _default(book: "Book", problems: "list[Diagnostic]") -> str | None:
    """Return the name of the card that is marked; None when there is one card or none at all.

    Raises `UserError` when several could be meant, `BrokenContent` when one that cannot be read could be.
    """
    from salesbook.core.errors import UserError
    from salesbook.models.scorecard import Scorecard

    if book.is_broken("company"):
        return None  # whichever card it is, `pick` says so
    cards = {item.slug: card for item, card in book.data(Scorecard)}
    marked = [name for name, card in cards.items() if card.default]
    if len(marked) == 1:
        return marked[0]
    if len(marked) > 1:
        message = _("several scorecards are marked “default: true”: {names}").format(names=", ".join(marked))
        raise UserError(message, _("keep one mark, or name the card: --card {name}").format(name=marked[0]))
    if unread := book.unread("scorecard"):
        raise broken(book, problems, unread[0])
    if len(cards) < 2:
        return None
    message = _("which scorecard? There are: {names}").format(names=", ".join(cards))
    example = next(iter(cards))
    advice = _("name it: --card {name}; or mark the one that is used most with “default: true”").format(name=example)
    raise UserError(message, advice)


def named_by(item: "Item") -> set[str]:
    """Return what must be read to call everything that a card refers to by its title."""
    names = {reference.target.partition("#")[0] for reference in item.references}
    # An article number does not say which file it stands in.
    return {"regulation", item.name} | {name for name in names if ":" in name}
