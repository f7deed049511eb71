"""Telephone numbers are printed in one way, and what is none is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.text.phones import telephone


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("+7 900 000-00-00", "+7 900 000-00-00"),
        ("8 900 000 00 00", "+7 900 000-00-00"),
        ("8(900)000-00-00", "+7 900 000-00-00"),
        ("(900) 000-00-00", "+7 900 000-00-00"),
        ("9000000000", "+7 900 000-00-00"),
        ("79000000000", "+7 900 000-00-00"),
        ("+7.900.000.00.00", "+7 900 000-00-00"),
        (" 8-800-000-00-00, доб. 12 ", "+7 800 000-00-00, доб. 12"),
        ("8 495 000-00-00 ext 5", "+7 495 000-00-00, доб. 5"),
        ("+44 20 0000 0000", "+44 20 0000 0000"),
        ("+971500000000", "+971500000000"),
    ],
)
def test_numbers(typed: str, printed: str) -> None:
    found = telephone(typed)
    assert found is not None
    assert found.replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    "typed",
    [
        *("", "мой", "тот же", "+7", "8 900", "900-00-00", "+7 900 000-00-0", "+7 900 000-00-000", "12500000"),
        *(
            "20 0000 0000 00",
            "+7 1000 000 0000",
            "8 900 000-00-00 и 8 900 000-00-01",
            "٨ ٩٠٠ ٠٠٠ ٠٠ ٠٠",
            "+0 900 000 00 00",
        ),
    ],
)
def test_what_is_no_number(typed: str) -> None:
    assert telephone(typed) is None


@given(st.from_regex(r"(\+7|8)[ (-]{0,2}[3489][0-9]{2}[ )-]{0,2}[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}", fullmatch=True))
def test_what_was_printed_is_read_alike(typed: str) -> None:
    printed = telephone(typed)
    assert printed is not None
    assert telephone(printed) == printed
