"""A card run where the leads are: rows come one batch after another, and go where `score TABLE` would put them."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.engines.database import Database
from salesbook.scoring.tables.dialects import Statement, translated
from salesbook.scoring.tables.duck import connect, needed
from salesbook.scoring.tables.formulas import defused, defused_sql
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.run import Outcome, failed, unfit_reason
from salesbook.scoring.tables.table import MAX_CELL, SPREADSHEET, Table, columns_of, identifier
from salesbook.scoring.tables.writing import Job, output_names, score_columns, shown_in, write_rows

_TEXTS = (".csv", ".tsv")


class Targets(NamedTuple):
    """New files for scored rows, of the kind that `ending` names, and for the others; `scratch` is for in between."""

    output: Path
    ending: str
    rejected: Path
    scratch: Path


@dataclass(frozen=True, slots=True)
class Parting:
    """A statement, with what a score adds to a row: the SQL of each column and its name in the output."""

    statement: Statement
    kept: Sequence[str]
    scores: Sequence[tuple[str, str]]

    @property
    def select(self) -> str:
        """The SELECT in DuckDB's dialect."""
        return self.statement.parted([sql for sql, _name in self.scores])

    @property
    def types(self) -> list[str]:
        """The types of what a score adds: the total and the sums of blocks are numbers."""
        query = self.statement.query
        numbers = {"sum", *(query.block(n) for n in range(len(self.statement.card.blocks)))}
        return [query.number_type if sql in numbers else "VARCHAR" for sql, _name in self.scores]


def score_in_place(database: Database, dialect: str, statement: Statement, targets: Targets) -> Outcome:
    """Run a statement in a database that speaks `dialect`, and write all its rows, each into one of two files.

    Raises `UserError` when the database refuses, or a row is too long for a lead.
    """
    kept = output_names(columns_of(statement.kept))
    job = Job(statement.card, statement.stamp, statement.mapping, targets.scratch)
    parting = Parting(statement, kept, score_columns(job, statement.query, iter(kept), shown_in(targets.ending)))
    select = parting.select if dialect == "duckdb" else translated(parting.select, dialect)
    between = targets.scratch / "scored.csv"
    scored, rejected = _parted(database.rows(select), parting, between, targets.rejected)
    table = Table(between, "csv", columns_of([*kept, *(name for _sql, name in parting.scores)]))
    try:
        with closing(connect(targets.scratch, [between, targets.output], columns=len(table.columns))) as connection:
            rows = f"SELECT {_columns(parting, targets.ending)} FROM {table.relation}"
            count = write_rows(connection, rows, SPREADSHEET, targets.output, targets.ending)
    except needed("duckdb").Error as error:
        raise failed(error) from error
    if count != scored:
        raise failed(ValueError(_("{n} rows of {all} were written").format(n=count, all=scored)))
    return Outcome(table, scored, rejected)


def _parted(rows: Iterator[Sequence[Any]], parting: Parting, scored: Path, rejected: Path) -> tuple[int, int]:
    """Write scored rows and the others, these with the reason before each; return how many they are."""
    statement, width = parting.statement, len(parting.kept)
    added = width + len(parting.scores)
    answers = [(place, n) for place, n in enumerate(statement.read) if statement.columns[n] not in statement.kept]
    reader = RowReader(statement.card, statement.mapping)
    fits = _("the database reads letters otherwise than salesbook does; export the table: salesbook score FILE")
    counts = [0, 0]
    with (
        scored.open("w", encoding="utf-8", newline="") as scored_file,
        rejected.open("w", encoding="utf-8", newline="") as rejected_file,
    ):
        scores = csv.writer(scored_file, lineterminator="\n")
        rejected_file.write("\ufeff")
        rejects = csv.writer(rejected_file, delimiter=SPREADSHEET.delimiter, lineterminator="\n")
        scores.writerow([f"c{n}" for n in range(added)])
        headers = [*parting.kept, *(statement.columns[n] for _place, n in answers)]
        rejects.writerow([_("reason"), *map(defused, headers)])
        for is_scored, *cells in rows:
            _check_length(statement.table, cells)
            counts[0 if is_scored else 1] += 1
            if is_scored:
                scores.writerow(cells[:added])
                continue
            texts = cells[added:]
            by_column: list[str | None] = [None] * len(statement.columns)
            for n, text in zip(statement.read, texts, strict=True):
                by_column[n] = text
            shown = [*cells[:width], *(texts[place] for place, _n in answers)]
            rejects.writerow([unfit_reason(reader, by_column) or fits, *(defused(cell or "") for cell in shown)])
    return counts[0], counts[1]


def _columns(parting: Parting, ending: str) -> str:
    """Return the SQL of the columns of the output over those of the file in between, `c0`, `c1` …"""
    as_text, width = ending in _TEXTS, len(parting.kept)
    pairs = [(defused_sql(f"c{n}") if as_text else f"c{n}", name) for n, name in enumerate(parting.kept)]
    pairs += [
        (f"CAST(c{n} AS {kind})", name)
        for n, (kind, (_sql, name)) in enumerate(zip(parting.types, parting.scores, strict=True), width)
    ]
    names = [defused(name) if as_text else name for _sql, name in pairs]
    if as_text and not set(names[0]) & set('"\r\n' + SPREADSHEET.delimiter):  # in quotation marks it would be no mark
        names[0] = "\ufeff" + names[0]
    return ", ".join(f"{sql} AS {identifier(name)}" for (sql, _name), name in zip(pairs, names, strict=True))


def _check_length(table: str, cells: Sequence[Any]) -> None:
    if sum(len(cell) for cell in cells if isinstance(cell, str)) > MAX_CELL:
        message = _("a row of “{table}” is longer than {n} characters").format(table=table, n=MAX_CELL)
        raise UserError(message, _("name the columns that go along: --keep id"))
