"""Mutants that do what the original does: nobody could write a test that kills one.

equivalent.txt holds them as mutmut shows them: the function, the line that was taken away, the one that stands there
instead, and why that makes no difference. One whose lines have changed since is a survivor again.
"""

import re
from pathlib import Path
from typing import NamedTuple

from bench.mutants.undecorated import MARK

FILE = Path(__file__).with_name("equivalent.txt")


class Mutant(NamedTuple):
    """A mutant by its function (`scoring.score.read_lead`) and its changed lines (`- old`, `+ new`), not its number."""

    function: str
    changes: tuple[str, ...]


def read_equivalent(path: Path = FILE) -> dict[Mutant, str]:
    """Return the mutants that are known to be equivalent, and why each is."""
    mutants: dict[Mutant, str] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines:
            changes = tuple(line for line in lines[1:] if line.startswith(("- ", "+ ")))
            why = " ".join(line for line in lines[1:] if not line.startswith(("- ", "+ ")))
            if not why:
                raise ValueError(f"{lines[0]}: why is it equivalent?")
            mutants[Mutant(lines[0], changes)] = why
    return mutants


def changes_of(difference: str) -> tuple[str, ...]:
    """Return the changed lines of a unified difference, without their indentation."""
    lines = (line for line in difference.splitlines() if not line.startswith(("---", "+++")))
    return tuple(f"{line[0]} {line[1:].strip()}" for line in lines if line.startswith(("-", "+")))


def function_of(name: str) -> str:
    """Return the function of a mutant, without the package: `scoring.score.read_lead`, `book.book.Book.find`."""
    module, _dot, function = name.removeprefix("salesbook.").rpartition(".")
    function = re.sub(r"__mutmut_\d+$", "", function).removeprefix("x").removesuffix(MARK)
    return f"{module}.{function.strip('ǁ').replace('ǁ', '.') if 'ǁ' in function else function.removeprefix('_')}"
