"""A user's mistake: the exception that becomes a message and exit code 2, an answer that does not fit, and how what
was found is quoted."""

import errno
from dataclasses import dataclass
from typing import Any

from salesbook.core.language import gettext as _


class UserError(Exception):
    """Something the user can mend: a wrong path, name, option or data file.

    `message` quotes what was found; `advice` names the next step; both are in the language in use.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Unfit:
    """An answer that cannot be used: to which question, what was found, what is allowed."""

    field: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """An answer that can be used and may be meant otherwise: to which question, and what is odd about it."""

    field: str
    message: str


def reason(error: OSError) -> str:
    """Say why the operating system has refused, in the language in use; its own words for what is rare."""
    reasons = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("no rights to it"),
        errno.EPERM: _("no rights to it"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("a part of the path is not a folder"),
        errno.ENOSPC: _("the disk is full"),
        errno.EROFS: _("the disk is read-only"),
        errno.ELOOP: _("links lead from one to another in a circle"),
        errno.EIO: _("the system cannot read or write it"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EADDRINUSE: _("the address is in use"),
        errno.EADDRNOTAVAIL: _("there is no such address here"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)


def quoted(value: Any) -> str:
    """Quote what was found, shortened, as it stood in the file."""
    if isinstance(value, dict):
        return _("a block of fields")
    if isinstance(value, list | tuple):
        return _("a list")
    if isinstance(value, bool):
        return "true" if value else "false"
    words = " ".join(str(value).split())
    return f"«{words[:60]}…»" if len(words) > 60 else f"«{words}»"
