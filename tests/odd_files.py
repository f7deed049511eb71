"""What may stand in the place of a file and is none: pipes, sockets, folders, links that lead out or nowhere.

Tests with them run under a watch: a door that waits for a pipe would wait for ever.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest

SECRET = "root:x:0:0:secret"
"""What stands in the file that links lead to; it must never be shown."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and sockets of POSIX")


def outside(root: Path) -> Path:
    """Return a file beside the book that no link may bring in."""
    path = root.resolve().parent / "outside.txt"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    return path


def _socket(path: Path) -> None:
    """Bind a socket; a long path does not fit into its address."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


ODD: dict[str, Callable[[Path, Path], object]] = {
    "pipe": lambda path, _root: os.mkfifo(path),
    "socket": lambda path, _root: _socket(path),
    "device": lambda path, _root: path.symlink_to("/dev/zero"),
    "link out": lambda path, root: path.symlink_to(outside(root)),
    "link to a folder": lambda path, root: path.symlink_to(root.parent),
    "link to itself": lambda path, _root: path.symlink_to(path.name),
    "link to nothing": lambda path, _root: path.symlink_to("nowhere"),
}
"""Each makes one at a path, in the book at a root."""

odd = pytest.mark.parametrize("kind", ODD)


def make_odd(kind: str, path: Path, root: Path) -> None:
    """Put one of `ODD` in the place of whatever is at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    ODD[kind](path, root)


@contextmanager
def within(seconds: int = 10) -> Iterator[None]:
    """Fail when something takes longer than that, where the system has such a watch."""

    def late(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError(f"not done in {seconds} s")

    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def watched() -> Iterator[None]:
    """Run a test under the watch."""
    with within():
        yield
