"""What every test runs under: no network, English messages; `--update-golden` writes the golden files anew."""

import socket
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

from salesbook.core import language


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected findings of tests/cases anew")


class NetworkRefused(AssertionError):  # noqa: N818 - named after what happened, as the engine's own are
    """A test has tried to reach another machine."""


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and name look-up; only browser tests talk, to their own machine."""
    if request.node.get_closest_marker("browser") is not None:
        return
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refused(address: object) -> NoReturn:
        raise NetworkRefused(f"a test wants to reach {address!r}")

    def guarded(self: socket.socket, address: Any) -> None:
        return connect(self, address) if self.family == socket.AF_UNIX else refused(address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        return connect_ex(self, address) if self.family == socket.AF_UNIX else refused(address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_args, **_kwargs: refused(host))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English: message ids, whatever the catalogues say."""
    before = language.spoken()
    language.speak("en")
    yield
    language.speak(before)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be written rather than compared."""
    return bool(request.config.getoption("--update-golden"))
