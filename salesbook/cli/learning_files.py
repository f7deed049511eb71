"""The files that learners have exported: found by what a person names, read by the door, each taken or told why not."""

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.cli.delivery import keep_out
from salesbook.cli.shell import expanded
from salesbook.core.door import TooLargeError, read_named
from salesbook.core.errors import UserError, quoted, reason
from salesbook.core.language import gettext as _
from salesbook.learning.progress import MAX_BYTES, Fault, Progress, progress_in

if TYPE_CHECKING:
    from salesbook.book.book import Book

MAX_FILES = 2_000
"""So many learners no head has; a folder with more files is another one."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken: why, and what to do."""

    source: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of all files."""

    progress: tuple[Progress, ...]
    refused: tuple[Refused, ...]


def taken(book: "Book", named: Iterable[str]) -> Taken:
    """Return what the files, folders and patterns hold that a person has named.

    Of a folder only files that begin as an exported one does are looked at. Raises `UserError` for one that lies in the
    book or its repository, for a folder or a pattern without a single one, and for too many of them.
    """
    progress: list[Progress] = []
    refused: list[Refused] = []
    for path in _paths(named):
        keep_out(book.root, path, _("{path} lies inside the book: learning data are personal and never go there"))
        result = _read(book, path)
        if isinstance(result, Progress):
            progress.append(result)
        else:
            refused.append(result)
    return Taken(tuple(progress), tuple(refused))


def _paths(named: Iterable[str]) -> list[Path]:
    paths = {path.absolute(): path for name in named for path in _found(name)}
    if len(paths) > MAX_FILES:
        message = _("these are {n} files, more than {limit}").format(n=len(paths), limit=MAX_FILES)
        raise UserError(message, _("name the folder that holds the learners' files and nothing else"))
    return list(paths.values())


def _found(name: str) -> Iterator[Path]:
    path = expanded(name)
    if path.is_dir():
        found = [each for each in _listed(path) if _begins_rightly(each)]
        if not found:
            message = _("there is no file of a learner in the folder {path}").format(path=name)
            raise UserError(message, _ask_for_files())
        yield from found
        return
    if not glob.has_magic(str(path)) or path.exists():  # a shell of Windows hands a pattern on as it is
        yield path
        return
    matches = sorted(match for match in path.parent.glob(path.name) if not match.is_dir())
    if not matches:
        raise UserError(_("no file fits {pattern}").format(pattern=quoted(name)), _("check the name of the folder"))
    yield from matches


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=folder, reason=reason(error))
        raise UserError(message, _("check the rights to it")) from error


def _begins_rightly(path: Path) -> bool:
    """Tell whether a file begins as an exported one does."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINNING) + 3).removeprefix(b"\xef\xbb\xbf").startswith(_BEGINNING)
    except OSError:
        return False


_BEGINNING = b'{"format":"salesbook-learning"'


def _read(book: "Book", path: Path) -> "Progress | Refused":
    source = str(path)
    result: Progress | Fault
    try:
        result = progress_in(read_named(path, MAX_BYTES), source)
    except TooLargeError:
        result = Fault.LARGE
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        message = _("{path} cannot be read: {reason}").format(path=source, reason=why)
        return Refused(source, message, _("check the name of the file"))
    if isinstance(result, Fault):
        message, advice = _faults()[result]
        return Refused(source, message.format(path=source), advice)
    if result.book != book.company.title:
        other = quoted(result.book) if result.book else _("a book that it does not name")
        message = _("{path} is of another book: {other}").format(path=source, other=other)
        return Refused(source, message, _("name the book with --book, or ask for a file from the academy of this one"))
    return result


def _ask_for_files() -> str:
    return _("learners save such files in the academy: “Save to a file”")


def _faults() -> dict[Fault, tuple[str, str]]:
    return {
        Fault.FOREIGN: (_("{path} is no file of a learner"), _ask_for_files()),
        Fault.NEWER: (_("{path} was saved by a newer academy"), _("update salesbook, and run the command again")),
        Fault.DAMAGED: (
            _("the file {path} is damaged: its checksum is another one"),
            _("ask the learner to save it once more and to send it as an attachment"),
        ),
        Fault.LARGE: (
            _("{path} is larger than {n} MB").replace("{n}", str(MAX_BYTES // 1_000_000)),
            _("is it the right file?"),
        ),
    }
