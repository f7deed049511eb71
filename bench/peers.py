"""`salesbook check` against the peers over the same items with the same references, each without its caches.

Each peer is run once, and salesbook five times, of which the middle one counts: what takes two seconds is too short to
be told from a busy moment of the machine.

python -m bench.peers [N]          wall seconds, and how many times those of salesbook
python -m bench.peers --prove      one reference that names nothing: which tools find it, and do they say where

Peers are installed under build/bench when they are missing: those in Python with pip, those in JavaScript with npm, in
the versions that bench/peers.txt and bench/tools.py name. One that cannot be installed has a row that says so.
"""

import os
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench.books import age, article
from bench.items import UNKNOWN, Item, corpus, with_unknown
from bench.measure import Run, met, run
from bench.tools import OURS, PEERS, Tool, install, version

HEAD = "| {n:,} items, all references | version | wall | × salesbook | goal | met |\n|---|---|---|---|---|---|"
PROOF = "| tool | finds the reference | names the file | names the line | says |\n|---|---|---|---|---|"
SAID = 110


def main(n: int = 10_000) -> None:
    """Print the table."""
    items = corpus(n)
    print(HEAD.format(n=n))
    ours = _middle([_checked(OURS, items)[1] for _turn in range(5)])
    print(f"| {OURS.name} | | {ours.cost.wall:.2f} s | 1 | | |" if not ours.code else _failed(OURS, ours), flush=True)
    for tool in PEERS:
        if reason := install(tool):
            print(f"| {tool.name} | {version(tool)} | not installed: {reason} | | | |", flush=True)
            continue
        _path, theirs = _checked(tool, items)
        if theirs.code:
            print(_failed(tool, theirs), flush=True)
            continue
        times = theirs.cost.wall / ours.cost.wall
        goal = f"≥ {tool.ahead:g} | {met(times >= tool.ahead)}" if tool.ahead else " | "
        print(f"| {tool.name} | {version(tool)} | {theirs.cost.wall:.1f} s | {times:.1f} | {goal} |", flush=True)


def _middle(runs: list[Run]) -> Run:
    """Return the run of the middle wall time, or the first that failed."""
    by_time = sorted(runs, key=lambda run: run.cost.wall)
    return next((run for run in runs if run.code), by_time[len(by_time) // 2])


def prove(n: int = 60) -> None:
    """Print which tools find a reference that names nothing."""
    items, _item = with_unknown(corpus(n))
    print(PROOF)
    for tool in (OURS, *PEERS):
        if reason := install(tool):
            print(f"| {tool.name} | not installed: {reason} | | | |", flush=True)
            continue
        place, theirs = _checked(tool, items)
        print(verdict(tool, place, theirs), flush=True)


def _checked(tool: Tool, items: list[Item]) -> tuple[tuple[str, int], Run]:
    """Write the items for a tool and run it; return the file and line of the unknown reference, too."""
    with tempfile.TemporaryDirectory() as folder:
        root, scratch = Path(folder, "corpus"), Path(folder, "scratch")
        scratch.mkdir()
        tool.write(root, items)
        if tool is OURS:
            age(root)
        place = _place(root, tool)
        done = run(tool.arguments(root), cwd=root, variables={"TMPDIR": str(scratch), "NO_COLOR": "1"})
    return place, replace(done, output=done.output.replace(f"{root}{os.sep}", ""))


def _unknown(tool: Tool) -> str:
    return article(UNKNOWN) if tool is OURS else UNKNOWN


def _place(root: Path, tool: Tool) -> tuple[str, int]:
    """Return the name of the file and the line in which the unknown reference stands; `("", 0)` when there is none."""
    for path in root.rglob("*.*"):
        if path.is_file() and ".git" not in path.parts:
            for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if _unknown(tool) in line:
                    return path.name, n
    return "", 0


def verdict(tool: Tool, place: tuple[str, int], done: Run) -> str:
    """Return a row: is the reference reported, with the file and the line in which it stands."""
    file, line = place
    said = [text.strip() for text in done.output.splitlines() if _unknown(tool) in text]
    found = bool(done.code and said)
    lines = _lines_said(done.output, file) if found else []
    at = "yes" if line in lines else f"{lines[0]} for {line}" if lines else "no"
    words = said[0].replace("|", "\\|") if said else ""
    return f"| {tool.name} | {met(found)} | {met(found and file in done.output)} | {at} | {words} |"


def _lines_said(output: str, file: str) -> list[int]:
    """Return the lines of a file that the output names: `file:12`, or `12:` in a list under the file's name."""
    said = re.findall(rf"{re.escape(file)}:(\d+)", output)
    _before, _name, under = output.partition(f"{file}\n")
    return [int(number) for number in said + re.findall(r"^\s*(\d+):\d", under, re.MULTILINE)]


def _failed(tool: Tool, done: Run) -> str:
    words = " ".join(done.output.split())[-SAID:].replace("|", "\\|")
    return f"| {tool.name} | {version(tool)} | failed with {done.code}: {words} | | | |"


if __name__ == "__main__":
    if sys.argv[1:] == ["--prove"]:
        prove()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
