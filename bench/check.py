"""`salesbook check` without a cache over 10,000 items against the floor, in wall time.

python -m bench.check [N]
"""

import sys
import tempfile
from pathlib import Path

from bench.books import age, forget, generate
from bench.measure import HEAD, cost, row, salesbook

GOAL = 1.2


def main(n: int = 10_000, runs: int = 5) -> None:
    """Print the ratio; the two take turns, so that a busy moment of the machine is not that of one of them alone."""
    floors, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, n)
        age(root)
        for _turn in range(runs):
            floors.append(cost([sys.executable, "-m", "bench.floor", folder], runs=1).wall)
            ours.append(cost(salesbook("--book", folder, "check"), runs=1, before=lambda: forget(root)).wall)
    print(row(f"check, {n:,} items, cold, wall", min(ours), min(floors), GOAL), flush=True)


if __name__ == "__main__":
    print(HEAD)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
