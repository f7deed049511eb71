"""Working hours as people type them, «пн–пт 9:00–18:00, сб 10–15», and as they are shown."""

import re
from collections.abc import Sequence
from typing import get_args

from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.models.company import Hours, Weekday

_DAYS: tuple[Weekday, ...] = get_args(Weekday)
_SHORT = {"ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"), "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_STEMS = (
    ("пн", "понед", "mon"), ("вт", "втор", "tue"), ("ср", "сред", "wed"), ("чт", "четв", "thu"), ("пт", "пятн", "fri"),
    ("сб", "субб", "sat"), ("вс", "воск", "sun"),
)  # fmt: skip
"""What the words for a day begin with; two letters stand for themselves."""

_SEVERAL: dict[str, tuple[Weekday, ...]] = {
    "ежедневно": _DAYS, "каждый день": _DAYS, "без выходных": _DAYS, "daily": _DAYS, "every day": _DAYS,
    "будни": _DAYS[:5], "по будням": _DAYS[:5], "weekdays": _DAYS[:5],
    "выходные": _DAYS[5:], "по выходным": _DAYS[5:], "weekends": _DAYS[5:],
}  # fmt: skip
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_ENTRY = re.compile(rf"\s*([^\d;]*?)\s*(?:\b(?:с|from)\s+)?{_CLOCK}\s*(?:[-–—−]|до|to)\s*{_CLOCK}\s*(?:[;,]|\Z)")
_SPAN = re.compile(r"\s*[-–—−]\s*|\s+(?:по|to|through)\s+")
_LISTED = re.compile(r"[\s,]+(?:и\s+|and\s+)?")
_BEFORE = re.compile(r"^(?:с|со|в|во|from|on)\s+")
_LAST = 24 * 60


def read_hours(typed: str) -> tuple[Hours, ...]:
    """Return working hours; raises ValueError for what cannot be read as such."""
    entries: list[Hours] = []
    at = 0
    while at < len(typed.rstrip(" ;,")):
        match = _ENTRY.match(typed, at)
        if match is None:
            raise _unreadable(typed)
        at = match.end()
        days = _days(match[1].strip(" ,:"))
        if not days:
            raise _unreadable(typed)
        opens, closes = _minutes(match[2], match[3]), _minutes(match[4], match[5])
        if opens is None or closes is None or opens == _LAST:
            raise ValueError(
                _("there is no such time in “{typed}”: hours go from 0 to 24").format(typed=match[0].strip())
            )
        if opens >= closes:
            raise ValueError(_("the day closes before it opens: {typed}").format(typed=match[0].strip()))
        _free(entries, days, opens, closes)
        entries.append(Hours(days=days, opens=_clock(opens), closes=_clock(closes)))
    if not entries:
        raise _unreadable(typed)
    return tuple(entries)


def shown_hours(hours: Sequence[Hours]) -> str:
    """Write working hours as `read_hours` reads them, in the language in use."""
    return "; ".join(f"{_shown_days(each.days)} {each.opens}–{each.closes}" for each in hours)


def _unreadable(typed: str) -> ValueError:
    words = _("“{typed}” cannot be read: write days and hours, such as “{example}”")
    example = _("Mon–Fri 9:00–18:00; Sat 10:00–15:00")
    return ValueError(words.format(typed=" ".join(typed.split()), example=example))


def _days(words: str) -> tuple[Weekday, ...]:
    """Return the days that words name, in the order of the week; nothing when they name none."""
    words = words.casefold().strip()
    if words in _SEVERAL:
        return _SEVERAL[words]
    words = _BEFORE.sub("", words)
    named: set[int] = set()
    # «пн - пт» is one span, whatever stands around its dash.
    for part in _LISTED.split(_SPAN.sub("-", words)):
        ends = [_day(word) for word in part.split("-")]
        if not ends or len(ends) > 2 or None in ends:
            return ()
        first, last = ends[0], ends[-1]
        assert first is not None and last is not None
        named |= set(range(first, last + 1)) if first <= last else {*range(first, 7), *range(last + 1)}
    return tuple(_DAYS[n] for n in sorted(named))


def _day(word: str) -> int | None:
    word = word.rstrip(".")
    for n, (short, *stems) in enumerate(_STEMS):
        if word == short or word.startswith(tuple(stems)):
            return n
    return None


def _minutes(hour: str, minute: str | None) -> int | None:
    """Return the minute of the day; None when a clock shows no such time."""
    minutes = int(hour) * 60 + int(minute or 0)
    return minutes if int(minute or 0) < 60 and minutes <= _LAST else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _free(entries: Sequence[Hours], days: Sequence[Weekday], opens: int, closes: int) -> None:
    """Raise ValueError when hours of a day overlap those named before."""
    for entry in entries:
        for day in entry.days:
            if day in days and _clock(opens) < entry.closes and entry.opens < _clock(closes):
                raise ValueError(_("two hours of one day overlap: {day}").format(day=_shown_days((day,))))


def _shown_days(days: Sequence[Weekday]) -> str:
    names = _SHORT[spoken()]
    numbers = sorted(_DAYS.index(day) for day in days)
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{names[numbers[0]]}–{names[numbers[-1]]}"
    return ", ".join(names[n] for n in numbers)
