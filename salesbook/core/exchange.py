"""Two files that change places in one step, so that what stood there before can be looked at and put back.

Whoever compares a file and then replaces it loses what an editor has saved in between. Systems that cannot exchange
two names (Windows, some network disks) move the old file aside first, and put the new one only where there is none.
"""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_AT_FDCWD, _EXCHANGE = -100, 2
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})


class OvertakenError(Exception):
    """Somebody has put a file of their own at the path meanwhile; it stays there."""


def exchange(one: Path, other: Path) -> None:
    """Make each of two files the other one; raises `OSError` when they are as they were, or `OvertakenError`."""
    swap = _system_exchange()
    if swap is not None:
        code = swap(os.fsencode(one), os.fsencode(other))
        if code == 0:
            return
        if code not in _CANNOT:
            raise OSError(code, os.strerror(code), str(other))
    aside = one.with_name(f"{one.name}.old")
    other.rename(aside)
    try:
        put(one, other)
    except OvertakenError:
        aside.unlink()
        raise
    except OSError:
        put(aside, other)
        raise
    aside.rename(one)


def put(new: Path, path: Path) -> None:
    """Give a file another name, which nobody may have yet: raises `OvertakenError` when a file is there."""
    if os.name == "nt":  # there a name in use is never taken over
        try:
            new.rename(path)
        except FileExistsError:
            raise OvertakenError(path) from None
        return
    try:
        path.hardlink_to(new)
    except FileExistsError:
        raise OvertakenError(path) from None
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        if path.exists():  # a disk without second names for a file
            raise OvertakenError(path) from None
        new.rename(path)
    else:
        new.unlink()


@cache
def _system_exchange() -> Callable[[bytes, bytes], int] | None:
    """Return the system's own exchange of two names, which returns an error number or 0; None where there is none."""
    if sys.platform == "win32":
        return None
    import ctypes  # noqa: PLC0415 - most commands write nothing

    def code(failed: int) -> int:
        return ctypes.get_errno() if failed else 0

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        renamex = getattr(library, "renamex_np", None)
        return None if renamex is None else lambda one, other: code(renamex(one, other, _EXCHANGE))
    renameat = getattr(library, "renameat2", None)
    return None if renameat is None else lambda one, other: code(renameat(_AT_FDCWD, one, _AT_FDCWD, other, _EXCHANGE))
