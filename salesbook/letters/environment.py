"""The sandbox in which letters are written: dates, figures and sums as people of the book's language write them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context as Names

from salesbook.book.context import Context
from salesbook.calendar.zones import hour_in_zone, time_in_zones
from salesbook.core.defaults import folders
from salesbook.core.language import gettext as _
from salesbook.letters.gaps import MARK, or_absent
from salesbook.models.company import Company
from salesbook.sandbox.environment import Sandbox
from salesbook.text import formats
from salesbook.text.words import CASES, form_of, greeting, name_in_case

_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
"""A time as `letters.field_values` hands it to templates."""

# A line of tags alone is not a line of the letter; a tag at the end of a line of words leaves the line as it is.
# Jinja2's own trimming would join that line to the next one.
_TAGS_ALONE = re.compile(r"^[ \t]*((?:\{[%#][^\n{}]*[%#]\}[ \t]*)+)\n", re.MULTILINE)


def prepared(source: str) -> str:
    """Return a letter's template with the line ends of its tag lines taken out."""
    return _TAGS_ALONE.sub(lambda match: match[1].rstrip(), source)


# A letter's template cannot declare a value harmless: only `finalize` does that.
_FORBIDDEN = ("safe", "e", "escape", "forceescape")


@dataclass(frozen=True, slots=True)
class Clocks:
    """By whose clocks the times of a letter are told: the company's zone, the client's if it is known, the day of
    times that have none of their own."""

    home: str
    away: str | None
    today: date


CLOCKS = "_clocks"
"""The name under which a rendering is handed its `Clocks`; no field begins like that."""


def sandbox(context: Context, finalize: Callable[[Any], Any] | None = None, *, autoescape: bool = False) -> Sandbox:
    """Return the environment of the book's letters; `finalize` turns each inserted value into text.

    With `autoescape` what macros and blocks have written is Markup, so that `finalize` does not meet it as a value.
    """
    company = context.company

    @pass_context
    def told(names: Names, value: Any, day: Any = None) -> str:
        clocks = names.get(CLOCKS)
        assert isinstance(clocks, Clocks)
        on = clocks.today if day is None else formats.a_date(day)
        return time_in_zones(_clock(value), on, clocks.home, clocks.away, company.language)

    @pass_context
    def greeted(names: Names, value: Any, day: Any = None) -> str:
        clocks = names.get(CLOCKS)
        assert isinstance(clocks, Clocks)
        on = clocks.today if day is None else formats.a_date(day)
        return greeting(hour_in_zone(_clock(value), on, clocks.home, clocks.away), company.language)

    environment = Sandbox(
        *folders(context.root, "templates/letters"),
        autoescape=autoescape,
        finalize=finalize,
        trim=False,
        filters={
            "date": lambda value: formats.full_date(value, company.language),
            "day": lambda value: formats.day(value, company.language),
            "time": told,
            "greeting": greeted,
            "counted": lambda value, *forms: _counted(value, forms, company.language),
            "either": _either,
            "in_case": _in_case,
            MARK: or_absent,
            "weekday": lambda value: formats.weekday(value, company.language),
            "number": lambda value: formats.number(value, company.language),
            "money": lambda value: formats.money(value, company.currency, company.language),
        },
    )
    for name in _FORBIDDEN:
        environment.filters.pop(name)
    return environment


def _counted(value: Any, forms: tuple[Any, ...], language: str) -> str:
    """Return a number with its noun in the right form: «3 комнаты»."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(_("“{value}” is not a date or a number").format(value=value))
    try:
        return f"{formats.number(value, language)}{formats.NBSP}{form_of(value, tuple(map(str, forms)), language)}"
    except ValueError:
        raise TypeError(
            _("a noun has as many forms behind a number as its language: 3 in Russian, 2 in English")
        ) from None


def _either(value: Any, yes: Any, no: Any) -> Any:
    """Return one of two wordings by a field of yes or no: «вас» or «тебя»."""
    if not isinstance(value, bool):
        raise TypeError(_("“{value}” is neither yes nor no").format(value=value))
    return yes if value else no


def _in_case(value: Any, case: Any) -> str | None:
    """Return a first name in a case; nothing when its form is not sure."""
    if case not in CASES:
        raise TypeError(_("there is no case “{name}”: {names}").format(name=case, names=", ".join(CASES)))
    return name_in_case(value, case) if isinstance(value, str) else None


def _clock(value: Any) -> str:
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise TypeError(_("“{value}” is not a time").format(value=value))
    return value


def given(company: Company) -> dict[str, dict[str, str]]:
    """Return what every letter may use without declaring it: the company, its figures and the names of roles."""
    return {
        "company": {"name": company.name},
        "fact": {fact.id: company.amount(fact) for fact in company.facts},
        "role": {role.id.replace("-", "_"): role.name for role in company.roles},
    }
