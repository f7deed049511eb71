"""A card as one SELECT in the dialect of another engine: what DuckDB is asked, translated by sqlglot."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salesbook.models.scorecard import Scorecard
from salesbook.scoring.editions import CardStamp, stamp_text
from salesbook.scoring.tables.duck import needed
from salesbook.scoring.tables.mapping import KNOCKOUTS, ColumnMapping, guessed, missing
from salesbook.scoring.tables.mapping_file import Where, mapping_of, nowhere
from salesbook.scoring.tables.sql import CardQuery
from salesbook.scoring.tables.table import Table, columns_of, identifier, literal, table_sql

DIALECTS = ("duckdb", "postgres", "clickhouse", "spark")


@dataclass(frozen=True, slots=True)
class Statement:
    """The SELECT of a card over a table of another engine.

    `kept` are the columns that go along with the scores. `scored` is false for a row whose answers do not fit: it has
    no total, no segment, no blocks.
    """

    card: Scorecard
    stamp: CardStamp
    table: str
    columns: Sequence[str]
    mapping: ColumnMapping
    kept: Sequence[str]

    def sql(self, dialect: str) -> str:
        """Return the statement; raises `UserError` when sqlglot is not installed."""
        return translated(self.duckdb(), dialect)

    def duckdb(self) -> str:
        """Return the statement in DuckDB's dialect."""
        return f"SELECT {', '.join(self._outputs(self.query))} FROM {self._judged()}"

    def parted(self, scores: Sequence[str]) -> str:
        """Return a SELECT, in DuckDB's dialect, for whoever parts scored rows from the others.

        Its columns: whether the row is scored; what is kept, as texts; `scores`, SQL over `query.scores`; the texts
        of `read` where the row is not scored.
        """
        columns = ["ok", *(f"CAST(k{n} AS VARCHAR)" for n in range(len(self.kept)))]
        columns += [f"CASE WHEN ok THEN {sql} END" for sql in scores]
        columns += [f"CASE WHEN ok THEN NULL ELSE c{n} END" for n in self.read]
        return f"SELECT {', '.join(columns)} FROM {self._judged()}"

    @property
    def query(self) -> CardQuery:
        """The card over the texts of the columns, called `c0`, `c1` …"""
        return CardQuery(self.card, self.mapping, [f"c{n}" for n in range(len(self.columns))])

    @property
    def read(self) -> list[int]:
        """The columns that the card reads, by their numbers."""
        return sorted({
            *self.mapping.parameters.values(),
            *self.mapping.marks.values(),
            *([] if self.mapping.knockouts is None else [self.mapping.knockouts]),
        })  # fmt: skip

    def _judged(self) -> str:
        """Return the SQL of all rows with what is kept as `k0`, `k1` …, and whether they are scored as `ok`."""
        inputs = [f"{identifier(name)} AS k{n}" for n, name in enumerate(self.kept)]
        inputs += [f"CAST({identifier(self.columns[n])} AS VARCHAR) AS c{n}" for n in self.read]
        scores = self.query.scores(f"(SELECT {', '.join(inputs)} FROM {table_sql(self.table)}) AS answers")
        return f"(SELECT *, COALESCE({self.query.scored()}, FALSE) AS ok FROM ({scores}) AS scores) AS judged"

    def _outputs(self, query: CardQuery) -> list[str]:
        def where_scored(sql: str) -> str:
            return f"CASE WHEN ok THEN {sql} END"

        outputs = {
            "scored": "ok",
            "total": where_scored("sum"),
            "segment": where_scored(query.segment()),
            "knocked_out": where_scored(query.knocked_out()),
        }
        if query.takes_unknown():
            outputs["unknown"] = where_scored(query.unknown())
        for n, block in enumerate(self.card.blocks):
            outputs[f"block_{block.id}"] = where_scored(query.block(n))
        outputs["card"] = literal(stamp_text(self.stamp))
        kept = [f"k{n} AS {identifier(name)}" for n, name in enumerate(self.kept)]
        taken = {name.casefold() for name in self.kept}
        return kept + [
            f"{sql} AS {identifier(name if name not in taken else f'{name}_2')}" for name, sql in outputs.items()
        ]


def statement(
    card: Scorecard, stamp: CardStamp, table: str, stated: Any, kept: Sequence[str], where: Where = nowhere
) -> Statement:
    """Return the statement for a table whose columns are called as the parameters, or as a mapping file says.

    Raises `UserError` for what is wrong with the mapping; `where` tells places in its file.
    """
    called = [str(name) for name in stated["columns"]] if _has_columns(stated) else []
    targets = {str(target) for target in stated["columns"].values()} if called else set()
    absent = stated.get("unknown") if isinstance(stated, dict) else None
    left = {*targets, *(map(str, absent) if isinstance(absent, list) else ())}
    names = [*called, *(p.id for p in card.parameters() if p.id not in left)]
    if card.knockouts and not targets & {KNOCKOUTS, *(k.id for k in card.knockouts)}:
        names.append(KNOCKOUTS)
    shape = Table(Path(table), "csv", columns_of(names))
    mapping = None if stated is None else mapping_of(stated, shape, card, where)
    guess = guessed(shape, card, mapping)
    if guess.unsure:
        raise missing(guess, shape, card)
    return Statement(card, stamp, table, names, guess.mapping, kept)


def translated(sql: str, dialect: str) -> str:
    """Translate a statement from DuckDB's dialect, laid out for people to read."""
    sqlglot = needed("sqlglot", "sql")
    expressions = sqlglot.exp
    tree = sqlglot.parse_one(sql, read="duckdb")
    if dialect == "clickhouse":  # there, LOWER knows no letters but Latin ones
        tree = tree.transform(
            lambda node: (
                expressions.Anonymous(this="lowerUTF8", expressions=[node.this])
                if isinstance(node, expressions.Lower)
                else node
            )
        )
    return str(tree.sql(dialect=dialect, pretty=True))


def _has_columns(stated: Any) -> bool:
    return isinstance(stated, dict) and isinstance(stated.get("columns"), dict)
