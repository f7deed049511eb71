"""A server of PostgreSQL: one transaction that may only read, and a cursor on the server, so that memory is bounded."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.engines.addresses import Address
from salesbook.scoring.engines.database import BATCH, Database, no_table, refused
from salesbook.scoring.tables.duck import needed
from salesbook.scoring.tables.table import table_sql

if TYPE_CHECKING:
    from psycopg import Connection

CONNECT_SECONDS = 15
"""How long a server may take to answer at all, unless the address says otherwise (connect_timeout)."""

_SETTINGS = (
    "SET TRANSACTION READ ONLY",
    "SET LOCAL statement_timeout = '15min'",  # of a batch; the first one may sort or scan
    "SET LOCAL lock_timeout = '30s'",
    "SET LOCAL standard_conforming_strings = on",  # a backslash in an answer is a backslash
)
_NO_TABLE, _NO_SCHEMA = "42P01", "3F000"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A transaction of a server; see `database.Database`."""

    address: Address
    connection: "Connection[Any]"

    def headers(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        psycopg = needed("psycopg", "postgres")
        select: Any = f"SELECT * FROM {table_sql(table)} LIMIT 0"
        try:
            return [column.name for column in self.connection.execute(select).description or ()]
        except psycopg.Error as error:
            if error.sqlstate in {_NO_TABLE, _NO_SCHEMA}:
                raise no_table(self.address, table) from error
            raise refused(self.address, error) from error

    def rows(self, select: str) -> Iterator[Sequence[Any]]:
        """Yield the rows of a SELECT: a cursor can be declared for nothing else."""
        psycopg = needed("psycopg", "postgres")
        statement: Any = select
        try:
            with self.connection.cursor(name="salesbook") as cursor:
                cursor.execute(statement)
                while batch := cursor.fetchmany(BATCH):
                    yield from batch
        except psycopg.Error as error:
            raise refused(self.address, error) from error


@contextmanager
def opened_server(address: Address) -> Iterator[Database]:
    """Connect to a server; the password comes from the address, PGPASSWORD or ~/.pgpass. Raises `UserError`."""
    psycopg = needed("psycopg", "postgres")
    try:
        stated = psycopg.conninfo.conninfo_to_dict(address.url)
        timeout = {} if "connect_timeout" in stated else {"connect_timeout": CONNECT_SECONDS}
        connection = psycopg.connect(address.url, client_encoding="UTF8", application_name="salesbook", **timeout)
    except (psycopg.Error, ValueError) as error:  # a host's name that is none
        words = " ".join(address.hushed(str(error)).split())
        message = _("no connection to {url}: {reason}").format(url=address.shown, reason=words)
        advice = _("check host, port, database and user; the password is looked for in PGPASSWORD and ~/.pgpass, too")
        raise UserError(message, advice) from None  # what the driver was handed holds the password
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
        if connection.execute("SELECT LOWER('Я') = 'я'").fetchone() != (True,):
            message = _("{url} does not know small and capital Russian letters").format(url=address.shown)
            advice = _("its encoding must be UTF8 and its locale not C; or export the table: salesbook score FILE")
            raise UserError(message, advice)
        yield PostgresServer(address, connection)
    except psycopg.Error as error:
        raise refused(address, error) from error
    finally:
        connection.close()
