"""Only ordinary files of the book come in, and none that is longer than it may be."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.core import door
from salesbook.core.door import (
    ShutError,
    TooLargeError,
    copy_inside,
    head_walked,
    is_inside,
    is_link,
    leads_out,
    opened_own,
    read_inside,
    read_named,
    read_walked,
)
from tests.odd_files import make_odd, odd, posix, watched

__all__ = ["watched"]

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
        (lambda p: p.mkdir(), "it is a folder"),
        (_socket, "not an ordinary file"),
        (lambda p: p.symlink_to(p.name), "circle|symbolic links"),
        (lambda p: p.symlink_to("nowhere"), "the link leads nowhere"),
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


@posix
@odd
@pytest.mark.usefixtures("watched")
def test_of_a_folder_that_was_walked_over_nothing_else_comes_in_either(root: Path, kind: str) -> None:
    make_odd(kind, root / "a.md", root)
    with pytest.raises(OSError, match=r"ordinary|leads|circle|symbolic|a folder|such device"):
        read_walked(root / "a.md", 0, LIMIT)


@posix
def test_a_link_in_a_folder_that_was_walked_over(root: Path) -> None:
    (root / "letters").mkdir()
    (root / "letters" / "b.md").symlink_to("../a.md")
    assert read_walked(root / "letters" / "b.md", 1, LIMIT) == b"a"
    with pytest.raises(ShutError, match="leads out of letters"):
        read_walked(root / "letters" / "b.md", 0, LIMIT)


def test_the_beginning_of_a_file(root: Path) -> None:
    (root / "a.md").write_bytes(b"x" * 1000)
    assert head_walked(root / "a.md", 0, LIMIT) == b"x" * LIMIT
    with pytest.raises(TooLargeError):
        read_walked(root / "a.md", 0, LIMIT)


def test_a_file_that_the_user_names_may_lie_anywhere(root: Path, tmp_path: Path) -> None:
    assert read_named(tmp_path / "secret", LIMIT) == b"secret"
    with pytest.raises(TooLargeError, match="larger than 5 bytes"):
        read_named(tmp_path / "secret", 5)
    with pytest.raises(ShutError, match="it is a folder"):
        read_named(root, LIMIT)


@posix
@pytest.mark.usefixtures("watched")
def test_a_file_that_the_user_names_may_be_a_link(root: Path) -> None:
    (root / "link").symlink_to("../secret")
    assert read_named(root / "link", LIMIT) == b"secret"
    os.mkfifo(root / "pipe")
    for path in (root / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(ShutError, match="not an ordinary file"):
            read_named(path, LIMIT)


@pytest.mark.skipif(sys.platform != "linux", reason="files that the system makes as they are read")
def test_a_file_of_the_system_has_no_size(root: Path) -> None:
    with pytest.raises(ShutError, match="not an ordinary file"):
        read_named(Path("/proc/self/environ"), 1_000_000)
    with pytest.raises(ShutError):
        read_named(Path("/proc/kallsyms"), LIMIT)


def test_a_file_that_grows_while_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = os.read

    def growing(descriptor: int, room: int) -> bytes:
        with (root / "a.md").open("ab") as file:
            file.write(b"more")
        return read(descriptor, room)

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(TooLargeError):
        read_inside(root, root / "a.md", LIMIT)


@pytest.mark.skipif(os.open not in os.supports_dir_fd, reason="a system that opens files by their whole path")
def test_a_folder_that_becomes_a_link_meanwhile(root: Path, tmp_path: Path) -> None:
    (root / "folder").symlink_to(tmp_path)
    with pytest.raises(OSError, match=r"folder|directory|symbolic"):
        door._opened_below(root, ("folder", "secret"))


def test_a_file_is_copied(root: Path, tmp_path: Path) -> None:
    copy_inside(root, root / "a.md", tmp_path / "copy", 1)
    assert (tmp_path / "copy").read_bytes() == b"a"
    (root / "a.md").write_bytes(b"ab")
    with pytest.raises(TooLargeError):
        copy_inside(root, root / "a.md", tmp_path / "copy", 1)
    assert not (tmp_path / "copy").exists()


@posix
def test_no_link_is_written_through(root: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").symlink_to("secret")
    copy_inside(root, root / "a.md", tmp_path / "copy")
    (root / "lock").symlink_to("../secret")
    with pytest.raises(OSError, match=r"symbolic|ordinary"):
        opened_own(root / "lock")
    assert (tmp_path / "secret").read_bytes() == b"secret"


@posix
def test_what_is_named_in_the_book_and_lies_elsewhere(root: Path, tmp_path: Path) -> None:
    (root / "build").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "alias").symlink_to(root)
    assert is_link(root / "build")
    assert not is_link(root / "nothing")
    assert leads_out(root, root / "build" / "academy")
    assert leads_out(root, tmp_path / "alias" / "build")
    assert not leads_out(root, root / "output")
    assert not leads_out(root, tmp_path / "elsewhere")
