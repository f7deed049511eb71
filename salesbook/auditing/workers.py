"""Files compiled by all cores: the same rows as one process would make, in the order of the files."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salesbook import language
from salesbook.auditing.cache import Row
from salesbook.auditing.rows import examine
from salesbook.house import House
from salesbook.load import quiet_collector
from salesbook.reading.files import Entry

if TYPE_CHECKING:
    from multiprocessing.pool import Pool

ENOUGH_TO_FORK, ENOUGH_TO_SPAWN = 400, 3_000
"""From how many files on other processes pay for their start: a fork is cheap, a new interpreter imports everything."""

_PORTION = 100
_house: House | None = None


def examine_all(entries: Sequence[Entry], house: House) -> Iterator[Row]:
    """Yield the rows of files, compiled by as many processes as there are cores when there are many files."""
    pool = _pool(len(entries), house)
    if pool is None:
        yield from (examine(entry, house) for entry in entries)
        return
    portions = [entries[n : n + _PORTION] for n in range(0, len(entries), _PORTION)]
    with pool:
        for rows in pool.imap(_examine_portion, portions):
            yield from map(Row._make, rows)


def _pool(files: int, house: House) -> "Pool | None":
    import multiprocessing

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    forks = multiprocessing.get_start_method() == "fork"
    if cores < 2 or files < (ENOUGH_TO_FORK if forks else ENOUGH_TO_SPAWN):
        return None
    try:
        return multiprocessing.Pool(min(cores, 8), _begin, (house, language.spoken()))
    except (OSError, ImportError):
        return None  # a system without semaphores: one process does it all


def _begin(house: House, code: str) -> None:
    global _house  # noqa: PLW0603 - a worker serves one house all its life
    _house = house
    language.speak(code)


def _examine_portion(entries: Sequence[Entry]) -> list[tuple[object, ...]]:
    assert _house is not None
    with quiet_collector():
        return [tuple(examine(entry, _house)) for entry in entries]
