"""`salesbook check` over 10,000 items against the floor, in user CPU.

python -m bench.check [N]
"""

import sys
import tempfile
from pathlib import Path

from bench.books import generate
from bench.measure import HEAD, cost, row, salesbook


def main(n: int = 10_000) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, n)
        floor = cost([sys.executable, "-m", "bench.floor", folder], runs=3)
        ours = cost(salesbook("--book", folder, "check"), runs=3)
    print(row(f"check, {n:,} items, user CPU", ours.user, floor.user, 2))


if __name__ == "__main__":
    print(HEAD)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
