"""A secret of this machine and user, by which the engine knows again what it has written itself.

Whoever commits to a book, or hands one over as a folder, can put anything beside it, but does not know the secret: it
lies in the user's own folder for data, and nowhere in a book.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from salesbook.core.door import read_named
from salesbook.core.source import inside

_FILE = "secret"
_LENGTH = 32


def secret(book: Path) -> bytes | None:
    """Return the secret, a new one if there is none yet; None where there cannot be one that the `book` has no part in.

    That is so when the user's folder cannot be written, or lies in the book.
    """
    folder = user_folder(os.environ)
    if folder is None or inside(folder, book):
        return None
    path = folder / _FILE
    try:
        return _read(path) or _written(path)
    except (OSError, ValueError):
        return None


def user_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the folder for the engine's data about this user's machine; None when the user has none.

    `%LOCALAPPDATA%` on Windows; elsewhere `$XDG_DATA_HOME`, and without it ~/Library/Application Support on macOS,
    ~/.local/share on other systems (XDG Base Directory Specification: a relative path does not count).
    """
    stated = environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME", "")
    if stated and Path(stated).is_absolute():
        return Path(stated, "salesbook")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    usual = {"win32": "AppData/Local", "darwin": "Library/Application Support"}.get(sys.platform, ".local/share")
    return home / usual / "salesbook" if home.is_absolute() else None


def _read(path: Path) -> bytes | None:
    try:
        data = read_named(path, _LENGTH)
    except FileNotFoundError:
        return None
    return data if len(data) == _LENGTH else None


def _written(path: Path) -> bytes | None:
    """Put a new secret in place, unless another command does so at the same time: then its is the secret."""
    from salesbook.core.exchange import OvertakenError, put  # noqa: PLC0415 - once in the life of a machine
    from salesbook.core.leftovers import own_name  # noqa: PLC0415

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = own_name(path, "tmp")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(os.urandom(_LENGTH))
    with suppress(OvertakenError):
        put(temporary, path)
    temporary.unlink(missing_ok=True)
    return _read(path)
