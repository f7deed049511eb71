"""A real learning record store, Ralph, in an environment and a folder of its own, and an academy that names it."""

import functools
import http.server
import json
import os
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from salesbook.academy.press import build
from salesbook.book.book import Book
from salesbook.book.load import load_book
from tests.books import TODAY, base_text, write_book
from tests.browser.conftest import Quiet, chromium
from tests.learning.exported import COURSE, READING

__all__ = ["chromium"]

ACADEMY = "https://academy.example.com/"
LEARNER, HEAD = ("anna", "write only"), ("head", "read: all")
"""Keys: a learner's may write and read nothing; the head's may read what everybody has sent."""

_USERS = """
import bcrypt, json, sys
def user(name, secret, *scopes):
    hashed = bcrypt.hashpw(secret.encode(), bcrypt.gensalt(4)).decode()
    agent = {"account": {"homePage": "https://records.example.com/", "name": name}}
    return {"username": name, "hash": hashed, "scopes": scopes, "agent": agent}
print(json.dumps([user(*each) for each in json.loads(sys.argv[1])]))
"""
_SERVER = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.data.fs import FSDataBackend
FSDataBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]))
"""
"""Ralph over files writes its file once and never again, unless it is told to add to it."""


class Store(NamedTuple):
    """Where the store listens, where it keeps what it has got, and the academy that is let ask it."""

    address: str
    folder: Path
    academy: int

    def kept(self) -> list[Any]:
        """Return the statements that it has got."""
        file = self.folder / "data" / "fs_lrs.jsonl"
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def free_port() -> int:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port: int = plug.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    programs = os.environ.get("SALESBOOK_RECORDS")
    if not programs:
        pytest.skip("no learning record store: make records")
    python = str(Path(programs).absolute() / "python")
    folder, port, academy = tmp_path_factory.mktemp("store"), free_port(), free_port()
    (folder / "data").mkdir()
    users = [[*LEARNER, "statements/write"], [*HEAD, "statements/read", "statements/read/mine"]]
    made = subprocess.run([python, "-c", _USERS, json.dumps(users)], check=True, capture_output=True, text=True)
    (folder / "auth.json").write_text(made.stdout, encoding="utf-8")
    settings = {
        "RUNSERVER_BACKEND": "fs",
        "AUTH_FILE": folder / "auth.json",
        "HISTORY_FILE": folder / "history.json",
        "BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": folder / "data",
        "LRS_RESTRICT_BY_SCOPES": "true",
        "LRS_RESTRICT_BY_AUTHORITY": "true",
        "RUNSERVER_CORS_ALLOW_ORIGINS": json.dumps([f"http://127.0.0.1:{academy}"]),
        "RUNSERVER_MAX_SEARCH_HITS_COUNT": 2,  # so that there are pages to be turned
    }
    environment = os.environ | {f"RALPH_{name}": str(value) for name, value in settings.items()}
    command = [python, "-c", _SERVER, str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/__heartbeat__", server, folder / "log")
        yield Store(f"http://127.0.0.1:{port}/xAPI", folder, academy)
    finally:
        server.terminate()
        server.wait(20)


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _try in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def book(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The small book, which names the store."""
    records = f"learning: {{store: '{store.address}', academy: '{ACADEMY}'}}\n"
    changes = {"company.yml": base_text("company.yml") + records, "courses/start.yml": COURSE}
    root = write_book(tmp_path_factory.mktemp("book") / "book", {**changes, "courses/reading.yml": READING})
    book, problems = load_book(root)
    assert problems == []
    return book


@pytest.fixture(scope="session")
def academy(store: Store, book: Book) -> Iterator[str]:
    """The address of the book's academy: the one that the store lets ask."""
    site = book.root / "build" / "academy"
    assert build(book.root, book, site, today=TODAY).sound
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", store.academy), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{store.academy}"
        server.shutdown()


@pytest.fixture
def page(chromium: Any, academy: str) -> Iterator[Any]:
    """A page of a browser of its own, which has seen no academy yet; nothing goes wrong in it."""
    context = chromium.new_context(locale="ru-RU")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{academy}/positions/manager.html")
    assert page.locator("learning-records details").count() == 0, "it is offered before anybody has said who he is"
    page.evaluate("learning.say({ position: 'position:manager' })")
    yield page
    assert faults == []
    context.close()
