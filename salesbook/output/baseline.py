"""What is said of the baseline: that it was written, and what it holds in vain."""

from collections.abc import Sequence
from pathlib import Path

from salesbook.auditing.baseline import BaselineEntry
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.terminal import say
from salesbook.output.visible import visible

_MOST = 20


def say_gone(gone: Sequence[BaselineEntry]) -> None:
    """Say which entries of the baseline no longer occur."""
    if not gone:
        return
    many = ngettext(
        "{n} entry of the baseline does not occur any more",
        "{n} entries of the baseline do not occur any more",
        len(gone),
    )
    say(many.format(n=len(gone)) + ": salesbook check --write-baseline")
    for entry in gone[:_MOST]:
        say(f"  {visible(entry.path)} [{visible(entry.check)}] {visible(entry.fingerprint)}")
    if len(gone) > _MOST:
        say("  …")


def say_baseline(file: Path, entries: int, kept_out: int, configured: bool) -> None:
    """Say that a baseline was written, what was kept out of it, and how the next run finds it."""
    message = ngettext("{n} finding is in the baseline {path}", "{n} findings are in the baseline {path}", entries)
    say(message.format(n=entries, path=file))
    if kept_out:
        message = ngettext(
            "{n} finding cannot be put off and is reported further on",
            "{n} findings cannot be put off and are reported further on",
            kept_out,
        )
        say(message.format(n=kept_out))
    if not configured:
        say(_('write into salesbook.toml, below [check]: baseline = "{path}"').format(path=file.name))
