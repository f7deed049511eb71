"""Files of the user's own that nobody else may read: what is kept of a client between two commands."""

import os
from contextlib import suppress
from pathlib import Path

from salesbook.core.leftovers import own_name


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner reads (0600), all or nothing; what was there is replaced.

    Folders that are not there yet are made for the owner alone (0700). Raises `OSError`.
    """
    for folder in (*reversed(path.parent.parents), path.parent):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    temporary = own_name(path, "tmp")
    temporary.unlink(missing_ok=True)  # a link of that name would be written through
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
