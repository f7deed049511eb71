"""Comments that silence a check: `<!-- salesbook: ignore=slug reason -->`, in YAML `# salesbook: …`."""

from pathlib import PurePosixPath
from typing import NamedTuple


class Ignore(NamedTuple):
    """A comment at `line` and `column` that silences checks from line `first` to `last`, and why."""

    line: int
    column: int
    first: int
    last: int
    slugs: tuple[str, ...]
    reason: str


def ignores_in(path: PurePosixPath, text: str) -> tuple[Ignore, ...]:
    """Return the ignores of a file."""
    return ()
