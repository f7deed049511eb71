"""Where data of a person may lie: in files that the user names, never inside the book or its repository."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from salesbook.core.bases import layers
from salesbook.core.door import TooLargeError, leads_out, read_named
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.machine import user_folder
from salesbook.core.source import inside, real

MAX_REPLACED = 20_000_000
"""Bytes of a file that an answer may replace: no answer is that long, so a longer file is another one."""

_STREAMS = {"/dev/stdout": "stdout", "/dev/fd/1": "stdout", "/dev/stderr": "stderr", "/dev/fd/2": "stderr"}


def keep_out(root: Path, path: Path, words: str | None = None) -> None:
    """Refuse personal data inside the book at `root` or its git repository: raises `UserError`.

    `words` say so of `{path}`; without them, of data of a client. A link counts for the place where it lies as well as
    for the one it leads to.
    """
    for base in _guarded(root):
        if inside(path, base) or leads_out(base, path):
            words = words or _("{path} lies inside the book: client data never goes there")
            message = words.format(path=path)
            folder = user_folder(os.environ)
            if folder is None or inside(folder, base):
                raise UserError(message, _("choose a folder outside {root}").format(root=base))
            advice = _("keep it in {folder}, or in any other folder outside {root}")
            raise UserError(message, advice.format(folder=folder, root=base))


def _guarded(root: Path) -> Iterator[Path]:
    """Yield the folders of the book and its repository, and of the books beneath."""
    for layer in layers(root):
        yield from _with_repository(real(layer))


def _with_repository(root: Path) -> Iterator[Path]:
    """Yield a book's folder and that of its repository; one that holds the user's own folder has room for data."""
    yield root
    repository = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = user_folder(os.environ)
    if repository != root and (folder is None or not inside(folder, repository)):
        yield repository


def keep_from_sources(root: Path, path: Path) -> None:
    """Refuse to write what is made of a book among its sources: raises `UserError`."""
    for name in ("content", "templates", "site"):
        if inside(path, real(root) / name):
            message = _("{path} lies among the sources of the book: nothing made of it goes there").format(path=path)
            raise UserError(message, _("choose another folder, such as {path}").format(path="build"))


def save(answer: bytes, output: Path, replaced: int = MAX_REPLACED) -> None:
    """Write an answer to a file, all or nothing; raises `UserError` when it cannot be written.

    A file that is there is replaced, if it has no more than `replaced` bytes. Of what is no ordinary file only the
    names of the streams and of nothing (`/dev/stdout`, `/dev/null`) are good for output: no pipe is waited for, and no
    device written to.
    """
    from salesbook.core.changes import Change, Plan
    from salesbook.output.terminal import say

    name = output.as_posix()
    if name in _STREAMS:
        stream = getattr(sys, _STREAMS[name])
        try:
            stream.write(answer.decode())
        except UnicodeDecodeError as error:
            raise UserError(_("{path} shows text, and this is none").format(path=output), _("name a file")) from error
        stream.flush()
        return
    if name.casefold() == os.devnull:
        return
    try:
        before = read_named(output, replaced) if output.is_file() else None
    except TooLargeError as error:
        message = _("{path} would be replaced, and it is too large for an answer: {reason}")
        raise UserError(message.format(path=output, reason=error.strerror), _("is it the right file?")) from error
    Plan((Change(output, before, answer),)).apply()
    say(_("written: {path}").format(path=output))
