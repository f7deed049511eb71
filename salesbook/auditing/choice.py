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
class Sifted:
    """The findings to report, and how many comments and exemptions have silenced or the baseline knows.

    `gone` is what the baseline holds in vain.
    """

    findings: tuple[Diagnostic, ...]
    ignored: int = 0
    baselined: int = 0
    gone: tuple[BaselineEntry, ...] = ()
