"""What is not reported, in words: how much is silenced by what, and which checks are off."""

from collections.abc import Iterator

from salesbook.auditing.choice import Silenced
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext

_MOST = 5
"""So many checks are named; of more only the number is said."""


def silenced_words(silenced: Silenced) -> Iterator[str]:
    """Yield what is silenced, in the language in use, a clause for each."""
    if n := silenced.by_settings:
        yield ngettext("{n} is silenced by settings", "{n} are silenced by settings", n).format(n=n)
    if n := silenced.by_comments:
        yield ngettext("{n} is silenced by a comment", "{n} are silenced by comments", n).format(n=n)
    if n := silenced.by_baseline:
        yield ngettext("{n} is in the baseline", "{n} are in the baseline", n).format(n=n)
    if len(silenced.off) > _MOST:
        n = len(silenced.off)
        yield ngettext("{n} check is switched off", "{n} checks are switched off", n).format(n=n)
    elif silenced.off:
        yield _("switched off: {names}").format(names=", ".join(silenced.off))
    if silenced.lowered:
        yield _("only a warning: {names}").format(names=", ".join(silenced.lowered))
