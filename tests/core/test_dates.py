"""Months later and earlier."""

from datetime import date

import pytest

from salesbook.core.dates import after_months


def test_months_end_where_they_are_shorter() -> None:
    assert after_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert after_months(date(2027, 1, 31), 13) == date(2028, 2, 29)
    assert after_months(date(2027, 1, 31), -2) == date(2026, 11, 30)
    assert after_months(date(2026, 12, 15), 12) == date(2027, 12, 15)


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1), (date(2026, 1, 1), 10**9)])
def test_the_calendar_ends(day: date, months: int) -> None:
    with pytest.raises(ValueError):
        after_months(day, months)
