"""`salesbook check --fix` over 10,000 items of which 300 have something to mend, against one cold check; in wall time.

python -m bench.mending [N]

Every damaged file has a hyphen for a dash and a pair of straight quotes. A dry run does everything but write; the goal
is that nothing costs more than two cold checks of the same book. All four take turns.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.books import age, forget, generate
from bench.measure import cost, met, salesbook

HEAD = "| check, {n:,} items, {damaged} to mend | wall | × cold | goal | met |\n|---|---|---|---|---|"
GOAL = 2.0
DAMAGED = 300
DAMAGE = 'Менеджер - это "лицо" отдела.'


def main(n: int = 10_000, runs: int = 5) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root, whole = Path(folder, "book"), Path(folder, "whole")
        generate(root, n)
        damaged = damage(root, min(DAMAGED, n))
        age(root)
        shutil.copytree(root, whole, copy_function=shutil.copy2)
        check = salesbook("--book", str(root), "check")
        parts = {
            "cold": (check, _cold(root)),
            "--fix --dry-run, cold": ([*check, "--fix", "--dry-run"], _cold(root)),
            "--fix --dry-run, once more": ([*check, "--fix", "--dry-run"], _nothing),
            "--fix, cold": ([*check, "--fix"], _restored(root, whole, damaged)),
        }
        walls: dict[str, list[float]] = {name: [] for name in parts}
        for _turn in range(runs):
            for name, (command, before) in parts.items():
                walls[name].append(cost(command, runs=1, ok=(0, 1), before=before).wall)
            _restored(root, whole, damaged)()
    print(HEAD.format(n=n, damaged=len(damaged)))
    cold = min(walls["cold"])
    for name, measured in walls.items():
        ratio = min(measured) / cold
        goal, holds = ("", "") if name == "cold" else (f"≤ {GOAL:g}", met(ratio <= GOAL))
        print(f"| {name} | {min(measured):.2f} s | {ratio:.2f} | {goal} | {holds} |", flush=True)


def damage(root: Path, n: int) -> list[Path]:
    """Write something to mend into `n` files of a book, evenly among all; return them, from the book's folder."""
    content = root / "content"
    paths = [path for path in sorted(content.rglob("*.*")) if path.is_file() and path.name != "company.yml"]
    damaged = [paths[len(paths) * i // n] for i in range(n)]
    for path in damaged:
        text = path.read_text("utf-8")
        if path.suffix == ".md":
            text = f"{text}\n{DAMAGE}\n"
        else:
            field = "answer: >-\n    " if path.parent.name == "faq" else "- check: "
            text = text.replace(field, f"{field}{DAMAGE} ", 1)
        path.write_text(text, "utf-8")
    return [path.relative_to(root) for path in damaged]


def _nothing() -> None:
    pass


def _cold(root: Path) -> Callable[[], object]:
    return lambda: forget(root)


def _restored(root: Path, whole: Path, damaged: list[Path]) -> Callable[[], object]:
    """Return what puts the damaged files back as they were, and forgets the cache."""

    def restore() -> None:
        for path in damaged:
            shutil.copy2(whole / path, root / path)
        forget(root)

    return restore


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
