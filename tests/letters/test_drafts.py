"""Half-filled letters in the user's own folder."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salesbook.core.errors import UserError
from salesbook.letters.drafts import DraftFolder, drafts_of

VARIABLE = "LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME"
NOW = datetime.now(UTC)


@pytest.fixture
def folder(tmp_path: Path) -> DraftFolder:
    folder = drafts_of(tmp_path / "book", {VARIABLE: str(tmp_path / "data")})
    assert folder is not None
    return folder


def test_what_is_kept_comes_back(folder: DraftFolder) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)  # a disk may round
    folder.keep("summary", "email", {"client": "Анна", "date": "2026-12-01", "phone": None})
    folder.keep("summary", None, {})
    assert folder.names() == ["summary-1", "summary-2"]
    draft = folder.draft("summary-1")
    assert (draft.letter, draft.channel) == ("summary", "email")
    assert draft.answers == {"client": "Анна", "date": "2026-12-01", "phone": None}
    assert before <= draft.kept <= datetime.now(UTC) + timedelta(seconds=2)


def test_a_draft_is_replaced_and_its_number_given_anew(folder: DraftFolder) -> None:
    first = folder.keep("summary", None, {"client": "А"})
    assert folder.keep("summary", None, {"client": "Б"}, "summary-1") == first
    folder.keep("summary", None, {"client": "В"})
    assert [d.answers["client"] for d in map(folder.draft, folder.names())] == ["Б", "В"]
    folder.delete("summary-1")
    folder.delete("summary-1")
    assert folder.keep("summary", None, {}).stem == "summary-1"


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_nobody_else_reads_it(folder: DraftFolder, tmp_path: Path) -> None:
    folder.keep("summary", None, {"client": "Анна"})
    kept = list((tmp_path / "data").rglob("*"))
    assert kept
    for path in kept:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600)


def test_books_do_not_see_each_other(folder: DraftFolder, tmp_path: Path) -> None:
    folder.keep("summary", None, {"client": "Анна"})
    other = drafts_of(tmp_path / "other", {VARIABLE: str(tmp_path / "data")})
    assert other is not None
    assert other.names() == []


def test_a_book_holds_no_drafts(tmp_path: Path) -> None:
    assert drafts_of(tmp_path, {VARIABLE: str(tmp_path / "data")}) is None


def test_old_ones_are_deleted(folder: DraftFolder) -> None:
    old, new = folder.keep("old", None, {}), folder.keep("new", None, {})
    os.utime(old, (0, (NOW - timedelta(days=31)).timestamp()))
    os.utime(new, (0, (NOW - timedelta(days=29)).timestamp()))
    folder.sweep(30, NOW)
    assert folder.names() == ["new-1"]


@pytest.mark.parametrize(
    "content", ["", "[", "[]", '{"version": 2}', '{"version": 1, "letter": 1, "answers": {}}', "[" * 9999]
)
def test_a_file_that_is_none_of_ours(folder: DraftFolder, content: str) -> None:
    path = folder.keep("summary", None, {})
    path.write_text(content, encoding="utf-8")
    assert folder.drafts() == []
    with pytest.raises(UserError, match="cannot be read"):
        folder.draft("summary-1")
    folder.delete("summary-1")
    assert folder.names() == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_is_not_written_through(folder: DraftFolder, tmp_path: Path) -> None:
    path = folder.keep("summary", None, {})
    other = tmp_path / "other"
    other.write_text("чужое", encoding="utf-8")
    path.unlink()
    path.symlink_to(other)
    folder.keep("summary", None, {"client": "Анна"}, "summary-1")
    assert other.read_text(encoding="utf-8") == "чужое"
    assert json.loads(path.read_text(encoding="utf-8"))["answers"] == {"client": "Анна"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    folder = drafts_of(tmp_path / "book", {VARIABLE: str(tmp_path / "data")})
    assert folder is not None
    assert folder.names() == []
    with pytest.raises(UserError, match="cannot be kept"):
        folder.keep("summary", None, {})
