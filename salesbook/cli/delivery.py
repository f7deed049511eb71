"""Where an answer about a client goes: a file that the user names, never one inside the book."""

from pathlib import Path

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _


def keep_out(root: Path, output: Path) -> None:
    """Refuse to write a client's data inside the book at `root`: raises `UserError`."""
    if output.resolve().is_relative_to(root.resolve()):
        message = _("{path} lies inside the book: client data never goes there").format(path=output)
        raise UserError(message, _("choose a folder outside {root}").format(root=root))


def save(answer: bytes, output: Path) -> None:
    """Write an answer to a file; raises `UserError` when it cannot be written."""
    from salesbook.core.changes import Change, Plan
    from salesbook.output.terminal import say

    before = output.read_bytes() if output.is_file() else None
    Plan((Change(output, before, answer),)).apply()
    say(_("written: {path}").format(path=output))
