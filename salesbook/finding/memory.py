"""What the dictionary has been asked, kept in the user's own folder: asking for all words of a book takes a second."""

import os
from contextlib import suppress
from pathlib import Path

from salesbook.core.door import read_named
from salesbook.core.machine import user_folder
from salesbook.core.private import write_private
from salesbook.finding.forms import Dictionary

_FILE = "words.json"
_MOST = 20_000_000


def remembered() -> Dictionary:
    """Return the dictionary with all that it has been asked on this machine; a new one where that cannot be read."""
    path = _path()
    try:
        return Dictionary(b"" if path is None else read_named(path, _MOST))
    except (OSError, ValueError):
        return Dictionary()


def remember(dictionary: Dictionary) -> None:
    """Keep what the dictionary has learnt; where nothing can be written the next time costs a second."""
    path, learnt = _path(), dictionary.learnt()
    if path is not None and learnt is not None and len(learnt) <= _MOST:
        with suppress(OSError):
            write_private(path, learnt)


def _path() -> Path | None:
    folder = user_folder(os.environ)
    return None if folder is None else folder / _FILE
