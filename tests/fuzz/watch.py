"""The watch over one input: what it raises, how long it computes, how much memory it takes, whether it gets out.

Time is the processor's, not the clock's: a busy machine makes nothing hang.
"""

import gc
import hashlib
import resource
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from types import FrameType

from tests.fuzz.confinement import Escape, confined, with_outside

SECONDS = 2.0
MEGABYTES = 300
KINDS = ("traceback", "hang", "memory", "escape", "wrong")
"""What can go wrong: anything raised; more time or memory than an input may take; getting out; a promise not kept."""

_BLOCKED_SECONDS = 40
"""By the clock: whoever waits for a pipe computes nothing."""
_KILOBYTES_IN_A_MEGABYTE = 1024
_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Hang(BaseException):
    """The input was still at work after the time it may take; no `except Exception` holds it up."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with an input: one of `KINDS`, the place that tells it from others, a story for a reader."""

    kind: str
    place: str
    story: str

    def __str__(self) -> str:
        return f"{self.kind} {self.place}\n{self.story}"


@dataclass(frozen=True, slots=True)
class Watched:
    """What an input came to: processor seconds, megabytes on top of what the process had, what it did wrong."""

    seconds: float
    megabytes: int
    failure: Failure | None


def watched(run: Callable[[bytes], None], data: bytes, seconds: float = SECONDS) -> Watched:
    """Run a target on an input that may take so many seconds."""
    # What the process holds already is not walked by the collector at the input's expense.
    gc.freeze()
    resident = _begin_peak()
    signal.signal(signal.SIGPROF, _ring)
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _BLOCKED_SECONDS + 5 * seconds)
    start = process_time()
    failure = None
    try:
        with confined():
            run(with_outside(data))
    except BaseException as error:
        _silence()
        if isinstance(error, KeyboardInterrupt):
            raise
        failure = _failure(error, seconds)
    finally:
        _silence()
        gc.unfreeze()
    taken = process_time() - start
    megabytes = max(0, _peak() - resident) // _KILOBYTES_IN_A_MEGABYTE
    if failure is None and taken > seconds:
        failure = Failure("hang", "in C", f"{taken:.1f} s without a step of Python")
    if failure is None and megabytes > MEGABYTES:
        failure = Failure("memory", f"{run.__name__}", f"{megabytes} MB")
    return Watched(taken, megabytes, failure)


def limit_memory(megabytes: int) -> None:
    """Let the process have so much address space beyond what it has now: a bomb ends in `MemoryError`."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        now = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (now + megabytes * 2**20, hard))


def name_of(data: bytes) -> str:
    """Return the file name of a found input."""
    return hashlib.sha256(data).hexdigest()[:12]


def _failure(error: BaseException, seconds: float) -> Failure:
    place = _place(error)
    match error:
        case Hang():
            return Failure("hang", place, f"more than {seconds} s:\n{traceback.format_exc(limit=-8)}")
        case Escape():
            return Failure("escape", f"{place} {str(error)[:40]}", f"{error}\n{traceback.format_exc(limit=-12)}")
        case MemoryError():
            return Failure("memory", place, traceback.format_exc(limit=-12))
        case AssertionError():
            return Failure("wrong", place, traceback.format_exc(limit=-12))
        case _:
            return Failure("traceback", f"{type(error).__name__} {place}", traceback.format_exc(limit=-12))


def _silence() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def _place(error: BaseException) -> str:
    """Return the deepest place of the engine in a traceback: inputs that fail there fail alike."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/salesbook/" in f.filename and "/tests/" not in f.filename]
    ours = ours or [f for f in frames if "/targets/" in f.filename] or list(frames)
    file = ours[-1].filename.rpartition("/")[2]
    # Where the clock has struck is chance: inputs that hang in one function hang alike.
    return f"{file}:{ours[-1].name}" if isinstance(error, Hang) else f"{file}:{ours[-1].lineno}"


def _begin_peak() -> int:
    """Let the kernel count the peak of memory anew, and return the resident kilobytes of now."""
    _RESET.write_text("5", encoding="ascii")
    return _peak()


def _peak() -> int:
    status = _STATUS.read_text(encoding="ascii", errors="replace")
    return int(status[status.index("VmHWM:") + 6 :].split(None, 1)[0])
