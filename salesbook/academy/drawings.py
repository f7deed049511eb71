"""The drawings of a book (SVG) that are pictures and nothing else: the pure part is told which, it reads no file."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_LIVE_SVG = re.compile(rb"<script|<foreignobject|<!entity|<\?|javascript:|[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)


def still_drawings(root: Path, files: Iterable[PurePosixPath]) -> frozenset[PurePosixPath]:
    """Return those SVG files of the book at `root` in which nothing could run; `files` as in `Book.files`."""
    return frozenset(path for path in files if path.suffix.lower() == ".svg" and _is_still(root / path))


def _is_still(file: Path) -> bool:
    try:
        return _LIVE_SVG.search(file.read_bytes()) is None
    except OSError:
        return False
