"""What a command needs in memory, measured from a process too small to disturb the figure.

A child inherits its parent's peak when it is started, so a benchmark that holds a corpus cannot ask for a child's.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_SHARE = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Weight:
    """Wall and CPU seconds; peak resident KiB of the largest process, and of all together (shared pages once)."""

    code: int
    wall: float
    cpu: float
    largest: int
    together: int


def weigh(command: Sequence[str]) -> Weight:
    """Run a command in a process of its own and return what it needed."""
    wrapped = [sys.executable, "-E", "-S", __file__, *command]
    done = subprocess.run(wrapped, stdout=subprocess.PIPE, check=True)
    return Weight(**json.loads(done.stdout))


class Scale(threading.Thread):
    """Weighs a group of processes now and then, spending on it no more than a twentieth of the time."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self.group = group
        self.peak = 0
        self.done = threading.Event()

    def run(self) -> None:
        """Weigh until told that it is done."""
        pause = 0.01
        while not self.done.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(_shares(self.group)))
            pause = max(0.01, 20 * (time.perf_counter() - start))


def _shares(group: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) != group:
                continue
            share = _SHARE.search((folder / "smaps_rollup").read_text())
        except OSError:  # it has ended meanwhile
            continue
        if share:
            yield int(share[1])


def _main(command: list[str]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    streams = [(os.POSIX_SPAWN_DUP2, nothing, number) for number in (0, 1, 2)]
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=streams, setpgroup=0)
    scale = Scale(pid)
    scale.start()
    _pid, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    scale.done.set()
    scale.join()
    code = os.waitstatus_to_exitcode(status)
    together = max(scale.peak, usage.ru_maxrss)
    cpu = usage.ru_utime + usage.ru_stime
    print(json.dumps({"code": code, "wall": wall, "cpu": cpu, "largest": usage.ru_maxrss, "together": together}))


if __name__ == "__main__":
    _main(sys.argv[1:])
