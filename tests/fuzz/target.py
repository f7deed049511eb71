"""What is driven: a function bytes → None that raises for anything but the promised outcome, and where it starts."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.books import BASE, OTHER

CHECKOUT = Path(__file__).parents[2]
OF_TESTS = (BASE, OTHER)
"""Books that the gate's short run starts from: the same inputs whatever stands in content/."""
ALL_BOOKS = (*OF_TESTS, CHECKOUT)
"""Books that `make fuzz` starts from."""


@dataclass(frozen=True)
class Target:
    """A target: its name, what it runs, the inputs that mutation starts from (out of some books), how many inputs
    `make fuzz` gives it.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[Sequence[Path]], list[bytes]]
    runs: int

    @property
    def name(self) -> str:
        """The name of folders and of the command line."""
        return self.run.__name__.replace("_", "-")


@cache
def room() -> Path:
    """Return a folder of this process, deleted when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def base_book() -> Path:
    """Return a copy of the base book that a target may change and put right again."""
    root = room() / "base"
    shutil.copytree(BASE, root)
    return root


def contents(root: Path, pattern: str = "*") -> list[str]:
    """Return the paths of a book's content files."""
    found = sorted(p for p in (root / "content").rglob(pattern) if p.suffix in {".md", ".yml", ".svg"})
    return [p.relative_to(root).as_posix() for p in found]


def headed(name: str, data: bytes) -> bytes:
    """Return an input: the name of a file on a line, then what is in it."""
    return name.encode() + b"\n" + data


def parted(data: bytes, names: tuple[str, ...]) -> tuple[str, bytes]:
    """Return the name and the rest of an input; a name that is none of `names` chooses one by its bytes."""
    head, _line_end, rest = data.partition(b"\n")
    name = head.decode("utf-8", "replace")
    return (name if name in names else names[sum(head) % len(names)]), rest
