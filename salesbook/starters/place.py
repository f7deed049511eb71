"""Where a new book may stand, and how it comes to stand there: all of it in one step, or nothing."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from salesbook.core.door import is_link
from salesbook.core.errors import UserError, reason
from salesbook.core.interruption import note_written, undisturbed
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import own_name, sweep
from salesbook.core.source import nfc, real
from salesbook.reading.file_names import bad_names
from salesbook.reading.files import COMPANY
from salesbook.starters.catalogue import Files
from salesbook.starters.trial import write_files

_TEMPORARY = "tmp"


def checked_place(path: Path) -> Path:
    """Return the absolute folder for a new book; raises `UserError` when a book cannot stand there.

    The folder is new or empty, lies in one that is there, has a name that every system can have, and is in no book.
    """
    folder = Path(nfc(str(path.absolute())))
    parent = real(folder.parent)
    # `.` and `..` are folders that are there: their own names count.
    folder = real(folder) if path.name in ("", "..") else parent / folder.name
    for bad in bad_names([folder.name] if folder.name else []):
        raise UserError(bad.message, bad.advice)
    try:
        _check_above(folder)
        if is_link(folder) or (folder.exists() and not folder.is_dir()):
            raise UserError(_("{path} is not a folder").format(path=folder), _("choose another folder"))
        if folder.is_dir():
            sweep(folder / folder.name, _TEMPORARY)
            if any(folder.iterdir()):
                message = _("{path} is not empty: nothing in it is overwritten").format(path=folder)
                raise UserError(message, _("name a folder that is not there yet, or an empty one"))
    except OSError as error:
        _refuse(folder, error)
    return folder


def _check_above(folder: Path) -> None:
    """Refuse a folder in a book, or in a folder that is not there."""
    for above in folder.parents:
        if (above / COMPANY).is_file():
            message = _("{path} lies in another book: {book}").format(path=folder, book=above)
            raise UserError(message, _("choose a folder outside of it"))
    if not folder.parent.is_dir():
        message = _("there is no folder {path}").format(path=folder.parent)
        raise UserError(message, _("make it first, or choose another folder"))


def put_book(folder: Path, files: Files, finish: Callable[[Path], None]) -> None:
    """Write the files of a book, let `finish` do the rest in the folder they lie in, and put it in its place.

    Everything happens under a temporary name, in the folder above; in the folder itself where it is there and empty.
    Whatever comes between, nothing is left. Raises `UserError` when it cannot be written.
    """
    into = folder.is_dir()
    aside = own_name(folder / folder.name if into else folder, _TEMPORARY)
    try:
        if not into:
            sweep(folder, _TEMPORARY)
        aside.mkdir()
        write_files(aside, files)
        finish(aside)
        # From here on the book is there, whoever asks the command to end meanwhile.
        with undisturbed():
            _move_up(aside, folder) if into else _name(aside, folder)
            note_written([folder])
    except OSError as error:
        _refuse(folder, error)
    finally:
        with undisturbed():
            shutil.rmtree(aside, ignore_errors=True)


def _name(aside: Path, folder: Path) -> None:
    """Give a folder its name, which nobody else may have taken meanwhile."""
    if folder.exists() or is_link(folder):
        raise FileExistsError(17, _("somebody else has made it meanwhile"), str(folder))
    aside.rename(folder)


def _move_up(aside: Path, folder: Path) -> None:
    """Move everything in a folder into the empty one above; what was moved goes back when something cannot be."""
    moved: list[Path] = []
    try:
        if [entry for entry in folder.iterdir() if entry != aside]:
            raise FileExistsError(17, _("somebody else has put something there meanwhile"), str(folder))
        for entry in sorted(aside.iterdir()):
            entry.rename(folder / entry.name)
            moved.append(folder / entry.name)
    except OSError:
        for entry in moved:
            with suppress(OSError):
                entry.rename(aside / entry.name)
        raise


def _refuse(folder: Path, error: OSError) -> NoReturn:
    message = _("no book can be made in {path}: {reason}").format(path=folder, reason=reason(error))
    raise UserError(message, _("check the rights and the free space, or choose another folder")) from error
