"""The address of a database: what it names, and how it is shown without its password."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

FORMS = (
    "duckdb:///folder/leads.duckdb",
    "postgresql://user@host/database",
    "clickhouse://user@host:8123/database",
)
"""How addresses are written that a card can be run at."""

_PASSWORD = re.compile(r"(?P<before>^(?:[A-Za-z][\w+.-]*:/+)?+[^:]*):(?P<secret>.*)@", re.DOTALL)
_PARAMETER = re.compile(r"(?P<before>password\s*=\s*)(?P<secret>'[^']*'|[^&\s#]*)", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:[^@]*@)?(?:(?:\[[0-9A-Fa-f:.%]+\]|[^\[\]:,@]*)(?::[0-9]*)?(?:,|$))+")
"""User and password, hosts and ports: a driver that parts a misspelt address otherwise would show a password."""

_MASK = "***"
_CLICKHOUSE = frozenset(("clickhouse", "clickhouses", "http", "https"))
"""HTTP is what ClickHouse alone of the databases speaks."""


@dataclass(frozen=True, slots=True)
class Address:
    """A database: the dialect it speaks, the address as it was typed, which is not to be shown, and as it is shown.

    `path` is the file of a DuckDB database, None for a server.
    """

    dialect: Literal["duckdb", "postgres", "clickhouse"]
    url: str = field(repr=False)
    shown: str
    path: Path | None = None

    def hushed(self, text: str) -> str:
        """Return what a driver says without any password of the address."""
        secrets = {m["secret"] for form in (_PASSWORD, _PARAMETER) for m in form.finditer(self.url)}
        for secret in sorted(secrets | {unquote(s) for s in secrets}, key=len, reverse=True):
            text = text.replace(secret, _MASK) if secret else text
        return text


def address_of(url: str) -> Address:
    """Read an address; raises `UserError`, which shows it without its password, for one that no card can be run at."""
    shown = masked(url)
    scheme = url.partition(":")[0]
    try:
        parts = urlsplit(url)
        whole = "@" not in parts.path + parts.query and not parts.fragment and _AUTHORITY.fullmatch(parts.netloc)
    except ValueError:  # brackets of an IPv6 address that do not match
        parts, whole = urlsplit(""), None
    if not whole:
        message = _("“{url}” is no address").format(url=shown)
        raise UserError(message, _("write %40 for @, %2F for /, %23 for #, %3A for : in a user's name or a password"))
    if scheme == "duckdb" and not parts.netloc and not parts.query and parts.path.startswith("/") and parts.path != "/":
        return Address("duckdb", url, shown, Path(url2pathname("/" + parts.path.lstrip("/"))))
    if scheme in {"postgresql", "postgres"} and url[len(scheme) :].startswith("://"):
        return Address("postgres", url, shown)
    if scheme in _CLICKHOUSE and url[len(scheme) :].startswith("://"):
        return Address("clickhouse", url, shown)
    message = _("no card can be run at “{url}”").format(url=shown)
    raise UserError(message, _("addresses: {forms}").format(forms=", ".join(FORMS)))


def masked(url: str) -> str:
    """Return an address with stars for its password, or for whatever of a misspelt one might be it."""
    return _PARAMETER.sub(rf"\g<before>{_MASK}", _PASSWORD.sub(rf"\g<before>:{_MASK}@", url))
