"""`make fuzz`: every target in a process of its own, two at a time; fails when anything was found.

`python -m tests.fuzz [--share PERCENT] [--seed N] [--first N] [TARGET…]`. Found inputs go to tests/fuzz/found/TARGET/;
`python -m tests.fuzz.again TARGET FILE…` tries them once more. An input of a target that is not guided is known by the
seed and its number: `--seed 7 --first 900 --share 1 commands` goes on where another run has ended.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fuzz.targets import BY_NAME, TARGETS
from tests.fuzz.watch import KINDS

FOUND = Path(__file__).parent / "found"
_PROCESSES = 2
_HEAD = ("target", "inputs", "files", "slowest, s", "peak, MB", *KINDS)


@dataclass
class Row:
    """What one target came to: its line of the table."""

    name: str
    inputs: int = 0
    slowest: float = 0.0
    peak: int = 0
    places: dict[str, set[str]] = field(default_factory=dict)
    story: str = ""

    @property
    def files(self) -> int:
        """How many hostile files the inputs held."""
        return self.inputs * BY_NAME[self.name].carries if self.name in BY_NAME else self.inputs

    def found(self, kind: str, place: str) -> None:
        """Note something that went wrong."""
        self.places.setdefault(kind, set()).add(place)

    def cells(self) -> list[str]:
        """Return the line."""
        counts = [str(len(self.places.get(kind, ()))) for kind in KINDS]
        return [self.name, f"{self.inputs:,}", f"{self.files:,}", f"{self.slowest:.2f}", str(self.peak), *counts]


def main() -> int:
    """Drive the targets that are named, or all; print what each was given and came to."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=[target.name for target in TARGETS], metavar="TARGET")
    parser.add_argument("--share", type=float, default=100, help="percent of each target's inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input of targets not guided")
    given = parser.parse_args()
    FOUND.mkdir(exist_ok=True)
    started = time.monotonic()
    rows = []
    print(_line(_HEAD), flush=True)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(_PROCESSES) as processes:
        # The longest first, and those that are not guided are the longest.
        names = sorted(given.targets, key=lambda name: (BY_NAME[name].guided, -BY_NAME[name].runs))
        jobs = [processes.submit(_drive, name, given.share, given.seed, given.first, scratch) for name in names]
        for job in jobs:
            rows.append(job.result())
            print(f"{_line(rows[-1].cells())}\n{rows[-1].story}".rstrip(), flush=True)
    total = Row("together", sum(row.inputs for row in rows), max(r.slowest for r in rows), max(r.peak for r in rows))
    cells = total.cells()
    cells[2] = f"{sum(row.files for row in rows):,}"
    cells[5:] = [str(sum(len(row.places.get(kind, ())) for row in rows)) for kind in KINDS]
    print(f"{_line(cells)}\nseed {given.seed}, {time.monotonic() - started:.0f} s")
    return 1 if any(row.places for row in rows) else 0


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"{cells[0]:18}" + "".join(f"{cell:>11}" for cell in cells[1:])


def _drive(name: str, share: float, seed: int, first: int, scratch: str) -> Row:
    """Drive one target; return its line."""
    target = BY_NAME[name]
    inputs = str(max(1, round(target.runs * share / 100)))
    arguments = [str(seed), str(FOUND)] if target.guided else [str(seed), str(first), str(FOUND)]
    program = "guided" if target.guided else "drive"
    ran = _run([f"tests.fuzz.{program}", name, inputs, *arguments], scratch)
    row = Row(name)
    *story, last = ran.stdout.rstrip("\n").split("\n")
    row.story = "\n".join(story)
    try:
        summary = json.loads(last)
    except ValueError:
        row.story = ran.stdout[-4_000:] + ran.stderr[-4_000:]
        row.found("traceback", "the process has ended")
        return row
    row.inputs, row.slowest, row.peak = summary["inputs"], summary["slowest"], summary["peak"]
    for kind, places in summary["found"].items():
        for place in places:
            row.found(kind, place)
    for came in _measured(target.name, scratch):
        row.slowest = max(row.slowest, came["seconds"])
        if came["kind"]:
            row.found(came["kind"], came["place"])
            row.story += f"\n{came['file']}: {came['kind']} {came['place']}\n{came['story']}"
    return row


def _measured(name: str, scratch: str) -> Iterator[dict[str, Any]]:
    """Measure apart what seemed slow while it was guided; what is not is forgotten."""
    suspects = [str(path) for path in sorted((FOUND / name / "slow").glob("*"))]
    if not suspects:
        return
    for line in _run(["tests.fuzz.again", name, *suspects], scratch).stdout.splitlines():
        came = json.loads(line)
        if not came["kind"]:
            Path(came["file"]).unlink()
        yield came


def _run(arguments: list[str], scratch: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=False, env={**os.environ, "TMPDIR": scratch}
    )


if __name__ == "__main__":
    sys.exit(main())
