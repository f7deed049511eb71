"""Work that another process does meanwhile, where that pays: a large book, several cores, a system that forks."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from salesbook.core.interruption import held_back, obey_parent
from salesbook.core.processes import start_method

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")


class Result(Generic[T]):
    """What `work` returns: `get` waits for the other process, or does the work itself when there is none."""

    def __init__(self, work: Callable[[], T], answer: "Connection | None") -> None:
        self._work = work
        self._answer = answer

    def get(self) -> T:
        """Return the result; whatever keeps the other process from it shows itself here, in this one."""
        if self._answer is not None:
            try:
                result: T = self._answer.recv()
            except (EOFError, OSError):
                return self._work()
            return result
        return self._work()


@contextmanager
def aside(work: Callable[[], T], items: int) -> Iterator[Result[T]]:
    """Have work begun by a copy of this process, when there is so much of it (in items of a book) that this pays.

    The result is plain data; it comes by a pipe between the two.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    method = start_method(items, cores, sys.platform, threading.active_count())
    if sys.platform == "win32" or method != "fork":
        yield Result(work, None)
        return
    import multiprocessing

    context = multiprocessing.get_context("fork")
    answer, out = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, answer, out))
    try:
        with held_back():
            process.start()
    except OSError:
        answer.close()
        out.close()
        yield Result(work, None)
        return
    out.close()
    try:
        yield Result(work, answer)
    finally:
        process.terminate()
        process.join()
        answer.close()


def _work(work: Callable[[], T], answer: "Connection", out: "Connection") -> None:
    answer.close()
    obey_parent()
    gc.disable()  # everything inherited would be walked, and copied by that
    try:
        result = work()
    except Exception:  # it shows itself again where the result is asked for
        out.close()
        return
    out.send(result)
    out.close()
