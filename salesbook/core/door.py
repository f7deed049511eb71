"""The door by which files come in: ordinary files and no longer than they may be; those of a book lie in it.

Whoever may commit to a book could otherwise have any file of the machine published or quoted by a link, and a pipe or
a device in a file's place would be read for ever.

One rule of links: one that stands in place of a file is followed to an ordinary file of the same folder (content/,
templates/, site/, for settings the book itself), one that stands in place of a folder never is.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from salesbook.core.language import gettext as _
from salesbook.core.source import real

MAX_COPY = 100_000_000
"""Bytes that a picture, or another file that is copied as it is, may have."""

_CHUNK = 1 << 20
_JUNCTION = 0xA0000003

# A pipe is not waited for, and what has become a link since is not followed.
_NAMED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PLAIN = _NAMED | getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


class ShutError(OSError):
    """The file is none that may come in; `strerror` says why, in the language in use."""

    def __init__(self, path: str | Path, why: str) -> None:
        super().__init__(0, why, str(path))


class TooLargeError(ShutError):
    """The file is longer than it may be."""

    def __init__(self, path: str | Path, limit: int) -> None:
        super().__init__(path, _("it is larger than {n} bytes").format(n=limit))


def read_inside(root: Path, path: Path, limit: int) -> bytes:
    """Return the bytes of a file that lies in `root` with its links followed, `limit` bytes at most.

    Raises `ShutError` for anything else that is there, `OSError` when nothing is, or nothing that can be read.
    """
    return _drained(opened_inside(root, path), path, limit)


def read_walked(path: str | Path, depth: int, limit: int) -> bytes:
    """Return the bytes of a file whose folders are known to be no links; raises as `read_inside` does.

    `depth` is how many folders below the one it must lie in. Of ten thousand files each is opened once, and nothing is
    asked before; nor is a `Path` made of it.
    """
    return _drained(_opened_walked(path, depth), path, limit)


def head_walked(path: Path, depth: int, length: int) -> bytes:
    """Return the first bytes of such a file, however long it is."""
    descriptor = _opened_walked(path, depth)
    try:
        return os.read(descriptor, length)
    finally:
        os.close(descriptor)


def read_named(path: Path, limit: int) -> bytes:
    """Return the bytes of a file that the user names, wherever its links lead; raises as `read_inside` does."""
    _ordinary(path, path.stat().st_mode)
    return _drained(_checked(os.open(path, _NAMED), path), path, limit)


def copy_inside(root: Path, path: Path, target: Path, limit: int = MAX_COPY) -> None:
    """Copy a file that lies in `root`; raises as `read_inside` does, and leaves no part of one that is too long."""
    descriptor = opened_inside(root, path)
    try:
        target.unlink(missing_ok=True)
        with target.open("xb") as file:
            while chunk := os.read(descriptor, _CHUNK):
                if file.tell() + len(chunk) > limit:
                    raise TooLargeError(path, limit)
                file.write(chunk)
    except TooLargeError:
        target.unlink()
        raise
    finally:
        os.close(descriptor)


def opened_own(path: Path) -> int:
    """Open a file of ours for reading and writing, a new one if need be; raises as `read_inside` does."""
    if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
        raise ShutError(path, _("it is not an ordinary file"))
    return _checked(os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, 0o644), path)


def is_inside(root: Path, path: Path) -> bool:
    """Tell whether `path` is an ordinary file that lies in `root` with its links followed."""
    try:
        os.close(opened_inside(root, path))
    except (OSError, ValueError):
        return False
    return True


def leads_out(root: Path, path: Path) -> bool:
    """Tell whether `path` is named as one in `root` and lies elsewhere once its links are followed."""
    root, absolute = real(root), Path(os.path.abspath(path))  # noqa: PTH100 - links stay
    named_inside = any(real(folder) == root for folder in (absolute, *absolute.parents))
    return named_inside and not real(absolute).is_relative_to(root)


def is_link(path: Path) -> bool:
    """Tell whether a symbolic link stands at `path`, or what Windows has for one in place of a folder."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    return path.is_symlink() or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def opened_inside(root: Path, path: Path) -> int:
    """Open an ordinary file in `root` for reading and return its descriptor; raises as `read_inside` does."""
    try:
        file = path.resolve(strict=True)
    except RuntimeError:  # links in a circle, before Python 3.13
        raise ShutError(path, _("links lead from one to another in a circle")) from None
    except FileNotFoundError:
        if path.is_symlink():
            raise ShutError(path, _("the link leads nowhere")) from None
        raise
    root = real(root)
    if not file.is_relative_to(root):
        raise ShutError(path, _("a link leads out of {folder}").format(folder=root.name))
    _ordinary(path, os.lstat(file).st_mode)
    return _checked(_opened_below(root, file.relative_to(root).parts), path)


def _opened_below(root: Path, parts: Sequence[str]) -> int:
    """Open a file folder by folder where the system can: nobody puts a link in its way meanwhile."""
    if os.open not in os.supports_dir_fd:
        return os.open(root.joinpath(*parts), _PLAIN)
    folder = os.open(root, _FOLDER)
    try:
        for part in parts[:-1]:
            inner = os.open(part, _FOLDER, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(parts[-1], _PLAIN, dir_fd=folder)
    finally:
        os.close(folder)


def _opened_walked(path: str | Path, depth: int) -> int:
    if not hasattr(os, "O_NOFOLLOW") and Path(path).is_symlink():
        return _opened_link(Path(path), depth)
    try:
        return _checked(os.open(path, _PLAIN), path)
    except ShutError:
        raise
    except OSError:
        if Path(path).is_symlink():  # systems name this refusal each in its own way
            return _opened_link(Path(path), depth)
        raise


def _opened_link(path: Path, depth: int) -> int:
    return opened_inside(path.parents[depth], path)


def _checked(descriptor: int, path: str | Path) -> int:
    """Return the descriptor of an ordinary file; closes any other and raises `ShutError`."""
    try:
        _ordinary(path, os.fstat(descriptor).st_mode)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _ordinary(path: str | Path, mode: int) -> None:
    if not S_ISREG(mode):
        raise ShutError(path, _("it is a folder") if S_ISDIR(mode) else _("it is not an ordinary file"))


def _drained(descriptor: int, path: str | Path, limit: int) -> bytes:
    """Read a file to its end, close it, and return its bytes; of one that is too long not all are read."""
    # Read plainly: a file object and a buffer of a megabyte would cost more than most files.
    try:
        size = os.fstat(descriptor).st_size
        if size > limit:
            raise TooLargeError(path, limit)
        # Of an ordinary file all comes that there is: less than was asked for is the end.
        data = os.read(descriptor, size + 1)
        if len(data) != size:
            while len(data) <= limit and (chunk := os.read(descriptor, _CHUNK)):  # it changes while it is read
                data += chunk
        if len(data) > limit:
            raise TooLargeError(path, limit)
        if data and not size and not os.fstat(descriptor).st_size:  # made by the system as it is read, as in /proc
            raise ShutError(path, _("it is not an ordinary file"))
    except BlockingIOError:
        raise ShutError(path, _("it is not an ordinary file")) from None
    finally:
        os.close(descriptor)
    return data
