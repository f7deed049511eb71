"""`salesbook scorecard sql --engine`: a card run in a file of DuckDB; a real server: tests/engines."""

import csv
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.ran import Command, Ran

ROWS = [
    (1, "=cmd()", "1", "1", "0", None),
    (2, "@Анна", "есть", "-1", "1", "Другой регион"),
    (3, "-5", "2", None, "0", "нигде"),
]
Run = Callable[..., Ran]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    import duckdb

    path = tmp_path / "leads.duckdb"
    with duckdb.connect(str(path)) as connection:
        columns = 'id INT, "Имя" TEXT, budget TEXT, "Срок" TEXT, meeting TEXT, "Отсев" TEXT'
        connection.execute(f"CREATE TABLE leads ({columns})")
        connection.executemany("INSERT INTO leads VALUES (?, ?, ?, ?, ?, ?)", ROWS)
        connection.execute("CREATE SCHEMA crm")
        connection.execute("CREATE TABLE crm.wrong AS SELECT id, '7' AS budget, '1' AS timing, meeting FROM leads")
        outside = tmp_path / "outside.csv"
        outside.write_text("budget,timing,meeting\n1,1,1\n", encoding="utf-8")
        connection.execute(f"CREATE VIEW outside AS SELECT * FROM read_csv('{outside}')")
    return path


@pytest.fixture
def in_place(salesbook: Command, database: Path) -> Run:
    """Run the card at an address, that of the file of leads unless another one is given."""

    def command(*arguments: Any, url: str = "") -> Ran:
        return salesbook("scorecard", "sql", "--engine", url or f"duckdb://{database.as_posix()}", *arguments)

    return command


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_every_row_goes_where_a_table_s_would(in_place: Run, tmp_path: Path) -> None:
    output = tmp_path / "scored.csv"
    ran = in_place("--output", output)
    assert (ran.code, ran.out) == (0, "")
    assert "3 rows read: scored 2, rejected 1" in ran.err
    assert "Срок (timing)" in ran.err
    assert output.read_bytes().startswith("\ufeffid;".encode())  # as Excel opens it
    first, second = rows_of(output)
    assert list(first)[:6] == ["id", "Имя", "budget", "Срок", "meeting", "Отсев"]
    assert list(first)[6:] == ["total", "segment", "knocked_out", "block_request", "block_talk", "card"]
    assert list(first.values())[:-1] == ["1", "'=cmd()", "1", "1", "0", "", "2", "A", "", "2", "0"]
    assert re.fullmatch("leads@2026-11:[a-z]{8}", first["card"])
    assert [second[name] for name in ("Имя", "total", "segment", "knocked_out")] == ["'@Анна", "1", "", "other-region"]
    (rejected,) = rows_of(tmp_path / "scored.rejected.csv")
    assert (rejected["id"], rejected["Имя"]) == ("3", "-5")
    for words in ("«нигде»", "“Бюджет” (budget): «2» is not an answer", "no answer to “Срок” (timing)"):
        assert words in rejected["reason"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_columns_that_go_along(in_place: Run, tmp_path: Path) -> None:
    import duckdb

    assert in_place("--keep", "id", "--output", tmp_path / "s.jsonl", "--rejected", tmp_path / "no.csv").code == 0
    first = json.loads((tmp_path / "s.jsonl").read_text("utf-8").splitlines()[0])
    assert (first["id"], first["total"], first["segment"]) == ("1", 2, "A")
    assert "budget" not in first
    assert list(rows_of(tmp_path / "no.csv")[0]) == ["reason", "id", "budget", "Срок", "meeting", "Отсев"]
    assert in_place("--keep", "id", "--output", tmp_path / "s.parquet").code == 0
    scored = duckdb.execute(f"SELECT id, total, segment FROM '{tmp_path / 's.parquet'}'").fetchall()
    assert scored == [("1", 2, "A"), ("2", 1, None)]


def test_no_row_has_a_score(in_place: Run, tmp_path: Path) -> None:
    ran = in_place("--table", "crm.wrong", "--output", tmp_path / "s.csv")
    assert ran.code == 1
    assert "3 rows read: scored 0, rejected 3" in ran.err
    assert "no column speaks of knock-outs" in ran.err
    assert len(rows_of(tmp_path / "s.rejected.csv")) == 3


def test_a_mapping_file(in_place: Run, tmp_path: Path) -> None:
    mapping = tmp_path / "map.yml"
    mapping.write_text("answers: {budget: {2: minus, 'есть': plus}}\n", encoding="utf-8")
    assert in_place("--map", mapping, "--output", tmp_path / "s.csv").code == 0
    (rejected,) = rows_of(tmp_path / "s.rejected.csv")
    assert "“Бюджет”" not in rejected["reason"]


def test_the_file_is_only_read_and_opens_no_other(in_place: Run, database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    ran = in_place("--table", "outside", "--output", tmp_path / "s.csv")
    assert ran.code == 2
    assert "refuses the query" in ran.err
    assert in_place("--output", tmp_path / "s.csv").code == 0
    assert database.read_bytes() == before
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".wal"]


def test_what_cannot_be_run(in_place: Run, database: Path, root: Path, tmp_path: Path) -> None:
    output = tmp_path / "s.csv"
    for ran, words in (
        (in_place("--output", output, "--table", "lead"), "has no table “lead”"),
        (in_place("--output", output, "--keep", "idd"), "it looks like id"),
        (in_place("--output", root / "s.csv"), "client data never goes there"),
        (in_place("--output", tmp_path / "s.txt"), "it is not known how to write “s.txt”"),
        (in_place("--output", output, "--rejected", database), "need a file each"),
        (in_place(), "--engine needs a file for the scores"),
        (in_place("duckdb", "--output", output), "and no dialect"),
        (in_place("--output", output, url=f"duckdb://{tmp_path}/no.duckdb"), "there is no file"),
        (in_place("--output", output, url=f"duckdb://{tmp_path}/outside.csv"), "cannot be opened as a database"),
        (in_place("--output", output, url="mysql://u:s3cret@h/crm"), "“mysql://u:***@h/crm”"),
        (in_place("--output", output, url="clickhouse://u:s3cret@h:8123/a/b"), "is no address of a ClickHouse server"),
        (in_place("--output", output, url="clickhouse://h/db?x=1"), "clickhouse://user@host:8123/database"),
    ):
        assert (ran.code, ran.out, words in ran.err) == (2, "", True), ran.err
        assert "s3cret" not in ran.err
    assert not output.exists()


def test_what_goes_with_an_address_alone(salesbook: Command, tmp_path: Path) -> None:
    for arguments in ([], ["duckdb", "--output", tmp_path / "s.csv"], ["duckdb", "--rejected", tmp_path / "s.csv"]):
        ran = salesbook("scorecard", "sql", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "which dialect? duckdb, postgres, clickhouse or spark" in ran.err


def test_a_driver_that_is_missing(
    in_place: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: Path
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    ran = in_place("--output", tmp_path / "s.csv", url="postgresql://u:s3cret@h/crm")
    assert (ran.code, "s3cret" in ran.err) == (2, False)
    assert 'pip install "salesbook[postgres]"' in ran.err
