"""The lock of a book: of all commands that write, one writes at a time. It lies in the folder of the book's own state.

The system lets go of the lock when its owner ends, however it ends, so a killed command never locks anybody out. What
it was about to put in place it has noted in the lock: whoever holds it next sweeps that away.
"""

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from salesbook.core.door import is_link, opened_own
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import inside, real

FOLDER = ".salesbook"
_FILE = "lock"
_WAIT, _PAUSE = 10.0, 0.05
"""Seconds: no command writes for as long as that; how often one that waits looks."""

_TEMPORARY = re.compile(r"\.[^/\\]{1,255}\.\d{1,10}\.tmp(?:\.old)?")
_MAX_NOTES = 10_000_000


def state_folder(root: Path) -> Path:
    """Return the folder for the state of a book, made if need be and kept from git; raises `OSError`."""
    folder = root / FOLDER
    if is_link(folder):
        raise NotADirectoryError(20, os.strerror(20), str(folder))  # we would write where somebody else has pointed
    folder.mkdir(exist_ok=True)
    with suppress(FileExistsError), (folder / ".gitignore").open("xb") as ignore:  # no link is written through
        ignore.write(b"*\n")
    return folder


class Lock:
    """A lock that is held; `remember` notes what is to be swept should this process be killed."""

    def __init__(self, root: Path, file: IO[str]) -> None:
        self._root = root
        self._file = file

    def remember(self, temporaries: Iterable[Path]) -> None:
        """Note the files of the book among some under temporary names."""
        inside = (path for path in temporaries if path.is_relative_to(self._root))
        self._write("\n".join(path.relative_to(self._root).as_posix() for path in inside))

    def sweep(self) -> None:
        """Delete what the owner before has left; a note can only name what looks like a temporary file of the book."""
        self._file.seek(0)
        for line in self._file.read(_MAX_NOTES).split("\n"):
            path = self._root / line
            if _TEMPORARY.fullmatch(path.name) and "\0" not in line and inside(path.parent, self._root):
                with suppress(OSError):  # a folder, or gone
                    path.unlink()
        self._write("")

    def _write(self, text: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)
        self._file.flush()


@contextmanager
def locked(root: Path, wait: float = _WAIT) -> Iterator[Lock]:
    """Hold the lock of the book at `root`; raises `UserError` when another command does not let go of it in time."""
    root = real(root)
    path = state_folder(root) / _FILE
    with os.fdopen(opened_own(path), "r+", encoding="utf-8", errors="surrogateescape", newline="") as file:
        until = time.monotonic() + wait
        while not _taken(file.fileno()):
            if time.monotonic() > until:
                message = _("another salesbook command is writing to this book")
                raise UserError(message, _("wait until it ends and run the command again; nothing was changed"))
            time.sleep(_PAUSE)
        lock = Lock(root, file)
        lock.sweep()
        yield lock
        lock.remember(())


def _taken(descriptor: int) -> bool:
    """Try to take the lock on an open file; it is let go when the file is closed, or its owner is no more."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of Windows alone

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - of POSIX alone

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
