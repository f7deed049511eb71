"""What one run asks for and what it gets."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from salesbook.auditing.baseline import BaselineEntry
from salesbook.core.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Choice:
    """What one run asks for beside the settings.

    `select` takes the place of the settings' (empty: theirs), `ignore` is added to them; `paths` are files and
    folders from the book's folder (empty: all); `baseline` holds the findings that are known.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    paths: tuple[PurePosixPath, ...] = ()
    baseline: frozenset[BaselineEntry] = frozenset()


@dataclass(frozen=True, slots=True)
class Silenced:
    """How many findings are not reported, and by what they are held back.

    `off` are the checks that settings or options switch off as a whole, `lowered` those whose errors the settings take
    for warnings; by slug.
    """

    by_settings: int = 0
    by_comments: int = 0
    by_baseline: int = 0
    off: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell of."""
        return self != NOTHING_SILENCED


NOTHING_SILENCED = Silenced()


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings to report, and what is not; `gone` is what the baseline holds in vain."""

    findings: tuple[Diagnostic, ...]
    silenced: Silenced = NOTHING_SILENCED
    gone: tuple[BaselineEntry, ...] = ()
