"""What a command is handed for FILE: one lead or a table of them, told by the name, or else by the beginning."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.cli.shell import expanded
from salesbook.reading.data import STDIN

if TYPE_CHECKING:
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.tables.mapping import ColumnMapping
    from salesbook.scoring.tables.table import Table

_DATA = (".yml", ".yaml", ".json")
_TABLES = (".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".htm", ".html", ".parquet", ".pq")


class BeginningRead:
    """A stream whose beginning has been read: it comes once more."""

    def __init__(self, beginning: bytes, stream: "ByteSource") -> None:
        self._beginning = beginning
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer at the end."""
        taken, self._beginning = self._beginning[:size], self._beginning[size:]
        return taken + self._stream.read(size - len(taken)) if len(taken) < size else taken


def judged_source(file: str) -> "tuple[bool, ByteSource | None]":
    """Tell whether FILE is a table of leads; of stdin, return what is to be read in its place, too.

    A file that cannot be read is no table: whoever reads it as a lead says why.
    """
    if file == STDIN:
        from salesbook.scoring.tables.recognition import HEAD, holds_table

        head = sys.stdin.buffer.read(HEAD)
        return holds_table(head), BeginningRead(head, sys.stdin.buffer)
    ending = file.lower()
    if ending.endswith(_DATA) or ending.endswith(_TABLES):
        return ending.endswith(_TABLES), None
    return _is_table_by_content(expanded(file)), None


def _is_table_by_content(path: Path) -> bool:
    from salesbook.scoring.tables.recognition import HEAD, holds_table

    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return holds_table(stream.read(HEAD))
    except (OSError, ValueError):
        return False


def opened_table(file: str, stdin: "ByteSource | None", scratch: Path, *, in_place: bool = True) -> "Table":
    """Open a table that the user names, or what `stdin` holds; raises `UserError` that calls it what the user does."""
    from salesbook.core.errors import UserError
    from salesbook.core.language import gettext as _
    from salesbook.scoring.tables.opening import open_table, receive

    if stdin is None:
        return open_table(expanded(file), scratch, in_place=in_place)
    path = receive(stdin, scratch)
    try:
        return open_table(path, scratch, in_place=in_place)
    except UserError as error:
        message = error.message.replace(str(path), _("(standard input)"))
        raise UserError(message, error.advice) from error


def stated_mapping(file: str, table: "Table", card: "Scorecard") -> "ColumnMapping":
    """Read the mapping file that the user names; raises `UserError` that tells places in it."""
    from salesbook.reading.data import read_data_file
    from salesbook.scoring.tables.mapping_file import mapping_of

    data = read_data_file(str(expanded(file)))
    return mapping_of(data.value, table, card, data.where)
