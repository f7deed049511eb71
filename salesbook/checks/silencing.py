"""What may be wrong with the comments that silence checks: found when the findings of a book are sifted."""

from collections.abc import Callable
from inspect import cleandoc
from pathlib import PurePosixPath

from salesbook.core.diagnostics import Diagnostic, Rule, Severity
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn
from salesbook.reading.ignores import Ignore

BAD_IGNORE = Rule(
    "bad-ignore",
    Severity.ERROR,
    cleandoc(
        """
        A comment that should silence a check cannot be understood.

        It silences nothing until it names checks that exist and says why: in a year nobody remembers whether the
        finding was wrong or only in the way. What keeps a file from being read (a broken YAML, an unknown field)
        cannot be silenced, nor can this check.

        Bad: `<!-- salesbook: ignore=broken-link -->`, without a reason; `# salesbook: ignore=brokn-link old archive`.

        Good: `<!-- salesbook: ignore=broken-link the archive is moved in May -->`
        """
    ),
    silenceable=False,
)
USELESS_IGNORE = Rule(
    "useless-ignore",
    Severity.WARNING,
    cleandoc(
        """
        A comment silences a check that finds nothing there.

        The text was mended, or the comment stands in the wrong place. Left alone, it would hide the next mistake.
        Only comments whose checks have run are judged, and none while a file of the book cannot be read.

        Bad: `# salesbook: ignore=unknown-reference ОП-015 is on its way` above a reference to a regulation that is
        there by now.

        Good: the comment is deleted.
        """
    ),
    silenceable=False,
)
RULES = (BAD_IGNORE, USELESS_IGNORE)


def bad_ignore(path: PurePosixPath, ignore: Ignore, vouch: Callable[..., object]) -> Diagnostic | None:
    """Return what is wrong with a comment; None when it is understood.

    `vouch(slug, silencing=True, singly=True)` raises `UserError` for a check that does not exist or cannot be silenced.
    """
    if not ignore.slugs:
        message = _("the comment “salesbook: {words}” is not understood").format(words=ignore.reason[:60])
        return _remark(BAD_IGNORE, path, ignore, message, _("write: salesbook: ignore=check the reason"))
    for slug in ignore.slugs:
        try:
            vouch(slug, silencing=True, singly=True)
        except UserError as error:
            return _remark(BAD_IGNORE, path, ignore, error.message, error.advice)
    if any(letter.isalnum() for letter in ignore.reason):
        return None
    names = ",".join(ignore.slugs)
    message = _("the comment does not say why “{name}” is ignored").format(name=names)
    advice = _("write: salesbook: ignore={name} the reason").format(name=names)
    return _remark(BAD_IGNORE, path, ignore, message, advice)


def far_ignore(path: PurePosixPath, ignore: Ignore, slug: str) -> Diagnostic:
    """Return that a comment stands too far from a finding of security."""
    message = _("“{name}” is silenced line by line, and finds nothing on the line of this comment").format(name=slug)
    return _remark(BAD_IGNORE, path, ignore, message, _("put the comment at the end of the very line it is about"))


def useless_ignore(path: PurePosixPath, ignore: Ignore, slug: str) -> Diagnostic:
    """Return that a comment silences a check which finds nothing there."""
    message = _("“{name}” finds nothing here").format(name=slug)
    return _remark(USELESS_IGNORE, path, ignore, message, _("delete the comment"))


def _remark(rule: Rule, path: PurePosixPath, ignore: Ignore, message: str, advice: str) -> Diagnostic:
    return Diagnostic(rule.slug, rule.severity, path, LineColumn(ignore.line, ignore.column), message, advice)
