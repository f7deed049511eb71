"""Decide, then act: a plan of new file contents that can be shown before it is applied, all or nothing."""

import difflib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from salesbook.core.errors import UserError, reason
from salesbook.core.exchange import OvertakenError
from salesbook.core.interruption import note_written, undisturbed
from salesbook.core.language import gettext as _
from salesbook.core.lock import locked
from salesbook.core.steps import Deleting, Step, Writing

_AT_ONCE = 16
"""A disk is asked to keep so many files at once: one after another each waits for the disk to turn."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file's bytes before and after; `before` is None for a file that does not exist yet."""

    path: Path
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that is to be deleted, and the bytes that it must still have then."""

    path: Path
    before: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that belong together; files that are to be deleted go before any other is changed."""

    changes: tuple[Change, ...] = ()
    removals: tuple[Removal, ...] = ()

    def diff(self, root: Path) -> Iterator[str]:
        """Yield the lines of a unified diff of the changes, with paths relative to `root`."""
        for change in self.changes:
            name = change.path.relative_to(root).as_posix()
            before, after = _lines(change.before or b""), _lines(change.after)
            yield from difflib.unified_diff(before, after, name, name, n=1, lineterm="")

    def apply(self, book: Path | None = None) -> None:
        """Write all files, under the lock of the `book` they belong to; raises `UserError` when one cannot be written.

        Folders of the book that are not there yet are made, those that a removal leaves empty deleted. Everything is
        tried before the first file is touched. Then each new content changes places with the old one, which is looked
        at: if anybody has saved another one since the plan was made, or a file cannot be written after all, everything
        is put back, and what could not be is named.
        """
        if not self.changes and not self.removals:
            return
        deleted = [Deleting(removal.path, removal.before) for removal in self.removals]
        steps = [*deleted, *(Writing(change.path, change.before, change.after) for change in self.changes)]
        with ExitStack() as stack:
            if book is not None:
                try:
                    stack.enter_context(locked(book)).remember(step.temporary for step in steps)
                except OSError as error:
                    _refuse(book, error)
            folders = [] if book is None else [*_make_folders(steps, book), *_emptied(self.removals, book)]
            try:
                _prepare(steps)
                # From here on everything is in place or nothing is, whoever asks the command to end meanwhile.
                with undisturbed():
                    _exchange(steps)
                    note_written(step.path for step in steps)
            finally:
                with undisturbed():
                    for step in steps:
                        step.clear()
                    for folder in reversed(folders):
                        with suppress(OSError):  # it holds what was written, or something else
                            folder.rmdir()


def _make_folders(steps: Sequence[Step], book: Path) -> list[Path]:
    """Make the folders of a book that are not there yet and return them, outer ones first; raises `UserError`."""
    within = {folder for step in steps for folder in step.path.parents if folder.is_relative_to(book)}
    missing = sorted(folder for folder in within if not folder.exists())
    for n, folder in enumerate(missing):
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            for made in reversed(missing[:n]):
                made.rmdir()
            _refuse(folder, error)
    return missing


def _emptied(removals: Sequence[Removal], book: Path) -> list[Path]:
    """Return the folders of a book that removals may leave empty, outer ones first."""
    return sorted({f for each in removals for f in each.path.parents if f != book and f.is_relative_to(book)})


def _prepare(steps: Sequence[Step]) -> None:
    """Write all new contents beside their files; raises `UserError`."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most commands write nothing

    at = steps[0]
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        with undisturbed():  # a thread that was stopped as it began would not be waited for
            under_way = [pool.submit(step.prepare) for step in steps]
        for n, prepared in enumerate(under_way):
            at = steps[n]
            prepared.result()
    except (OvertakenError, OSError) as error:
        _give_up(at.path, error)
    finally:
        with undisturbed():  # what is still being written would be left behind
            pool.shutdown(cancel_futures=True)


def _exchange(steps: Sequence[Step]) -> None:
    """Put all steps in place, or none; raises `UserError`."""
    at = steps[0]
    begun: list[Step] = []
    try:
        for at in steps:
            begun.append(at)
            at.act()
        for at in steps:
            # An editor that had the file open may have written into the old one until now.
            if at.overtaken():
                raise OvertakenError(at.path)
    except BaseException as error:
        stuck = [step for step in reversed(begun) if not step.undo()]
        if stuck:
            message = _("the change has failed at {path}, and these files could not be put back: {names}")
            message = message.format(path=at.path, names=", ".join(str(step.path) for step in stuck))
            copies = ", ".join(str(step.temporary) for step in stuck)
            raise UserError(message, _("what stood in them before is kept in {paths}").format(paths=copies)) from error
        if isinstance(error, OvertakenError | OSError):
            _give_up(at.path, error)
        raise


def _give_up(path: Path, error: OvertakenError | OSError) -> NoReturn:
    """Say why nothing was changed."""
    if isinstance(error, OvertakenError):
        message = _("{path} was changed by somebody else meanwhile").format(path=path)
        raise UserError(message, _("run the command again; nothing was changed")) from None
    _refuse(path, error)


def _refuse(path: Path, error: OSError) -> NoReturn:
    message = _("cannot write {path}: {reason}").format(path=path, reason=reason(error))
    raise UserError(message, _("check the rights and the free space; nothing was changed")) from error


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()
