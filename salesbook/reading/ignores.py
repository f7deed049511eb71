"""Comments that silence a check: `<!-- salesbook: ignore=slug reason -->`, in YAML `# salesbook: …`.

They are read by `salesbook.reading.scopes`; a kept audit needs no more than this.
"""

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
