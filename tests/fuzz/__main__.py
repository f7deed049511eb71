"""`make fuzz`: every target in a process of its own, two at a time; fails when anything was found.

`python -m tests.fuzz [--share PERCENT] [--seed N] [TARGET…]`. Found inputs go to tests/fuzz/found/TARGET/.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.targets import BY_NAME, TARGETS

FOUND = Path(__file__).parent / "found"
_PROCESSES = 2
_SLOW = ("whole-book", "cache-file", "academy-pages", "content-file")
_SUMMARY = re.compile(r"^(?P<name>[a-z-]+): (?P<inputs>\d+) inputs, (?P<found>\d+) found$", re.MULTILINE)


def main() -> int:
    """Drive the targets that are named, or all; print what each was given and found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=[target.name for target in TARGETS], metavar="TARGET")
    parser.add_argument("--share", type=int, default=100, help="percent of each target's inputs")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    FOUND.mkdir(exist_ok=True)
    longest_first = sorted(given.targets, key=lambda name: (name not in _SLOW, name))
    inputs = found = 0
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(_PROCESSES) as processes:
        jobs = {name: processes.submit(_drive, name, given.share, given.seed, scratch) for name in longest_first}
        for name, job in jobs.items():
            done, failed, story = job.result()
            print(f"{name:16}{done:>9,} inputs {failed:>3} found\n{story}".rstrip(), flush=True)
            inputs, found = inputs + done, found + failed
    print(f"{'together':16}{inputs:>9,} inputs {found:>3} found")
    return 1 if found else 0


def _drive(name: str, share: int, seed: int, scratch: str) -> tuple[int, int, str]:
    """Drive one target; return how many inputs it was given, how many went wrong, and their stories."""
    inputs = max(1, BY_NAME[name].runs * share // 100)
    command = [sys.executable, "-m", "tests.fuzz.drive", name, str(inputs), str(seed), str(FOUND)]
    ran = subprocess.run(
        command, capture_output=True, text=True, errors="replace", check=False, env={**os.environ, "TMPDIR": scratch}
    )
    summary = _SUMMARY.search(ran.stdout)
    if summary is None:
        return 0, 1, ran.stdout[-4_000:] + ran.stderr[-4_000:]
    return int(summary["inputs"]), int(summary["found"]), ran.stdout[: summary.start()]


if __name__ == "__main__":
    sys.exit(main())
