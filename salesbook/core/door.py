"""The door by which single files of a book come in: ordinary files that lie in it, and no longer than they may be.

Whoever may commit to a book could otherwise have any file of the machine published or quoted by a link, and a pipe or
a device in a file's place would be read for ever.
"""

import os
from pathlib import Path
from stat import S_ISREG

from salesbook.core.language import gettext as _


class ShutError(OSError):
    """The file is none that may come in; `strerror` says why, in the language in use."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(0, why, str(path))


def read_inside(root: Path, path: Path, limit: int) -> bytes:
    """Return the bytes of a file that lies in `root` with its links followed, `limit` bytes at most.

    Raises `ShutError` for anything else that is there, `OSError` when nothing is, or nothing that can be read.
    """
    with os.fdopen(opened_inside(root, path), "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ShutError(path, _("it is larger than {n} bytes").format(n=limit))
    return data


def is_inside(root: Path, path: Path) -> bool:
    """Tell whether `path` is an ordinary file that lies in `root` with its links followed."""
    try:
        os.close(opened_inside(root, path))
    except (OSError, ValueError):
        return False
    return True


def opened_inside(root: Path, path: Path) -> int:
    """Open an ordinary file in `root` for reading and return its descriptor; raises as `read_inside` does."""
    try:
        real = path.resolve(strict=True)
    except RuntimeError:  # links in a circle, before Python 3.13
        raise ShutError(path, _("links lead from one to another in a circle")) from None
    if not real.is_relative_to(root.resolve()):
        raise ShutError(path, _("a link leads out of {folder}").format(folder=root.name))
    # A pipe is not waited for, and what has become a link since is not followed.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    if not S_ISREG(real.stat().st_mode):
        raise ShutError(path, _("it is not an ordinary file"))
    descriptor = os.open(real, flags)
    if not S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ShutError(path, _("it is not an ordinary file"))
    return descriptor
