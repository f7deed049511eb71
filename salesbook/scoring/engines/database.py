"""What a card asks of a database, whichever it is."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.engines.addresses import Address

BATCH = 2_000
"""Rows that are fetched at a time: no more of a table is held."""


class Database(Protocol):
    """A database that is open for reading alone; its methods raise `UserError`."""

    def headers(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        ...

    def rows(self, select: str) -> Iterator[Sequence[Any]]:
        """Yield the rows of a SELECT in this database's dialect."""
        ...


def refused(address: Address, error: Exception) -> UserError:
    """Return what is said when a database refuses a SELECT, in its own words where there are no better ones."""
    words = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    message = _("{url} refuses the query: {reason}").format(url=address.shown, reason=address.hushed(words))
    return UserError(message, _("check --table and the rights of the user; nothing was written"))


def no_table(address: Address, table: str) -> UserError:
    """Return what is said when a database has no such table."""
    message = _("{url} has no table “{table}”").format(url=address.shown, table=table)
    return UserError(message, _("name it as the database does, capital letters too: --table schema.table"))
