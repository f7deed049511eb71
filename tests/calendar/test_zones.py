"""Time zones as people name them, and times that say by which clock they are told."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.calendar.zones import _CITIES, time_in_zones, zone_named, zone_of, zone_title

DAY = date(2026, 11, 27)
SUMMER = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Владивосток", "Asia/Vladivostok"),
        ("по Владивостоку", "Asia/Vladivostok"),
        (" владивосток ", "Asia/Vladivostok"),
        ("Asia/Vladivostok", "Asia/Vladivostok"),
        ("asia/vladivostok", "Asia/Vladivostok"),
        ("Хабаровск", "Asia/Vladivostok"),
        ("Ростов-на-Дону", "Europe/Moscow"),
        ("ростов на дону", "Europe/Moscow"),
        ("Орел", "Europe/Moscow"),
        ("МСК", "Europe/Moscow"),
        ("МСК+7", "UTC+10"),
        ("мск − 1", "UTC+2"),
        ("UTC+10", "UTC+10"),
        ("GMT-3", "UTC-3"),
        ("utc +5:30", "UTC+5:30"),
        ("Лондон", "Europe/London"),
        ("New York", "America/New_York"),
        ("нью-йорк", "America/New_York"),
    ],
)
def test_zones(words: str, zone: str) -> None:
    assert zone_named(words) == zone
    assert zone_of(zone) is not None
    assert zone_named(zone) == zone


@pytest.mark.parametrize(
    ("zone", "language", "title"),
    [
        ("Asia/Vladivostok", "ru", "Владивосток"),
        ("Asia/Vladivostok", "en", "Vladivostok"),
        ("America/New_York", "ru", "America/New_York"),
        ("America/New_York", "en", "New York"),
        ("UTC+10", "ru", "UTC+10"),
        ("UTC+10", "en", "UTC+10"),
    ],
)
def test_what_people_call_a_zone(zone: str, language: str, title: str) -> None:
    assert zone_title(zone, language) == title


@pytest.mark.parametrize("words", ["", "далеко", "+10", "10", "UTC", "UTC+15", "МСК+12", "Europe/Nowhere", "UTC+5:99"])
def test_what_is_no_zone(words: str) -> None:
    assert zone_named(words) in (None, "Etc/UTC")


@pytest.mark.parametrize("zone", _CITIES)
def test_every_zone_of_the_list_is_one_and_is_named_by_its_cities(zone: str) -> None:
    city, dative, others = _CITIES[zone]
    ZoneInfo(zone)
    for name in (city, dative, *filter(None, others.split("; "))):
        assert zone_named(name) == zone


@pytest.mark.parametrize(
    ("clock", "day", "home", "away", "words"),
    [
        ("12:00", DAY, "Europe/Moscow", None, "12:00 по Москве"),
        ("12:00", DAY, "Europe/Moscow", "Asia/Vladivostok", "12:00 по Москве (19:00 по Владивостоку)"),
        ("23:30", DAY, "Europe/Moscow", "Asia/Vladivostok", "23:30 по Москве (28 ноября, 06:30 по Владивостоку)"),
        ("01:00", DAY, "Asia/Vladivostok", "Europe/Moscow", "01:00 по Владивостоку (26 ноября, 18:00 по Москве)"),
        ("12:00", DAY, "Europe/Moscow", "Europe/Simferopol", "12:00 по Москве"),
        ("12:00", DAY, "Europe/Moscow", "UTC+3", "12:00 по Москве"),
        ("12:00", DAY, "Europe/Moscow", "UTC+10", "12:00 по Москве (19:00 UTC+10)"),
        ("12:00", DAY, "Europe/Moscow", "Asia/Kolkata", "12:00 по Москве (14:30 UTC+5:30)"),
        ("12:00", DAY, "Europe/Moscow", "Europe/London", "12:00 по Москве (09:00 UTC+0)"),
        ("12:00", SUMMER, "Europe/Moscow", "Europe/London", "12:00 по Москве (10:00 UTC+1)"),
        ("12:00", SUMMER, "Europe/Berlin", "Europe/Moscow", "12:00 UTC+2 (13:00 по Москве)"),
        ("12:00", DAY, "Europe/Berlin", "Europe/Moscow", "12:00 UTC+1 (14:00 по Москве)"),
    ],
)
def test_times_in_russian(clock: str, day: date, home: str, away: str | None, words: str) -> None:
    assert time_in_zones(clock, day, home, away, "ru").replace("\u00a0", " ") == words


def test_times_in_english() -> None:
    found = time_in_zones("12:00", DAY, "Europe/London", "America/New_York", "en").replace("\u00a0", " ")
    assert found == "12:00 London time (07:00 New York time)"


@given(st.text(max_size=30))
def test_any_words_are_a_zone_or_none(words: str) -> None:
    zone = zone_named(words)
    assert zone is None or zone_of(zone) is not None
