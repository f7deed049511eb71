"""The secret of the machine: kept in the user's folder, and nowhere in a book."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from salesbook.core.machine import secret, user_folder
from tests.odd_files import make_odd, odd, posix, watched

__all__ = ["watched"]

VARIABLE = "LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def test_it_is_made_once(home: Path, tmp_path: Path) -> None:
    first = secret(tmp_path / "book")
    assert first is not None
    assert len(first) == 32
    assert secret(tmp_path / "another") == first
    assert [path.name for path in (home / "salesbook").iterdir()] == ["secret"]
    (home / "salesbook" / "secret").unlink()
    assert secret(tmp_path / "book") not in (None, first)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_nobody_else_reads_it(home: Path, tmp_path: Path) -> None:
    secret(tmp_path / "book")
    assert (home / "salesbook" / "secret").stat().st_mode & 0o077 == 0


def test_a_book_has_no_part_in_it(home: Path, tmp_path: Path) -> None:
    assert secret(tmp_path) is None
    assert not home.exists()


def test_where_the_folder_cannot_be_made(home: Path, tmp_path: Path) -> None:
    home.write_bytes(b"")
    assert secret(tmp_path / "book") is None


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_another_file_is_no_secret(home: Path, tmp_path: Path, content: bytes) -> None:
    (home / "salesbook").mkdir(parents=True)
    (home / "salesbook" / "secret").write_bytes(content)
    assert secret(tmp_path / "book") is None


@posix
@odd
@pytest.mark.usefixtures("watched")
def test_nothing_odd_is_one(home: Path, tmp_path: Path, kind: str) -> None:
    make_odd(kind, home / "salesbook" / "secret", tmp_path / "book")
    assert secret(tmp_path / "book") is None


def test_the_folder_of_each_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def homeless() -> NoReturn:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert user_folder({VARIABLE: str(tmp_path / "x")}) == tmp_path / "x" / "salesbook"
    usual = {"win32": "AppData/Local", "darwin": "Library/Application Support"}.get(sys.platform, ".local/share")
    assert user_folder({}) == user_folder({VARIABLE: "relative"}) == tmp_path / usual / "salesbook"
    monkeypatch.setattr(Path, "home", homeless)
    assert user_folder({}) is None
