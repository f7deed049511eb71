"""Files compiled by all cores: the same rows as one process would make, in the order of the files."""

import gc
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salesbook.auditing.cache import Row
from salesbook.auditing.rows import examine
from salesbook.book.context import Context
from salesbook.core import language
from salesbook.core.interruption import held_back, obey_parent
from salesbook.core.processes import start_method
from salesbook.reading.files import SourceFile

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

_FEWEST, _MOST, _TURNS = 25, 50, 8
"""Files are handed out in portions: large ones cost less to hand over, small ones leave no core idle at the end."""

_context: Context | None = None
_files: Sequence[SourceFile] = ()


def examine_in_turn(files: Sequence[SourceFile], context: Context) -> Iterator[Row]:
    """Yield the rows of files, compiled by this process alone."""
    return (examine(file, context) for file in files)


def examine_all(files: Sequence[SourceFile], context: Context) -> Iterator[Row]:
    """Yield the rows of files, compiled by as many processes as there are cores when there are many files."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    method = start_method(len(files), cores, sys.platform, threading.active_count())
    yield from examine_by(method, files, context, min(cores, 8))


def examine_by(method: str | None, files: Sequence[SourceFile], context: Context, cores: int) -> Iterator[Row]:
    """Yield the rows of files, compiled by `cores` processes that are started by `method`; None: by this one."""
    pool = None if method is None else _pool(method, files, context, cores)
    if pool is None:
        yield from examine_in_turn(files, context)
        return
    portion = max(_FEWEST, min(_MOST, len(files) // (cores * _TURNS)))
    with pool:
        for rows in pool.imap(_examine, (range(n, n + portion) for n in range(0, len(files), portion))):
            yield from map(Row._make, rows)


def _pool(method: str, files: Sequence[SourceFile], context: Context, cores: int) -> "Pool | None":
    import multiprocessing

    try:
        # A fork inherits the files and the context: only numbers go there, and rows come back.
        with held_back():
            return multiprocessing.get_context(method).Pool(cores, _begin, (files, context, language.spoken()))
    except (OSError, ImportError):
        return None  # a system without semaphores: one process does it all


def _begin(files: Sequence[SourceFile], context: Context, code: str) -> None:
    global _files, _context
    _files, _context = files, context
    obey_parent()
    language.speak(code)
    # What is made of a file goes with it: there are no circles to look for, and everything inherited would be walked.
    gc.disable()


def _examine(numbers: range) -> list[tuple[object, ...]]:
    assert _context is not None
    return [tuple(examine(file, _context)) for file in _files[numbers.start : numbers.stop]]
