"""What `check --fix` has done or would do, and what the baseline holds in vain: messages beside the report."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from salesbook.auditing.baseline import Known
from salesbook.core.changes import Plan
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.terminal import say, write
from salesbook.output.visible import visible

_MOST = 20


def write_diff(plan: Plan, root: Path) -> None:
    """Print what a plan would change; a person sees no-break spaces, which are half of all fixes, as `␣`."""
    watched = sys.stdout.isatty()
    for line in plan.diff(root):
        write(visible(line).replace("\u00a0", "␣") if watched else visible(line))


def say_mended(fixed: Mapping[str, int], files: int, left: Mapping[PurePosixPath, str], *, written: bool) -> None:
    """Say how many findings of each check were mended, and which files were left alone and why."""
    findings = sum(fixed.values())
    if findings:
        count = ngettext("{n} finding", "{n} findings", findings).format(n=findings)
        where = ngettext("in {n} file", "in {n} files", files).format(n=files)
        checks = ", ".join(f"{slug} {n}" for slug, n in fixed.items())
        words = _("mended: {count} {where} ({checks})") if written else _("can be mended: {count} {where} ({checks})")
        say(words.format(count=count, where=where, checks=checks))
    else:
        say(_("nothing can be mended by itself"))
    for path, why in left.items():
        say(_("left alone: {path}: {reason}").format(path=visible(str(path)), reason=visible(why)))
    if findings and not written:
        say(_("nothing was written: --dry-run"))


def say_gone(gone: Sequence[Known]) -> None:
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


def say_baseline(file: Path, entries: int, configured: bool) -> None:
    """Say that a baseline was written, and how the next run finds it."""
    known = ngettext("{n} finding is in the baseline {path}", "{n} findings are in the baseline {path}", entries)
    say(known.format(n=entries, path=file))
    if not configured:
        say(_('write into salesbook.toml, below [check]: baseline = "{path}"').format(path=file.name))
