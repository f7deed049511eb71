"""Time zones as people name them, and clock times said in them: «12:00 по Москве (19:00 по Владивостоку)»."""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from salesbook.calendar.clock import time_zone
from salesbook.text import formats
from salesbook.text.formats import NBSP

_CITIES: dict[str, tuple[str, str, str]] = {
    "Europe/Kaliningrad": ("Калининград", "Калининграду", ""),
    "Europe/Moscow": (
        "Москва",
        "Москве",
        "МСК; Санкт-Петербург; Петербург; Питер; СПб; Казань; Нижний Новгород; Ростов-на-Дону; Ростов; Краснодар; "
        "Сочи; Воронеж; Тула; Ярославль; Рязань; Пенза; Липецк; Иваново; Брянск; Белгород; Курск; Тверь; Калуга; "
        "Смоленск; Владимир; Мурманск; Архангельск; Вологда; Череповец; Псков; Великий Новгород; Петрозаводск; "
        "Сыктывкар; Чебоксары; Йошкар-Ола; Саранск; Тамбов; Орёл; Кострома; Ставрополь; Пятигорск; Махачкала; Грозный; "
        "Владикавказ; Нальчик; Черкесск; Магас; Майкоп; Элиста; Анапа; Геленджик; Новороссийск; Таганрог; "
        "Набережные Челны; Нарьян-Мар",
    ),
    "Europe/Simferopol": ("Симферополь", "Симферополю", "Севастополь; Ялта"),
    "Europe/Volgograd": ("Волгоград", "Волгограду", ""),
    "Europe/Kirov": ("Киров", "Кирову", ""),
    "Europe/Samara": ("Самара", "Самаре", "Тольятти; Ижевск"),
    "Europe/Astrakhan": ("Астрахань", "Астрахани", ""),
    "Europe/Saratov": ("Саратов", "Саратову", ""),
    "Europe/Ulyanovsk": ("Ульяновск", "Ульяновску", ""),
    "Asia/Yekaterinburg": (
        "Екатеринбург",
        "Екатеринбургу",
        "Челябинск; Уфа; Пермь; Тюмень; Сургут; Нижневартовск; Ханты-Мансийск; Салехард; Новый Уренгой; Оренбург; "
        "Магнитогорск; Нижний Тагил; Стерлитамак; Курган",
    ),
    "Asia/Omsk": ("Омск", "Омску", ""),
    "Asia/Novosibirsk": ("Новосибирск", "Новосибирску", ""),
    "Asia/Barnaul": ("Барнаул", "Барнаулу", "Бийск; Горно-Алтайск"),
    "Asia/Tomsk": ("Томск", "Томску", ""),
    "Asia/Novokuznetsk": ("Новокузнецк", "Новокузнецку", "Кемерово"),
    "Asia/Krasnoyarsk": ("Красноярск", "Красноярску", "Абакан; Кызыл; Норильск"),
    "Asia/Irkutsk": ("Иркутск", "Иркутску", "Улан-Удэ; Братск; Ангарск"),
    "Asia/Yakutsk": ("Якутск", "Якутску", "Благовещенск"),
    "Asia/Chita": ("Чита", "Чите", ""),
    "Asia/Vladivostok": (
        "Владивосток",
        "Владивостоку",
        "Хабаровск; Биробиджан; Комсомольск-на-Амуре; Находка; Уссурийск",
    ),
    "Asia/Magadan": ("Магадан", "Магадану", ""),
    "Asia/Sakhalin": ("Сахалин", "Сахалину", "Южно-Сахалинск"),
    "Asia/Kamchatka": ("Камчатка", "Камчатке", "Петропавловск-Камчатский"),
    "Asia/Anadyr": ("Анадырь", "Анадырю", ""),
    "Europe/Minsk": ("Минск", "Минску", ""),
    "Asia/Almaty": ("Алматы", "Алматы", "Астана; Алма-Ата"),
    "Asia/Tashkent": ("Ташкент", "Ташкенту", ""),
    "Asia/Bishkek": ("Бишкек", "Бишкеку", ""),
    "Asia/Yerevan": ("Ереван", "Еревану", ""),
    "Asia/Tbilisi": ("Тбилиси", "Тбилиси", ""),
    "Asia/Baku": ("Баку", "Баку", ""),
    "Asia/Dubai": ("Дубай", "Дубаю", "ОАЭ; Абу-Даби"),
}
"""Zones in which clients live: the city by which one tells the time there, its dative, other cities of the zone."""

_OFFSET = re.compile(r"(?P<base>utc|gmt|мск|msk) ?(?P<sign>[-+]) ?(?P<hours>[0-9]{1,2})(?::(?P<minutes>[0-5][0-9]))?")
_MINUS = str.maketrans("−–—", "---")
_MOSCOW = 3 * 60
_FARTHEST = 14 * 60

TABLES = {"offset": _OFFSET, "minus": _MINUS, "moscow": _MOSCOW, "farthest": _FARTHEST}
"""By what zones are read here, for whoever reads them elsewhere in the same way."""


def zone_named(words: str) -> str | None:
    """Return the name of the zone that somebody means: of the tz database, or «UTC+10»; None when there is none.

    A zone is named by a city («Владивосток», «по Владивостоку»), by its name («Asia/Vladivostok») or by what it is
    ahead of Moscow or of Greenwich («МСК+7», «UTC+10»).
    """
    said = " ".join(words.translate(_MINUS).split())
    if match := _OFFSET.fullmatch(said.casefold()):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        minutes = -minutes if match["sign"] == "-" else minutes
        minutes += _MOSCOW if match["base"] in ("мск", "msk") else 0
        return _offset_name(minutes) if abs(minutes) <= _FARTHEST else None
    if "/" in said:
        return next((name for name in _zone_names() if name.casefold() == said.casefold()), None)
    name = _folded(said)
    return _cities().get(name) or _cities().get(name.removeprefix("по ")) or _foreign_cities().get(name)


def zone_of(name: str) -> tzinfo | None:
    """Return the zone of a name that `zone_named` has given, or of the tz database."""
    if match := _OFFSET.fullmatch(name.casefold()):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        return timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))
    return time_zone(name)


def zone_title(name: str, language: str) -> str:
    """Return what people call a zone: its city where the language has a usual word for it, else its name."""
    if language == "ru":
        return _CITIES[name][0] if name in _CITIES else name
    return name.rpartition("/")[2].replace("_", " ")


def time_in_zones(clock: str, day: date, home: str, away: str | None, language: str) -> str:
    """Write a clock time (`15:30`) of a day in the zone `home`, and in `away` where clocks show another time then.

    «12:00 по Москве», «12:00 по Москве (19:00 по Владивостоку)», «23:30 по Москве (28 ноября, 06:30 по Владивостоку)».
    """
    here = zone_of(home)
    moment = datetime.combine(day, time.fromisoformat(clock), here)
    said = f"{clock} {_phrase(home, moment, language)}"
    there = zone_of(away) if away is not None else None
    if here is None or there is None:
        return said
    local = moment.astimezone(there)
    if local.utcoffset() == moment.utcoffset():
        return said
    assert away is not None
    other = f"{local:%H:%M} {_phrase(away, local, language)}"
    if local.date() != day:
        other = f"{formats.day(local.date(), language)}, {other}"
    return f"{said} ({other})"


def hour_in_zone(clock: str, day: date, home: str, away: str | None) -> int:
    """Return the hour that clocks show in `away`, or in `home` when that is not known, at a time of a day at home."""
    moment = datetime.combine(day, time.fromisoformat(clock), zone_of(home))
    there = zone_of(away) if away is not None else None
    return (moment if there is None else moment.astimezone(there)).hour


def _phrase(name: str, moment: datetime, language: str) -> str:
    """Say by which clock a time is told: the city, or what the zone is ahead of Greenwich at the moment."""
    if language == "ru" and name in _CITIES:
        return f"по{NBSP}{_CITIES[name][1]}"
    if language != "ru" and "/" in name:
        return f"{zone_title(name, language)}{NBSP}time"
    offset = moment.utcoffset() or timedelta()
    return _offset_name(round(offset.total_seconds() / 60))


def _offset_name(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def _folded(words: str) -> str:
    return words.casefold().replace("ё", "е").replace("-", " ")


def phrases() -> dict[str, str]:
    """Return how a Russian text says by which clock a time is told, by the names of zones: «по Москве»."""
    return {zone: f"по{NBSP}{dative}" for zone, (_city, dative, _others) in _CITIES.items()}


def zones_by_words() -> tuple[dict[str, str], dict[str, str]]:
    """Return the zones by all words that `zone_named` takes for cities: those of our own list, which count first, and
    foreign ones."""
    return _cities(), _foreign_cities()


def zone_names() -> frozenset[str]:
    """Return the names of the tz database that `zone_named` takes."""
    return _zone_names()


@cache
def _cities() -> dict[str, str]:
    """Return the zones by the cities of our own list, in both cases."""
    return {
        _folded(city): zone
        for zone, (city, dative, others) in _CITIES.items()
        for city in (city, dative, *filter(None, others.split("; ")))
    }


@cache
def _foreign_cities() -> dict[str, str]:
    """Return the zones by the names that Babel has for their cities, Russian and English."""
    from babel import Locale  # noqa: PLC0415 - asked for a city that is not in our own list

    return {
        _folded(zone["city"]): name
        for language in ("en", "ru")
        for name, zone in Locale(language).time_zones.items()
        if "city" in zone and name in _zone_names()
    } | {_folded(name.rpartition("/")[2].replace("_", " ")): name for name in _zone_names() if "/" in name}


@cache
def _zone_names() -> frozenset[str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - walks over the files of the tz database

    return frozenset(available_timezones())
