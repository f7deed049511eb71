"""`check --fix`: what has one right answer is mended, everything else stays byte for byte.

The fixes are made in a copy of the book, until they have nothing left to do; then the copy is looked at as the book
was. A file in which something new is found, or whose fixes cannot be made for sure, is left alone and named. What has
changed in the copy is the plan, which is shown or applied to the book itself, all or nothing.
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
from salesbook.mending.copying import copied
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


def mend(root: Path, settings: Settings, choice: Choice, *, now: datetime, first: Audit) -> Mending:
    """Return how the book at `root`, of which `first` is the audit, is mended: of the findings that are reported."""
    with copied(root) as copy:
        work = Work(copy, settings, choice, now, first)
        work.write_fixes()
        for slug, tool in TOOLS.items():
            work.use(slug, tool)
        work.take_back()
        fixed: Counter[str] = sum((work.fixed[path] for path in copy.before), Counter())
        left = {path: work.left[path] for path in sorted(work.left)}
        return Mending(copy.plan(), left, dict(sorted(fixed.items())), work.reported())
