"""A table scored: one pass of DuckDB writes the rows that have a score, a second one, if need be, tells of the rest."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from decimal import Decimal
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import Scorecard
from salesbook.scoring.editions import CardStamp, stamp_text
from salesbook.scoring.tables.duck import connect, needed
from salesbook.scoring.tables.formulas import defused, defused_sql
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.mapping import ColumnMapping
from salesbook.scoring.tables.opening import reread
from salesbook.scoring.tables.spellings import answers_by_key
from salesbook.scoring.tables.sql import CardQuery, knockout_columns
from salesbook.scoring.tables.table import Column, Dialect, Table, Unreadable, identifier, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENDINGS = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl")
"""Endings of files that scored leads can be written to."""

_SAMPLE = 2_000
_SEEN = 24
"""So many different cells of a column are compared as they stand; a column with more is not one of answers."""

_BATCH = 5_000


def _unwatched(_connection: object) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be scored by what, and the folder in which it may be written meanwhile.

    `stamp` names the card and its edition: it goes with every row. `watch` is told of the database while it works.
    """

    card: Scorecard
    stamp: CardStamp
    mapping: ColumnMapping
    scratch: Path
    watch: "Callable[[DuckDBPyConnection], AbstractContextManager[None]]" = _unwatched


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


def score_columns(job: Job, query: CardQuery, taken: Iterator[str]) -> list[tuple[str, str]]:
    """Return what a score adds to a row: the SQL of each column, and a name that no column of the table has.

    The card goes with its edition and its digest, in one column: see `editions.stamp_text`.
    """
    blocks = [(query.block(n), f"block_{block.id}") for n, block in enumerate(job.card.blocks)]
    columns = [
        ("sum", "total"),
        (query.segment(), "segment"),
        (query.knocked_out(), "knocked_out"),
        *([(query.unknown(), "unknown")] if query.takes_unknown() else []),
        *blocks,
        (literal(stamp_text(job.stamp)), "card"),
    ]
    names = {name.casefold() for name in taken}
    named = []
    for sql, stem in columns:
        name, repeat = stem, 1
        while name.casefold() in names:
            repeat += 1
            name = f"{stem}_{repeat}"
        names.add(name.casefold())
        named.append((sql, name))
    return named


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
                select = f"SELECT {_written(table, job, query, ending)} FROM {scores} WHERE {kept}"
                scored = write_rows(connection, select, table.source_dialect, output, ending)
        last = connection.execute("SELECT max(last_value) FROM duckdb_sequences()").fetchone()
    rejected = (last[0] or 0) if last else 0
    return Outcome(table, scored, rejected + len(table.unreadable), segments)


def _counted(row: tuple[Any, ...]) -> SegmentCount:
    segment, leads, mean = row
    return SegmentCount(segment, leads, None if mean is None else Decimal(repr(float(mean))))


def _written(table: Table, job: Job, query: CardQuery, ending: str) -> str:
    """Return the SQL of all columns of the output: those of the table in their order, then the score's."""
    as_text = ending in (".csv", ".tsv")
    names = output_names(table.columns)
    added = score_columns(job, query, iter(names))
    if as_text:
        names = [defused(name) for name in names]
        mark = table.source_dialect.bom and not set(names[0]) & set('"\r\n' + table.source_dialect.delimiter)
        names[0] = "\ufeff" + names[0] if mark else names[0]
    carried = [f"c{n}" for n in range(len(table.columns))]
    if as_text:
        trusted = _trusted(job)
        carried = [
            column if n in trusted else defused_sql(text)
            for n, (column, text) in enumerate(zip(carried, table.texts(), strict=True))
        ]
    pairs = [*zip(carried, names, strict=True), *added]
    return ", ".join(f"{sql} AS {identifier(name)}" for sql, name in pairs)


def output_names(columns: Sequence[Column]) -> list[str]:
    """Return what columns are called in the output: as in the table where no other is called so."""
    headers = Counter(column.header.casefold() for column in columns)
    return [
        column.header.replace("\ufeff", "") if column.header and headers[column.header.casefold()] == 1 else column.name
        for column in columns
    ]


def _trusted(job: Job) -> set[int]:
    """Return the columns in which every cell of a scored row is one of a list that holds no formula."""
    trusted = set()
    for parameter in job.card.parameters():
        keys = answers_by_key(job.card, parameter, job.mapping.answers.get(parameter.id))
        if parameter.id in job.mapping.parameters and all(defused(key) == key for key in keys):
            trusted.add(job.mapping.parameters[parameter.id])
    return trusted


def write_rows(connection: "DuckDBPyConnection", select: str, dialect: Dialect, output: Path, ending: str) -> int:
    """Write the rows of a SELECT to a new file of the kind that `ending` names, and return how many they are."""
    if ending == ".xlsx":
        from salesbook.scoring.tables.workbook_out import write_workbook

        return write_workbook(connection, select, output)
    delimiter = "\t" if ending == ".tsv" else dialect.delimiter
    options = {
        ".parquet": "FORMAT parquet, COMPRESSION zstd",
        ".jsonl": "FORMAT json",
    }.get(ending, f"FORMAT csv, HEADER true, DELIMITER {literal(delimiter)}")
    copied = connection.execute(f"COPY ({select}) TO {literal(str(output))} ({options}, USE_TMP_FILE false)").fetchone()
    assert copied is not None
    return int(copied[0])


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
