"""How `salesbook check` grows from 1,000 to 100,000 items, in wall time and peak memory.

python -m bench.growth [N ...]

Each further item may cost no more in a large book than in a small one: the last column shows it, the difference to the
row above divided by the items added. Memory is that of all processes together.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.books import age, forget, generate
from bench.measure import met, salesbook
from bench.memory import Weight, weigh

SIZES = (1_000, 10_000, 100_000)
HEAD = (
    "| check | items | wall | an item | peak memory | an item | the largest process | each further item |\n"
    "|---|---|---|---|---|---|---|---|"
)
# What a measurement on a shared machine may stray by.
LINEAR = 1.25


def main(sizes: Sequence[int] = SIZES) -> None:
    """Print the table, and whether growth is linear."""
    weights: dict[str, list[Weight]] = {"cold": [], "again": []}
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            generate(root, n)
            age(root)
            for name, measured in weights.items():
                # What a second run grows by is less than what a busy moment adds; the first cold run of a large book
                # waits for the disk, which is still writing the files.
                runs = (5 if n <= 10_000 else 3) if name == "cold" else 15
                measured.append(_least(root, cold=name == "cold", runs=runs))
    print(HEAD)
    for name, measured in weights.items():
        _print(name, sizes, measured)
    if len(sizes) > 2:
        print()
        for name, measured in weights.items():
            _judge(name, sizes, measured)


def _least(root: Path, *, cold: bool, runs: int) -> Weight:
    """Return the fastest of several runs."""
    command = salesbook("--book", str(root), "check")
    weights = []
    for _n in range(runs):
        if cold:
            forget(root)
        weights.append(weigh(command))
        if weights[-1].code:
            sys.exit(f"{' '.join(command)} ended with {weights[-1].code}")
    return min(weights, key=lambda w: w.wall)


def _further(sizes: Sequence[int], weights: Sequence[Weight], n: int) -> tuple[float, float]:
    """Return milliseconds and KiB that each item beyond the size before costs."""
    added = sizes[n] - sizes[n - 1]
    small, large = weights[n - 1], weights[n]
    return (large.wall - small.wall) * 1_000 / added, (large.together - small.together) / added


def _print(name: str, sizes: Sequence[int], weights: Sequence[Weight]) -> None:
    for n, (size, weight) in enumerate(zip(sizes, weights, strict=True)):
        further = "{:.3f} ms, {:.1f} KiB".format(*_further(sizes, weights, n)) if n else ""
        print(
            f"| {name} | {size:,} | {weight.wall:.2f} s | {weight.wall * 1_000 / size:.3f} ms "
            f"| {weight.together / 1024:.0f} MiB | {weight.together / size:.1f} KiB "
            f"| {weight.largest / 1024:.0f} MiB | {further} |"
        )


def _judge(name: str, sizes: Sequence[int], weights: Sequence[Weight]) -> None:
    """Hold the last size against the straight line through the first two."""
    further = _further(sizes, weights, 1)
    added = sizes[-1] - sizes[1]
    lines = (
        ("time", weights[-1].wall * 1_000, weights[1].wall * 1_000 + further[0] * added),
        ("memory", weights[-1].together, weights[1].together + further[1] * added),
    )
    for what, measured, line in lines:
        words = f"{name}, {what}: {measured / line:.2f} of the straight line through the first two sizes"
        print(f"- {words}; linear (≤ {LINEAR}): {met(measured <= LINEAR * line)}")


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or SIZES)
