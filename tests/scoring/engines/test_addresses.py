"""Addresses of databases: which are taken, and that no password is shown of any."""

from pathlib import Path

import pytest

from salesbook.core.errors import UserError
from salesbook.scoring.engines.addresses import address_of, masked


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://h/crm", "postgresql://h/crm"),
        ("postgres://u:s3cret@h:5432/crm", "postgres://u:***@h:5432/crm"),
        ("postgresql://u:p%40s3cret@h:5432,g:3/crm", "postgresql://u:***@h:5432,g:3/crm"),
        ("postgresql://u@[::1]:5/crm", "postgresql://u@[::1]:5/crm"),
        ("postgresql:///crm?host=/tmp&user=u&password=s3cret", "postgresql:///crm?host=/tmp&user=u&password=***"),
    ],
)
def test_a_server(url: str, shown: str) -> None:
    address = address_of(url)
    assert (address.dialect, address.url, address.shown, address.path) == ("postgres", url, shown, None)
    assert "s3cret" not in repr(address)


@pytest.mark.parametrize("slashes", ["///", "////"])
def test_a_file(slashes: str) -> None:
    address = address_of(f"duckdb:{slashes}tmp/my%20leads.duckdb")
    assert (address.dialect, address.path) == ("duckdb", Path("/tmp/my leads.duckdb"))


@pytest.mark.parametrize(
    "url",
    [
        *("postgresql://u:s3@cret@h/db", "postgresql://u:s/3cret@h/db", "postgresql://u:12/3cret@h/db"),
        *("postgresql://u:1#3cret@h/db", "postgresql://u:1?3cret@h/db", "postgresql:u:s3cret@h", "u:s3cret@h"),
        *(
            "postgres//u:s3cret@h/db",
            "postgresql://[u:s3cret@h",
            "postgresql://u:s[3cret@h/db",
            "host=h password=3cret",
        ),
        *("postgresql://u:s3cret@h:port/db", "POSTGRESQL://u:s3cret@h/db", "mysql://u:s3cret@h/db"),
        *("duckdb://u:s3cret@h/leads.duckdb", "clickhouse:u:s3cret@h:8123/db", "password = '3c ret' host=h"),
    ],
)
def test_an_address_that_is_refused_shows_no_password(url: str) -> None:
    with pytest.raises(UserError) as caught:
        address_of(url)
    said = caught.value.message + caught.value.advice
    assert "cret" not in said.replace("secret", "")
    assert "***" in said


@pytest.mark.parametrize("url", ["", "leads.duckdb", "duckdb:///", "duckdb:leads.duckdb", "duckdb://leads.duckdb"])
def test_what_no_card_can_be_run_at(url: str) -> None:
    with pytest.raises(UserError, match="no card can be run") as caught:
        address_of(url)
    assert (
        "duckdb:///folder/leads.duckdb, postgresql://user@host/database, clickhouse://user@host:8123"
        in caught.value.advice
    )


def test_what_a_driver_says_is_hushed() -> None:
    address = address_of("postgresql://u:p%40s3cret@h/crm?sslpassword=other")
    assert address.hushed("no p@s3cret, no p%40s3cret, no other") == "no ***, no ***, no ***"
    assert address_of("postgresql://u:@h/crm").hushed("as it is") == "as it is"


def test_an_address_without_a_password_is_shown_as_it_is() -> None:
    for url in ("postgresql://user@host:5432/crm?sslmode=require", "duckdb:///a/b.duckdb"):
        assert masked(url) == url
