"""What is said of a file or folder that must not be where it is, or that the door refuses."""

from pathlib import PurePosixPath

from salesbook.core.diagnostics import Diagnostic, Rule
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, LineColumn
from salesbook.reading import rules

DEEPEST = 50
"""How many folders may lie in each other; no system has room for the path of what lies much deeper."""


def linked(path: PurePosixPath) -> Diagnostic:
    """Say that a symbolic link is not followed."""
    message = _("a symbolic link that leads out of the book or to a folder")
    return problem(rules.SYMLINK, path, message, _("put the file itself in the book"))


def odd(path: PurePosixPath) -> Diagnostic:
    """Say that something is a pipe, a device or a socket."""
    return problem(rules.UNREADABLE, path, _("this is not an ordinary file"), _("take it out of the book"))


def deep(path: PurePosixPath) -> Diagnostic:
    """Say that a folder is not looked into."""
    message = _("more than {n} folders lie in each other here").format(n=DEEPEST)
    return problem(rules.UNREADABLE, path, message, _("move the files nearer to the book's folder"))


def too_large(path: PurePosixPath, limit: int) -> Diagnostic:
    """Say that a file has more bytes than it may have."""
    if limit == MAX_BYTES:
        message, advice = _("the file is larger than 1 MB"), _("move pictures and tables out of the text")
    else:
        message = _("the file is larger than {n} bytes").format(n=limit)
        advice = _("make it smaller, or keep it outside of the book")
    return problem(rules.TOO_LARGE, path, message, advice)


def problem(rule: Rule, path: PurePosixPath, message: str, advice: str, place: LineColumn | None = None) -> Diagnostic:
    """Return a diagnostic of a file as a whole, or at a place in it."""
    return Diagnostic(rule.slug, rule.severity, path, place or LineColumn(), message, advice)
