"""How commands are measured: the best of several runs, in user CPU or wall seconds, ratios within one run."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost, in seconds."""

    user: float
    wall: float


def cost(command: Sequence[str], *, runs: int = 5, cwd: Path | None = None, ok: Sequence[int] = (0,)) -> Cost:
    """Run a command several times and return the least it cost."""
    costs = [_once(command, cwd, ok) for _n in range(runs)]
    return Cost(min(c.user for c in costs), min(c.wall for c in costs))


def python(code: str) -> list[str]:
    """Return the command that runs `code`."""
    return [sys.executable, "-c", code]


def salesbook(*arguments: str) -> list[str]:
    """Return the command line of `salesbook` in this environment."""
    return [str(Path(sys.executable).with_name("salesbook")), *arguments]


def row(name: str, value: float, floor: float, goal: float) -> str:
    """Return a line of the table: the measured, the floor, the ratio and whether the goal is met."""
    ratio = value / floor
    return f"| {name} | {value:.2f} s | {floor:.2f} s | {ratio:.2f} | ≤ {goal:g} | {'yes' if ratio <= goal else 'NO'} |"


HEAD = "| what | salesbook | floor or peer | ratio | goal | met |\n|---|---|---|---|---|---|"


def _once(command: Sequence[str], cwd: Path | None, ok: Sequence[int]) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    environment = dict(os.environ) | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run(command, capture_output=True, cwd=cwd, env=environment, check=False)
    wall = time.perf_counter() - start
    if done.returncode not in ok:
        sys.exit(f"{' '.join(command)[:200]} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime - before.ru_utime, wall)
