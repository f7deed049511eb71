"""The check that pages of a theme of the book's own keep the rules of what may run in them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.checks.templates import THEME, THEME_FILTERS
from salesbook.core.defaults import folders
from salesbook.core.diagnostics import WHOLE, Finding
from salesbook.core.language import gettext as _

POLICY = "partials/policy.html"
"""The template of the theme that holds the policy."""

_WORDS = "Content-Security-Policy"
_WHOLE = ("main.html", "home.html", "404.html")


def missing_policy(book: Book) -> Iterator[Finding]:
    """Pages made of a theme template of the book's own have no content security policy.

    The policy lets files of the academy alone run and load, and keeps what is typed into a page in it: whatever got
    into a text, nothing of it runs. A page without it works as before, so nobody sees that it is gone. It stands in
    `partials/policy.html`, which the default `main.html` includes at the beginning of its block `site_meta`.

    Bad: `site/theme/main.html` with `{% extends "base.html" %}` and no line of the policy; a block `site_meta` of
    `home.html` without `{{ super() }}`; an empty `site/theme/partials/policy.html`

    Good: `{% block site_meta %}{% include "partials/policy.html" %}{{ super() }}{% endblock %}`
    """
    from salesbook.sandbox.environment import Sandbox
    from salesbook.sandbox.inheritance import extends, says

    own = book.root / THEME
    if not own.is_dir():
        return
    theme = Sandbox(*folders(book.root, THEME.as_posix()), trim=False, filters=dict.fromkeys(THEME_FILTERS, str))
    if (own / POLICY).exists() and not says(theme, POLICY, _WORDS):
        message = _("this is no content security policy, so pages have none")
        yield Finding(THEME / POLICY, WHOLE, message, _("copy the default anew, and add to it what you need"))
        return
    for path in sorted(own.glob("*.html")):
        # The default pages extend main.html, and that a base.html of the book's own.
        name = "main.html" if path.name == "base.html" else path.name
        if (name in _WHOLE or extends(theme, name)) and not says(theme, name, _WORDS):
            message = _("pages made of this template have no content security policy: anything may run in them")
            advice = _("begin the block site_meta with {line}").format(line='{% include "partials/policy.html" %}')
            yield Finding(PurePosixPath(THEME, path.name), WHOLE, message, advice)
