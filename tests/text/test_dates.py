"""Dates in a text: those that name a day for good."""

import pytest

from salesbook.text.dates import dates_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("к вечеру 26 ноября", ["26 ноября"]),
        ("к\u00a026\u00a0ноября, 2026-11-27", ["26\u00a0ноября", "2026-11-27"]),
        ("до 30.11.2026 и до 1.2.27", ["30.11.2026", "1.2.27"]),
        ("встреча 26.11, в 12:00", ["26.11"]),
        ("26-го января или May 5th", ["26-го января", "May 5th"]),
        ("by 5 Dec, 6 сент, 7 сен, 8 июн", ["5 Dec", "6 сент", "7 сен", "8 июн"]),
        ("завтра, +2 рабочих дня, в пятницу, в ноябре", []),
        ("в марте и в июне", []),
        ("34 м², 12.05 млн ₽, 6.5 %, 1.10\u00a0га", []),
        ("версия 1.2.3.4, 10.11.12.13", []),
        ("https://example.com/zoom/1126", []),
        ("с 10 мартини", []),
        ("", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    found = list(dates_in(text))
    assert [words for _start, words in found] == dates
    assert all(text[start : start + len(words)] == words for start, words in found)
