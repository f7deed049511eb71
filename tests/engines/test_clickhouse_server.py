"""`scorecard sql --engine clickhouse://…`: the engine behind a stub of its HTTP interface gives what a file does.

No real server has been tried.
"""

import csv
import tempfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from salesbook.cli import run
from salesbook.scoring.engines.addresses import address_of
from salesbook.scoring.engines.opening import opened
from salesbook.scoring.engines.run import Targets, score_in_place
from salesbook.scoring.tables.dialects import Statement
from salesbook.scoring.tables.table import identifier, literal
from tests.books import write_book
from tests.engines.test_in_place import CARDS, by_file, mapping_for
from tests.scoring.tables import STAMP, chance_rows, headers_of

pytestmark = pytest.mark.engines


class ClickHouse:
    """An engine in this process, with a table `tests.leads`, listening at `url`."""

    def __init__(self) -> None:
        from chdb.session import Session

        self.session = Session()
        self.session.query("CREATE DATABASE IF NOT EXISTS tests")
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"clickhouse://127.0.0.1:{self.server.server_address[1]}/tests"

    def fill(self, headers: list[str], rows: list[list[str]]) -> None:
        """Make the table anew."""
        columns = ", ".join(f"{identifier(h)} Nullable(String)" for h in headers)
        self.session.query("DROP TABLE IF EXISTS tests.leads")
        self.session.query(f"CREATE TABLE tests.leads ({columns}) ENGINE = Memory")
        for start in range(0, len(rows), 200):
            values = ", ".join(
                f"({', '.join('NULL' if not c else literal(c.replace(chr(92), chr(92) * 2)) for c in row)})"
                for row in rows[start : start + 200]
            )
            self.session.query(f"INSERT INTO tests.leads VALUES {values}")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        session = self.session

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"])).decode()
                query, _format, name = query.rpartition("FORMAT ")
                try:
                    status, body = 200, bytes(session.query(query, name).bytes())
                except Exception as error:
                    status, body = 404, str(error).encode()
                self.send_response(status)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for start in range(0, len(body), 1000):
                    chunk = body[start : start + 1000]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                self.wfile.write(b"0\r\n\r\n")

            def log_message(self, *_arguments: Any) -> None:
                pass

        return Handler


@pytest.fixture(scope="module")
def clickhouse() -> Iterator[ClickHouse]:
    engine = ClickHouse()
    yield engine
    engine.server.shutdown()
    engine.session.close()


@pytest.mark.parametrize("number", range(len(CARDS)))
def test_row_for_row_what_a_file_gives(clickhouse: ClickHouse, tmp_path: Path, number: int) -> None:
    card, chance = CARDS[number], Random(number)
    headers, rows = headers_of(card), chance_rows(chance, card, 400)
    headers, rows = ['Имя "', *headers], [[f"=1+{row[0]}\\'", *row] for row in rows]
    source = tmp_path / "leads.csv"
    with source.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([headers, *rows])
    mapping = mapping_for(headers, card)
    of_file = by_file(source, card, mapping, tmp_path)
    clickhouse.fill(headers, rows)
    output, rejected = tmp_path / "server.csv", tmp_path / "server.rejected.csv"
    statement = Statement(card, STAMP, "leads" if number % 2 else "tests.leads", headers, mapping, headers)
    with tempfile.TemporaryDirectory() as scratch, opened(address_of(clickhouse.url), Path(scratch)) as database:
        clickhouse.session.query("USE tests")
        assert database.headers(statement.table) == headers
        score_in_place(database, "clickhouse", statement, Targets(output, ".csv", rejected, Path(scratch)))
    assert sorted(output.read_text("utf-8").splitlines()) == sorted(of_file[0].splitlines())
    with rejected.open(encoding="utf-8-sig", newline="") as file:
        assert sorted(list(csv.reader(file, delimiter=";"))[1:]) == sorted(of_file[1])


def test_the_command(clickhouse: ClickHouse, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write_book(tmp_path / "book")
    clickhouse.fill(["id", "budget", "timing", "meeting"], [["1", "1", "0", "1"], ["2", "7", "", "1"]])
    output = str(tmp_path / "s.csv")
    words = ["--book", str(root), "scorecard", "sql", "--engine", clickhouse.url, "--output", output, "--table"]
    assert run([*words, "tests.leads"]) == 0
    assert "2 rows read: scored 1, rejected 1" in capsys.readouterr().err
    assert run([*words, "tests.nothing"]) == 2
    assert "has no table “tests.nothing”" in capsys.readouterr().err
    url = clickhouse.url.replace("127.0.0.1", "u:s3cret@127.0.0.1").replace(
        clickhouse.url.split(":")[2].split("/")[0], "9"
    )
    assert run([*(url if word == clickhouse.url else word for word in words), "leads"]) == 2
    said = capsys.readouterr().err
    assert "no connection to clickhouse://u:***@" in said
    assert "s3cret" not in said
