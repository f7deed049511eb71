"""What a script needs beside a letter to write it as the program does: words of the language, days, clocks, names.

The scripts in site/assets repeat how values are read and written; by what (expressions, lists of words, figures) is
taken from the modules themselves, so it stands in one place. Nothing here depends on the day, but for its year.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any

from babel.dates import get_day_names, get_month_names
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

from salesbook.calendar import durations, times, words, zones
from salesbook.calendar.working_time import WorkingTime
from salesbook.letters import field_values, gaps, lengths, links
from salesbook.models.company import Company
from salesbook.text import formats, invisible, numbers, phones
from salesbook.text.words import CASES, greeting

YEARS_BEFORE, YEARS_AFTER = 1, 3
"""The years around that of the build of which a page knows the clocks and the days of work."""

_STEP = timedelta(days=7)
"""No clocks are put on and back within a week."""

_UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufff9-\uffff]"
)
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m"}


def book_tables(company: Company, working: WorkingTime | None, year: int) -> dict[str, Any]:
    """Return what all letters of a company are read and written by, with its days of work around a year.

    `working` is None for a company whose hours are wrong: then no working days are counted.
    """
    language = company.language
    return {
        "language": language,
        "months": [get_month_names("wide", locale=language)[n] for n in range(1, 13)],
        "weekdays": [get_day_names("wide", locale=language)[n] for n in range(7)],
        "greetings": [greeting(hour, language) for hour in range(24)],
        "group": _tied(get_group_symbol(language)),
        "point": get_decimal_symbol(language),
        "minus": get_minus_sign_symbol(language),
        "currency": get_currency_symbol(company.currency, language),
        "cases": list(CASES),
        "reading": _plain(
            {
                "days": words.TABLES,
                "durations": durations.TABLES,
                "times": times.TABLES,
                "zones": zones.TABLES,
                "numbers": numbers.TABLES,
                "phones": phones.TABLES,
                "values": field_values.TABLES,
                "currency": company.currency,
            }
        ),
        "writing": _plain(
            {"gaps": gaps.TABLES, "invisible": invisible.TABLES, "lengths": lengths.TABLES, "links": links.MAX_LINK}
        ),
        "work": _work(working, year),
        "phrases": zones.phrases() if language == "ru" else {},
        "home": company.time_zone,
        **_clocks((company.time_zone,), year),
    }


def zone_tables(year: int) -> dict[str, Any]:
    """Return the zones by the words that name them, and their clocks around a year."""
    own, foreign = zones.zones_by_words()
    names = sorted(zones.zone_names())
    numbers_of = {name: n for n, name in enumerate(names)}
    return {
        "names": names,
        "own": {word: numbers_of[name] for word, name in own.items()},
        "foreign": {word: numbers_of[name] for word, name in foreign.items()},
        **_clocks(tuple(names), year),
    }


def _clocks(names: Iterable[str], year: int) -> dict[str, Any]:
    """Return the offsets of zones around a year, and between which seconds since 1970 they hold."""
    start, end = datetime(year - YEARS_BEFORE, 1, 1, tzinfo=UTC), datetime(year + YEARS_AFTER + 1, 1, 1, tzinfo=UTC)
    moments = tuple(start + n * _STEP for n in range((end - start) // _STEP + 2))
    return {
        "from": _seconds(start),
        "until": _seconds(end),
        "offsets": {name: changes for name in names if (changes := _changes(name, moments))},
    }


@cache
def _changes(name: str, moments: tuple[datetime, ...]) -> list[tuple[int, int]]:
    """Return the offsets of a zone in seconds, each with the second since 1970 from which on it holds."""
    zone = zones.zone_of(name)
    if zone is None:
        return []
    offsets = [moment.astimezone(zone).utcoffset() or timedelta() for moment in moments]
    changes = [(moments[0], offsets[0])]
    for before, after, offset in zip(moments, moments[1:], offsets[1:], strict=False):
        if offset != changes[-1][1]:
            changes.append((_change(zone, before, after, offset), offset))
    return [(_seconds(moment), offset // timedelta(seconds=1)) for moment, offset in changes]


def _change(zone: tzinfo, before: datetime, after: datetime, offset: timedelta) -> datetime:
    """Return the first second between two moments at which the clocks of a zone have an offset."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if middle.astimezone(zone).utcoffset() == offset else (middle, after)
    return after


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _work(working: WorkingTime | None, year: int) -> dict[str, Any] | None:
    """Return the days of work around a year: a sign for each day, and what the signs say."""
    if working is None:
        return None
    first, last = date(year - YEARS_BEFORE, 1, 1), date(year + YEARS_AFTER, 12, 31)
    kinds: dict[tuple[Any, ...], int] = {}
    days: list[int] = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        spans = tuple((f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in working.hours_on(day))
        days.append(kinds.setdefault((working.is_open(day), spans), len(kinds)))
    signs = "".join(chr(ord("0") + kind) for kind in days)
    return {"first": first.isoformat(), "days": signs, "kinds": [[is_open, spans] for is_open, spans in kinds]}


def _plain(value: Any) -> Any:
    """Return tables as data of JSON: an expression becomes its source and flags, a table of signs a block."""
    if isinstance(value, re.Pattern):
        flags = "".join(letter for flag, letter in _FLAGS.items() if value.flags & flag)
        # What is not printed is written as it is called: a file of a script may hold no half of a character.
        source = value.pattern.replace("(?P<", "(?<").replace(r"\Z", r"(?![\s\S])")
        return [_UNPRINTED.sub(lambda match: f"\\u{ord(match[0]):04x}", source), flags]
    if isinstance(value, Mapping):
        return {
            (chr(key) if isinstance(key, int) else key): chr(entry) if isinstance(entry, int) and isinstance(key, int)
            else _plain(entry)
            for key, entry in value.items()
        }  # fmt: skip
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple | range):
        return [_plain(entry) for entry in value]
    return value


def _tied(sign: str) -> str:
    return formats.NBSP if sign in (" ", "\u202f") else sign
