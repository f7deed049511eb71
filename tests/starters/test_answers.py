"""What is typed becomes data, or words that say what is allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.core import language
from salesbook.starters.answers import (
    DepartmentAnswer,
    RoleAnswer,
    parted,
    read_channels,
    read_departments,
    read_line,
    read_roles,
    read_zone,
)
from salesbook.starters.hours import read_hours, shown_hours

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("пн–пт 9:00–18:00", [(WEEK[:5], "09:00", "18:00")]),
        ("Mon-Fri 9-18", [(WEEK[:5], "09:00", "18:00")]),
        ("пн - пт с 9 до 18; сб 10.30-15", [(WEEK[:5], "09:00", "18:00"), (("sat",), "10:30", "15:00")]),
        ("пн–чт 9–18, пт 9–17", [(WEEK[:4], "09:00", "18:00"), (("fri",), "09:00", "17:00")]),
        ("понедельник, среда и пятница 10–19", [(("mon", "wed", "fri"), "10:00", "19:00")]),
        ("с понедельника по пятницу с 9 до 18", [(WEEK[:5], "09:00", "18:00")]),
        ("from Monday to Friday from 9 to 18", [(WEEK[:5], "09:00", "18:00")]),
        ("ежедневно 0–24", [(WEEK, "00:00", "24:00")]),
        ("Weekdays 8:15-17:45", [(WEEK[:5], "08:15", "17:45")]),
        ("сб–пн 10–12", [(("mon", "sat", "sun"), "10:00", "12:00")]),
        ("пн–пт 9–13, пн–пт 14–18", [(WEEK[:5], "09:00", "13:00"), (WEEK[:5], "14:00", "18:00")]),
    ],
)
def test_hours(typed: str, expected: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert [(each.days, each.opens, each.closes) for each in read_hours(typed)] == expected


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "cannot be read"),
        ("9–18", "cannot be read"),
        ("всегда", "cannot be read"),
        ("пн–пт", "cannot be read"),
        ("пн–пт 9–18 и ещё", "cannot be read"),
        ("пн–ср–пт 9–18", "cannot be read"),
        ("пн–пт 25–26", "no such time"),
        ("пн–пт 9:75–18", "no such time"),
        ("пн–пт 18–9", "closes before"),
        ("пн–пт 9–18, ср 10–12", "overlap"),
    ],
)
def test_hours_that_are_none(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_hours(typed)


@given(st.lists(st.sampled_from(WEEK), min_size=1, unique=True), st.integers(0, 1438), st.integers(1, 1440))
def test_hours_are_read_as_they_are_shown(days: list[str], opens: int, lasts: int) -> None:
    closes = min(opens + lasts, 1440)
    ordered = sorted(days, key=WEEK.index)
    clocks = [f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in (opens, closes)]
    for code in language.LANGUAGES:
        language.speak(code)
        try:
            (hours,) = read_hours(shown_hours(read_hours(f"{', '.join(ordered)} {clocks[0]}–{clocks[1]}")))
        finally:
            language.speak("en")
        assert (list(hours.days), hours.opens, hours.closes) == (ordered, *clocks)


@pytest.mark.parametrize(
    ("typed", "zone"), [("Москва", "Europe/Moscow"), ("asia/almaty", "Asia/Almaty"), ("London", "Europe/London")]
)
def test_a_time_zone_by_its_city(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone


@pytest.mark.parametrize("typed", ["Луна", "UTC+3", "../../etc/passwd", "МСК+2"])
def test_no_time_zone(typed: str) -> None:
    with pytest.raises(ValueError, match="there is no time zone"):
        read_zone(typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Отдел продаж ОП, Маркетинг МК", [("Отдел продаж", "ОП"), ("Маркетинг", "МК")]),
        ("Отдел продаж (ОП); Склад: СК", [("Отдел продаж", "ОП"), ("Склад", "СК")]),
        ("Отдел продаж", [("Отдел продаж", "ОП")]),
        ("Sales, Service", [("Sales", "SA"), ("Service", "SE")]),
        ("Сервис, Сервисный центр, Сервер", [("Сервис", "СЕ"), ("Сервисный центр", "СЦ"), ("Сервер", "СЕР")]),
        ("ОКК", [("ОКК", "ОК")]),
    ],
)
def test_departments(typed: str, expected: list[tuple[str, str]]) -> None:
    assert read_departments(parted(typed), ["Отдел продаж"]) == tuple(DepartmentAnswer(*each) for each in expected)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], "at least 1, in place of .*: Отдел продаж"),
        (["А Б", "В Б"], "two departments have the prefix"),
        (["销售"], "with which letters"),
        (["Продажи ПР", "продажи ОП"], "stands twice"),
    ],
)
def test_no_departments(entries: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_departments(entries, ["Отдел продаж"])


def test_roles_may_be_of_another_department() -> None:
    roles = read_roles(["Директор", "Менеджер (ВЭД)", "Маркетолог (МК)"], ["Глава", "Продавец"], ["ОП", "МК"])
    assert roles == (RoleAnswer("Директор"), RoleAnswer("Менеджер (ВЭД)"), RoleAnswer("Маркетолог", "МК"))


def test_a_starter_needs_its_roles() -> None:
    with pytest.raises(ValueError, match=r"at least 2, in place of .*: Глава, Продавец"):
        read_roles(["Директор"], ["Глава", "Продавец"], ["ОП"])


@pytest.mark.parametrize(
    ("names", "words"),
    [(["Телефон"], "can be sent"), ([], "can be sent"), (["почта", "e-mail"], "twice"), (["А", "а"], "twice")],
)
def test_no_channels(names: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_channels(names)


@pytest.mark.parametrize("typed", ["", " \t", "а" * 201, "а\x07", "\udcff"])
def test_no_name(typed: str) -> None:
    with pytest.raises(ValueError, match=r"empty|at most|U\+"):
        read_line(typed)


def test_a_name_stands_on_one_line() -> None:
    assert read_line(" Рога\n\tи\u00a0копыта ") == "Рога и копыта"
