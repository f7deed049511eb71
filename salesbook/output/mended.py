"""What `check --fix` has done or would do: messages beside the report."""

import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from salesbook.core.changes import Plan
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.terminal import say, write
from salesbook.output.visible import visible


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
