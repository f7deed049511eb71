"""Signals that end a command: Ctrl-C, a polite `kill`, a terminal that was closed. All of them end it in the same way.

A signal becomes `Interrupted`, which clears up on its way out like any exception. While files change places it waits.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SIGNALS = tuple(
    signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if name in signal.Signals.__members__
)
_PATIENCE = 2.0
"""Seconds after a signal in which another one changes nothing: a command that clears up is not to be disturbed."""

_AGAIN = 0.05
_USUAL_CODE = 128


class Interrupted(KeyboardInterrupt):
    """A signal has asked the command to end."""


class _Listener:
    """What this process has heard and what it has written so far."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.raised: float | None = None
        self.waiting = False
        self.undisturbed = 0
        self.written: list[Path] = []
        self.is_told = False

    def hear(self, number: int, _frame: FrameType | None) -> None:
        """End the command, now or as soon as it may be disturbed."""
        self.number = self.number or number
        if self.undisturbed:
            self.waiting = True
        elif self.raised is None or time.monotonic() - self.raised > _PATIENCE:
            self.end()

    def end(self) -> NoReturn:
        """Raise `Interrupted`."""
        self.waiting, self.raised = False, time.monotonic()
        raise Interrupted


_listener = _Listener()


def listen() -> None:
    """Turn signals into `Interrupted` from now on; what the caller of this process ignores stays ignored (`nohup`)."""
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _listener.hear)
    sys.unraisablehook = _unraisable


def exit_at_once(words: str) -> None:
    """Let signals end this process where it stands, with a word on stderr: it has nothing to clear up."""

    def leave(number: int, _frame: FrameType | None) -> None:
        os.write(2, f"{words}\n".encode())
        os._exit(_USUAL_CODE + number)

    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, leave)


def stop_listening() -> None:
    """Ignore signals from now on: all is done, and the process ends by itself."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait until files that change together have changed; then `Interrupted` is raised.

    An exception ends the command anyway, and says more.
    """
    _listener.undisturbed += 1
    try:
        yield
    except BaseException:
        _listener.waiting = False
        raise
    finally:
        _listener.undisturbed -= 1
    if _listener.waiting and not _listener.undisturbed:
        _listener.end()


@contextmanager
def held_back() -> Iterator[None]:
    """Keep signals from this thread: while others are started, which begin without hearing any (`obey_parent`), and
    while an answer goes out."""
    if sys.platform != "win32":
        before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        yield


def obey_parent() -> None:
    """Let this process, started by another one, end when that one says so or is no more; Ctrl-C is the other's to hear.

    Without it a process whose parent was killed would wait for work for ever.
    """
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - most commands start no other process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def exit_code() -> int | None:
    """Return what a process ends with that was ended by the signal heard first; None when none was heard."""
    return None if _listener.number is None else _USUAL_CODE + _listener.number


def note_written(paths: Iterable[Path]) -> None:
    """Remember what stands on the disk now: whoever interrupts the command is told of it."""
    _listener.written.extend(paths)


def written() -> tuple[Path, ...]:
    """Return what the command has written so far."""
    return tuple(_listener.written)


def say_no_more() -> None:
    """Remember that the command itself has said what it kept: that it was interrupted is all that is left to say."""
    _listener.is_told = True


def is_told() -> bool:
    """Tell whether the command itself has said what it kept."""
    return _listener.is_told


def begin() -> None:
    """Forget what another command of this process has written and said."""
    _listener.written.clear()
    _listener.is_told = False


def _unraisable(unraisable: "UnraisableHookArgs") -> None:
    """Hear a signal again that came where nothing can be raised, as while Python frees an object."""
    if not isinstance(unraisable.exc_value, Interrupted):
        sys.__unraisablehook__(unraisable)
        return
    _listener.raised = None
    again = threading.Timer(_AGAIN, os.kill, (os.getpid(), _listener.number or signal.SIGINT))
    again.daemon = True
    again.start()
