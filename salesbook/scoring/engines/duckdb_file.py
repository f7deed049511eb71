"""A file of DuckDB, opened for reading: it loads no extension, and opens no other file and no connection."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.engines.addresses import Address
from salesbook.scoring.engines.database import BATCH, Database, no_table, refused
from salesbook.scoring.tables.duck import MEMORY, WIDE, needed
from salesbook.scoring.tables.table import table_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class DuckDBFile:
    """A database in a file; see `database.Database`."""

    address: Address
    connection: "DuckDBPyConnection"

    def headers(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        duckdb = needed("duckdb")
        try:
            described = self.connection.execute(f"SELECT * FROM {table_sql(table)} LIMIT 0").description or ()
        except duckdb.CatalogException as error:
            raise no_table(self.address, table) from error
        except duckdb.Error as error:
            raise refused(self.address, error) from error
        headers = [str(column[0]) for column in described]
        if len(headers) > WIDE:
            self.connection.execute("SET disabled_optimizers = 'common_subexpressions'")
        return headers

    def rows(self, select: str) -> Iterator[Sequence[Any]]:
        """Yield the rows of a SELECT."""
        try:
            cursor = self.connection.execute(select)
            while batch := cursor.fetchmany(BATCH):
                yield from batch
        except needed("duckdb").Error as error:
            raise refused(self.address, error) from error


@contextmanager
def opened_file(address: Address, path: Path, scratch: Path) -> Iterator[Database]:
    """Open a database for reading alone; raises `UserError` when it is none, or is being written to."""
    duckdb = needed("duckdb")
    if not path.is_file():
        message = _("there is no file {path}").format(path=path)
        raise UserError(message, _("write the whole path: {form}").format(form="duckdb:///folder/leads.duckdb"))
    settings = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": MEMORY,
        "temp_directory": str(scratch),
    }
    try:
        connection: DuckDBPyConnection = duckdb.connect(str(path), read_only=True, config=settings)
        connection.execute("SET enable_external_access = false")
    except duckdb.Error as error:
        words = str(error).splitlines()[0]
        message = _("{path} cannot be opened as a database of DuckDB: {reason}").format(path=path, reason=words)
        raise UserError(message, _("close the program that writes to it, or name another file")) from error
    with closing(connection):
        yield DuckDBFile(address, connection)
