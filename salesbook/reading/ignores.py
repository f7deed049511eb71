"""Comments that silence a check: `<!-- salesbook: ignore=slug reason -->`, in YAML `# salesbook: …`."""

from pathlib import PurePosixPath
from typing import NamedTuple


class Ignore(NamedTuple):
    """A comment at `line` and `column` that silences checks from line `first` to `last`, and why.

    One that is not understood has no slugs, and its words in place of a reason.
    """

    line: int
    column: int
    first: int
    last: int
    slugs: tuple[str, ...]
    reason: str


def ignores_in(path: PurePosixPath, text: str) -> tuple[Ignore, ...]:
    """Return the ignores of a file, in order."""
    if "salesbook:" not in text:
        return ()
    # Few files hold any, and a book in which nothing has changed is not even parsed.
    from salesbook.reading.scopes import scoped

    return tuple(scoped(path, text))
