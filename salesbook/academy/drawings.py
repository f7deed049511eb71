"""The drawings of a book (SVG) that are pictures and nothing else: the pure part is told which, it reads no file.

Drawings that the pages make themselves come into a page here, when all else of it is clean: no element of SVG is on the
allowlist, so content and templates have none.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from salesbook.core.bases import found
from salesbook.core.door import read_inside
from salesbook.pages.svg import PLACEHOLDER
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


def drawn(html: str, own: Mapping[str, str]) -> str:
    """Return clean HTML with the page's own drawings in their places; one in which anything could run stays out.

    In clean HTML the placeholder can be nothing but an element: within an attribute its quotes would be references.
    """
    if "<page-drawing" not in html:
        return html
    still = {name: drawing for name, drawing in own.items() if drawings.is_still(drawing.encode())}
    return PLACEHOLDER.sub(lambda match: still.get(match[1], ""), html)
