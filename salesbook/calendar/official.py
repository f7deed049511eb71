"""The official calendar of a country: its holidays, the days off that decrees have moved, Saturdays worked for them.

It comes from the package `holidays`, which is imported when a year is first asked for: that takes as long as reading a
small book. Russia's transfers are right there up to the last year for which the decree is out.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

SHORT_EVES = frozenset({"RU", "BY"})
"""Countries where the working day before a holiday is an hour shorter: article 95 of the Labour Code of Russia, 116 of
that of Belarus."""

_LANGUAGES = {"ru": ("ru",), "en": ("en_US", "en_GB")}


@dataclass(frozen=True)
class OfficialYear:
    """A year of a country's calendar.

    `holidays` are those of the law, by name; `moved` the days off that are none of them, and the day each was moved
    from (None: the law itself moves it off a weekend); `working` the weekend days that are worked, and the day off each
    is worked for. `complete`: the transfers of the year are known.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    moved: Mapping[date, date | None] = field(default_factory=dict)
    working: Mapping[date, date] = field(default_factory=dict)
    complete: bool = False


def is_known(country: str) -> bool:
    """Tell whether there is an official calendar of a country, named by two capital letters."""
    # Most books are Russian, and are checked without a wait for a hundred other countries.
    return country == "RU" or _calendar_of(country) is not None


@lru_cache(maxsize=512)
def official_year(country: str, year: int, language: str) -> OfficialYear:
    """Return a year of a country's calendar, holidays named in a language if there are words; empty when not known."""
    calendar = _calendar_of(country) if country else None
    if calendar is None or not calendar.start_year <= year <= calendar.end_year:
        return OfficialYear()
    spoken = [name for name in _LANGUAGES[language] if name in calendar.supported_languages]
    options: dict[str, Any] = {"language": next(iter(spoken), calendar.default_language), "expand": False}

    holidays = _holidays()
    transfers = dict(_transfers(calendar, year))
    legal = holidays.country_holidays(country, years=year, observed=False, **options)
    days_off = holidays.country_holidays(country, years=year, **options)
    # A decree of January may move a day of the December before.
    exchanged = transfers | dict(_transfers(calendar, year + 1))
    named = {day: name for day, name in legal.items() if day not in transfers}
    return OfficialYear(
        holidays=named,
        moved={day: transfers.get(day) for day in days_off if day not in named},
        working={
            moved_from: moved_to
            for moved_to, moved_from in exchanged.items()
            if moved_from.year == year and moved_from in days_off.weekend_workdays
        },
        complete=year <= max(_years_of_transfers(calendar), default=year),
    )


def _holidays() -> Any:
    """Return the package; of its two hundred countries none is imported but the one that is asked for."""
    import holidays  # noqa: PLC0415

    name = "holidays.countries"
    if name not in sys.modules:
        # To find one country the package imports the list of all, which takes longer than writing a letter.
        countries = ModuleType(name)
        countries.__path__ = [str(Path(folder, "countries")) for folder in holidays.__path__]
        sys.modules[name] = countries
    return holidays


@lru_cache(maxsize=16)
def _calendar_of(country: str) -> Any:
    """Return a country's calendar without any year in it; None for a country that has none."""
    holidays = _holidays()
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return None


def _years_of_transfers(calendar: Any) -> Iterator[int]:
    """Yield the years of which the package has decrees; none for a country that moves no days off."""
    for year in getattr(calendar, "special_public_holidays", {}):
        if any(True for _transfer in _transfers(calendar, year)):
            yield year


def _transfers(calendar: Any, year: int) -> Iterator[tuple[date, date]]:
    """Yield the days off that decrees of a year have moved, each with the day it was moved from."""
    entries = getattr(calendar, "special_public_holidays", {}).get(year, ())
    # Month and day of both, and the year of the other if it is not the same; a single entry stands alone.
    for entry in (entries,) if entries and isinstance(entries[0], int) else entries:
        if len(entry) >= 4:
            month, day, from_month, from_day, *from_year = entry
            yield date(year, month, day), date(from_year[0] if from_year else year, from_month, from_day)
