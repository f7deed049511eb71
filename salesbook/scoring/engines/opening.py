"""The database of an address, opened by what can open it."""

from contextlib import AbstractContextManager
from pathlib import Path

from salesbook.scoring.engines.addresses import Address
from salesbook.scoring.engines.database import Database
from salesbook.scoring.engines.duckdb_file import opened_file
from salesbook.scoring.engines.postgres import opened_server


def opened(address: Address, scratch: Path) -> AbstractContextManager[Database]:
    """Open the database of an address; `scratch` is where it may put what does not fit into memory."""
    return opened_server(address) if address.path is None else opened_file(address, address.path, scratch)
