"""Only ordinary files of the book come in, and none that is longer than it may be."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.core.door import ShutError, is_inside, read_inside

LIMIT = 100


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "book"
    root.mkdir()
    (root / "a.md").write_bytes(b"a")
    return root


def test_an_ordinary_file_comes_in(root: Path) -> None:
    assert read_inside(root, root / "a.md", LIMIT) == b"a"
    assert is_inside(root, root / "a.md")


@pytest.mark.parametrize("size", [LIMIT, LIMIT + 1])
def test_a_file_may_have_so_many_bytes(root: Path, size: int) -> None:
    (root / "a.md").write_bytes(b"x" * size)
    if size <= LIMIT:
        assert len(read_inside(root, root / "a.md", LIMIT)) == size
        return
    with pytest.raises(ShutError, match="larger than 100 bytes"):
        read_inside(root, root / "a.md", LIMIT)


def test_what_is_not_there_is_the_systems_own_error(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_inside(root, root / "b.md", LIMIT)
    assert not is_inside(root, root / "b.md")
    assert not is_inside(root, root / "a\0b")


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


@pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and sockets of POSIX")
@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda p: p.symlink_to("../secret"), "a link leads out of book"),
        (lambda p: p.symlink_to("/etc/passwd"), "a link leads out of book"),
        (lambda p: p.symlink_to("/dev/zero"), "a link leads out of book"),
        (lambda p: p.symlink_to("../elsewhere"), "a link leads out of book"),
        (os.mkfifo, "not an ordinary file"),
        (lambda p: p.mkdir(), "not an ordinary file"),
        (_socket, "not an ordinary file"),
        (lambda p: p.symlink_to(p.name), "circle|symbolic links"),
        (lambda p: p.symlink_to("nowhere"), "No such file"),
    ],
)
def test_nothing_else_comes_in(
    root: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], error: str
) -> None:
    monkeypatch.chdir(root)
    make(root / "odd")
    with pytest.raises(OSError, match=error):
        read_inside(root, root / "odd", LIMIT)
    assert not is_inside(root, root / "odd")


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_link_within_the_book_is_followed(root: Path) -> None:
    (root / "b.md").symlink_to("a.md")
    assert read_inside(root, root / "b.md", LIMIT) == b"a"


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_a_path_through_a_linked_folder_leads_out(root: Path, tmp_path: Path) -> None:
    (root / "folder").symlink_to(tmp_path)
    with pytest.raises(ShutError, match="leads out"):
        read_inside(root, root / "folder" / "secret", LIMIT)
    with pytest.raises(ShutError, match="leads out"):
        read_inside(root, root / ".." / "secret", LIMIT)
