"""`check --fix`: what has one right answer is mended, everything else stays byte for byte.

The fixes are laid over the files of the book in memory, until they have nothing left to do; then the book as it would
be is looked at as it was. A file in which something new is found, or whose fixes cannot be made for sure, is left alone
and named. What remains is the plan, which is shown or applied, all or nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.choice import Choice, Sifted
from salesbook.core.changes import Plan
from salesbook.core.settings import Settings
from salesbook.mending.work import TOOLS, Work


@dataclass(frozen=True, slots=True)
class Mending:
    """The changes of a book's files; the files that are left alone, and why; how many fixes of each check were made.

    `rest` is what will be reported of the mended book.
    """

    plan: Plan
    left: Mapping[PurePosixPath, str]
    fixed: Mapping[str, int]
    rest: Sifted


def mend(
    root: Path, settings: Settings, choice: Choice, *, now: datetime, first: Audit, cached: bool = True
) -> Mending:
    """Return how the book at `root`, of which `first` is the audit, is mended: of the findings that are reported.

    With `cached` what the cache keeps of the files is not made again.
    """
    work = Work(root, settings, choice, now, first, cached=cached)
    work.write_fixes()
    for slug, tool in TOOLS.items():
        work.use(slug, tool)
    work.take_back()
    fixed: Counter[str] = sum(work.fixed.values(), Counter())
    left = {path: work.left[path] for path in sorted(work.left)}
    return Mending(work.plan, left, dict(sorted(fixed.items())), work.reported())
