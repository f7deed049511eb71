"""What an upgrade of a book does, out."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from salesbook.core.book_format import CURRENT
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.mended import write_diff
from salesbook.output.terminal import say, write
from salesbook.output.visible import visible
from salesbook.upgrading import Upgrade

_NAMED = 3
"""So many files of a kind are named; the diff, and git, show all of them."""


def write_upgrade(upgrade: Upgrade, root: Path, *, written: bool) -> None:
    """Say what was done to the book, or print what would be: the diff, the files that would be deleted, and why."""
    if upgrade.stated >= CURRENT:
        say(_("the book is of format {current}, the current one: there is nothing to do").format(current=CURRENT))
        return
    if not written:
        write_diff(upgrade.plan, root)
        for removal in upgrade.plan.removals:
            write(_("deleted: {path}").format(path=visible(removal.path.relative_to(root).as_posix())))
    words = _("the book is now of format {current}; it was of format {stated}:")
    if not written:
        words = _("the book is of format {stated}; to bring it to format {current}:")
    say(words.format(stated=upgrade.stated, current=CURRENT))
    for doing in upgrade.doings:
        say(f"  {doing.summary}: {_named(doing.paths)}")
    if upgrade.left:
        say(_("this is left to you:"))
    for left in upgrade.left:
        say(f"  {visible(str(left.path))}: {visible(left.message)}")
        say(f"    → {visible(left.advice)}")
    if written:
        say(_("what checks have to say of it: salesbook check"))
    else:
        say(_("nothing was written: --dry-run"))


def upgrade_json(upgrade: Upgrade, root: Path, *, written: bool) -> dict[str, Any]:
    """Return an upgrade for programs; `diff` is given when nothing was written."""
    answer = {
        "written": written and upgrade.stated < CURRENT,
        "from": upgrade.stated,
        "to": CURRENT,
        "changes": [
            {"summary": doing.summary, "paths": [path.as_posix() for path in doing.paths]} for doing in upgrade.doings
        ],
        "deleted": [removal.path.relative_to(root).as_posix() for removal in upgrade.plan.removals],
        "left": [
            {"path": left.path.as_posix(), "message": left.message, "advice": left.advice} for left in upgrade.left
        ],
    }
    return answer if written else answer | {"diff": list(upgrade.plan.diff(root))}


def _named(paths: Sequence[PurePosixPath]) -> str:
    names = ", ".join(visible(path.as_posix()) for path in paths[:_NAMED])
    more = len(paths) - _NAMED
    if more <= 0:
        return names
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=names, n=more)
