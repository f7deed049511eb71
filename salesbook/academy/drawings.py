"""The drawings of a book (SVG) that are pictures and nothing else: the pure part is told which, it reads no file."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from salesbook.core.bases import found
from salesbook.core.door import read_inside
from salesbook.text import drawings, safety

MAX_BYTES = 5_000_000
"""A drawing is looked through as a whole; a larger one is no drawing but a picture in disguise."""


def still_drawings(root: Path, files: Iterable[PurePosixPath]) -> frozenset[PurePosixPath]:
    """Return those drawings of the book at `root` in which nothing could run; `files` as in `Book.files`."""
    return frozenset(path for path in files if safety.is_drawing(path) and _is_still(root, path))


def _is_still(root: Path, path: PurePosixPath) -> bool:
    try:
        return drawings.is_still(read_inside(*found(root, path), MAX_BYTES))
    except OSError:
        return False
