"""DuckDB, held tight: it opens the files it is told to and nothing else, loads nothing, and keeps to its memory."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.tables.table import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WIDE = 200
"""Columns of a table beyond which DuckDB does not look for what it would compute twice: that takes it minutes."""

MEMORY = "600MB"
"""What DuckDB may hold before it puts the rest into its temporary folder."""


def connect(scratch: Path, files: Iterable[Path], *, columns: int = 0) -> "DuckDBPyConnection":
    """Open a database in memory that may read and write `files` alone, and put what does not fit in it into `scratch`.

    `columns` is how many the tables have. Raises `UserError` when DuckDB is not installed.
    """
    duckdb = needed("duckdb")
    settings = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": MEMORY,
        "temp_directory": str(scratch),
    }
    connection: DuckDBPyConnection = duckdb.connect(":memory:", config=settings)
    allowed = ", ".join(literal(str(path)) for path in files)
    connection.execute(f"SET allowed_paths = [{allowed}]")
    if columns > WIDE:
        connection.execute("SET disabled_optimizers = 'common_subexpressions'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def needed(module: str, extra: str = "leads") -> Any:
    """Import a library of an extra; raises `UserError` that says how to install it when it is not there."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        message = _("the package “{name}” is needed and is not installed").format(name=module)
        raise UserError(message, _('install it: pip install "salesbook[{extra}]"').format(extra=extra)) from error
