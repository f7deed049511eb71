"""`make mutants`: a row for each room, and the survivors in build/mutants/ROOM.txt.

`python -m bench.mutants [ROOM…]`. All mutants of a room are tried, or a sample drawn with a seed. Those that mypy
refuses never reach a test. Messages, assertions and what stands outside of functions are not mutated.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.checkout import ROOT, copy_checkout
from bench.mutants.equivalent import Mutant, changes_of, function_of, read_equivalent
from bench.mutants.rooms import BY_NAME, ROOMS, SEED, Room
from bench.mutants.undecorated import undecorated

HOME = ROOT / "build" / "mutants"
GOAL = 90
CODES = {0: "survived", 37: "typed", 33: "untested"}
"""What mutmut's exit codes mean; all others are kills: a failed test, a crash, a test that does not end."""

_MUTMUT = str(Path(sys.executable).with_name("mutmut"))
_SETTINGS = """\
[mutmut]
source_paths=salesbook
only_mutate=salesbook/{room}/*
do_not_mutate_patterns=
    \\bn?(?:_|gettext)\\(
    ^\\s*assert\\b
type_check_command=
    {python}
    -m
    mypy
    salesbook/{room}
    --output
    json
    --disable-error-code
    unused-ignore
    --cache-dir
    {cache}
also_copy=
    {others}
pytest_add_cli_args=
    -p
    bench.mutants.quickest
    -m
    not browser and not hostile
pytest_add_cli_args_test_selection=
    {tests}
use_git_change_detection=false
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What has come of a room's mutants; `survived` with the equivalent ones, by name: the mutant and why it lives."""

    room: Room
    mutants: int
    tried: int
    typed: int
    killed: int
    survived: dict[str, tuple[Mutant, str]]
    minutes: float

    @property
    def equivalent(self) -> int:
        """How many of the survivors nobody could kill."""
        return sum(1 for _mutant, why in self.survived.values() if why)

    @property
    def share(self) -> float:
        """Percent of killed ones among those that could be killed."""
        return 100 * self.killed / (self.killed + len(self.survived) - self.equivalent)

    def row(self) -> str:
        """Return the room's line of the table."""
        cells = (self.room.name, self.mutants, self.tried, self.typed, self.killed, len(self.survived), self.equivalent)
        return f"| {' | '.join(map(str, cells))} | {self.share:.1f} % | {self.minutes:.0f} |"


def main(names: Sequence[str]) -> int:
    """Try the mutants of the rooms that are named, or of all; return 1 when too many of one live."""
    print(
        "| room | mutants | tried | refused by mypy | killed | survived | equivalent | killed of the rest | minutes |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    poor = False
    for room in [BY_NAME[name] for name in names] or ROOMS:
        result = try_room(room)
        print(result.row(), flush=True)
        HOME.joinpath(f"{room.name}.txt").write_text(story(result), encoding="utf-8")
        poor |= result.share < GOAL
    return 1 if poor else 0


def try_room(room: Room) -> Result:
    """Mutate a copy of the checkout and run the room's tests over each mutant."""
    start = time.monotonic()
    folder = prepared(room)
    names = run(folder, sys.executable, "-m", "bench.mutants.names", f"salesbook/{room.name}").split()
    sample = () if room.sample is None else random.Random(SEED).sample(names, min(room.sample, len(names)))
    chosen = sample or names
    run(folder, _MUTMUT, "run", *sample)
    codes = codes_of(folder, set(chosen))
    counts = Counter(CODES.get(code, "killed") for code in codes.values())
    equivalent = read_equivalent()
    survived = {}
    for name in sorted(name for name, code in codes.items() if CODES.get(code) in ("survived", "untested")):
        mutant = Mutant(function_of(name), changes_of(run(folder, _MUTMUT, "show", name)))
        survived[name] = (mutant, equivalent.get(mutant, ""))
    minutes = (time.monotonic() - start) / 60
    return Result(room, len(names), len(chosen), counts["typed"], counts["killed"], survived, minutes)


def prepared(room: Room) -> Path:
    """Return a copy of the checkout with mutmut's settings for a room."""
    folder = HOME / room.name
    shutil.rmtree(folder, ignore_errors=True)
    copy_checkout(folder)
    shutil.copytree(ROOT / "salesbook/locale", folder / "salesbook/locale", dirs_exist_ok=True)
    for path in (folder / "salesbook" / room.name).rglob("*.py"):
        path.write_text(undecorated(path.read_text("utf-8")), encoding="utf-8")
    others = sorted(path.name for path in folder.iterdir() if path.name not in ("salesbook", "tests"))
    settings = _SETTINGS.format(
        room=room.name,
        python=sys.executable,
        cache=HOME / "mypy",
        others="\n    ".join(others),
        tests="\n    ".join(room.tests),
    )
    (folder / "setup.cfg").write_text(settings, encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> str:
    """Run a command in a copy; return what it prints, end when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)[:200]}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


def codes_of(folder: Path, names: set[str]) -> dict[str, int]:
    """Return how the tests ended for each mutant."""
    codes: dict[str, int] = {}
    for path in (folder / "mutants" / "salesbook").rglob("*.meta"):
        codes |= {n: c for n, c in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items() if n in names}
    untried = [name for name in names if codes.get(name) is None]
    if untried:
        sys.exit(f"mutmut has not tried {len(untried)} mutants: {', '.join(sorted(untried)[:5])}")
    return codes


def story(result: Result) -> str:
    """Return the survivors for a reader, in the form of equivalent.txt."""
    blocks = ["\n".join([f"# {name}", *mutant.changes, why]) for name, (mutant, why) in result.survived.items()]
    heads = [mutant.function for mutant, _why in result.survived.values()]
    return "\n\n".join(f"{head}\n{block}" for head, block in zip(heads, blocks, strict=True)) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
