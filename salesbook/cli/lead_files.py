"""A lead from a file, for every command about one: what keeps it from being judged, and what is odd about it."""

from typing import TYPE_CHECKING

import typer

from salesbook.cli.shell import expanded

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.errors import Doubt
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.score import Lead


def read_lead_file(
    file: str,
    book: "Book",
    item: "Item",
    card: "Scorecard",
    *,
    begun: bool = False,
    json: bool,
    stdin: "ByteSource | None" = None,
) -> "Lead":
    """Read a lead from a file; exit code 1 with everything that keeps it from being scored by the card of `item`.

    A lead that is only `begun` may lack answers. `stdin` stands for stdin when its beginning has been read.
    """
    from salesbook.output.answers import write_unfit
    from salesbook.reading.data import read_data
    from salesbook.scoring.editions import stamp_of
    from salesbook.scoring.explanation import read_begun_lead
    from salesbook.scoring.results import edition_doubts
    from salesbook.scoring.score import read_lead

    data = read_data(str(expanded(file)), stdin)
    lead, unfit = (read_begun_lead if begun else read_lead)(data, card)
    if lead is None:
        # Why answers do not fit that once did: the card is another one.
        write_unfit(unfit, edition_doubts(data, stamp_of(item.name, card, book.facts)), json=json)
        raise typer.Exit(1)
    return lead


def lead_doubts(book: "Book", item: "Item", card: "Scorecard", lead: "Lead") -> "list[Doubt]":
    """Return what is odd about a lead from a file: a person in its label, another edition of the card of `item`."""
    from salesbook.core.errors import Doubt
    from salesbook.scoring.editions import former_doubts, stamp_doubts, stamp_of
    from salesbook.scoring.labels import label_doubt
    from salesbook.scoring.score import score

    message = label_doubt(lead.lead)
    doubts = [] if message is None else [Doubt("lead", message)]
    doubts += stamp_doubts(lead.card, stamp_of(item.name, card, book.facts))
    if lead.former is not None and (lead.knockouts or lead.answers.keys() == {p.id for p in card.parameters()}):
        result = score(lead, card)
        segment = None if result.knocked_out or result.segment is None else result.segment.id
        doubts += former_doubts(lead.former, result.total, segment)
    return doubts
