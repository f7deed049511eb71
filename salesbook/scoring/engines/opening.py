"""The database of an address, opened by what can open it."""

from contextlib import AbstractContextManager
from pathlib import Path

from salesbook.scoring.engines.addresses import Address
from salesbook.scoring.engines.clickhouse import opened_clickhouse
from salesbook.scoring.engines.database import Database
from salesbook.scoring.engines.duckdb_file import opened_file
from salesbook.scoring.engines.postgres import opened_server


def opened(address: Address, scratch: Path) -> AbstractContextManager[Database]:
    """Open the database of an address; `scratch` is where it may put what does not fit into memory."""
    if address.path is not None:
        return opened_file(address, address.path, scratch)
    return opened_clickhouse(address) if address.dialect == "clickhouse" else opened_server(address)
