"""A table of leads as DuckDB reads it: where its rows lie, what its columns are called, which lines were no rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAX_COLUMNS = 5_000
"""More columns no export has; DuckDB would take minutes to plan a query over them."""

MAX_CELL = 1_000_000
"""Characters of a cell."""

_LINE, _BUFFER = 4_000_000, 16_000_000
"""Bytes of a line, and of what DuckDB reads at a time; by default it would take ten times as much."""

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header as it stands in the file, and a name that no other column of the table has.

    `type` is what DuckDB calls the type of a Parquet file's column; a text table has texts.
    """

    header: str
    name: str
    type: str = "VARCHAR"

    @property
    def shown(self) -> str:
        """What the column is called in messages."""
        return " ".join(self.name.split())


class Unreadable(NamedTuple):
    """A line of a file that is no row of its table: its number, why, and what stands there."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a text table are told apart, and whether it begins as Excel wants it (`bom`)."""

    delimiter: str = ","
    escape: str = '"'
    bom: bool = False


SPREADSHEET = Dialect(";", bom=True)
"""What a Russian Excel opens as a table: how rows are written that did not come from a text table."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in a file that DuckDB reads, as UTF-8 CSV or Parquet.

    `dialect` is that of this file, `source_dialect` that of the file it was made from.
    `numbered` says that each row of the file begins with the number of the line it came from; otherwise a row stands in
    the line after those before it. `lines` is how many rows a text table must give that was not read line by line;
    None where that is known without counting. `joined` is how many rows of the file were put into others, of the same
    lead. `sheets` are the sheets of a workbook, the one that was read first. `unquoted` says that there is no quotation
    mark in a text table, so no cell holds what parts cells and lines.
    """

    path: Path
    format: Literal["csv", "parquet"]
    columns: tuple[Column, ...]
    dialect: Dialect = field(default_factory=Dialect)
    source_dialect: Dialect = SPREADSHEET
    numbered: bool = False
    lines: int | None = None
    unreadable: tuple[Unreadable, ...] = ()
    joined: int = 0
    sheets: tuple[str, ...] = ()
    unquoted: bool = False

    @property
    def scan(self) -> str:
        """The SQL of all rows in the order of the file: texts `c0`, `c1` …, and `line` where rows are numbered."""
        path = literal(str(self.path))
        if self.format == "parquet":
            return f"read_parquet({path}, hive_partitioning = false)"
        names = [*(["line"] if self.numbered else []), *(f"c{n}" for n in range(len(self.columns)))]
        columns = ", ".join(f"'{name}': '{'BIGINT' if name == 'line' else 'VARCHAR'}'" for name in names)
        return (
            f"read_csv({path}, auto_detect = false, header = true, delim = {literal(self.dialect.delimiter)}, "
            f"quote = '\"', escape = {literal(self.dialect.escape)}, compression = 'none', hive_partitioning = false, "
            f"max_line_size = {_LINE}, buffer_size = {_BUFFER}, columns = {{{columns}}})"
        )

    def numbered_rows(self) -> str:
        """Return the SQL of all rows with the number of their line, or of their row in Parquet, as `line`."""
        if self.numbered:
            return f"(SELECT * FROM {self.scan})"
        if self.format == "parquet":
            return f"(SELECT *, row_number() OVER () AS line FROM {self.relation})"
        return f"(SELECT *, 1 + row_number() OVER () AS line FROM {self.scan})"

    @property
    def relation(self) -> str:
        """The SQL of all rows with columns named `c0`, `c1` …, of a Parquet file in their own types."""
        if self.format == "csv":
            return self.scan
        renamed = ", ".join(f"{identifier(column.header)} AS c{n}" for n, column in enumerate(self.columns))
        return f"(SELECT {renamed} FROM {self.scan})"

    def texts(self) -> tuple[str, ...]:
        """Return the SQL of every column as text; a list of texts is parted by commas."""
        return tuple(
            f"c{n}"
            if c.type == "VARCHAR"
            else f"array_to_string(c{n}, ',')"
            if c.type == "VARCHAR[]"
            else f"CAST(c{n} AS VARCHAR)"
            for n, c in enumerate(self.columns)
        )

    def rows(self, connection: "DuckDBPyConnection") -> Iterator[tuple[int, tuple[str | None, ...]]]:
        """Yield every row as its line and its cells, empty ones as None; `connection` is one of `duck.connect`."""
        texts = ", ".join(f"nullif({text}, '')" for text in self.texts())
        cursor = connection.execute(f"SELECT line, {texts} FROM {self.numbered_rows()}")
        while batch := cursor.fetchmany(_BATCH):
            for line, *cells in batch:
                yield line, tuple(cells)


def columns_of(headers: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a header line: spaces around names go, repeated names are numbered, empty ones get one."""
    taken: set[str] = set()
    columns = []
    for n, header in enumerate(headers, 1):
        stem = " ".join(header.replace("\ufeff", "").split()) or _("column {n}").format(n=n)
        name, repeat = stem, 1
        while name.casefold() in taken:  # SQL does not tell names apart by their case
            repeat += 1
            name = f"{stem} ({repeat})"
        taken.add(name.casefold())
        columns.append(Column(header, name))
    return tuple(columns)


def literal(text: str) -> str:
    """Return a text as SQL writes it: whatever it holds, it stays a text."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Return a name as SQL writes it: whatever it holds, it stays a name."""
    return '"' + name.replace('"', '""') + '"'


def table_sql(name: str) -> str:
    """Return the name of a table as SQL writes it: that of one in a schema has two parts, `schema.table`."""
    return ".".join(identifier(part) for part in name.split("."))
