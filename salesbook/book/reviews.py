"""When a regulation must be read again."""

from calendar import monthrange
from datetime import date

from salesbook.models.regulation import Regulation


def next_review(regulation: Regulation) -> date:
    """Return the day by which a regulation must be read again: its review months after the last review.

    It is the same day of the month, or the last day of a shorter month, and never after the last day of the calendar.
    """
    years, month = divmod(regulation.reviewed.month - 1 + regulation.review_months, 12)
    year = regulation.reviewed.year + years
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(regulation.reviewed.day, monthrange(year, month + 1)[1]))
