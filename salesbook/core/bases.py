"""Books under a book: `extends: ../base` in company.yml lays it over another one, and that one over a third perhaps.

Told from the line alone: every command asks before anything is compiled. What is read of a base is read as a book of
its own is, by the door of its own folder.
"""

import os
import re
from codecs import BOM_UTF8
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from salesbook.core.door import is_link, read_inside
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, real

CONTENT = "content"
COMPANY = PurePosixPath(CONTENT, "company.yml")

MOST = 8
"""So many books may lie under one."""

_EXTENDS = re.compile(
    rb"""^extends:[ \t]+
    (?:"([^"\\\r\n]*)" | '([^'\r\n]*)' | ([^\s"'#&*!|>%@`{}\[\],][^\r\n]*?))
    [ \t]*(?:[ \t]\#[^\r\n]*)?\r?$""",
    re.MULTILINE | re.VERBOSE,
)


class Layered(NamedTuple):
    """A file as the layers of a book have it: the folder of the layer, and where it is there."""

    root: Path
    file: Path


def layers(root: Path) -> tuple[Path, ...]:
    """Return the folder of a book and those of the books that it is laid over, the nearest first.

    A chain that is at fault ends where it is: `vouch` says why.
    """
    return _chain(root)[0]


def fault(root: Path) -> UserError | None:
    """Return what is wrong with what a book extends: nothing there, no book, or the book itself; None: nothing is."""
    there, wrong = _chain(root)
    if wrong is None or len(there) == 1:
        return wrong
    return UserError(f"{shown(root, there[-1])}/{COMPANY}: {wrong.message}", wrong.advice)


def vouch(root: Path) -> Path:
    """Return the folder of a book whose bases are sound; raises `UserError` for any other."""
    there, wrong = _chain(root)
    if wrong is not None:
        raise UserError(f"{there[-1] / COMPANY}: {wrong.message}", wrong.advice)
    return root


def _chain(root: Path) -> tuple[tuple[Path, ...], UserError | None]:
    there = [root]
    while (named := extended(there[-1])) is not None:
        base = _base(there[-1], named)
        if isinstance(base, UserError):
            return tuple(there), base
        if base in map(real, there):
            return tuple(there), _circle(there, base)
        if len(there) > MOST:
            message = _("the book is laid over more than {n} others").format(n=MOST)
            return (root,), UserError(message, _("let one of the books between extend nothing"))
        there.append(base)
    return tuple(there), None


def extended(root: Path) -> str | None:
    """Return what the book at `root` extends, as its company.yml names it; None when it stands by itself."""
    file = root / COMPANY
    try:
        status = file.stat()
    except OSError:
        return None
    return _extended(str(root), status.st_mtime_ns, status.st_ctime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _extended(root: str, _mtime: int, _ctime: int, _size: int) -> str | None:
    folder = Path(root)
    try:
        data = read_inside(folder / CONTENT, folder / COMPANY, MAX_BYTES)
    except OSError:
        return None  # whoever reads the file itself says why
    found = _EXTENDS.search(data.removeprefix(BOM_UTF8))
    if found is None:
        return None
    named = next(group for group in found.groups() if group is not None)
    return named.decode("utf-8", "replace").strip()


def found(root: Path, path: PurePosixPath | str) -> Layered:
    """Return the first layer of the book at `root` that has a file or folder of a path; else the book itself."""
    there = layers(root)
    if len(there) > 1:
        for layer in there:
            if os.path.lexists(layer / path):
                return Layered(layer, layer / path)
    return Layered(root, root / path)


def shown(root: Path, base: Path) -> str:
    """Return the folder of a base as it is named from the book at `root`: `../base`."""
    try:
        return Path(os.path.relpath(base, real(root))).as_posix()
    except ValueError:  # another drive of Windows
        return base.as_posix()


def _base(root: Path, named: str) -> Path | UserError:
    """Return the folder of a base, else why it is none."""
    advice = _("write the path from this book's folder to the other's: extends: ../base")
    if not named or "\\" in named or "\0" in named or named.startswith(("/", "~")) or Path(named).drive:
        message = _("“{name}” cannot be the book that this one extends").format(name=named)
        return UserError(message, advice)
    try:
        base = real(root / named)
        is_book = (base / COMPANY).is_file() and not is_link(base / CONTENT)
    except (OSError, ValueError):
        is_book = False
    if not is_book:
        message = _("it extends “{name}”, and no book is there: it has no content/company.yml")
        return UserError(message.format(name=named), advice)
    return base


def _circle(there: list[Path], base: Path) -> UserError:
    message = _("the book extends itself")
    if base != real(there[-1]):
        names = " → ".join(real(folder).name for folder in (*there, base))
        message = _("books extend one another in a circle: {names}").format(names=names)
    return UserError(message, _("delete the line “extends” in the book that all others are laid over"))
