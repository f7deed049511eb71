"""Arithmetic of days that `datetime` leaves out."""

from calendar import monthrange
from datetime import date


def after_months(day: date, months: int) -> date:
    """Return the same day of the month some months later, or the last day of a shorter month.

    Raises `ValueError` when the calendar ends before it.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
