"""Checks of lists that are kept in order, so that two branches seldom add to one line."""

from collections.abc import Iterator
from itertools import pairwise

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.models.base import ContentModel
from salesbook.models.knowledge import Glossary
from salesbook.models.regulation import Register
from salesbook.text.naming import collated


def unsorted_register(item: Item, _context: Context) -> Iterator[Finding]:
    """The register of articles or the glossary is not in alphabetical order.

    In a sorted list a double is seen at once, and two branches that add different words do not meet in one line. The
    order is that of the academy: Cyrillic before Latin, ё beside е, case apart.

    Bad: «Лид» above «Бронь».

    Good: «Бронь» above «Лид» (`salesbook check --fix` moves the entries with their comments).
    """
    for (_route, above), (route, below) in pairwise(_entries(item.data)):
        if collated(above) > collated(below):
            message = _("“{below}” stands below “{above}”: the list is not in alphabetical order")
            message = message.format(below=below, above=above)
            yield Finding(item.path, route, message, _("run: salesbook check --fix"))
            return


def _entries(data: ContentModel) -> list[tuple[Route, str]]:
    """Return the entries of a list that is kept in order, each with its route; none of any other item."""
    match data:
        case Glossary():
            return [(("terms", n, "term"), term.term) for n, term in enumerate(data.terms)]
        case Register():
            return [(("issued", prefix), prefix) for prefix in data.issued]
        case _:
            return []
