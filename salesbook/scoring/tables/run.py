"""A table scored: one pass of DuckDB writes the rows that have a score, a second one, if need be, tells of the rest."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.tables.duck import connect, needed
from salesbook.scoring.tables.formulas import defused
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.opening import reread
from salesbook.scoring.tables.sql import CardQuery, knockout_columns
from salesbook.scoring.tables.table import Table, Unreadable
from salesbook.scoring.tables.writing import Job, RowColumns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SAMPLE = 2_000
_SEEN = 24
"""So many different cells of a column are compared as they stand; a column with more is not one of answers."""

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """How many leads are in a segment, or refused where `segment` is None, with the mean of their totals."""

    segment: str | None
    leads: int
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a table: rows with a score, rows without; `table` is the one that was read in the end."""

    table: Table
    scored: int
    rejected: int
    segments: tuple[SegmentCount, ...] = ()

    @property
    def read(self) -> int:
        """All rows and lines of the table."""
        return self.scored + self.rejected


def score_table(table: Table, job: Job, output: Path | None, ending: str) -> Outcome:
    """Score a table into the new file `output` of the kind that `ending` names, or only count; raises `UserError`.

    What DuckDB has not read line by line is trusted only when it gives as many rows as there are lines. A table without
    a single row is the user's mistake: the export has failed, or it is another file.
    """
    outcome = _judged(table, job, output, ending)
    if not outcome.read:
        raise UserError(_("the table has a header and not a single row"), _("is it the right file?"))
    return outcome


def _judged(table: Table, job: Job, output: Path | None, ending: str) -> Outcome:
    """Score a table as DuckDB reads it, or else line by line."""
    duckdb = needed("duckdb")
    try:
        outcome = _scored(table, job, output, ending)
        if table.lines is None or outcome.read == table.lines:
            return outcome
    except duckdb.Error as error:
        if table.lines is None:
            raise failed(error) from error
    table = reread(table, job.scratch)
    try:
        return _scored(table, job, output, ending)
    except duckdb.Error as error:
        raise failed(error) from error


def rejected_rows(table: Table, job: Job) -> Iterator[tuple[int, str, tuple[str | None, ...], str]]:
    """Yield what has no score in the order of the file: line, reason, cells, and the text of a line that is no row."""
    reader = RowReader(job.card, job.mapping)
    with closing(connect(job.scratch, [table.path], columns=len(table.columns))) as connection:
        query = _query(connection, table, job)
        texts = ", ".join(table.texts())
        select = f"SELECT line, {texts} FROM ({query.scores(table.numbered_rows())}) AS scores WHERE NOT {_sure(query)}"
        cursor = connection.execute(select)
        rows = ((line, unfit_reason(reader, cells), tuple(cells), "") for line, *cells in _fetched(cursor))
        yield from merge(rows, map(_unreadable, table.unreadable), key=lambda row: row[0])


def write_rejected(table: Table, job: Job, path: Path) -> int:
    """Write what has no score to a new CSV file, with the line and the reason before each row; return how many."""
    count = 0
    headers = [defused(column.header) for column in table.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        if table.source_dialect.bom:
            file.write("\ufeff")
        writer = csv.writer(file, delimiter=table.source_dialect.delimiter, lineterminator="\n")
        writer.writerow([_("line"), _("reason"), *headers, _("text of the line")])
        for line, reason, cells, text in rejected_rows(table, job):
            shown = cells or [""] * len(headers)
            writer.writerow(
                [line, reason, *(defused(cell or "") for cell in shown), defused(text.replace("\0", "\ufffd"))]
            )
            count += 1
    return count


def _scored(table: Table, job: Job, output: Path | None, ending: str) -> Outcome:
    files = [table.path] if output is None else [table.path, output]
    with closing(connect(job.scratch, files, columns=len(table.columns))) as connection:
        query = _query(connection, table, job)
        connection.execute("CREATE TEMP SEQUENCE rejected")
        scores = f"({query.scores(table.relation)}) AS scores"
        kept = f"CASE WHEN {_sure(query)} THEN TRUE ELSE nextval('rejected') < 0 END"
        segments: tuple[SegmentCount, ...] = ()
        with job.watch(connection):
            if output is None:
                select = (
                    f"SELECT {query.segment()} AS segment, count(*), avg(sum) FROM {scores} WHERE {kept} GROUP BY 1"
                )
                segments = tuple(_counted(row) for row in connection.execute(select).fetchall())
                scored = sum(segment.leads for segment in segments)
            else:
                columns = RowColumns(table, job, query, ending)
                scored = columns.write(connection, f"FROM {scores} WHERE {kept}", output)
        last = connection.execute("SELECT max(last_value) FROM duckdb_sequences()").fetchone()
    rejected = (last[0] or 0) if last else 0
    return Outcome(table, scored, rejected + len(table.unreadable), segments)


def _counted(row: tuple[Any, ...]) -> SegmentCount:
    segment, leads, mean = row
    return SegmentCount(segment, leads, None if mean is None else Decimal(repr(float(mean))))


def _query(connection: "DuckDBPyConnection", table: Table, job: Job) -> CardQuery:
    """Return the query of a job, with the cells that its table begins with."""
    texts, mapping = table.texts(), job.mapping
    numbers = [*mapping.parameters.values(), *knockout_columns(mapping)]
    if not numbers:
        return CardQuery(job.card, mapping, texts)
    columns = ", ".join(texts[n] for n in numbers)
    sample = connection.execute(f"SELECT {columns} FROM {table.relation} LIMIT {_SAMPLE}").fetchall()
    width = len(mapping.parameters)
    seen = {
        name: [cell for cell, _count in Counter(row[n] for row in sample if row[n]).most_common(_SEEN)]
        for n, name in enumerate(mapping.parameters)
    }
    reader = RowReader(job.card, mapping)
    knockouts = []
    for cells, _count in Counter(row[width:] for row in sample if any(row[width:])).most_common(_SEEN):
        by_column: list[str | None] = [None] * len(table.columns)
        for n, cell in zip(numbers[width:], cells, strict=True):
            by_column[n] = cell
        ids = reader.knockouts(by_column)
        if ids is not None:
            knockouts.append((cells, ids))
    return CardQuery(job.card, mapping, texts, seen, knockouts)


def _sure(query: CardQuery) -> str:
    """Return the condition that a row has a score, which is true or false and never unknown."""
    return f"COALESCE({query.scored()}, FALSE)"


def unfit_reason(reader: RowReader, cells: Sequence[str | None]) -> str:
    """Return everything that keeps a row from being scored; nothing when it could be."""
    _lead, unfit = reader.lead(cells)
    return "; ".join(f"{each.message} — {each.advice}" if each.advice else each.message for each in unfit)


def _unreadable(line: Unreadable) -> tuple[int, str, tuple[str | None, ...], str]:
    return line.line, line.reason, (), line.text


def _fetched(cursor: Any) -> Iterator[list[Any]]:
    while batch := cursor.fetchmany(_BATCH):
        yield from batch


def failed(error: Exception) -> UserError:
    """Return what is said when DuckDB gives a table up."""
    message = _("the table cannot be scored: {reason}").format(reason=str(error).splitlines()[0])
    return UserError(message, _("save it as CSV in UTF-8 and try again"))
