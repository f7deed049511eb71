"""`salesbook check` without a cache over 10,000 items against the floor, in wall time.

python -m bench.check [N]
"""

import sys
import tempfile
from pathlib import Path

from bench.books import age, forget, generate
from bench.measure import HEAD, cost, row, salesbook

GOAL = 1.5


def main(n: int = 10_000, runs: int = 3) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, n)
        age(root)
        floor = cost([sys.executable, "-m", "bench.floor", folder], runs=runs)
        ours = cost(salesbook("--book", folder, "check"), runs=runs, before=lambda: forget(root))
    print(row(f"check, {n:,} items, cold, wall", ours.wall, floor.wall, GOAL), flush=True)


if __name__ == "__main__":
    print(HEAD)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
