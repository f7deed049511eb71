"""Signals at any moment: a command ends with a word and the usual code, and leaves nothing half-done behind."""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.books import regulation, write_book

if sys.platform == "win32":
    pytest.skip("Windows has no such signals", allow_module_level=True)

FILES = 450
"""Enough for `check` to start other processes."""

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ROUNDS = int(os.environ.get("SALESBOOK_SIGNALS", "2"))
"""How many moments are tried of every command; more of them with SALESBOOK_SIGNALS=50."""


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    """Let the commands hear signals that whoever has started the tests ignores (`nohup`, a shell's background)."""
    ignored = [number for number in SIGNALS if signal.getsignal(number) == signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


def begin(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "salesbook", "--lang", "en", "--book", str(root), *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def ended(process: subprocess.Popen[bytes], number: signal.Signals) -> tuple[int, str, str]:
    """Send a signal and return how the command has ended."""
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    said = err.decode("utf-8")
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert members(process.pid) == []
    return process.returncode, out.decode("utf-8"), said


def members(session: int) -> list[int]:
    """Return the processes of a session that are still there, when they have had a moment to go."""
    for _attempt in range(40):
        alive = []
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                pid, state, numbers = re.fullmatch(r"(\d+) \(.*\) (\S) (.*)", entry.read_text(), re.DOTALL).groups()  # type: ignore[union-attr]
                if int(numbers.split()[2]) == session and state != "Z":
                    alive.append(int(pid))
        if not alive:
            return []
        time.sleep(0.05)
    return alive


def leftovers(root: Path) -> list[str]:
    """Return what lies in a book under temporary names."""
    return [str(p) for p in root.rglob("*") if re.search(r"\.\d+\.(tmp|old)", p.name)]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = regulation(body='Скажите "да" клиенту.')
    files = {f"regulations/sales/r{n}.md": text.replace("title: Скидки", f"title: Скидки {n}") for n in range(FILES)}
    return write_book(tmp_path_factory.mktemp("signals") / "book", files)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_check_ends_with_its_workers(large: Path, number: signal.Signals) -> None:
    for _round in range(ROUNDS):
        process = begin(large, "check", "--no-cache", "--json")
        time.sleep(random.uniform(0.3, 1.2))
        code, out, err = ended(process, number)
        if code == 1:
            continue  # it was faster
        assert code == 128 + number
        answer = json.loads(out)
        if "summary" in answer:  # it was being written, and is whole
            assert err.endswith("interrupted; nothing was written\n")
        else:
            assert err == ""
            assert answer["error"]["message"] == "interrupted; nothing was written"


def test_workers_end_with_a_check_that_was_killed(large: Path) -> None:
    process = begin(large, "check", "--no-cache")
    deadline = time.monotonic() + 20
    while len(list(sessions(process.pid))) < 2 and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=20)
    assert members(process.pid) == []


def sessions(session: int) -> Iterator[int]:
    """Yield the processes of a session."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            if os.getsid(int(entry.name)) == session:
                yield int(entry.name)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_fix_is_whole_or_not_at_all(tmp_path: Path, number: signal.Signals) -> None:
    files = {f"regulations/sales/r{n}.md": regulation(body='Скажите "да" клиенту.') for n in range(40)}
    root = write_book(tmp_path / "book", files)
    for _round in range(ROUNDS):
        for name, text in files.items():
            (root / "content" / name).write_text(text, encoding="utf-8")
        lock = root / ".salesbook" / "lock"
        lock.unlink(missing_ok=True)
        process = begin(root, "check", "--fix", "--select", "straight-quotes")
        deadline = time.monotonic() + 20
        while process.poll() is None and not (lock.exists() and lock.stat().st_size):
            assert time.monotonic() < deadline
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.02))
        code, _out, err = ended(process, number)
        mended = {"«да»" in (root / "content" / name).read_text("utf-8") for name in files}
        assert len(mended) == 1
        assert leftovers(root) == []
        if code == 128 + number:
            assert ("this was written before" if mended == {True} else "nothing was written") in err
        else:
            assert mended == {True}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A book that can be printed."""
    checkout, root = Path(__file__).parents[2], write_book(tmp_path / "book")
    for name in ("templates", "site"):
        shutil.copytree(checkout / name, root / name, dirs_exist_ok=True)
    shutil.copy(checkout / "mkdocs.yml", root)
    return root


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_leaves_no_half_an_academy(site: Path, number: signal.Signals) -> None:
    process = begin(site, "build")
    time.sleep(random.uniform(0.5, 2.5))
    code, _out, err = ended(process, number)
    assert leftovers(site) == []
    academy = site / "build" / "academy"
    if code == 0:
        assert academy.exists()
        return
    assert code == 128 + number, err
    assert ("this was written before" if academy.exists() else "nothing was written") in err
    assert not academy.exists() or (academy / "index.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_stops_at_once(site: Path, number: signal.Signals) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = begin(site, "serve", "--port", str(port))
    assert process.stderr is not None
    said = ""
    while "the academy is at" not in said:
        line = process.stderr.readline().decode("utf-8")
        assert line, said
        said += line
    started = time.monotonic()
    code, _out, err = ended(process, number)
    assert time.monotonic() - started < 3  # a second, and what a busy machine adds
    assert code == 128 + number
    assert "interrupted" in err
    assert list((site / ".salesbook").glob(".serve*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("server", ["lsp", "mcp"])
def test_a_server_on_pipes_ends(site: Path, number: signal.Signals, server: str) -> None:
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "salesbook", "--lang", "en", "--book", str(site), server],
        stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    time.sleep(1.5)
    code, _out, err = ended(process, number)
    assert code == 128 + number
    assert "interrupted" in err
    os.close(reading)
    os.close(writing)


def test_what_a_caller_ignores_stays_ignored(large: Path) -> None:
    """As under `nohup`."""
    command = [sys.executable, "-m", "salesbook", "--lang", "en", "--book", str(large), "list"]
    process = subprocess.Popen(["nohup", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.4)
    process.send_signal(signal.SIGHUP)
    assert process.communicate(timeout=20)[0] != b""
    assert process.returncode == 0
