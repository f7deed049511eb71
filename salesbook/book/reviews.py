"""When a regulation must be read again."""

from datetime import date

from salesbook.core.dates import after_months
from salesbook.models.regulation import Regulation


def next_review(regulation: Regulation) -> date:
    """Return the day by which a regulation must be read again: its review months after the last review.

    It is the same day of the month, or the last day of a shorter month, and never after the last day of the calendar.
    """
    try:
        return after_months(regulation.reviewed, regulation.review_months)
    except ValueError:
        return date.max
