"""Spans of time as people write them and as company.yml keeps them: «15 минут», «2 рабочих дня», «полчаса»."""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from salesbook.core.source import nfc
from salesbook.models.company import Fact
from salesbook.text.formats import amount
from salesbook.text.naming import folded
from salesbook.text.quantities import NUMERALS, numeral

TimeUnit = Literal["minutes", "hours", "days", "working_days", "weeks", "months"]

LARGEST = 99_999
"""The largest amount of a duration, in whatever unit: what is longer is a mistake or an attack."""

LONGEST = 60
"""More characters than a day, a time or a duration takes are not looked at."""

_CLOCK_UNITS = ("minutes", "hours")
# Signs that look like a hyphen, and those that show nothing, which come along from other programs.
_SIGNS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""))
_MARKERS = re.compile(
    r"(?:\+|(?:не позднее(?: чем)? )?через|в течение|за|до|не (?:более|позднее|дольше|позже)|максимум|"
    r"in|within|up to|at most|no later than) ?(?=\S)"
)
_ABBREVIATION = re.compile(r"[./](?![0-9])")
_NUMBER = re.compile(r"(?:([0-9]{1,5}(?:[.,][0-9]{1,2})?)(?:-?(?:х|ти|ми) )?|([а-яa-z]+))[ -]?(.+)")
_NUMERALS = {
    word: n
    for words in (
        " one two three four five six seven eight nine ten eleven twelve",
        " один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
        "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать",
    )
    for n, word in enumerate(words.split(" "))
    if word
}
_AMOUNTS = {
    "a": 1, "an": 1, "двое": 2, "трое": 3, "четверо": 4, "полтора": 1.5, "полторы": 1.5, "пол": 0.5,
}  # fmt: skip


class _UnitWords(NamedTuple):
    """What a unit is called: behind a number, alone (then one of it is meant), and behind «в течение»; how many of
    `unit` it is."""

    unit: "TimeUnit"
    times: int
    counted: re.Pattern[str]
    alone: re.Pattern[str]
    within: re.Pattern[str]


def _words(unit: "TimeUnit", counted: str, alone: str, within: str, times: int = 1) -> _UnitWords:
    return _UnitWords(unit, times, re.compile(counted), re.compile(alone), re.compile(within))


_UNITS = (
    _words("minutes", r"(?:рабоч(?:ая|ие|их|ую) )?мин(?:ут[аыуе]?)?|min(?:ute)?s?", r"минут[ау]|minute", r"минуты"),
    _words(
        "hours",
        r"(?:рабоч(?:ий|его|их) |working )?(?:час(?:а|ов|у)?|ч|h|hrs?|hours?)",
        r"(?:рабочий )?час|(?:working )?hour",
        r"(?:рабочего )?часа",
    ),
    _words(
        "working_days",
        r"раб(?:оч(?:ий|его|их|ему|им|ие))? ?(?:д(?:ень|ня|ней|ни|ням)|дн?)|р ?д|(?:working|business) days?|workdays?",
        r"(?:следующий )?раб(?:очий)? день|(?:next )?(?:working|business) day|workday",
        r"рабочего дня",
    ),
    _words(
        "days",
        r"(?:(?:календарн(?:ый|ого|ых|ые)|кал|calendar) )?(?:д(?:ень|ня|ней|ни|ням)|дн|days?)|сут(?:ки|ок|кам)",
        r"(?:календарный )?день|сутки|(?:calendar )?day",
        r"(?:календарного )?дня|суток",
    ),
    _words("weeks", r"недел[яиюье]|нед|weeks?|wks?", r"недел[яю]|week", r"недели"),
    _words("months", r"месяц(?:а|ев|у|ы)?|мес|months?", r"месяц|month", r"месяца"),
    _words("months", r"год(?:а|у)?|лет|years?", r"год|year", r"года", 12),
    _words("months", r"(?!)", r"полгода|half a year", r"полугода", 6),
    _words("minutes", r"(?!)", r"полчаса|half an hour", r"получаса", 30),
    _words("minutes", r"(?!)", r"четверть часа|quarter of an hour", r"четверти часа", 15),
)


TABLES = {
    "longest": LONGEST,
    "largest": LARGEST,
    "signs": _SIGNS,
    "markers": _MARKERS,
    "abbreviation": _ABBREVIATION,
    "number": _NUMBER,
    "numerals": NUMERALS | _NUMERALS,
    "amounts": _AMOUNTS,
    "units": _UNITS,
}
"""By what amounts of days are read here, for whoever reads them elsewhere in the same way."""


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of time to be waited out: `amount` of `unit`; only minutes and hours come in fractions."""

    amount: float
    unit: TimeUnit

    @property
    def minutes(self) -> float | None:
        """The duration in minutes of work; None for one that is counted in days."""
        return self.amount * {"minutes": 1, "hours": 60}[self.unit] if self.unit in _CLOCK_UNITS else None

    def words(self, language: str) -> str:
        """Return the duration as a language writes it: «2 рабочих дня»."""
        return amount(self.amount, self.unit, "", language)


def read_duration(text: str) -> Duration | None:
    """Read a duration as people type it; None for words that are none.

    Russian in any case and English: «2 рабочих дня», «+15 минут», «через 1,5 часа», «полчаса», «час 20 минут», «двое
    суток», «неделя», «раб. день», "2 working days", "in half an hour". «рабочих» makes no difference to minutes and
    hours: they are those of work in any case. Negative amounts, zeros and amounts over `LARGEST` are none.
    """
    words = typed_words(text)
    within = False
    if marker := _MARKERS.match(words):
        within = marker[0].startswith(("в течение", "within"))
        words = words[marker.end() :].strip()
    words = folded(_ABBREVIATION.sub(" ", words))
    whole = _part(words, within=within)
    if whole is not None:
        return whole
    for glue in (" и ", " and ", " "):
        for cut in (match.start() for match in re.finditer(glue, words)):
            hours, minutes = _part(words[:cut]), _part(words[cut + len(glue) :])
            if hours is not None and minutes is not None and (hours.unit, minutes.unit) == _CLOCK_UNITS[::-1]:
                return _duration(hours.amount * 60 + minutes.amount, "minutes")
    return None


def duration_of(fact: Fact) -> Duration | None:
    """Return a figure of company.yml as a duration; None for one that is not of time, or of parts of days."""
    return next((_duration(fact.value, unit) for unit in get_args(TimeUnit) if unit == fact.unit), None)


def typed_words(text: str) -> str:
    """Return what was typed as it is read here: in one case, without ё, hyphens and spaces of one sort.

    What is too long to be a day, a time or a duration is not looked at: nothing is left of it.
    """
    return folded(nfc(text).translate(_SIGNS)) if len(text) <= LONGEST else ""


def number_in(word: str) -> int | None:
    """Return the number that a numeral of either language stands for; None for another word."""
    return _NUMERALS.get(word) or numeral(word)


def _part(words: str, *, within: bool = False) -> Duration | None:
    """Read one amount with its unit; `within`: the words stand behind «в течение»."""
    for named in _UNITS:
        if named.alone.fullmatch(words) or (within and named.within.fullmatch(words)):
            return _duration(named.times, named.unit)
    match = _NUMBER.fullmatch(words)
    counted = None if match is None else next((each for each in _UNITS if each.counted.fullmatch(match[3])), None)
    if match is None or counted is None:
        return None
    digits, word, _unit = match.groups()
    number = float(digits.replace(",", ".")) if digits else _AMOUNTS.get(word) or number_in(word)
    return None if number is None else _duration(number * counted.times, counted.unit)


def _duration(number: float, unit: TimeUnit) -> Duration | None:
    """Return a duration; None when there is nothing to wait for, too much, or a part of a day."""
    if not 0 < number <= LARGEST or (unit not in _CLOCK_UNITS and number != int(number)):
        return None
    return Duration(int(number) if number == int(number) else number, unit)
