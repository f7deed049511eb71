"""What is wrong with a template, said to those who write letters and have never heard of Jinja2."""

import re
from collections.abc import Callable
from pathlib import PurePath

from jinja2 import TemplateError, TemplateNotFound

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
"""What compiling and rendering a template of a book may raise."""

_REASONS: tuple[tuple[str, Callable[[], str]], ...] = (
    (r"No filter named '(?P<name>[^']*)'", lambda: _("there is no filter “{name}”")),
    (r"No test named '(?P<name>[^']*)'", lambda: _("there is no test “{name}”")),
    (r"Encountered unknown tag '(?P<name>[^']*)'", lambda: _("the tag “{name}” is not expected here")),
    (r"[Uu]nexpected end of template|Missing end of (?:comment|raw)", lambda: _("a block is never closed")),
    (r"'(?P<name>[^']*)' is undefined", lambda: _("“{name}” is not declared")),
    (r"'NoneType' object has no attribute", lambda: _("a value is missing where words are expected")),
    (r"has no attribute '(?P<name>[^']*)'", lambda: _("there is no “{name}” in it")),
    (r"got 'end of (?:print statement|statement block)'", lambda: _("something is missing before the end of the tag")),
    (r"""unexpected char (?:"'"|'"')""", lambda: _("a quotation mark is never closed")),
    (r"(?:unexpected(?: char)?|[Ee]xpected .*, got) '(?P<name>[^']*)'", lambda: _("“{name}” is not expected here")),
    (r"is not safely callable|access to attribute", lambda: _("the sandbox does not allow that")),
    (r"by zero", lambda: _("something is divided by zero")),
    (r"unsupported operand type.* for (?P<name>\S+?):", lambda: _("“{name}” cannot be done with such values")),
    (r"object is not iterable", lambda: _("a list is expected, and there is something else")),
)


class FaultyTemplate(UserError):  # noqa: N818 - the book's mistake, and what a check reports of it
    """A template of the book cannot be used: `at` is the file and the line where it has failed, as far as is known.

    `reason` is what `message` says without naming the template.
    """

    def __init__(self, message: str, advice: str, reason: str, at: tuple[str, int] | None = None) -> None:
        super().__init__(message, advice)
        self.reason = reason
        self.at = at


def reason(error: Exception) -> str:
    """Say what is wrong with a template, in the language in use; Jinja2's own words for what is rare."""
    if isinstance(error, TemplateNotFound):
        return _("there is no template “{name}”").format(name=error.name)
    words = str(getattr(error, "message", None) or error)
    for pattern, message in _REASONS:
        if (match := re.search(pattern, words)) is not None:
            return message().format(**match.groupdict())
    return words


def place(error: Exception) -> tuple[str, int] | None:
    """Return the file and the line of a template in which it has failed; None where that is not known.

    Jinja2 gives the steps of a template in a traceback the template's own file and lines.
    """
    name, line = getattr(error, "filename", None) or getattr(error, "name", None), getattr(error, "lineno", None)
    if isinstance(name, str) and isinstance(line, int):
        return name, line
    found, step = None, error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if PurePath(name).suffix != ".py" and not name.startswith("<frozen"):
            found = name, step.tb_lineno
        step = step.tb_next
    return found
