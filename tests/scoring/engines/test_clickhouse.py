"""ClickHouse's HTTP interface, spoken with a stub over a pair of sockets: what is sent, what is made of the answers."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from salesbook.core.errors import UserError
from salesbook.scoring.engines.addresses import address_of
from salesbook.scoring.engines.clickhouse import Endpoint, endpoint_of, opened_clickhouse
from salesbook.scoring.engines.database import Database

URL = "clickhouse://Анна:p%40s3cret@h/crm".replace("Анна", "%D0%90")
Answer = Callable[[str, dict[str, str]], tuple[int, list[bytes], bool]]
"""Makes of a query and its settings a status, the chunks of the body, and whether the stream ends as it should."""


class Paired(HTTPConnection):
    """A connection whose other end is a stub in a thread of its own."""

    def __init__(self, answer: Answer, requests: list[tuple[str, dict[str, str], dict[str, str]]]) -> None:
        super().__init__("h")
        self._answer = answer
        self._requests = requests

    def connect(self) -> None:
        """Connect to the stub."""
        self.sock, there = socket.socketpair()
        threading.Thread(target=self._serve, args=(there,), daemon=True).start()

    def _serve(self, there: socket.socket) -> None:
        answer, requests = self._answer, self._requests

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"])).decode()
                settings = {name: value[0] for name, value in parse_qs(urlsplit(self.path).query).items()}
                requests.append((query, settings, dict(self.headers.items())))
                status, chunks, ends = answer(query, settings)
                self.send_response(status)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for chunk in chunks:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                if ends:
                    self.wfile.write(b"0\r\n\r\n")
                self.close_connection = True

            def log_message(self, *_arguments: object) -> None:
                pass

        with closing(there), suppress(OSError):
            Handler(there, ("stub", 0), None)  # type: ignore[arg-type]  # it looks at no server


@pytest.fixture
def asked() -> list[tuple[str, dict[str, str], dict[str, str]]]:
    """The requests that the stub has got: query, settings, headers."""
    return []


@pytest.fixture
def server(asked: list[Any]) -> Iterator[Callable[[Answer], Database]]:
    with suppress(StopIteration):
        contexts = []

        def opened(answer: Answer) -> Database:
            context = opened_clickhouse(address_of(URL), lambda: Paired(answer, asked))
            contexts.append(context)
            return context.__enter__()

        yield opened
        for context in contexts:
            context.__exit__(None, None, None)


def test_rows_come_as_lines_of_json(server: Callable[[Answer], Database], asked: list[Any]) -> None:
    rows = [[True, "Я\n;", None, 2.50, 10**20], [0, "", "x", -1, 0], ["1", "я", None, None, None]]
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    chunks = [body[:7], body[7:40], body[40:]]
    database = server(lambda _query, _settings: (200, chunks, True))
    assert list(database.rows("SELECT 1")) == [
        [True, "Я\n;", None, "2.5", "1" + "0" * 20],
        [False, "", "x", "-1", "0"],
        [True, "я", None, None, None],
    ]
    ((query, settings, headers),) = asked
    assert query == "SELECT 1\nFORMAT JSONCompactEachRow"
    assert settings == {"database": "crm", "readonly": "2"}
    assert (headers["X-ClickHouse-User"].encode("latin-1").decode(), headers["X-ClickHouse-Key"]) == ("А", "p@s3cret")


def test_headers(server: Callable[[Answer], Database], asked: list[Any]) -> None:
    database = server(lambda _query, _settings: (200, [b'["id","\xd0\x98\xd0\xbc\xd1\x8f \\""]\n'], True))
    assert database.headers('crm.le"ads') == ["id", 'Имя "']
    assert asked[0][0] == 'SELECT * FROM "crm"."le""ads" LIMIT 0 FORMAT JSONCompactEachRowWithNames'


def test_a_user_who_may_only_read_is_asked_without_settings(
    server: Callable[[Answer], Database], asked: list[Any]
) -> None:
    def answer(_query: str, settings: dict[str, str]) -> tuple[int, list[bytes], bool]:
        if "readonly" in settings:
            return 500, [b"Code: 164. DB::Exception: Cannot modify 'readonly' setting in readonly mode."], True
        return 200, [b"[1]\n"], True

    assert list(server(answer).rows("SELECT 1")) == [[True]]
    assert [settings for _query, settings, _headers in asked] == [
        {"database": "crm", "readonly": "2"},
        {"database": "crm"},
    ]


@pytest.mark.parametrize(
    ("status", "chunks", "ends", "message"),
    [
        (200, [b"[1]\n", b"Code: 241. DB::Exception: Memory limit exceeded\n"], True, "Memory limit exceeded"),
        (200, [b"[1]\n", b"[1"], True, "refuses the query"),
        (200, [b"[1]\n"], False, "refuses the query"),
        (200, [b"[1]\n", b"{}\n"], True, "refuses the query"),
        (500, [b"Code: 47. DB::Exception: Unknown identifier p@s3cret"], True, "Unknown identifier ***"),
        (502, [], True, "HTTP 502"),
    ],
)
def test_an_answer_that_is_no_answer(
    server: Callable[[Answer], Database], status: int, chunks: list[bytes], ends: bool, message: str
) -> None:
    with pytest.raises(UserError, match="refuses the query") as raised:
        list(server(lambda _query, _settings: (status, chunks, ends)).rows("SELECT 1"))
    assert message in raised.value.message
    assert "s3cret" not in raised.value.message


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (60, "has no table “leads”"),
        (81, "has no table “leads”"),
        (516, "no connection to clickhouse://%D0%90:"),
        (1, "refuses the query: Code: 1"),
    ],
)
def test_a_table_that_cannot_be_read(server: Callable[[Answer], Database], code: int, message: str) -> None:
    words = f"Code: {code}. DB::Exception: p@s3cret".encode()
    with pytest.raises(UserError) as raised:
        server(lambda _query, _settings: (404, [words], True)).headers("leads")
    assert message in raised.value.message
    assert "s3cret" not in raised.value.message


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("clickhouse://h", Endpoint("http", "h", 8123, "default", "", "")),
        ("clickhouses://u:p%40@h/crm", Endpoint("https", "h", 8443, "crm", "u", "p@")),
        ("clickhouse://u@h:1/crm?secure=true", Endpoint("https", "h", 1, "crm", "u", "")),
        ("http://[::1]:8123/?database=crm", Endpoint("http", "::1", 8123, "crm", "", "")),
        ("https://h/", Endpoint("https", "h", 8443, "default", "", "")),
    ],
)
def test_an_address(url: str, endpoint: Endpoint) -> None:
    assert endpoint_of(address_of(url)) == endpoint
    assert "p@" not in repr(endpoint)


def test_user_and_password_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKHOUSE_PASSWORD", "s3cret")
    assert endpoint_of(address_of("clickhouse://h")).user == "default"
    monkeypatch.setenv("CLICKHOUSE_USER", "reader")
    endpoint = endpoint_of(address_of("clickhouse://h"))
    assert (endpoint.user, endpoint.password) == ("reader", "s3cret")
    assert endpoint_of(address_of("clickhouse://u:p@h")).password == "p"
