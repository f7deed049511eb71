"""One target driven in a process of its own: `python -m tests.fuzz.drive TARGET INPUTS SEED FIRST FOLDER`.

It takes the inputs FIRST, FIRST + 1, … of the seed, the same ones whenever it is asked. What goes wrong is written into
FOLDER/TARGET, once for each place it goes wrong at, and driving goes on. The last line of the output is a summary.
"""

import faulthandler
import gc
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz.mutation import chosen
from tests.fuzz.target import ALL_BOOKS, Target
from tests.fuzz.targets import BY_NAME
from tests.fuzz.watch import SECONDS, Failure, Watched, limit_memory, name_of, watched

SLACK_MEGABYTES = 1_500
FATAL_SECONDS = 120
_SUSPECT_SECONDS, _SUSPECTS = 0.7, 8
_SWEPT = 20


class Tally:
    """What came of the inputs so far; what went wrong is kept in `folder`, what may be slow in its folder `slow`."""

    def __init__(self, target: Target, folder: Path) -> None:
        self.target = target
        self.folder = folder / target.name
        self.inputs = 0
        self.slowest = 0.0
        self.peak = 0
        self.places: dict[str, Counter[str]] = {}
        self._suspects: list[tuple[float, str]] = []

    def take(self, data: bytes, came: Watched, *, guided: bool, index: str) -> None:
        """Note an input; time that was taken while guided is to be measured apart."""
        self.inputs += 1
        self.peak = max(self.peak, came.megabytes)
        failure = came.failure
        if guided and came.seconds > _SUSPECT_SECONDS:
            self._suspect(data, came.seconds)
            failure = None if failure is not None and failure.kind == "hang" else failure
        elif not guided:
            self.slowest = max(self.slowest, came.seconds)
        if failure is not None:
            self._keep(data, failure, index)

    def summary(self) -> str:
        """Return the last line."""
        found = {kind: dict(places) for kind, places in self.places.items()}
        return json.dumps({"inputs": self.inputs, "slowest": self.slowest, "peak": self.peak, "found": found})

    def _keep(self, data: bytes, failure: Failure, index: str) -> None:
        places = self.places.setdefault(failure.kind, Counter())
        places[failure.place] += 1
        if places[failure.place] == 1:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name_of(data)).write_bytes(data)
            print(f"{self.target.name} {name_of(data)} ({index}): {failure}", flush=True)

    def _suspect(self, data: bytes, seconds: float) -> None:
        slow = self.folder / "slow"
        slow.mkdir(parents=True, exist_ok=True)
        (slow / name_of(data)).write_bytes(data)
        self._suspects.append((seconds, name_of(data)))
        self._suspects.sort(reverse=True)
        for _seconds, name in self._suspects[_SUSPECTS:]:
            (slow / name).unlink(missing_ok=True)
        del self._suspects[_SUSPECTS:]


def drive(target: Target, inputs: int, seed: int, first: int, folder: Path) -> None:
    """Give a target so many inputs of a seed, one after another."""
    seeds = target.seeds(ALL_BOOKS)
    tally = Tally(target, folder)
    faulthandler.enable()
    for n in range(first, first + inputs):
        data = chosen(target, seeds, Random(f"{seed} {target.name} {n}"))
        if n % _SWEPT == 0:
            gc.collect()  # what is frozen while it is watched is not looked at by itself
        faulthandler.dump_traceback_later(FATAL_SECONDS, exit=True)
        if n == first:  # what is made once is not the first input's
            watched(target.run, data, FATAL_SECONDS)
            limit_memory(SLACK_MEGABYTES)
        tally.take(data, watched(target.run, data, SECONDS + target.allowance), guided=False, index=str(n))
    print(tally.summary(), flush=True)


if __name__ == "__main__":
    name, inputs, seed, first, folder = sys.argv[1:]
    drive(BY_NAME[name], int(inputs), int(seed), int(first), Path(folder))
