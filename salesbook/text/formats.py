"""Dates, numbers and figures as a language writes them. Babel is imported when something is written.

The language is an argument: a Russian letter has Russian dates whatever language the program speaks to its user.
"""

from datetime import date
from decimal import Decimal

from salesbook.core.language import catalogue
from salesbook.core.language import gettext as _

NBSP = "\u00a0"


def full_date(value: date, language: str) -> str:
    """25 ноября 2026 года."""
    words = _babel_date(value, "d MMMM y" if language == "ru" else "MMMM d, y", language)
    return words + f"{NBSP}года" if language == "ru" else words


def day(value: date, language: str) -> str:
    """25 ноября."""
    return _babel_date(value, "d MMMM" if language == "ru" else "MMMM d", language)


def weekday(value: date, language: str) -> str:
    """среда."""
    return _babel_date(value, "EEEE", language)


def number(value: float, language: str) -> str:
    """12 500,5: groups of three, a comma for the fraction."""
    from babel.numbers import format_decimal

    return _tied(format_decimal(value, locale=language))


def exact_number(value: Decimal, language: str, *, plus: bool = False) -> str:
    """−2,5: all digits of a decimal, with the minus of print; with `plus`, +2,5 for what is above nothing."""
    words = f"{value.normalize() + 0:f}".replace("-", "−")
    return ("+" if plus and value > 0 else "") + (words.replace(".", ",") if language == "ru" else words)


def money(value: float, currency: str, language: str) -> str:
    """12 500 000 ₽: no kopecks where there are none."""
    from babel.numbers import format_currency

    pattern = "#,##0\u00a0¤" if float(value).is_integer() else "#,##0.00\u00a0¤"
    return _tied(format_currency(value, currency, pattern, locale=language, currency_digits=False))


def amount(value: float, unit: str, currency: str, language: str) -> str:
    """Return a figure as text takes it: «15 минут», «2 рабочих дня», «10 %», «2 раза в месяц».

    `unit` is one of `salesbook.models.company.Unit`; `currency` counts for money alone.
    """
    if unit == "money":
        return money(value, currency, language)
    n = int(value)
    count = str(n) if value == n and n < 10000 else number(value, language)
    if unit == "count":
        return count
    if unit == "percent":
        return f"{count}{NBSP}%"
    # Russian says «2,5 часа»: a fraction takes the form of 2.
    forms = n if value == n else 2
    return f"{count}{NBSP}{_unit(unit, forms, language)}"


def _unit(unit: str, n: int, language: str) -> str:
    ngettext = catalogue(language).ngettext
    match unit:
        case "minutes":
            return ngettext("minute", "minutes", n)
        case "hours":
            return ngettext("hour", "hours", n)
        case "days":
            return ngettext("day", "days", n)
        case "working_days":
            return ngettext("working day", "working days", n)
        case "weeks":
            return ngettext("week", "weeks", n)
        case "months":
            return ngettext("month", "months", n)
        case "per_week":
            return ngettext("time a week", "times a week", n)
        case "per_month":
            return ngettext("time a month", "times a month", n)
        case _:
            raise AssertionError(unit)


def a_date(value: object) -> date:
    """Return what is to be printed as a date; raises `TypeError` when it is none.

    Babel takes nothing for today: a date that was not filled in would be printed as the day of writing.
    """
    if not isinstance(value, date):
        raise TypeError(_("“{value}” is not a date or a number").format(value=value))
    return value


def _babel_date(value: date, pattern: str, language: str) -> str:
    from babel.dates import format_date

    # The day must not part from its month at the end of a line.
    return format_date(a_date(value), pattern, locale=language).replace(" ", NBSP, 1)


def _tied(text: str) -> str:
    """Numbers are not broken across lines: every space in them is a no-break one."""
    return text.replace("\u202f", NBSP).replace(" ", NBSP)
