"""The package of holidays: one country is imported, not two hundred, and says what it says by itself."""

import subprocess
import sys

import pytest

FRESH = (
    "import sys; from salesbook.calendar.official import official_year; y = official_year({country!r}, 2026, 'ru'); "
)


def said(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_no_country_is_imported_but_the_one_that_is_asked_for() -> None:
    names = said(FRESH.format(country="RU") + "print(*[m for m in sys.modules if m.startswith('holidays.countries.')])")
    assert names == "holidays.countries.russia"


@pytest.mark.parametrize("country", ["RU", "KZ", "US", "DE"])
def test_a_country_says_what_it_says_when_all_are_imported(country: str) -> None:
    program = FRESH.format(country=country) + "print(sorted(map(str, y.holidays)), sorted(map(str, y.moved)))"
    assert said(program) == said(f"import holidays.countries; {program}") != "[] []"
