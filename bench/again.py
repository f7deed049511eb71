"""`salesbook check` once more over 10,000 items: nothing changed, or one file edited; in wall time.

python -m bench.again [N]

The goals are 0.4 s above a bare start of the interpreter when nothing has changed, and 0.5 s in all after an edit.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.books import age, forget, generate
from bench.measure import cost, met, python, salesbook

HEAD = "| check, {n:,} items | wall | above a bare start | goal | met |\n|---|---|---|---|---|"
UNCHANGED, EDITED = 0.4, 0.5


def main(n: int = 10_000, runs: int = 5) -> None:
    """Print the table."""
    print(HEAD.format(n=n))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, n)
        age(root)
        check = salesbook("--book", folder, "check")
        bare = cost(python("pass"), runs=10).wall
        cold = cost(check, runs=1, before=lambda: forget(root)).wall
        again = cost(check, runs=runs).wall
        regulation = cost(check, runs=runs, before=_append(root / "content/regulations/d0/r00006.md")).wall
        faq = cost(check, runs=runs, before=_answer(root / "content/faq/i00001.yml")).wall
    rows = {
        "bare `python -c pass`": (bare, "", ""),
        "cold, no cache": (cold, "", ""),
        "nothing changed": (again, f"≤ {UNCHANGED} s above", met(again - bare <= UNCHANGED)),
        "a sentence added to a regulation": (regulation, f"≤ {EDITED} s", met(regulation <= EDITED)),
        "an answer changed": (faq, f"≤ {EDITED} s", met(faq <= EDITED)),
    }
    for name, (wall, goal, holds) in rows.items():
        print(f"| {name} | {wall:.2f} s | {wall - bare:.2f} s | {goal} | {holds} |", flush=True)


def _append(path: Path) -> Callable[[], object]:
    """Return what adds a sentence to a file's end."""

    def edit() -> None:
        path.write_text(path.read_text("utf-8") + "\nМенеджер записывает ответ клиента.\n", "utf-8")

    return edit


def _answer(path: Path) -> Callable[[], object]:
    """Return what changes the first answer of a page of questions."""

    def edit() -> None:
        text = path.read_text("utf-8")
        path.write_text(text.replace("answer: >-\n    ", "answer: >-\n    Да, и это записано. ", 1), "utf-8")

    return edit


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
