"""How commands are measured: the best of several runs, in user CPU or wall seconds, ratios within one run."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HEAD = "| what | salesbook | floor or peer | ratio | goal | met |\n|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost, in seconds; `user` and `cpu` (with the system's work) with the processes that it started."""

    user: float
    wall: float
    cpu: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: its exit code, what it printed to both streams, what it cost."""

    code: int
    output: str
    cost: Cost


def cost(
    command: Sequence[str], *, runs: int = 5, ok: Sequence[int] = (0,), before: Callable[[], object] | None = None
) -> Cost:
    """Run a command several times, `before` ahead of each, and return the least it cost; end when it fails."""
    costs = []
    for _n in range(runs):
        if before is not None:
            before()
        done = run(command)
        if done.code not in ok:
            sys.exit(f"{' '.join(command)[:200]} ended with {done.code}:\n{done.output[-2000:]}")
        costs.append(done.cost)
    return Cost(min(c.user for c in costs), min(c.wall for c in costs), min(c.cpu for c in costs))


def run(command: Sequence[str], *, cwd: Path | None = None, variables: Mapping[str, str] | None = None) -> Run:
    """Run a command once."""
    environment = dict(os.environ) | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", **(variables or {})}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd, env=environment, check=False
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = done.stdout.decode(errors="replace")
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return Run(done.returncode, output, Cost(user, wall, user + system))


def python(code: str) -> list[str]:
    """Return the command that runs `code`."""
    return [sys.executable, "-c", code]


def salesbook(*arguments: str) -> list[str]:
    """Return the command line of `salesbook` in this environment."""
    return [str(Path(sys.executable).with_name("salesbook")), *arguments]


def row(name: str, value: float, floor: float, goal: float) -> str:
    """Return a line of the table: the measured, the floor, the ratio and whether the goal is met."""
    ratio = value / floor
    return f"| {name} | {value:.2f} s | {floor:.2f} s | {ratio:.2f} | ≤ {goal:g} | {met(ratio <= goal)} |"


def met(holds: bool) -> str:
    """Return how a table says that a goal is met."""
    return "yes" if holds else "NO"
