"""The rows of a table, column by column, many at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from salesbook.scoring.columns import Cells, ColumnReader, State
from salesbook.scoring.tables.duck import connect, needed
from salesbook.scoring.tables.opening import reread
from salesbook.scoring.tables.run import failed
from salesbook.scoring.tables.table import Table

_ROWS = 10_000


class TableBatch(NamedTuple):
    """Rows that follow one another: the number of the line of each, and the cells of a column by its number."""

    lines: Sequence[int]
    cells: Callable[[int], Cells]


def whole_table(table: Table, scratch: Path) -> Table:
    """Return a table all of whose rows come: as it stands where DuckDB reads as many as there are lines, else by lines.

    Raises `UserError` for what turns out to be no table.
    """
    if table.lines is None or row_count(table, scratch) == table.lines:
        return table
    return reread(table, scratch)


def row_count(table: Table, scratch: Path) -> int | None:
    """Return how many rows DuckDB reads of a table when it looks at every cell; None when it gives up."""
    duckdb = needed("duckdb")
    with closing(connect(scratch, [table.path], columns=len(table.columns))) as connection:
        try:
            row = connection.execute(f"SELECT count(*), count(COLUMNS(*)) FROM {table.relation}").fetchone()  # noqa: S608
        except duckdb.Error:
            return None
    return None if row is None else int(row[0])


def table_batches(table: Table, numbers: set[int], scratch: Path) -> Iterator[TableBatch]:
    """Yield all rows with the cells of the columns of some numbers, empty cells as None; raises `UserError`."""
    duckdb = needed("duckdb")
    texts, ordered = table.texts(), sorted(numbers)
    place = {n: k for k, n in enumerate(ordered, 1)}
    chosen = "".join(f", nullif({texts[n]}, '')" for n in ordered)
    with closing(connect(scratch, [table.path], columns=len(table.columns))) as connection:
        try:
            cursor = connection.execute(f"SELECT line{chosen} FROM {table.numbered_rows()}")  # noqa: S608
            while rows := cursor.fetchmany(_ROWS):
                columns = list(zip(*rows, strict=True))
                yield TableBatch(columns[0], lambda n, columns=columns: columns[place[n]])  # type: ignore[misc]
        except duckdb.Error as error:
            raise failed(error) from error


def unfit_reason(batch: TableBatch, row: int, readers: Sequence[ColumnReader], states: Sequence[int]) -> str:
    """Return why a row has no score by the first card by which it has none; `states` are those of each card."""
    reader = next(reader for reader, state in zip(readers, states, strict=True) if state == State.UNFIT)
    cells: list[str | None] = [None] * (max(reader.columns(), default=-1) + 1)
    for n in reader.columns():
        cells[n] = batch.cells(n)[row]
    _lead, unfit = reader.row_reader.lead(cells)
    return unfit[0].message
