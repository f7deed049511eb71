"""The sandbox in which letters are written: dates, figures and sums as people of the book's language write them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from salesbook.book.context import Context
from salesbook.core.language import gettext as _
from salesbook.models.company import Company
from salesbook.sandbox.environment import Sandbox
from salesbook.text import formats

# A line of tags alone is not a line of the letter; a tag at the end of a line of words leaves the line as it is.
# Jinja2's own trimming would join that line to the next one.
_TAGS_ALONE = re.compile(r"^[ \t]*((?:\{[%#][^\n{}]*[%#]\}[ \t]*)+)\n", re.MULTILINE)


def prepared(source: str) -> str:
    """Return a letter's template with the line ends of its tag lines taken out."""
    return _TAGS_ALONE.sub(lambda match: match[1].rstrip(), source)


# A letter's template cannot declare a value harmless: only `finalize` does that.
_FORBIDDEN = ("safe", "e", "escape", "forceescape")


def sandbox(context: Context, finalize: Callable[[Any], Any] | None = None, *, autoescape: bool = False) -> Sandbox:
    """Return the environment of the book's letters; `finalize` turns each inserted value into text.

    With `autoescape` what macros and blocks have written is Markup, so that `finalize` does not meet it as a value.
    """
    company = context.company
    environment = Sandbox(
        context.root / "templates" / "letters",
        autoescape=autoescape,
        finalize=finalize,
        trim=False,
        filters={
            "date": lambda value: formats.full_date(_day(value), company.language),
            "day": lambda value: formats.day(_day(value), company.language),
            "weekday": lambda value: formats.weekday(_day(value), company.language),
            "number": lambda value: formats.number(value, company.language),
            "money": lambda value: formats.money(value, company.currency, company.language),
        },
    )
    for name in _FORBIDDEN:
        environment.filters.pop(name)
    return environment


def _day(value: Any) -> date:
    # Babel takes nothing for today: a date that was not filled in would go out as the day of writing.
    if not isinstance(value, date):
        raise TypeError(_("“{value}” is not a date or a number").format(value=value))
    return value


def given(company: Company) -> dict[str, dict[str, str]]:
    """Return what every letter may use without declaring it: the company, its figures and the names of roles."""
    return {
        "company": {"name": company.name},
        "fact": {fact.id: company.amount(fact) for fact in company.facts},
        "role": {role.id.replace("-", "_"): role.name for role in company.roles},
    }
