"""The watch over one input: what it raises, how long it computes and how much memory it takes.

Time is the processor's, not the clock's: a busy machine makes nothing hang.
"""

import gc
import hashlib
import resource
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from types import FrameType

SECONDS = 2.0
MEGABYTES = 300
_KILOBYTES_IN_A_MEGABYTE = 1024


class Hang(BaseException):
    """The input was still at work after the time it may take; no `except Exception` holds it up."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong with an input: `kind` tells it from others, `story` is for a reader."""

    kind: str
    story: str


def watched(run: Callable[[bytes], None], data: bytes) -> Failure | None:
    """Run a target on an input; return what it did that it must not do."""
    # What the process holds already is not walked by the collector at the input's expense.
    gc.freeze()
    peak_before, resident = _peak(), _resident()
    signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    start = process_time()
    try:
        run(data)
    except Hang as error:
        return Failure(f"hang {_place(error)}", f"more than {SECONDS} s:\n{traceback.format_exc(limit=-8)}")
    except BaseException as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if isinstance(error, KeyboardInterrupt):
            raise
        return Failure(f"{type(error).__name__} {_place(error)}", traceback.format_exc(limit=-12))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.unfreeze()
    taken = process_time() - start
    if taken > SECONDS:
        return Failure("hang in C", f"{taken:.1f} s without a step of Python")
    peak = _peak()
    if peak > peak_before and peak - resident > MEGABYTES * _KILOBYTES_IN_A_MEGABYTE:
        return Failure("memory", f"{(peak - resident) // _KILOBYTES_IN_A_MEGABYTE} MB")
    return None


def limit_memory(megabytes: int) -> None:
    """Let the process have so much address space beyond what it has now: a bomb ends in `MemoryError`."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        now = int(file.read().split()[0]) * resource.getpagesize()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (now + megabytes * 2**20, hard))


def name_of(data: bytes) -> str:
    """Return the file name of a found input."""
    return hashlib.sha256(data).hexdigest()[:12]


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def _place(error: BaseException) -> str:
    """Return the deepest place of the engine in a traceback: inputs that fail there fail alike."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "/salesbook/" in f.filename] or frames
    file = ours[-1].filename.rpartition("/")[2]
    # Where the clock has struck is chance: inputs that hang in one function hang alike.
    return f"{file}:{ours[-1].name}" if isinstance(error, Hang) else f"{file}:{ours[-1].lineno}"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _resident() -> int:
    """Return the resident kilobytes of now."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * resource.getpagesize() // 1024
