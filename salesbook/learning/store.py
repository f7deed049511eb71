"""A learning record store, asked by xAPI over HTTP for what learners have done: it is only read.

https://github.com/adlnet/xAPI-Spec, 1.0.3. The address is the one that the user names: a redirection is not followed,
and the next page of an answer is asked of the same server alone, because the key goes with every question.
"""

import json
import re
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from pydantic import TypeAdapter, ValidationError

from salesbook.core.errors import UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.models.records import StoreAddress

CONNECT_SECONDS, READ_SECONDS, ALL_SECONDS = 15, 60, 900
"""How long a store may take to accept a connection, to send some bytes, and for everything."""
MAX_PAGE = 20_000_000
"""Bytes of one answer."""
MAX_STATEMENTS = 500_000
"""So much no company of one academy has."""

_PAGE = 500
_CHUNK = 1 << 16
_VERSION = "1.0.3"
_TOKEN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a store: a name and its secret, or a token, which has no name; not to be shown."""

    name: str
    secret: str = field(repr=False)

    @property
    def header(self) -> str:
        """The header of HTTP that says it; raises `UserError` for a token that no header may hold."""
        if not self.name:
            if not _TOKEN.fullmatch(self.secret):  # the library would quote it when it refuses
                raise UserError(_("the token has letters that no token has"), _("copy it once more, on one line"))
            return f"Bearer {self.secret}"
        return "Basic " + b64encode(f"{self.name}:{self.secret}".encode()).decode()


def statements_address(typed: str) -> str:
    """Return the address of a store's statements; raises `UserError` for what is no address, or holds a password."""
    advice = _("write the address of its xAPI over https, such as https://records.example.com/xapi")
    if "@" in typed:
        message = _("a key does not belong into an address: others see what is typed on the command line")
        raise UserError(message, _("put it into SALESBOOK_STORE_KEY and SALESBOOK_STORE_SECRET"))
    if not _is_address(typed):
        raise UserError(_("{address} is no address of a record store").format(address=quoted(typed)), advice)
    return typed.rstrip("/").removesuffix("/statements") + "/statements"


def _is_address(typed: str) -> bool:
    try:
        TypeAdapter(StoreAddress).validate_python(typed)
    except ValidationError:
        return False
    return True


def statements(
    address: str, key: Key, activities: str, connect: Callable[[str], HTTPConnection] | None = None
) -> Iterator[Any]:
    """Yield the statements of a store that belong to an academy, the values of its JSON.

    `address` is that of its statements, `activities` what the academy is called there. Some stores cannot choose by
    what a statement belongs to, and answer with nothing: they are asked for all they have. Raises `UserError` for a
    store that cannot be reached, does not take the key, or answers something else than statements.
    """
    asked = _Asked(address, key, time.monotonic() + ALL_SECONDS, connect or _connection)
    of_academy = list(_pages(asked, {"activity": activities, "related_activities": "true", "limit": str(_PAGE)}))
    yield from of_academy or _pages(asked, {"limit": str(_PAGE)})


class _Asked(NamedTuple):
    """Whom a question goes to, with what key, until when an answer is waited for."""

    address: str
    key: Key
    until: float
    connect: Callable[[str], HTTPConnection]


def _pages(asked: _Asked, query: dict[str, str]) -> Iterator[Any]:
    """Yield the statements of all pages of an answer."""
    address = asked.address
    page = f"{address}?{urlencode(query)}"
    seen, number = {page}, 0
    while page:
        try:
            answer = _answer(asked, page)
        except (OSError, HTTPException, ValueError) as error:
            raise _unreached(address, _why(error)) from None
        listed, more = answer.get("statements"), answer.get("more")
        if not isinstance(listed, list) or not isinstance(more, str | None):
            raise _no_statements(address)
        number += len(listed)
        if number > MAX_STATEMENTS:
            message = _("{address} has more than {n} statements").format(address=address, n=MAX_STATEMENTS)
            raise UserError(message, _("is it the right store?"))
        yield from listed
        page = _next(address, page, more)
        if page in seen:
            raise UserError(_("{address} answers with the same page again and again").format(address=address), _tell())
        seen.add(page)


def _why(error: Exception) -> str:
    """Say why a store cannot be read, in the language in use; the system's own words for what is rare."""
    match error:
        case ConnectionRefusedError():
            return _("nobody answers there")
        case TimeoutError():
            return _("it does not answer in time")
        case ConnectionError() | HTTPException():
            return _("the connection breaks off")
    if getattr(error, "reason", "") == "CERTIFICATE_VERIFY_FAILED":
        return _("its certificate is not to be trusted")
    if type(error).__name__ == "gaierror":  # of `socket`, which is asked through the library alone
        return _("there is no such server")
    return " ".join(str(error).split())[:200] or type(error).__name__


def _next(address: str, page: str, more: str | None) -> str:
    """Return the address of the next page of an answer, empty for none; raises `UserError` for another server's."""
    if not more:
        return ""
    following = urljoin(page, more)
    if urlsplit(following)[:2] != urlsplit(address)[:2]:
        message = _("{address} leads on to another server: {other}")
        raise UserError(message.format(address=address, other=quoted(following)), _tell())
    return following


def _connection(address: str) -> HTTPConnection:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)


def _answer(asked: _Asked, page: str) -> dict[str, Any]:
    """Return the answer of a store, an object of JSON; raises `UserError`, OSError, HTTPException, ValueError."""
    address = asked.address
    connection = asked.connect(address)
    try:
        connection.connect()
        if connection.sock is not None:
            connection.sock.settimeout(READ_SECONDS)
        parts = urlsplit(page)
        headers = {
            "Accept": "application/json",
            "Authorization": asked.key.header,
            "User-Agent": "salesbook",
            "X-Experience-API-Version": _VERSION,
        }
        connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
        response = connection.getresponse()
        if response.status != 200:
            raise _refusal(address, response)
        content = _content(response, address, asked.until)
    finally:
        connection.close()
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        raise _no_statements(address) from None
    if not isinstance(answer, dict):
        raise _no_statements(address)
    return answer


def _content(response: HTTPResponse, address: str, until: float) -> bytes:
    """Return what a store sends, as long as it is neither too long nor too slow."""
    content = bytearray()
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > MAX_PAGE:
            message = _("{address} answers with more than {n} MB at once")
            raise UserError(message.format(address=address, n=MAX_PAGE // 1_000_000), _("is it the right store?"))
        if time.monotonic() > until:
            raise _unreached(address, _("it is too slow"))
    if response.length:
        raise _unreached(address, _("the answer breaks off"))
    return bytes(content)


def _refusal(address: str, response: HTTPResponse) -> UserError:
    """Return what is said of an answer that holds no statements."""
    status = response.status
    if status in (401, 403):
        message = _("{address} does not take the key (HTTP {status})").format(address=address, status=status)
        return UserError(message, _("check SALESBOOK_STORE_KEY and SALESBOOK_STORE_SECRET; the key must be let read"))
    if 300 <= status < 400:
        where = quoted(response.headers.get("Location", ""))
        message = _("{address} sends on to {other}, and nobody follows with a key in hand")
        return UserError(message.format(address=address, other=where), _("name the right address yourself"))
    if status in (404, 405):
        message = _("there is no xAPI at {address} (HTTP {status})").format(address=address, status=status)
        return UserError(message, _("the address ends before “/statements”, such as https://records.example.com/xapi"))
    return _unreached(address, f"HTTP {status}")


def _unreached(address: str, why: str) -> UserError:
    message = _("the record store {address} cannot be read: {reason}").format(address=address, reason=why)
    return UserError(message, _("check the address and the network, and try again later"))


def _no_statements(address: str) -> UserError:
    message = _("what {address} answers is no list of statements").format(address=address)
    return UserError(message, _("the address ends before “/statements”, such as https://records.example.com/xapi"))


def _tell() -> str:
    return _("tell whoever keeps the store")
