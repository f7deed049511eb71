"""Running commands: in this process with what they print kept, and as programs of their own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.cli import run
from tests.books import write_book
from tests.cli.ran import Command, Ran, Terminal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base book, in a folder of its own that tests may change."""
    return write_book(tmp_path / "book")


@pytest.fixture
def salesbook(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command on the book at `root`, with `stdin` given to it."""

    def command(*arguments: str | Path, stdin: str | bytes = b"", book: bool = True) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        before = ["--book", str(root)] if book else []
        code = run([*before, *(str(a) for a in arguments)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "mistake in salesbook" not in err
        return Ran(code, out, err)

    return command


@pytest.fixture
def program(root: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run `python -m salesbook` as people do."""

    def command(*arguments: str | bytes, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
        environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "LANGUAGE"}} | more
        words = [sys.executable, "-m", "salesbook", "--lang", "en", "--book", str(root), *arguments]
        return subprocess.run(words, input=stdin, capture_output=True, check=False, timeout=60, env=environment)

    return command


@pytest.fixture
def typed(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command and type `lines`; the screen shows what goes to stderr."""

    def command(*arguments: str, lines: list[str]) -> Ran:
        screen = Terminal()
        monkeypatch.setattr(sys, "stdin", Terminal("".join(line + "\n" for line in lines)))
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "200")
        code = run(["--book", str(root), *arguments])
        assert "Traceback" not in screen.getvalue()
        return Ran(code, capsys.readouterr().out, screen.getvalue())

    return command
