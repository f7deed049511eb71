"""The scorecards of a book, out."""

from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.book.book import Book
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Scorecard
from salesbook.output.terminal import out
from salesbook.scoring.totals import totals_of
from salesbook.text.formats import exact_number


def write_cards(book: Book) -> None:
    """Print the cards as a table: name, title, edition, parameters, the totals that can come out, segments."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    headings = (_("name"), _("title"), _("edition"), _("parameters"), _("totals"), _("segments"))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for item, card in book.data(Scorecard):
        totals = totals_of(card)
        bounds = "…".join(exact_number(bound, spoken()) for bound in (totals.lowest, totals.highest))
        segments = ", ".join(segment.id for segment in card.segments)
        by_default = _("by default")
        name = f"{item.slug} ({by_default})" if card.default else item.slug
        row = (name, card.title, card.edition, str(len(card.parameters())), bounds, segments)
        table.add_row(*map(escape, row))
    out(table=True).print(table)


def cards_json(book: Book) -> dict[str, Any]:
    """Return the cards for programs."""
    cards = []
    for item, card in book.data(Scorecard):
        totals = totals_of(card)
        cards.append({
            "name": item.slug,
            "title": card.title,
            "edition": card.edition,
            "default": card.default,
            "parameters": [parameter.id for parameter in card.parameters()],
            "knockouts": [knockout.id for knockout in card.knockouts],
            "segments": [segment.id for segment in card.segments],
            "totals": {"lowest": plain_number(totals.lowest), "highest": plain_number(totals.highest)},
        })  # fmt: skip
    return {"scorecards": cards}
