"""`make other-book`: the gate passes when content/ holds another book.

A copy of the checkout is given the book of this folder in place of the demo book; `make check` and `make academy` must
pass there, and of the tests nothing but those of the demo book may be left out.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.checkout import copy_checkout

BOOK = Path(__file__).parent / "content"
NOTHING_COLLECTED = 5


def main() -> int:
    """Return the exit code: that of the first step which has gone wrong, 0 when none has."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        copy_checkout(copy)
        if run(copy, sys.executable, "-m", "pytest", "--collect-only", "-qq", "tests/demo_book") != 0:
            print("content/ is not the demo book: its tests are left out of the gate", file=sys.stderr)
            return 1
        shutil.rmtree(copy / "content")
        shutil.copytree(BOOK, copy / "content")
        if run(copy, sys.executable, "-m", "pytest", "tests/demo_book") != NOTHING_COLLECTED:
            print("tests of the demo book run over another book", file=sys.stderr)
            return 1
        return run(copy, "make", f"VENV={Path(sys.executable).parents[1]}", "check", "academy")


def run(copy: Path, *command: str) -> int:
    """Run a command in the copy, with the engine that lies there; return its exit code."""
    print("→", *command, flush=True)
    return subprocess.run(command, cwd=copy, env=os.environ | {"PYTHONPATH": str(copy)}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
