"""What is probably wrong in a letter is asked about, and nothing that is right."""

from datetime import date
from typing import Any

import pytest

from salesbook.letters.doubts import doubt_of, doubts
from tests.letters.test_values import READING, TODAY, field, letter

FRIDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 29)
CLOSED = "Sunday, November\u00a029: the company is closed; the next working day is Monday, November\u00a030"
AHEAD = {"ahead": True}


@pytest.mark.parametrize(
    ("type_", "more", "value", "doubt"),
    [
        ("phone", {}, "мой", "“мой” is no telephone number"),
        ("phone", {}, "+7 900 000-00-00", None),
        ("phone", {}, None, None),
        ("date", AHEAD, SUNDAY, CLOSED),
        ("date", AHEAD, FRIDAY, None),
        ("date", AHEAD, date(2027, 11, 19), "November\u00a019, 2027: that is more than half a year away"),
        ("date", AHEAD, date(2027, 5, 21), None),
        ("date", {}, date(2027, 11, 19), None),
        ("date", {}, SUNDAY, None),
        ("date", AHEAD, date(1, 1, 1), None),
        ("date", AHEAD, date(9999, 12, 31), "December\u00a031, 9999: that is more than half a year away"),
        ("time", {}, "21:00", "21:00: the company is closed; it works from 09:00 to 18:00"),
        ("time", {}, "08:59", "08:59: the company is closed; it works from 09:00 to 18:00"),
        ("time", {}, "18:00", None),
        ("time", {}, "09:00", None),
        ("line", {}, "мой", None),
    ],
)
def test_doubts_of_a_value(type_: str, more: dict[str, Any], value: Any, doubt: str | None) -> None:
    assert doubt_of(field(type_, **more), value, READING) == doubt


def test_doubts_of_a_letter() -> None:
    """A time belongs to the day before it; on a closed day it is the day that is asked about."""
    step = {
        "id": "step",
        "label": "Шаг",
        "type": "group",
        "fields": [
            {"id": "day", "label": "День", "type": "date", "ahead": True},
            {"id": "time", "label": "Время", "type": "time"},
        ],
    }
    filled = letter(step, {"id": "phone", "label": "Телефон", "type": "phone"})
    values: dict[str, Any] = {"step": {"day": SUNDAY, "time": "12:00"}, "phone": "тот же"}
    assert [doubt.field for doubt in doubts(filled, values, READING)] == ["step.day", "phone"]
    values = {"step": {"day": TODAY, "time": "23:00"}, "phone": None}
    assert [doubt.field for doubt in doubts(filled, values, READING)] == ["step.time"]
    assert doubts(filled, {"step": None, "phone": "8 900 000-00-00"}, READING) == []
