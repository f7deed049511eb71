"""Dates that stand in a text: «26 ноября», «26.11», «26.11.2026», «2026-11-26». What is relative to a day is none."""

import re
from collections.abc import Iterator

from salesbook.text.months import MONTHS

_RUSSIAN = "|".join(form for month in MONTHS for form in (month.genitive, month.prepositional, *month.short))
_ENGLISH = "|".join(form for month in MONTHS for form in (month.english, *month.english_short))
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<![\w.,-])(?:[12][0-9]{{3}}-{_MONTH}-[0-3][0-9]|{_DAY}[./](?:{_MONTH}|[1-9])[./](?:[12][0-9])?[0-9]{{2}}|"
    rf"{_DAY}\.{_MONTH}(?![ \u00a0]?(?:млн|млрд|тыс|м²|м2|кв|га|км|%|₽|руб))|"
    rf"{_DAY}(?:-?(?:го|е))?[ \u00a0](?:{_RUSSIAN}|{_ENGLISH})|(?:{_ENGLISH})[ \u00a0]{_DAY}(?:st|nd|rd|th)?)"
    r"(?![\w%]|[./-][0-9])",
    re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the dates of a text: where each begins, and how it is written."""
    if any(letter.isdigit() for letter in text):
        yield from ((match.start(), match[0]) for match in _DATE.finditer(text))
