"""What becomes of an answer once its questions are answered: it is copied, saved, opened in a program, or just read."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from salesbook.cli.ask import BACK, confirmed, typed_line
from salesbook.cli.shell import expanded
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

COPY, SAVE, OPEN = "1", "2", "3"


@dataclass(frozen=True)
class Outcome:
    """An answer as it is copied and as a file of a name holds it; `endings` says which files hold it otherwise.

    `opened` opens the program by which it is sent; None for an answer that is not sent.
    """

    copied: Callable[[], str]
    saved: Callable[[Path], bytes]
    endings: str
    opened: Callable[[], None] | None = None


def offer(outcome: Outcome, root: Path) -> None:
    """Ask what becomes of an answer that stands on the screen, until nothing more is wanted.

    Not asked when stdout is no terminal: whoever sends the answer elsewhere has said what becomes of it.
    """
    from salesbook.output.clipboard import copy
    from salesbook.output.terminal import complain, err, say

    while sys.stdout.isatty():
        err().print()
        typed = typed_line(
            _("1 copies it, 2 saves it to a file, Enter is enough:")
            if outcome.opened is None
            else _("1 copies it, 2 saves it to a file, 3 opens it in mail or chat, Enter is enough:")
        )
        if not typed:
            return
        try:
            if typed == COPY:
                copy(outcome.copied())
                say(_("the text is on the clipboard"))
            elif typed == SAVE:
                _save(outcome, root)
            elif typed == OPEN and outcome.opened is not None:
                outcome.opened()
            else:
                n = SAVE if outcome.opened is None else OPEN
                say(_("type a number from 1 to {n}, or nothing").format(n=n))
        except UserError as error:
            complain(error.message, error.advice)


def _save(outcome: Outcome, root: Path) -> None:
    """Ask for a file outside the book and write it; one that is there is replaced only when that is wanted."""
    from salesbook.cli.delivery import keep_out, save
    from salesbook.output.terminal import say

    say(outcome.endings)
    typed = typed_line(_("the file, outside of the book; nothing goes back:"))
    if not typed or typed.casefold() in BACK:
        return
    path = expanded(typed.strip("\"'"))
    keep_out(root, path)
    if not path.exists() or confirmed(_("{path} is there already. Replace it? (y/n):").format(path=path)):
        save(outcome.saved(path), path)
