"""Dates, numbers and figures as people of the book's language write them. Babel is imported when something is written."""

from datetime import date

from salesbook.language import ngettext, spoken
from salesbook.models.company import Fact

NBSP = "\u00a0"


def full_date(value: date) -> str:
    """25 ноября 2026 года."""
    words = _babel_date(value, "d MMMM y" if spoken() == "ru" else "MMMM d, y")
    return words + f"{NBSP}года" if spoken() == "ru" else words


def day(value: date) -> str:
    """25 ноября."""
    return _babel_date(value, "d MMMM" if spoken() == "ru" else "MMMM d")


def weekday(value: date) -> str:
    """среда."""
    return _babel_date(value, "EEEE")


def number(value: float) -> str:
    """12 500,5: groups of three, a comma for the fraction."""
    from babel.numbers import format_decimal

    return _tied(format_decimal(value, locale=spoken()))


def money(value: float, currency: str) -> str:
    """12 500 000 ₽: no kopecks where there are none."""
    from babel.numbers import format_currency

    pattern = "#,##0\u00a0¤" if float(value).is_integer() else "#,##0.00\u00a0¤"
    return _tied(format_currency(value, currency, pattern, locale=spoken(), currency_digits=False))


def fact(figure: Fact, currency: str) -> str:
    """Return a figure as text takes it: «15 минут», «2 рабочих дня», «10 %», «2 раза в месяц»."""
    if figure.unit == "money":
        return money(figure.value, currency)
    n = int(figure.value)
    count = str(n) if figure.value == n and n < 10000 else number(figure.value)
    if figure.unit == "count":
        return count
    if figure.unit == "percent":
        return f"{count}{NBSP}%"
    # Russian says «2,5 часа»: a fraction takes the form of 2.
    forms = n if figure.value == n else 2
    return f"{count}{NBSP}{_unit(figure.unit, forms)}"


def _unit(unit: str, n: int) -> str:
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


def _babel_date(value: date, pattern: str) -> str:
    from babel.dates import format_date

    # The day must not part from its month at the end of a line.
    return format_date(value, pattern, locale=spoken()).replace(" ", NBSP, 1)


def _tied(text: str) -> str:
    """Numbers are not broken across lines: every space in them is a no-break one."""
    return text.replace("\u202f", NBSP).replace(" ", NBSP)
