"""Checks of lists that are kept in order, so that two branches seldom add to one line."""

from collections.abc import Iterator
from itertools import pairwise

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
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
    data = item.data
    assert isinstance(data, Glossary | Register)
    names: list[tuple[Route, str]]
    if isinstance(data, Glossary):
        names = [((n, "term"), term.term) for n, term in enumerate(data.terms)]
        field = "terms"
    else:
        names = [((prefix,), prefix) for prefix in data.issued]
        field = "issued"
    for (_route, above), (route, below) in pairwise(names):
        if collated(above) > collated(below):
            message = _("“{below}” stands below “{above}”: the list is not in alphabetical order")
            message = message.format(below=below, above=above)
            yield Finding(item.path, (field, *route), message, _("run: salesbook check --fix"))
            return
