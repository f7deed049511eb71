"""What every test runs under: no network, English messages; `--update-golden` writes the golden files anew."""

import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from typing import Any, NoReturn

import hypothesis
import pytest

from hatch_build import ROOT, compile_catalogues
from salesbook.core import language

# How long an example takes says how busy the machine is: the tests run beside each other.
hypothesis.settings.register_profile("salesbook", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("salesbook")

# The fuzzer's watch counts time and memory as Linux does.
collect_ignore = [] if sys.platform == "linux" else ["fuzz"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected findings of tests/cases anew")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the messages as they are now; the processes that run the tests find them compiled.

    The user's folder for data is one of the tests' own, and the cache is believed though the tests may run in CI.
    """
    if not hasattr(config, "workerinput"):
        compile_catalogues(ROOT)
        folder = tempfile.mkdtemp(prefix="salesbook-tests-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ["LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME"] = folder
        os.environ.pop("CI", None)


class NetworkRefused(AssertionError):  # noqa: N818 - named after what happened, as the engine's own are
    """A test has tried to reach another machine."""


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and name look-up; only browsers and engines talk, to their own machine."""
    if any(request.node.get_closest_marker(name) for name in ("browser", "elsewhere", "engines", "hostile", "records")):
        return
    connect, connect_ex, pair = socket.socket.connect, socket.socket.connect_ex, socket.socketpair
    pairing = False

    def refused(address: object) -> NoReturn:
        raise NetworkRefused(f"a test wants to reach {address!r}")

    def stays_here(plug: socket.socket) -> bool:
        return pairing or plug.family == getattr(socket, "AF_UNIX", None)

    def guarded(self: socket.socket, address: Any) -> None:
        return connect(self, address) if stays_here(self) else refused(address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        return connect_ex(self, address) if stays_here(self) else refused(address)

    def guarded_pair(*arguments: Any) -> tuple[socket.socket, socket.socket]:
        # Windows connects a pair, which every event loop has, over its own address.
        nonlocal pairing
        pairing = True
        try:
            return pair(*arguments)
        finally:
            pairing = False

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)
    monkeypatch.setattr(socket, "socketpair", guarded_pair)
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
