"""Amounts of time, shares and frequencies as Russian prose writes them: «15 минут», «двух рабочих дней», «10 %»."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

NUMERALS: dict[str, int] = {
    word: n
    for n, words in {
        1: "один одна одну одного одной одним",
        2: "два две двух двумя двум",
        3: "три трёх тремя трём",
        4: "четыре четырёх четырьмя четырём",
        5: "пять пяти пятью",
        6: "шесть шести шестью",
        7: "семь семи семью",
        8: "восемь восьми восемью",
        9: "девять девяти девятью",
        10: "десять десяти десятью",
        12: "двенадцать двенадцати двенадцатью",
        14: "четырнадцать четырнадцати четырнадцатью",
        15: "пятнадцать пятнадцати пятнадцатью",
        20: "двадцать двадцати двадцатью",
        30: "тридцать тридцати тридцатью",
        40: "сорок сорока",
        60: "шестьдесят шестидесяти",
        90: "девяносто девяноста",
    }.items()
    for word in (*words.split(), *words.replace("ё", "е").split())
}
# Every form begins with a literal, so that the scan skips to it; the number before it is looked at afterwards.
_UNITS: dict[str, re.Pattern[str]] = {
    "minutes": re.compile(r"минут[аыуе]?(?!\w)"),
    "hours": re.compile(r"час(?:а|ов|у|ам)?(?!\w)"),
    "working_days": re.compile(r"рабоч(?:ий|его|их|ему|им)[ \u00a0](?:день|дня|дней|дням)(?!\w)"),
    "days": re.compile(r"д(?:ень|ня|ней|ням)(?!\w)"),
    "weeks": re.compile(r"недел[яиюье](?!\w)"),
    "months": re.compile(r"месяц(?:а|ев|у|ам)?(?!\w)"),
    "per_week": re.compile(r"раза?[ \u00a0]в[ \u00a0]неделю(?!\w)"),
    "per_month": re.compile(r"раза?[ \u00a0]в[ \u00a0]месяц(?!\w)"),
    "percent": re.compile(r"%|процент(?:а|ов|у|ам)?(?!\w)"),
}
_NUMBER = re.compile(r"(?<![\w,.:–-])(\d{1,6}(?:,\d{1,2})?|" + "|".join(NUMERALS) + r")[ \u00a0]?$", re.IGNORECASE)
_LONGEST_NUMBER = 20
_GAPS = " \u00a0"
_GAP = re.compile(r"[^\w]")
_SIGNS: dict[str, tuple[str, ...]] = {
    "minutes": ("минут",),
    "hours": ("час",),
    "working_days": ("рабоч",),
    "days": (" день", " дня", " дней", " дням", "\u00a0день", "\u00a0дня", "\u00a0дней", "\u00a0дням"),
    "weeks": ("недел",),
    "months": ("месяц",),
    "per_week": ("неделю",),
    "per_month": ("в месяц", "в\u00a0месяц"),
    "percent": ("%", "процент"),
}
"""What a text must hold to have an amount in a unit: most texts have none, and a plain search is quicker."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    "чем раз который которая которое которые после перед для при что это или его она они как нам".split()
)
_STEM = 6


class Quantity(NamedTuple):
    """An amount in prose: where it starts, how it is written, its value and unit."""

    start: int
    text: str
    value: float
    unit: str


def quantities(text: str, units: Iterable[str] = _UNITS) -> Iterator[Quantity]:
    """Yield the amounts of a Russian text in some units; parts of ranges, dates and clock times are none."""
    for unit in units:
        for sign in _SIGNS.get(unit, ()):
            if sign in text:
                break
        else:
            continue
        for match in _UNITS[unit].finditer(text):
            first = max(0, match.start() - _LONGEST_NUMBER)
            before = text[first : match.start()].rstrip(_GAPS)
            # Most units stand behind other words: «конец рабочего дня».
            if not before[-1:].isdigit() and _GAP.split(before)[-1].lower() not in NUMERALS:
                continue
            number = _NUMBER.search(text[first : match.start()])
            if number is not None:
                word, start = number[1].lower(), first + number.start()
                value = float(NUMERALS[word]) if word in NUMERALS else float(word.replace(",", "."))
                yield Quantity(start, text[start : match.end()], value, unit)


def numeral(word: str) -> int | None:
    """Return the number that a Russian numeral in lower case stands for, in any of its forms; None for other words."""
    return NUMERALS.get(word)


@lru_cache(maxsize=1024)
def stems(words: str) -> tuple[str, ...]:
    """Return the beginnings of the words that carry a name's meaning: other forms of the words begin alike."""
    lowered = (word.lower().replace("ё", "е") for word in _WORD.findall(words))
    return tuple(dict.fromkeys(w[: min(_STEM, max(len(w) - 2, 3))] for w in lowered if w not in _SMALL))


def shared(name: tuple[str, ...], sentence: str) -> int:
    """Return how many of the stems of a name a sentence holds."""
    words = sentence.lower().replace("ё", "е")
    return sum(_beginning(stem).search(words) is not None for stem in name)


@lru_cache(maxsize=1024)
def _beginning(stem: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(stem)}")
