"""When a regulation must be read again."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesbook.book.reviews import next_review
from salesbook.models.regulation import Regulation


def due(reviewed: date, months: int) -> date:
    regulation = Regulation(
        title="Скидки", department="sales", readers=("manager",), owner="head", status="active",
        review_months=months, reviewed=reviewed, body="Текст.",
    )  # fmt: skip
    return next_review(regulation)


@pytest.mark.parametrize(
    ("reviewed", "months", "day"),
    [
        ("2026-11-03", 6, "2027-05-03"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-01-15", 60, "2031-01-15"),
        ("0001-01-01", 12, "0002-01-01"),
        ("9999-11-30", 1, "9999-12-30"),
        ("9999-12-01", 1, "9999-12-31"),
        ("9995-01-31", 60, "9999-12-31"),
    ],
)
def test_next_review(reviewed: str, months: int, day: str) -> None:
    assert due(date.fromisoformat(reviewed), months) == date.fromisoformat(day)


@given(st.dates(), st.integers(1, 60))
@example(date(9999, 12, 1), 6)
def test_it_is_so_many_months_on_and_never_after_the_last_day(reviewed: date, months: int) -> None:
    day = due(reviewed, months)
    passed = (day.year - reviewed.year) * 12 + day.month - reviewed.month
    assert day >= reviewed
    if passed == months:
        assert day.day == min(reviewed.day, monthrange(day.year, day.month)[1])
    else:
        assert day == date.max
        assert passed < months
