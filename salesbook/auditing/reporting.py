"""What is reported of an audit. A book in which nothing is found is reported without loading the checks."""

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import Lines
from salesbook.auditing.choice import Choice, Sifted
from salesbook.core.settings import Settings


def reported(audit: Audit, settings: Settings, choice: Choice, lines: Lines) -> Sifted:
    """Return what is reported of an audit; `lines` gives the lines of files, which only a baseline asks for."""
    if not (audit.diagnostics or audit.ignores or choice.baseline or choice.ignore or any(settings.named)):
        return Sifted(())
    from salesbook.auditing.sifting import sift

    return sift(audit, settings, choice, lines)
