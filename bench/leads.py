"""A table of leads scored, against DuckDB copying the same file to a scored one by SQL written by hand.

python -m bench.leads [MILLIONS …]
"""

import random
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from bench.measure import HEAD, python, row, run, salesbook

BOOK = Path(__file__).parents[1]
CARD = yaml.safe_load((BOOK / "content/scorecards/leads.yml").read_text("utf-8"))
BLOCKS = [[parameter["id"] for parameter in block["parameters"]] for block in CARD["blocks"]]
PARAMETERS = [name for block in BLOCKS for name in block]
MILLION = 1_000_000
_ROUNDS = 3


def main() -> None:
    """Print the ratio at each size, in wall and CPU time, and the memory that scoring has taken at the most."""
    sizes = [float(argument) for argument in sys.argv[1:]] or [1.0]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            _measure(Path(folder), int(size * MILLION))


def write_leads(path: Path, leads: int) -> None:
    """Write leads with an id, a name, a telephone, answers by points, and a knock-out for every fiftieth."""
    chance = random.Random(leads)
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(["ID", "Название сделки", "Телефон", *PARAMETERS, "knockouts"]) + "\n")
        for n in range(leads):
            answers = ",".join(chance.choices(("-1", "0", "1"), k=len(PARAMETERS)))
            knockout = "other-region" if n % 50 == 0 else ""
            file.write(f"{n},Сделка {n},+7900{n % 10_000_000:07d},{answers},{knockout}\n")


def by_hand(source: Path, target: Path) -> str:
    """Return a program that does the same with SQL written by hand for this very card and file."""
    blocks = ", ".join(f"{' + '.join(map(_quoted, block))} AS block_{n}" for n, block in enumerate(BLOCKS))
    cases = " ".join(
        f"WHEN total <= {s['to']} THEN '{s['id']}'" for s in sorted(CARD["segments"], key=lambda s: s["to"])
    )
    sums = f"SELECT *, {' + '.join(map(_quoted, PARAMETERS))} AS total, {blocks} FROM read_csv('{source}')"
    segment = f"CASE WHEN knockouts IS NOT NULL THEN NULL {cases} END AS segment"
    return f'import duckdb\nduckdb.execute("""COPY (SELECT *, {segment} FROM ({sums})) TO \'{target}\' (HEADER)""")'


def _quoted(name: str) -> str:
    return f'"{name}"'


def _measure(folder: Path, leads: int) -> None:
    source = folder / "leads.csv"
    write_leads(source, leads)
    ours = salesbook("--book", str(BOOK), "score", str(source), "--yes", "--output", str(folder / "scored.csv"))
    hand = python(by_hand(source, folder / "by-hand.csv"))
    best: dict[str, tuple[float, float]] = {}
    for _round in range(_ROUNDS):  # by turns: the machine is as busy for the one as for the other
        for name, command in (("ours", ours), ("hand", hand)):
            done = run(command)
            if done.code:
                sys.exit(done.output)
            wall, cpu = best.get(name, (float("inf"), float("inf")))
            best[name] = (min(wall, done.cost.wall), min(cpu, done.cost.cpu))
    millions = f"{leads / MILLION:g} million leads × {len(PARAMETERS)}"
    print(row(f"score FILE, {millions}, wall", best["ours"][0], best["hand"][0], 1.2))
    print(row(f"score FILE, {millions}, CPU", best["ours"][1], best["hand"][1], 1.2))
    print(f"| memory of `score FILE` at its highest, {millions} | {_memory(ours)} MB | | | 1000 MB | |", flush=True)


def _memory(command: list[str]) -> int:
    """Return the most memory that a command holds, in megabytes."""
    watch = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stderr=-3, check=True); "
    watch += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", watch, *command], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) // 1000


if __name__ == "__main__":
    print(HEAD)
    main()
