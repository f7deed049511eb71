"""A cache is believed only when this machine has made it for this book."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from salesbook.auditing import cache as caches
from tests.auditing.test_audit import BROKEN, DATABASE, aged, cached, plain, shown
from tests.books import write_book
from tests.odd_files import make_odd, odd, posix, within

VARIABLE = "LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME"


@pytest.fixture
def forged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a book with an error that a cache hides, made as the engine itself would on this machine."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "attacker"))
    root = write_book(tmp_path / "book", BROKEN)
    aged(root)
    assert cached(root).diagnostics
    cache = caches.open_cache(root)
    assert cache is not None
    last = json.loads(cache.note("last") or "")
    last[-1][:2] = [[], {}]
    cache.finish({}, (), {"last": json.dumps(last)})
    cache.close()
    assert cached(root).diagnostics == ()
    return root


def test_one_made_under_another_secret(forged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "victim"))
    assert cached(forged).diagnostics
    assert shown(cached(forged)) == shown(plain(forged))


def test_one_made_for_another_book(forged: Path, tmp_path: Path) -> None:
    another = tmp_path / "another"
    shutil.copytree(forged, another)
    assert cached(another).diagnostics


def test_one_whose_secret_comes_with_the_book(forged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.move(tmp_path / "attacker", forged / "data")
    monkeypatch.setenv(VARIABLE, str(forged / "data"))
    before = (forged / DATABASE).read_bytes()
    assert cached(forged).diagnostics
    assert (forged / DATABASE).read_bytes() == before


def test_one_that_bears_the_mark_of_the_machine(forged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = tmp_path / "foreign.sqlite"
    shutil.copy(forged / DATABASE, foreign)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "victim"))
    cached(forged)
    own, other = sqlite3.connect(forged / DATABASE), sqlite3.connect(foreign)
    mark = own.execute("PRAGMA application_id").fetchone()[0]
    other.execute(f"PRAGMA application_id = {mark}")
    other.commit()
    own.close()
    other.close()
    shutil.copy(foreign, forged / DATABASE)
    assert cached(forged).diagnostics


def test_without_a_folder_for_the_secret_there_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    root = write_book(tmp_path / "book", BROKEN)
    assert shown(cached(root)) == shown(plain(root))
    assert not (root / DATABASE).exists()


@posix
@odd
@pytest.mark.parametrize("name", ["check.sqlite", "check.sqlite-journal", ".gitignore", "lock"])
def test_whatever_lies_there_costs_time_alone(tmp_path: Path, kind: str, name: str) -> None:
    root = write_book(tmp_path / "book", BROKEN)
    cached(root)
    make_odd(kind, root / ".salesbook" / name, root)
    before = sorted(tmp_path.iterdir())
    with within():
        assert shown(cached(root)) == shown(plain(root))
        assert shown(cached(root)) == shown(plain(root))
    assert sorted(tmp_path.iterdir()) == before
    assert not (root / ".salesbook" / "nowhere").exists()
    if (tmp_path / "outside.txt").exists():
        assert (tmp_path / "outside.txt").read_text("utf-8").startswith("root:")


@posix
@odd
def test_a_folder_of_that_name_that_is_none(tmp_path: Path, kind: str) -> None:
    root = write_book(tmp_path / "book", BROKEN)
    make_odd(kind, root / ".salesbook", root)
    with within():
        assert shown(cached(root)) == shown(plain(root))
    assert not (tmp_path / "check.sqlite").exists()


def test_a_folder_in_the_place_of_the_cache(tmp_path: Path) -> None:
    root = write_book(tmp_path, BROKEN)
    (root / DATABASE).mkdir(parents=True)
    assert shown(cached(root)) == shown(plain(root))


def test_a_cache_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    root = write_book(tmp_path, BROKEN)
    cached(root)
    os.truncate(root / DATABASE, 10_000_000_000)
    with within():
        assert shown(cached(root)) == shown(plain(root))
    assert (root / DATABASE).stat().st_size < 10_000_000
