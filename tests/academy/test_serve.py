"""The academy while the book is written: never said to be open where it is not."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesbook.academy.serve import serve
from salesbook.core.errors import UserError


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    yield number


def test_a_book_that_cannot_be_built_is_not_served(tmp_path: Path, port: int) -> None:
    opened: list[str] = []
    assert serve(tmp_path, "127.0.0.1", port, lambda _site: False, opened.append) is False
    assert opened == []


def test_a_taken_port(tmp_path: Path) -> None:
    opened: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="the address is in use"):
            serve(tmp_path, "127.0.0.1", taken.getsockname()[1], lambda _site: True, opened.append)
    assert opened == []
