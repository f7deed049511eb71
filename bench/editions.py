"""What the editions of all roles cost beside one academy, in CPU: `python -m bench.editions`.

Each is built anew into a folder of its own, in a process of its own that remembers nothing but the words that the
dictionary was asked.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from bench.checkout import ROOT


def cpu_of(*options: str) -> float:
    """Return the seconds of CPU of a build of the demo book with these options."""
    with tempfile.TemporaryDirectory() as folder:
        before = getrusage(RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "salesbook", "build", "--output", str(Path(folder, "out")), *options]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print both, and how many times as much all editions cost."""
    cpu_of()
    one, every = cpu_of(), cpu_of("--all-roles")
    print(f"one academy            {one:6.1f} s of CPU")
    print(f"editions of all roles  {every:6.1f} s of CPU: {every / one:.1f} times as much")


if __name__ == "__main__":
    main()
