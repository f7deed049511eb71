"""`scorecard sql --engine postgresql://…` on a real server: what `score FILE` gives, read alone, mistakes told."""

import csv
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from salesbook.cli import run
from salesbook.models.scorecard import Scorecard
from salesbook.scoring.engines.addresses import address_of
from salesbook.scoring.engines.opening import opened
from salesbook.scoring.engines.run import Targets, score_in_place
from salesbook.scoring.tables.dialects import Statement
from salesbook.scoring.tables.mapping import ColumnMapping, guessed
from salesbook.scoring.tables.opening import open_table
from salesbook.scoring.tables.run import score_table, write_rejected
from salesbook.scoring.tables.table import Table, columns_of, identifier
from salesbook.scoring.tables.writing import Job
from tests.books import OTHER, write_book
from tests.engines.conftest import PASSWORD, Server
from tests.scoring.tables import STAMP, chance_card, chance_rows, headers_of
from tests.scoring.test_score import CARD, card_of

pytestmark = pytest.mark.engines
CARDS = [CARD, card_of(OTHER, "pupils"), *(chance_card(Random(seed)) for seed in (2, 5, 8, 11, 105, 124))]
Ran = Callable[..., tuple[int, str]]


def execute(server: Server, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
    """Run statements as the server's master; return the rows of the last one."""
    import psycopg

    with psycopg.connect(server.url(database=database), autocommit=True) as connection:
        for statement in statements:
            text: Any = statement
            cursor = connection.execute(text)
        return list(cursor.fetchall()) if cursor.description else []


def fill(server: Server, headers: list[str], rows: list[list[str]]) -> None:
    import psycopg

    columns = ", ".join(f"{identifier(h)} text" for h in headers)
    execute(server, "DROP TABLE IF EXISTS leads CASCADE", f"CREATE TABLE leads ({columns})")
    with psycopg.connect(server.url()) as connection, connection.cursor().copy("COPY leads FROM STDIN") as copy:
        for row in rows:
            copy.write_row([cell or None for cell in row])


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_row_for_row_what_a_file_gives(server: Server, tmp_path: Path, number: int) -> None:
    card, chance = CARDS[number], Random(number)
    headers, rows = headers_of(card), chance_rows(chance, card, 400)
    if number == 0:
        rows = [[*row[:1], f"=1+{row[0]}", *row[1:]] for row in rows]
        headers = ["ID", 'Имя "', *headers[1:]]
    source = tmp_path / "leads.csv"
    with source.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([headers, *rows])
    mapping = mapping_for(headers, card)
    of_file = by_file(source, card, mapping, tmp_path)
    fill(server, headers, rows)
    of_server = by_server(server, card, headers, mapping, tmp_path)
    # A table of a database has no order; the header stands first in both.
    assert of_server[0].splitlines()[0] == of_file[0].splitlines()[0]
    assert sorted(of_server[0].splitlines()) == sorted(of_file[0].splitlines())
    assert sorted(of_server[1]) == sorted(of_file[1])
    assert of_file[1]  # some rows are rejected, each for the same reason


def mapping_for(headers: list[str], card: Scorecard) -> ColumnMapping:
    guess = guessed(Table(Path("leads"), "csv", columns_of(headers)), card)
    assert not guess.unsure
    return guess.mapping


def by_file(source: Path, card: Scorecard, mapping: ColumnMapping, folder: Path) -> tuple[str, list[list[str]]]:
    """Return the scored rows as they are written, and the rejected ones without their lines."""
    output, rejected = folder / "file.csv", folder / "file.rejected.csv"
    with tempfile.TemporaryDirectory() as scratch:
        job = Job(card, STAMP, mapping, Path(scratch))
        outcome = score_table(open_table(source, Path(scratch)), job, output, ".csv")
        write_rejected(outcome.table, job, rejected)
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        return output.read_text("utf-8"), [row[1:-1] for row in csv.reader(file, delimiter=";")][1:]


def by_server(
    server: Server, card: Scorecard, headers: list[str], mapping: ColumnMapping, folder: Path
) -> tuple[str, list[list[str]]]:
    output, rejected, scratch = folder / "server.csv", folder / "server.rejected.csv", folder / "scratch"
    scratch.mkdir()
    statement = Statement(card, STAMP, "public.leads", headers, mapping, headers)
    with opened(address_of(server.url()), scratch) as database:
        assert database.headers("public.leads") == headers
        outcome = score_in_place(database, "postgres", statement, Targets(output, ".csv", rejected, scratch))
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    assert (outcome.scored, outcome.rejected) == (400 - len(rows), len(rows))
    return output.read_text("utf-8"), rows


@pytest.fixture
def ran(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ran:
    """Run `scorecard sql` with an address; return the exit code and what was said."""
    root = write_book(tmp_path / "book")

    def command(url: str, *arguments: str) -> tuple[int, str]:
        output = str(tmp_path / "scored.csv")
        words = ["--book", str(root), "scorecard", "sql", "--engine", url, "--output", output]
        code = run([*words, *arguments])
        out, err = capsys.readouterr()
        assert out == ""
        assert "Traceback" not in err
        return code, err

    return command


@pytest.fixture
def leads(server: Server) -> Iterator[Server]:
    """A table of leads that everybody may read who has the password."""
    fill(
        server,
        ["id", "budget", "timing", "meeting", "knockouts"],
        [["1", "1", "1", "0", ""], ["2", "7", "", "0", ""]],
    )
    execute(server, f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'", "GRANT SELECT ON leads TO reader")
    yield server
    execute(server, "DROP OWNED BY reader", "DROP ROLE reader")


def test_a_user_with_a_password(leads: Server, ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for url in (leads.url("reader", PASSWORD), leads.url("reader")):
        code, said = ran(url, "--keep", "id")
        assert (code, PASSWORD in said) == (0, False)
        assert "2 rows read: scored 1, rejected 1" in said
        assert (tmp_path / "scored.csv").read_text("utf-8").splitlines()[1].startswith("1;")
        assert "«7»" in (tmp_path / "scored.rejected.csv").read_text("utf-8")
        monkeypatch.setenv("PGPASSWORD", PASSWORD)


def test_the_select_cannot_write(leads: Server, ran: Ran, tmp_path: Path) -> None:
    body = "BEGIN INSERT INTO calls VALUES (1); RETURN '1'; END"
    execute(
        leads,
        "CREATE TABLE calls (n int)",
        f"CREATE FUNCTION called() RETURNS text LANGUAGE plpgsql AS $$ {body} $$",
        "CREATE VIEW trap AS SELECT id, called() AS budget, timing, meeting, knockouts FROM leads",
    )
    try:
        code, said = ran(leads.url(), "--table", "trap")
        assert code == 2
        assert "cannot execute INSERT in a read-only transaction" in said
        assert not list(tmp_path.glob("*.csv"))
        assert execute(leads, "SELECT count(*) FROM calls") == [(0,)]
        assert execute(leads, "SELECT budget FROM trap LIMIT 1") == [("1",)]  # outside of it, the view does write
        assert execute(leads, "SELECT count(*) FROM calls") == [(1,)]
    finally:
        execute(leads, "DROP VIEW trap", "DROP FUNCTION called", "DROP TABLE calls")


def test_a_database_that_does_not_lower_russian_letters(leads: Server, ran: Ran) -> None:
    execute(leads, "CREATE DATABASE plain TEMPLATE template0 LOCALE 'C'")
    code, said = ran(leads.url(database="plain"))
    assert (code, "does not know small and capital Russian letters" in said) == (2, True)
    execute(leads, "DROP DATABASE plain")


def test_mistakes(leads: Server, ran: Ran) -> None:
    for url, arguments, words in (
        (leads.url("reader", "wr0ng-s3cret"), [], "no connection to postgresql://reader:***@/postgres"),
        (leads.url("nobody", "wr0ng-s3cret"), [], "no connection to postgresql://nobody:***@/postgres"),
        (leads.url("reader", PASSWORD, "nowhere"), [], '"nowhere" does not exist'),
        ("postgresql://tests:wr0ng-s3cret@/x?host=/nowhere", [], "no connection to postgresql://tests:***@/x"),
        (leads.url("reader", PASSWORD), ["--table", "Leads"], "has no table “Leads”"),
        (leads.url("reader", PASSWORD), ["--table", "crm.leads"], "has no table “crm.leads”"),
        (leads.url("reader", PASSWORD), ["--table", "pg_authid"], "permission denied"),
        (leads.url("reader", PASSWORD), ["--keep", "idd"], "has no column “idd”"),
        (leads.url("reader", PASSWORD), ["--table", "pg_class"], "no column is surely the one of"),
    ):
        code, said = ran(url, *arguments)
        assert (code, words in said) == (2, True), said
        assert not any(secret in said for secret in ("wr0ng-s3cret", PASSWORD, "%40ss"))
        assert said.count("error:") == 1
