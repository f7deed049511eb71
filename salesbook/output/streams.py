"""The one way out: whatever is printed passes through guards that stand in the place of stdout and stderr.

Nothing in it acts on the terminal, a reader who leaves early (`| head`) changes nothing, and a full disk is told of.
"""

import errno
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import UnsupportedOperation
from typing import TextIO, cast

from salesbook.core.errors import UserError, reason
from salesbook.core.interruption import held_back
from salesbook.core.language import gettext as _
from salesbook.output.visible import harmless

_STYLE = re.compile(r"(\x1b\[[0-9;]*m)")
"""What Rich writes for colours and bold type; links and everything else that a terminal obeys is not among it."""

_GONE = {errno.EPIPE, errno.ESHUTDOWN, *([errno.EINVAL] if os.name == "nt" else [])}


class UnwritableError(UserError):
    """The answer could not be written to where it was sent: there is nothing but stderr to say so."""


class GuardedStream:
    """A text stream on which nothing acts. It has no `buffer`: there is no way around it.

    `styles` lets colours and bold type through, for text that was made harmless before it was styled: see `styled`.
    `vital`: an answer that cannot be written is the user's mistake; of a message it is not worth speaking.
    """

    def __init__(self, stream: TextIO, *, vital: bool, styles: bool = False) -> None:
        self._stream = stream
        self._vital = vital
        self._styles = styles
        self._state = {"begun": False}

    @property
    def begun(self) -> bool:
        """Whether something of an answer has gone out."""
        return self._state["begun"]

    @property
    def encoding(self) -> str:
        """The encoding of the stream."""
        return self._stream.encoding

    @property
    def errors(self) -> str | None:
        """What becomes of a character that the encoding has not."""
        return self._stream.errors

    def fileno(self) -> int:
        """Return the descriptor of the stream."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Tell whether a person looks at it."""
        return self._stream.isatty()

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Write a text; raises `UnwritableError` for an answer."""
        if self._styles:
            parts = _STYLE.split(text)
            parts[::2] = map(harmless, parts[::2])
            safe = "".join(parts)
        else:
            safe = harmless(text)
        self._state["begun"] = True
        try:
            with held_back():  # Python loses what is left of a long write when a signal comes in the middle
                self._stream.write(safe)
        except OSError as error:
            self._failed(error)
        return len(text)

    def flush(self) -> None:
        """Send off what was written; raises `UnwritableError` for an answer."""
        try:
            with held_back():
                self._stream.flush()
        except OSError as error:
            self._failed(error)

    def styled(self) -> "GuardedStream":
        """Return the same stream for text that is harmless already, with colours."""
        stream = GuardedStream(self._stream, vital=self._vital, styles=True)
        stream._state = self._state
        return stream

    def _failed(self, error: OSError) -> None:
        """Let what is written from now on go nowhere: the reader has seen enough, or will see no more."""
        with suppress(OSError, UnsupportedOperation):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        if self._vital and error.errno not in _GONE:
            message = _("the answer cannot be written: {reason}").format(reason=reason(error))
            raise UnwritableError(message, _("check the free space where the output goes")) from error


@contextmanager
def guarded() -> Iterator[None]:
    """Put guards in the place of stdout and stderr."""
    out = cast(TextIO, GuardedStream(sys.stdout, vital=True))
    err = cast(TextIO, GuardedStream(sys.stderr, vital=False))
    with redirect_stdout(out), redirect_stderr(err):
        yield


def styled(stream: TextIO) -> TextIO:
    """Return a stream that lets colours through, for text in which nothing else acts."""
    return cast(TextIO, stream.styled()) if isinstance(stream, GuardedStream) else stream


def drawing(stream: TextIO) -> TextIO:
    """Return a stream without its guard, for what moves on the screen and has no word but our own: a progress bar."""
    return stream._stream if isinstance(stream, GuardedStream) else stream


def open_streams() -> None:
    """Give a process that was started without stdin, stdout or stderr (`>&-`) ones that lead nowhere.

    Otherwise the first file that it opens would stand in their place.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDONLY if descriptor == 0 else os.O_WRONLY)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
        if getattr(sys, name) is None:
            mode = "r" if descriptor == 0 else "w"
            setattr(sys, name, open(descriptor, mode, encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115
