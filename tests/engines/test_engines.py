"""The same card on DuckDB, a real PostgreSQL, ClickHouse's engine and Spark gives what the scorer of leads gives.

Leads are generated with nulls, wrong values, unknown answers, and totals at every bound.
"""

import json
import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from typing import Any, cast

import pytest

from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.score import score
from salesbook.scoring.tables.dialects import statement
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.table import identifier, literal
from tests.books import OTHER
from tests.engines.conftest import Server
from tests.scoring.tables import STAMP, chance_card, chance_rows, headers_of
from tests.scoring.test_score import CARD, card_of

Rows = list[tuple[Any, ...]]
Engine = Callable[[list[str], list[list[str]], str], Rows]
"""Makes a table `leads` of texts, empty ones NULL, and returns the rows of a statement."""

pytestmark = pytest.mark.engines
CARDS = [CARD, card_of(OTHER, "pupils"), *(chance_card(Random(seed)) for seed in (2, 5, 8, 11, 105, 124))]


def duckdb_rows(headers: list[str], rows: list[list[str]], sql: str) -> Rows:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE leads ({', '.join(f'{identifier(h)} VARCHAR' for h in headers)})")
        marks = ", ".join("?" for _header in headers)
        connection.executemany(f"INSERT INTO leads VALUES ({marks})", [[c or None for c in row] for row in rows])
        return connection.execute(sql).fetchall()


@pytest.fixture
def postgres(server: Server) -> Engine:
    import psycopg

    def rows_of(headers: list[str], rows: list[list[str]], sql: str) -> Rows:
        with psycopg.connect(server.url()) as connection:
            connection.execute("DROP TABLE IF EXISTS leads")
            columns = ", ".join(f"{identifier(h)} text" for h in headers)
            # psycopg wants statements that its user has written; it is not there in the daily gate.
            create, select = cast("Any", f"CREATE TABLE leads ({columns})"), cast("Any", sql)
            connection.execute(create)
            with connection.cursor().copy("COPY leads FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([cell or None for cell in row])
            return list(connection.execute(select).fetchall())

    return rows_of


def clickhouse_rows(headers: list[str], rows: list[list[str]], sql: str) -> Rows:
    from chdb.session import Session

    session = Session()
    try:
        columns = ", ".join(f"{identifier(h)} Nullable(String)" for h in headers)
        session.query("CREATE DATABASE IF NOT EXISTS tests")
        session.query("DROP TABLE IF EXISTS tests.leads")
        session.query(f"CREATE TABLE tests.leads ({columns}) ENGINE = Memory")
        for start in range(0, len(rows), 200):
            values = ", ".join(
                f"({', '.join('NULL' if not c else _escaped(c) for c in row)})" for row in rows[start : start + 200]
            )
            session.query(f"INSERT INTO tests.leads VALUES {values}")
        answer = session.query(sql.replace('"leads"', "tests.leads"), "JSONCompactEachRow")
        return [tuple(json.loads(line, parse_float=Decimal)) for line in str(answer).splitlines()]
    finally:
        session.close()


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """A Spark session of this machine alone."""
    from pyspark.sql import SparkSession
    from pyspark.sql.types import StringType, StructField, StructType

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()

    def rows_of(headers: list[str], rows: list[list[str]], sql: str) -> Rows:
        shape = StructType([StructField(header, StringType()) for header in headers])
        frame = session.createDataFrame([[cell or None for cell in row] for row in rows], shape)
        frame.createOrReplaceTempView("leads")
        return [tuple(row) for row in session.sql(sql).collect()]

    yield rows_of
    session.stop()


def _escaped(text: str) -> str:
    return literal(text.replace("\\", "\\\\"))


def check(engine: Engine, dialect: str, card: Scorecard, seed: int) -> None:
    chance = Random(seed)
    headers, rows = headers_of(card), chance_rows(chance, card, 400)
    targets = [h for h in headers[1:] if h not in ("knockouts",)]
    columns = {name: name for name in targets} | ({"knockouts": "knockouts"} if card.knockouts else {})
    made = statement(card, STAMP, "leads", {"columns": columns}, ["ID"])
    answers = engine(headers, rows, made.sql(dialect))
    numbers = [headers.index(name) for name in made.columns]
    reader = RowReader(card, made.mapping)
    unknown = any(UNKNOWN in [c.id for c in card.choices(p)] for p in card.parameters())
    for row, answer in zip(rows, sorted(answers, key=lambda each: int(each[0])), strict=True):
        lead, _unfit = reader.lead([row[n] or None for n in numbers])
        result = None if lead is None else score(lead, card)
        wanted: list[Any] = [row[0], result is not None]
        wanted.append(None if result is None else result.total)
        wanted.append(result.segment.id if result and result.segment and not result.knocked_out else None)
        wanted.append(", ".join(result.knocked_out) or None if result else None)
        if unknown:
            names = [each.parameter.id for each in result.unknown] if result else []
            wanted.append(", ".join(names) or None)
        wanted += [result.blocks.get(block.id) if result else None for block in card.blocks]
        got = [
            Decimal(str(v)) if isinstance(w, Decimal) and v is not None else v
            for v, w in zip(answer, wanted, strict=False)
        ]
        assert got == wanted, row


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_duckdb(number: int) -> None:
    check(duckdb_rows, "duckdb", CARDS[number], number)


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_postgres(postgres: Engine, number: int) -> None:
    check(postgres, "postgres", CARDS[number], number)


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_clickhouse(number: int) -> None:
    check(clickhouse_rows, "clickhouse", CARDS[number], number)


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_spark(spark: Engine, number: int) -> None:
    check(spark, "spark", CARDS[number], number)
