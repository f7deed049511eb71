"""A lead from a file, for every command about one: what keeps it from being judged, and what is odd about it."""

from typing import TYPE_CHECKING, Any

import typer

from salesbook.cli.shell import expanded

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.errors import Doubt, Unfit
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.score import Lead


def read_lead_file(
    file: str,
    book: "Book",
    item: "Item",
    card: "Scorecard",
    *,
    json: bool,
    stdin: "ByteSource | None" = None,
) -> "Lead":
    """Read a lead from a file; exit code 1 with everything that keeps it from being scored by the card of `item`.

    `stdin` stands for stdin when its beginning has been read.
    """
    from salesbook.reading.data import read_data
    from salesbook.scoring.score import read_lead

    data = read_data(str(expanded(file)), stdin)
    return _fit(data, read_lead(data, card), book, item, card, json=json)


def begun_lead(data: Any, book: "Book", item: "Item", card: "Scorecard", *, json: bool) -> "Lead":
    """Return the lead of a file's data, which may lack answers; exit code 1 with everything else that does not fit."""
    from salesbook.scoring.explanation import read_begun_lead

    return _fit(data, read_begun_lead(data, card), book, item, card, json=json)


def _fit(
    data: Any,
    read: "tuple[Lead | None, list[Unfit]]",
    book: "Book",
    item: "Item",
    card: "Scorecard",
    *,
    json: bool,
) -> "Lead":
    from salesbook.output.answers import write_unfit
    from salesbook.scoring.editions import stamp_of
    from salesbook.scoring.results import edition_doubts

    lead, unfit = read
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
