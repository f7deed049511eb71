"""Days in every form in which CRMs write them."""

from datetime import date

import pytest

from salesbook.text.days import day_of

DAY = date(2026, 11, 8)


@pytest.mark.parametrize(
    "cell",
    [
        *("08.11.2026 15:04:05", "08.11.2026 15:04", "08.11.2026", "8.11.2026 9:04", " 08.11.2026\u00a015:04 "),
        *("2026-11-08", "2026-11-08 15:04:05", "2026-11-08 15:04", "2026-11-08T15:04:05+03:00", "2026-11-08T15:04:05Z"),
        *("2026-11-08T00:30:00+0300", "2026-11-08T15:04:05.123456", "2026/11/08", "08/11/2026", "08-11-2026"),
        *("8 ноября 2026", "8 ноября 2026 г.", "8 НОЯ. 2026 г, 15:04", "08.11.2026, 15:04", "46334", "46334.62"),
        *("1794096000", "1794096000.0", "1794096000000", "\ufeff08.11.2026", "08.11.26", "2026.11.8"),
    ],
)  # fmt: skip
def test_a_day(cell: str) -> None:
    assert day_of(cell) == DAY


@pytest.mark.parametrize("cell", ["2026-11", "11.2026", "2026-11-01"])
def test_a_month(cell: str) -> None:
    assert day_of(cell) == date(2026, 11, 1)


def test_a_year() -> None:
    assert day_of("2026") == day_of("2026.0") == date(2026, 1, 1)


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "-", "не закрыта", "31.02.2026", "2026-13-01", "08.11", "8.11.202", "1.2.3.2026", "7", "12345"),
        *("08.11.2026 25:00", "08.11.2026 и потом", "8 ноябрей2026", "8 чего 2026", "+79001234567", "99999999999999"),
        "1e9", "08.11-2026",
    ],
)  # fmt: skip
def test_no_day(cell: str | None) -> None:
    assert day_of(cell) is None
