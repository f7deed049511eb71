"""How other processes are started for work that is worth it: files to compile, the search of a large book."""

ENOUGH_TO_FORK, ENOUGH_TO_SPAWN = 400, 3_000
"""From how many files on other processes pay for their start: a fork is cheap, a new interpreter imports everything."""


def start_method(files: int, cores: int, platform: str, threads: int) -> str | None:
    """Return how processes are to be started for so many files, as `multiprocessing` calls it; None: not at all.

    Only Linux forks safely, and only a process of one thread: in the copy of any other a lock may stay closed for ever.
    Said here, because what Python does by itself differs from system to system, and on Linux since 3.14.
    """
    method, enough = ("fork", ENOUGH_TO_FORK) if platform == "linux" and threads == 1 else ("spawn", ENOUGH_TO_SPAWN)
    return method if cores > 1 and files >= enough else None
