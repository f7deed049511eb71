"""The clipboard, by the program that the system has for it."""

import shutil
import subprocess

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

_PROGRAMS = (
    (["pbcopy"], "utf-8"),
    (["wl-copy"], "utf-8"),
    (["xclip", "-selection", "clipboard"], "utf-8"),
    (["xsel", "--clipboard", "--input"], "utf-8"),
    (["clip"], "utf-16"),
)


def copy(text: str) -> None:
    """Put text on the clipboard; raises `UserError` when the system has no program for it."""
    for command, encoding in _PROGRAMS:
        program = shutil.which(command[0])
        if program is None:
            continue
        # What a program for another kind of screen complains of is not for whoever has none.
        done = subprocess.run(  # noqa: S603
            [program, *command[1:]],
            input=text.encode(encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=10,
        )
        if done.returncode == 0:
            return
    raise UserError(
        _("there is no clipboard here"), _("write to a file with --output, or install xclip or wl-clipboard")
    )
