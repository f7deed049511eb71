"""A server of ClickHouse, asked over its HTTP interface: rows come as lines of JSON, so that memory is bounded.

Tried on ClickHouse's engine behind a stub of that interface; a real server is untried.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.engines.addresses import Address
from salesbook.scoring.engines.database import Database, no_table, refused
from salesbook.scoring.tables.table import MAX_CELL, table_sql

CONNECT_SECONDS, READ_SECONDS = 15, 900
"""How long a server may take to accept a connection, and to send the next rows; the first ones may need a scan."""

_PORTS = {"http": 8123, "https": 8443}
_SECURE = ("clickhouses", "https")
_TRUE = ("1", "true", "yes")
_CHUNK = 1 << 16
_LINE = 8 * MAX_CELL
"""Bytes of a row in JSON."""

_CODE = re.compile(r"Code:\s*(\d+)")
_NO_TABLE = frozenset(("60", "81"))
_READ_ONLY_USER = "164"
_NO_ENTRY = frozenset(("192", "193", "194", "516"))
_READ_ONLY = {"readonly": "2"}
"""Queries that read, with settings of their own; a user who may only read anyway may not even set that."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server listens, as what user, for which database; the password is not to be shown."""

    scheme: str
    host: str
    port: int
    database: str
    user: str
    password: str = field(repr=False)

    def connection(self) -> HTTPConnection:
        """Return a connection that is not open yet."""
        kind = HTTPSConnection if self.scheme == "https" else HTTPConnection
        return kind(self.host, self.port, timeout=CONNECT_SECONDS)


class ServerError(Exception):
    """What a server answers instead of rows: its words, and its number of the error, empty for none."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        match = _CODE.search(words)
        self.code = match[1] if match else ""


@dataclass(frozen=True, slots=True)
class ClickHouseServer:
    """A server that is asked with one request for each SELECT; see `database.Database`."""

    address: Address
    endpoint: Endpoint
    connect: Callable[[], HTTPConnection]

    def headers(self, table: str) -> list[str]:
        """Return the names of a table's columns."""
        try:
            select = f"SELECT * FROM {table_sql(table)} LIMIT 0 FORMAT JSONCompactEachRowWithNames"
            names = next(self._answer(select), [])
        except ServerError as error:
            if error.code in _NO_TABLE:
                raise no_table(self.address, table) from error
            if error.code in _NO_ENTRY:
                raise _unreached(self.address, error) from None
            raise refused(self.address, error) from error
        except (OSError, HTTPException, ValueError) as error:  # a host's name that is none is a ValueError
            raise _unreached(self.address, error) from None  # what the library was handed may hold the password
        return [str(name) for name in names]

    def rows(self, select: str) -> Iterator[Sequence[Any]]:
        """Yield the rows of a SELECT: texts, and for the first column whether it is true."""
        try:
            for row in self._answer(f"{select}\nFORMAT JSONCompactEachRow"):
                yield [str(row[0]).lower() in _TRUE, *row[1:]]
        except (ServerError, OSError, HTTPException, ValueError) as error:
            raise refused(self.address, error) from error

    def _answer(self, query: str) -> Iterator[list[Any]]:
        """Yield the lines of an answer. Raises `ServerError`, and OSError or HTTPException for one that breaks off."""
        try:
            yield from self._lines(query, _READ_ONLY)
        except ServerError as error:
            if error.code != _READ_ONLY_USER:
                raise
            yield from self._lines(query, {})

    def _lines(self, query: str, settings: dict[str, str]) -> Iterator[list[Any]]:
        connection = self.connect()
        try:
            response = self._sent(connection, query, settings)
            if response.status != 200:
                raise ServerError(response.read(_CHUNK).decode("utf-8", "replace") or f"HTTP {response.status}")
            rest = b""
            while chunk := response.read(_CHUNK):  # which sees a stream that breaks off, as readline does not
                *lines, rest = (rest + chunk).split(b"\n")
                if len(rest) > _LINE:
                    raise ServerError(_("a row is longer than {n} bytes").format(n=_LINE))
                yield from map(_row, lines)
            if rest or response.length:
                raise ServerError(rest.decode("utf-8", "replace") or _("the answer breaks off"))
        finally:
            connection.close()

    def _sent(self, connection: HTTPConnection, query: str, settings: dict[str, str]) -> HTTPResponse:
        headers = {"Content-Type": "text/plain; charset=utf-8", "User-Agent": "salesbook"}
        if self.endpoint.user:
            headers |= {"X-ClickHouse-User": self.endpoint.user, "X-ClickHouse-Key": self.endpoint.password}
        connection.connect()
        if connection.sock is not None:
            connection.sock.settimeout(READ_SECONDS)
        target = "/?" + urlencode({"database": self.endpoint.database} | settings)
        connection.request("POST", target, query.encode(), {k: _header(v) for k, v in headers.items()})
        return connection.getresponse()


def _row(line: bytes) -> list[Any]:
    """Return the cells of a line as they stand in it, numbers as texts; raises `ServerError` for what is no row."""
    text = line.decode("utf-8", "replace")
    try:
        row = json.loads(text, parse_float=str, parse_int=str) if text.startswith("[") else None
    except ValueError:
        row = None
    if not isinstance(row, list):
        raise ServerError(text)  # an error in the midst of rows comes as its words
    return row


def _header(value: str) -> str:
    """Return a value of a header whose letters, as UTF-8, the library lets through."""
    return value.encode().decode("latin-1")


@contextmanager
def opened_clickhouse(address: Address, connect: Callable[[], HTTPConnection] | None = None) -> Iterator[Database]:
    """Hand out a server; user and password come from the address, or CLICKHOUSE_USER and CLICKHOUSE_PASSWORD."""
    endpoint = endpoint_of(address)
    yield ClickHouseServer(address, endpoint, connect or endpoint.connection)


def endpoint_of(address: Address) -> Endpoint:
    """Return what an address names; raises `UserError` for one of several hosts or with more than one database."""
    parts = urlsplit(address.url)
    options = dict(parse_qsl(parts.query))
    secure = parts.scheme in _SECURE or options.pop("secure", "").lower() in _TRUE
    scheme = "https" if secure else "http"
    database = options.pop("database", "") or unquote(parts.path.strip("/")) or "default"
    try:
        port = parts.port or _PORTS[scheme]
    except ValueError:
        port = 0
    if not parts.hostname or not port or options or "/" in database:
        message = _("“{url}” is no address of a ClickHouse server").format(url=address.shown)
        raise UserError(message, _("write: {form}").format(form="clickhouse://user@host:8123/database"))
    user = unquote(parts.username or "") or os.environ.get("CLICKHOUSE_USER", "")
    password = unquote(parts.password or "") or os.environ.get("CLICKHOUSE_PASSWORD", "")
    return Endpoint(scheme, parts.hostname, port, database, user or ("default" if password else ""), password)


def _unreached(address: Address, error: Exception) -> UserError:
    words = " ".join(address.hushed(str(error) or type(error).__name__).split())[:300]
    message = _("no connection to {url}: {reason}").format(url=address.shown, reason=words)
    advice = _(
        "check host, port (8123, or 8443 with TLS), database and user; the password may stand in CLICKHOUSE_PASSWORD"
    )
    return UserError(message, advice)
