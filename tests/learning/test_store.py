"""A record store asked, with a stub in its place: pages, bounds, and what is said of a store that answers otherwise."""

import json
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from salesbook.core.errors import UserError
from salesbook.learning import store
from salesbook.learning.store import Key, statements, statements_address

ADDRESS = "https://records.example.com/xapi/statements"
ACADEMY = "https://academy.example.com/"
Answer = Callable[[str], tuple[int, dict[str, str], bytes]]
"""Makes of a path with its query a status, headers and a body."""


class Paired(HTTPConnection):
    """A connection whose other end is a stub in a thread of its own."""

    def __init__(self, answer: Answer, asked: list[tuple[str, dict[str, str]]]) -> None:
        super().__init__("h")
        self._answer = answer
        self._asked = asked

    def connect(self) -> None:
        """Connect to the stub."""
        self.sock, there = socket.socketpair()
        threading.Thread(target=self._serve, args=(there,), daemon=True).start()

    def _serve(self, there: socket.socket) -> None:
        answer, asked = self._answer, self._asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append((self.path, dict(self.headers.items())))
                status, headers, body = answer(self.path)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        with closing(there), suppress(OSError):
            Handler(there, ("stub", 0), None)  # type: ignore[arg-type]  # it looks at no server


def page(listed: Any, more: Any = None) -> tuple[int, dict[str, str], bytes]:
    answer = {"statements": listed} if more is None else {"statements": listed, "more": more}
    return 200, {}, json.dumps(answer).encode()


KEY = Key("head", "s3cret")


def read(answer: Answer, key: Key = KEY, asked: list[Any] | None = None) -> list[Any]:
    took: list[Any] = [] if asked is None else asked
    return list(statements(ADDRESS, key, ACADEMY, lambda _address: Paired(answer, took)))


def refusal(answer: Answer) -> UserError:
    with pytest.raises(UserError) as raised:
        read(answer)
    assert "s3cret" not in raised.value.message + raised.value.advice
    assert raised.value.advice
    return raised.value


def test_all_pages_are_read_and_asked_with_the_key() -> None:
    pages = {"": page([1, 2], "/xapi/statements?page=2"), "2": page([3], f"{ADDRESS}?page=3"), "3": page([])}
    asked: list[tuple[str, dict[str, str]]] = []
    assert read(lambda path: pages[parse_qs(urlsplit(path).query).get("page", [""])[0]], asked=asked) == [1, 2, 3]
    first = parse_qs(urlsplit(asked[0][0]).query)
    assert (first["activity"], first["related_activities"]) == ([ACADEMY], ["true"])
    assert {headers["Authorization"] for _path, headers in asked} == {"Basic aGVhZDpzM2NyZXQ="}
    assert {headers["X-Experience-API-Version"] for _path, headers in asked} == {"1.0.3"}


def test_a_token_has_no_name() -> None:
    asked: list[tuple[str, dict[str, str]]] = []
    read(lambda _path: page([1]), Key("", "abc.def"), asked)
    assert asked[0][1]["Authorization"] == "Bearer abc.def"
    with pytest.raises(UserError, match="letters that no token has") as raised:
        read(lambda _path: page([1]), Key("", "abc\ndef"))
    assert "def" not in raised.value.message


def test_a_store_that_cannot_choose_is_asked_for_everything() -> None:
    asked: list[tuple[str, dict[str, str]]] = []
    assert read(lambda path: page([]) if "activity=" in path else page([1], ""), asked=asked) == [1]
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((401, {}, b""), "does not take the key (HTTP 401)"),
        ((403, {}, b""), "does not take the key (HTTP 403)"),
        ((404, {}, b""), "there is no xAPI at"),
        ((302, {"Location": "https://evil.example.com/"}, b""), "sends on to «https://evil.example.com/»"),
        ((500, {}, b""), "cannot be read: HTTP 500"),
        ((200, {}, b"<html>"), "is no list of statements"),
        ((200, {}, b"\xff\xfe"), "is no list of statements"),
        ((200, {}, b"[" * 100_000), "is no list of statements"),
        ((200, {}, b"[]"), "is no list of statements"),
        (page({}), "is no list of statements"),
        (page([1], 5), "is no list of statements"),
        (page([1], "https://evil.example.com/xapi"), "leads on to another server: «https://evil.example.com/xapi»"),
        (page([1], "//evil.example.com/xapi"), "leads on to another server"),
        (page([1], "http://records.example.com/xapi"), "leads on to another server"),
        (page([1], "/xapi/more"), "answers with the same page again and again"),
        ((200, {"Content-Length": "100"}, b"{}"), "the answer breaks off"),
        ((200, {"Content-Length": "x"}, b""), "is no list of statements"),
    ],
)
def test_what_is_said_of_a_store_that_answers_otherwise(
    answer: tuple[int, dict[str, str], bytes], message: str
) -> None:
    assert message in refusal(lambda _path: answer).message


def test_answers_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_PAGE", 1_000_000)
    assert "more than 1 MB at once" in refusal(lambda _path: (200, {}, b" " * 1_000_001)).message
    monkeypatch.setattr(store, "MAX_STATEMENTS", 3)
    assert "more than 3 statements" in refusal(lambda path: page([1, 2], f"{path}x")).message
    monkeypatch.setattr(store, "ALL_SECONDS", -1)
    assert "it is too slow" in refusal(lambda _path: page([1])).message


class Refusing(HTTPConnection):
    """A connection that does not come about."""

    def __init__(self, error: Exception) -> None:
        super().__init__("h")
        self._error = error

    def connect(self) -> None:
        """Fail."""
        raise self._error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ConnectionRefusedError(111, "refused"), "nobody answers there"),
        (TimeoutError(), "it does not answer in time"),
        (ConnectionResetError(), "the connection breaks off"),
        (socket.gaierror(-2, "Name or service not known"), "there is no such server"),
        (OSError(113, "No route to host"), "No route to host"),
    ],
)
def test_a_store_that_is_not_reached(error: Exception, reason: str) -> None:
    with pytest.raises(UserError) as raised:
        list(statements(ADDRESS, Key("a", "b"), ACADEMY, lambda _address: Refusing(error)))
    assert reason in raised.value.message


@pytest.mark.parametrize("typed", ["https://records.example.com/xapi", f"{ADDRESS}/", ADDRESS, ADDRESS[:-11] + "/"])
def test_addresses(typed: str) -> None:
    assert statements_address(typed) == ADDRESS


@pytest.mark.parametrize(
    "typed",
    [
        "", "records", "http://records.example.com/xapi", "ftp://a.b", "https://a.b/../c", "https://a.b;x", "https://",
        "https://a.b/x y", "https://a.b\n", "https://a.b?x=1", "https://a.b#x", "javascript:alert(1)",
        "https://" + "a" * 300,
    ],
)  # fmt: skip
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(UserError, match="is no address of a record store"):
        statements_address(typed)


def test_a_key_in_an_address_is_not_repeated() -> None:
    with pytest.raises(UserError) as raised:
        statements_address("https://head:s3cret@records.example.com")
    assert "s3cret" not in raised.value.message + raised.value.advice
