"""Where a file that stands beside content/ is found: in the book, else among the defaults that come with salesbook.

Page templates, envelopes, the theme, its assets and the settings of MkDocs have defaults. A file of the same path in
the book overrides its default, that one file and no other. The defaults are packed into the wheel from the top of the
checkout; in a checkout, and in what is installed as a link to one, they are read where they stand.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from salesbook.core.bases import layers
from salesbook.core.language import gettext as _
from salesbook.core.source import real

NAMES = ("templates", "site/theme", "site/assets", "mkdocs.yml")
"""What has defaults: folders and a file, by their paths from a book's root."""

_PACKAGE = Path(__file__).parents[1]
_PACKED = _PACKAGE / "defaults"

FOLDER = real(_PACKED if _PACKED.is_dir() else _PACKAGE.parent)
"""The folder of the defaults, laid out as a book is."""


def has_own(root: Path) -> bool:
    """Tell whether files of the book at `root` may override defaults: the checkout's own book holds the defaults."""
    return real(root) != FOLDER


def folders(root: Path, name: str) -> tuple[Path, ...]:
    """Return where files of a folder such as `templates/letters` are looked for.

    In the book, then in those that it extends, then in the defaults.
    """
    there = layers(root)
    return tuple(layer / name for layer in ((*there, FOLDER) if has_own(there[-1]) else there))


def default(path: PurePosixPath | str) -> Path | None:
    """Return the default of a file by its path from a book's root; None when nothing of that path has one."""
    path = PurePosixPath(path)
    file = FOLDER / path
    in_defaults = any(path.is_relative_to(name) for name in NAMES) and ".." not in path.parts
    return file if in_defaults and os.path.isfile(file) else None  # noqa: PTH113 - a name may be longer than any path


def overridden(root: Path, file: Path) -> PurePosixPath | None:
    """Return the path of a default that a file of the book at `root` overrides; None for any other file."""
    if not has_own(root) or not file.is_relative_to(root):
        return None
    path = PurePosixPath(file.relative_to(root).as_posix())
    return path if default(path) is not None else None


def is_default(root: Path, file: Path) -> bool:
    """Tell whether a file is a default that the book at `root` has no file of its own for, and not one of the book."""
    return has_own(root) and file.is_relative_to(FOLDER)


@cache
def paths() -> tuple[PurePosixPath, ...]:
    """Return the paths of all defaults from a book's root, in order."""
    return tuple(sorted(PurePosixPath(file.relative_to(FOLDER).as_posix()) for file in _files()))


def _files() -> Iterator[Path]:
    for name in NAMES:
        top = FOLDER / name
        yield from [top] if top.is_file() else (file for file in top.rglob("*") if file.is_file())


def comparing() -> str:
    """Return what is advised to whoever has a default that fails, which it does not without templates of the book."""
    return _("a template of the book's own that it includes may be at fault: compare it with its default")


def restoring() -> str:
    """Return what is advised to whoever has a file of the book's own that fails."""
    return _("mend the book's own file, or delete it: then the default of salesbook takes its place")
