"""Checks of who keeps regulations and when they were last looked at."""

from collections.abc import Iterator
from datetime import date

from salesbook.book.book import Book
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.training import Position


def overdue_review(book: Book, today: date) -> Iterator[Finding]:
    """A regulation in force has not been reviewed in time.

    A book dies by getting out of date unnoticed: people stop believing all of it after the first rule that is no
    longer true. The next review is `review_months` after the last one.

    Bad: `reviewed: 2025-01-10` and `review_months: 6` in November 2026.

    Good: the owner reads the regulation, mends it and writes the day into `reviewed`.
    """
    for item in book.of_kind("regulation"):
        due = item.card.due
        if due is not None and item.card.status == "active" and due < today.isoformat():
            message = _("the review was due on {due}").format(due=due)
            advice = _("read the regulation, mend what is out of date, then set “reviewed: {today}”")
            yield Finding(item.path, ("reviewed",), message, advice.format(today=today.isoformat()))


def future_review(book: Book, today: date) -> Iterator[Finding]:
    """A regulation was reviewed on a day that has not come yet.

    The next review would be late by as much: most likely the year is mistyped.

    Bad: `reviewed: 2062-11-03`

    Good: `reviewed: 2026-11-03`
    """
    for item in book.of_kind("regulation"):
        reviewed = item.card.reviewed
        if reviewed is not None and reviewed > today.isoformat():
            message = _("the day of the last review, {day}, has not come yet").format(day=reviewed)
            yield Finding(item.path, ("reviewed",), message, _("write the day on which the text was really read"))


def regulation_without_owner(book: Book) -> Iterator[Finding]:
    """The owner of a regulation is a role that no position of the book holds.

    The owner reviews the text and answers questions about it. Without a position, nobody has that among their duties.
    A book that has no positions yet is not asked; neither are retired regulations.

    Bad: `owner: lawyer` while content/positions has no position with `role: lawyer`.

    Good: `owner: head`
    """
    filled_roles = {position.role for _item, position in book.data(Position)}
    if not filled_roles or book.unread("position"):
        return
    for item in book.of_kind("regulation"):
        owner = item.card.owner
        if owner is not None and owner not in filled_roles and owner in book.words["role"] and not item.retired:
            message = _("nobody answers for the text: no position holds the role “{role}”")
            message = message.format(role=book.words["role"][owner])
            advice = _("name a role that has a position, or write content/positions/{role}.md").format(role=owner)
            yield Finding(item.path, ("owner",), message, advice)
