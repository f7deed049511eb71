"""Numbers as people type them are read as they are meant, or not at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.text.numbers import LIMIT, typed_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (5, 5),
        (-1, -1),
        (1.0, 1.0),
        (0.5, 0.5),
        ("−1", -1),
        ("–1", -1),
        ("—1", -1),
        ("‑1", -1),
        ("－１", -1),
        ("- 3", -3),
        ("+1", 1),
        ("＋1", 1),
        (" 1 ", 1),
        ("\u00a01\u00a0", 1),
        ("1.0", 1.0),
        ("1,5", 1.5),
        ("12 500 000", 12_500_000),
        ("12\u00a0500\u202f000", 12_500_000),
        ("12500 000", 12_500_000),
        ("１２ ５００", 12_500),
        ("12.500.000", 12_500_000),
        ("12,500,000.5", None),
        ("12,500,000", 12_500_000),
        ("12,5 млн", 12_500_000),
        ("1.5 млн.", 1_500_000),
        ("1,234567 млн", None),
        ("500 тыс.", 500_000),
        ("500к", 500_000),
        ("2 миллиона", 2_000_000),
        ("1 млрд", 10**9),
    ],
)
def test_numbers(typed: Any, number: float | None) -> None:
    found = typed_number(typed)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "много", "'1'", "--1", "+-1", "1-", "1 2", "1 2345", "1.2.3", "1.", ".5", "1e5", "0x1", "²", "٣"),
        *("1 руб.", "5 штук", "1 000 00", "nan", "inf", "-inf", "9" * 16, "9999 млрд тыс", "9999999 млрд"),
        *(True, False, None, [1], {"a": 1}, (1,), LIMIT, -LIMIT, 10**400, 1e300),
        *(float("nan"), float("inf"), float("-inf")),
    ],
)
def test_what_is_no_number(typed: Any) -> None:
    assert typed_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("12 500 000 ₽", "RUB", 12_500_000),
        ("1.5 млн руб.", "RUB", 1_500_000),
        ("₽12500", "RUB", 12_500),
        ("100 рублей", "RUB", 100),
        ("99,90 р.", "RUB", 99.9),
        ("$1 000", "USD", 1_000),
        ("5 евро", "EUR", 5),
        ("5 CHF", "CHF", 5),
        ("12.500", "RUB", None),
        ("12,500", "RUB", None),
        ("$1000", "RUB", None),
        ("5 рублей", "USD", None),
        ("₽", "RUB", None),
    ],
)
def test_sums(typed: str, currency: str, amount: float | None) -> None:
    assert typed_number(typed, currency) == amount


@given(st.integers(1 - LIMIT, LIMIT - 1), st.sampled_from("-−–—－"), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_a_number_in_print_is_the_number(number: int, minus: str, gap: str) -> None:
    assert typed_number(f"{number:,}".replace(",", gap).replace("-", minus)) == number


@given(st.text(max_size=12) | st.floats() | st.integers())
def test_any_value_is_a_number_or_none(value: Any) -> None:
    found = typed_number(value, "RUB")
    assert found is None or abs(found) < LIMIT
