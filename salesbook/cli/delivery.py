"""Where an answer about a client goes: a file that the user names, never one inside the book."""

import os
import sys
from pathlib import Path

from salesbook.core.door import TooLargeError, leads_out, read_named
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import inside

MAX_REPLACED = 20_000_000
"""Bytes of a file that an answer may replace: no answer is that long, so a longer file is another one."""

_STREAMS = {"/dev/stdout": "stdout", "/dev/fd/1": "stdout", "/dev/stderr": "stderr", "/dev/fd/2": "stderr"}


def keep_out(root: Path, output: Path) -> None:
    """Refuse to write a client's data inside the book at `root`: raises `UserError`."""
    if inside(output, root) or leads_out(root, output):
        message = _("{path} lies inside the book: client data never goes there").format(path=output)
        raise UserError(message, _("choose a folder outside {root}").format(root=root))


def save(answer: bytes, output: Path) -> None:
    """Write an answer to a file, all or nothing; raises `UserError` when it cannot be written.

    A file that is there is replaced. Of what is no ordinary file only the names of the streams and of nothing
    (`/dev/stdout`, `/dev/null`) are good for output: no pipe is waited for, and no device written to.
    """
    from salesbook.core.changes import Change, Plan
    from salesbook.output.terminal import say

    name = output.as_posix()
    if name in _STREAMS:
        stream = getattr(sys, _STREAMS[name])
        stream.flush()
        stream.buffer.write(answer)
        stream.flush()
        return
    if name.casefold() == os.devnull:
        return
    try:
        before = read_named(output, MAX_REPLACED) if output.is_file() else None
    except TooLargeError as error:
        message = _("{path} would be replaced, and it is too large for an answer: {reason}")
        raise UserError(message.format(path=output, reason=error.strerror), _("is it the right file?")) from error
    Plan((Change(output, before, answer),)).apply()
    say(_("written: {path}").format(path=output))
