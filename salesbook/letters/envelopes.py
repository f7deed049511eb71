"""Envelopes: the page of HTML that a letter's text is put into, a template in templates/letters of the book or, where
it has none, of the defaults."""

from pathlib import Path

from markupsafe import Markup

from salesbook.core.defaults import folders, overridden, restoring
from salesbook.core.language import gettext as _
from salesbook.models.company import Company
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import FAILURES, FaultyTemplate, place, reason

FOLDER = "templates/letters"
ENVELOPE = "envelope.html"


def enveloped(root: Path, body: str, subject: str, company: Company, name: str = ENVELOPE) -> str:
    """Return the page of a letter, whose `body` is HTML already; raises `FaultyTemplate`."""
    try:
        return (
            _sandbox(root)
            .get_template(name)
            .render(
                # The body has been escaped value by value, and the guard has been over its tags.
                body=Markup(body),  # noqa: S704
                subject=subject,
                company=company.name,
                language=company.language,
            )
        )
    except FAILURES as error:
        at = place(error)
        # What has failed may stand in a template that the envelope includes.
        path = f"{FOLDER}/{name if at is None else Path(at[0]).name}"
        words = reason(error)
        words = words if at is None else _("line {n}: {reason}").format(n=at[1], reason=words)
        message = _("the template of {path} fails: {reason}").format(path=path, reason=words)
        is_own = at is not None and overridden(root, Path(at[0])) is not None
        advice = restoring() if is_own else _("tell the head of sales")
        raise FaultyTemplate(message, advice, reason(error), at) from error


def compile_envelope(root: Path, name: str) -> None:
    """Compile a template of the folder of envelopes; raises one of `FAILURES`."""
    _sandbox(root).get_template(name)


def _sandbox(root: Path) -> Sandbox:
    return Sandbox(*folders(root, FOLDER), autoescape=True)
