"""What one run asks for and what it gets. A book in which nothing is found is reported without loading the checks."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import Known, Lines
from salesbook.core import settings as toml
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """What one run asks for beside the settings.

    `select` takes the place of the settings' (empty: theirs), `ignore` is added to them; `paths` are files and
    folders from the book's folder (empty: all); `baseline` holds the findings that are known.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    paths: tuple[PurePosixPath, ...] = ()
    baseline: frozenset[Known] = frozenset()


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings to report, and how many comments and exemptions have silenced or the baseline knows.

    `gone` is what the baseline holds in vain.
    """

    findings: tuple[Diagnostic, ...]
    ignored: int = 0
    baselined: int = 0
    gone: tuple[Known, ...] = ()


def configured(root: Path) -> Settings:
    """Return the settings of the book at `root`; raises `UserError` for a mistake in salesbook.toml."""
    settings = toml.load(root)
    if not any(settings.named):
        return settings
    from salesbook.auditing.sifting import vouch_for

    return vouch_for(settings)


def reported(audit: Audit, settings: Settings, choice: Choice, lines: Lines) -> Sifted:
    """Return what is reported of an audit; `lines` gives the lines of files, which only a baseline asks for."""
    if not (audit.diagnostics or audit.ignores or choice.baseline):
        return Sifted(())
    from salesbook.auditing.sifting import sift

    return sift(audit, settings, choice, lines)
