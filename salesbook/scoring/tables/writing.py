"""Scored rows written: the columns of the table, what a score adds to them, and the file they go to."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.models.scorecard import Scorecard
from salesbook.scoring.editions import CardStamp, stamp_text
from salesbook.scoring.tables.formulas import defused, defused_sql
from salesbook.scoring.tables.mapping import ColumnMapping
from salesbook.scoring.tables.spellings import answers_by_key
from salesbook.scoring.tables.sql import CardQuery
from salesbook.scoring.tables.table import Column, Dialect, Table, identifier, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENDINGS = (".csv", ".tsv", ".xlsx", ".parquet", ".jsonl")
"""Endings of files that scored leads can be written to."""

_TEXTS = (".csv", ".tsv")
_NOWHERE = "\x01"
"""Parts the columns of a file that has one: DuckDB wants to know."""


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


@dataclass(frozen=True)
class RowColumns:
    """The columns of the output: those of the table in their order, then the score's."""

    table: Table
    job: Job
    query: CardQuery
    ending: str

    def write(self, connection: "DuckDBPyConnection", source: str, output: Path) -> int:
        """Write the rows of a source, `FROM … WHERE …`, to a new file, and return how many they are."""
        if self._as_lines:
            select = f"SELECT {self._line} AS {identifier(self._header)} {source}"
            options = f"HEADER true, DELIMITER '{_NOWHERE}', QUOTE '', ESCAPE ''"
            return _copied(connection, select, output, f"FORMAT csv, {options}")
        pairs = zip((sql for sql, _is_text in self._cells), self._names, strict=True)
        select = f"SELECT {', '.join(f'{sql} AS {identifier(name)}' for sql, name in pairs)} {source}"
        return write_rows(connection, select, self.table.source_dialect, output, self.ending)

    @cached_property
    def _scores(self) -> list[tuple[str, str]]:
        shown = self._quoted if self._as_lines else shown_in(self.ending)
        return score_columns(self.job, self.query, iter(output_names(self.table.columns)), shown)

    def _quoted(self, text: str) -> str:
        """Return a text as a cell of a line."""
        return self._csv([defused(text)])

    @cached_property
    def _names(self) -> list[str]:
        names = [*output_names(self.table.columns), *(name for _sql, name in self._scores)]
        if self.ending in _TEXTS:
            dialect = self.table.source_dialect
            names = [defused(name) for name in names]
            mark = dialect.bom and not set(names[0]) & set('"\r\n' + dialect.delimiter)
            names[0] = "\ufeff" + names[0] if mark else names[0]
        return names

    @cached_property
    def _cells(self) -> list[tuple[str, bool]]:
        """The SQL of every column, and whether it may hold what has to be quoted."""
        carried = [f"c{n}" for n in range(len(self.table.columns))]
        if self.ending in _TEXTS:
            trusted = _trusted(self.job)
            carried = [
                column if n in trusted else defused_sql(text)
                for n, (column, text) in enumerate(zip(carried, self.table.texts(), strict=True))
            ]
        lists = {self.query.knocked_out(), self.query.unknown() if self.query.takes_unknown() else ""}
        return [*((sql, False) for sql in carried), *((sql, sql in lists) for sql, _name in self._scores)]

    @property
    def _as_lines(self) -> bool:
        """Whether rows can be put together as lines: where nothing was quoted, nothing need be, and that is faster."""
        delimiter = "\t" if self.ending == ".tsv" else self.table.source_dialect.delimiter
        return self.ending in _TEXTS and self.table.unquoted and delimiter == self.table.source_dialect.delimiter

    @property
    def _line(self) -> str:
        """The SQL of a row as it stands in the file; NULL is nothing."""
        delimiter = literal(self.table.source_dialect.delimiter)
        cells = [
            f"CASE WHEN contains({sql}, {delimiter}) THEN '\"' || {sql} || '\"' ELSE {sql} END" if is_list else sql
            for sql, is_list in self._cells
        ]
        return f"concat({f', {delimiter}, '.join(cells)})"

    @property
    def _header(self) -> str:
        return self._csv(self._names)

    def _csv(self, cells: Sequence[str]) -> str:
        line = io.StringIO()
        csv.writer(line, delimiter=self.table.source_dialect.delimiter, lineterminator="").writerow(cells)
        return line.getvalue()


def score_columns(
    job: Job, query: CardQuery, taken: Iterator[str], shown: Callable[[str], str] = str
) -> list[tuple[str, str]]:
    """Return what a score adds to a row: the SQL of each column, and a name that no column of the table has.

    Texts of the card's author stand in it as they are `shown` in the file: they may be formulas for a spreadsheet.
    The card goes with its edition and its digest, in one column: see `editions.stamp_text`.
    """
    blocks = [(query.block(n), f"block_{block.id}") for n, block in enumerate(job.card.blocks)]
    columns = [
        ("sum", "total"),
        (query.segment(shown), "segment"),
        (query.knocked_out(), "knocked_out"),
        *([(query.unknown(), "unknown")] if query.takes_unknown() else []),
        *blocks,
        (literal(shown(stamp_text(job.stamp))), "card"),
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


def shown_in(ending: str) -> Callable[[str], str]:
    """Return how a text stands in a file of the kind that `ending` names: in CSV, nothing acts."""
    return defused if ending in _TEXTS else str


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
    return _copied(connection, select, output, options)


def _copied(connection: "DuckDBPyConnection", select: str, output: Path, options: str) -> int:
    copied = connection.execute(f"COPY ({select}) TO {literal(str(output))} ({options}, USE_TMP_FILE false)").fetchone()
    assert copied is not None
    return int(copied[0])
