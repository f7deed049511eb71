"""Times and moments as people type them: «19-00», «7 вечера», «пт 18:50», «25.11 в 16:00».

A clock has 24 hours; what could as well mean something else is not guessed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from salesbook.calendar.durations import number_in, read_duration, typed_words
from salesbook.calendar.words import FIRST_YEAR, LAST_YEAR, SHIFT, spoken_day

_BEFORE_A_TIME = frozenset("в во к ко до на с со at by from until till".split())
_CLOCK = re.compile(
    r"([0-9]{1,2})(?:(?: ?[:.,-] ?| )([0-9]{2})|:([0-9]{2}):[0-9]{2}|"
    r" ?(?:ч|h|час(?:а|ов)?)\.?(?: ?([0-9]{1,2})(?: ?мин(?:ут[аы]?)?)?)?)?"
)
_FOUR_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})")
_PART_OF_DAY = re.compile(
    r"(.+?) ?(утра|дня|вечера|ночи|a\.?m\.?|p\.?m\.?|in the morning|in the afternoon|in the evening|at night)"
)
_NAMED_TIMES = {"полдень": time(12), "noon": time(12), "midday": time(12), "полночь": time(0), "midnight": time(0)}
# Which hours of 24 a part of the day has; «7» before its name is tried as 7 and as 19.
_PARTS = {
    "утра": range(3, 12), "дня": range(10, 19), "вечера": range(16, 24), "ночи": (22, 23, *range(6)),
    "am": range(12), "pm": range(12, 24), "in the morning": range(3, 12), "in the afternoon": range(12, 19),
    "in the evening": range(16, 24), "at night": (20, 21, 22, 23, *range(6)),
}  # fmt: skip
_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?) ?(z|[+-][0-9]{2}:?[0-9]{2})?"
)

TABLES = {
    "before_a_time": _BEFORE_A_TIME,
    "clock": _CLOCK,
    "four_digits": _FOUR_DIGITS,
    "part_of_day": _PART_OF_DAY,
    "named_times": {name: clock.hour for name, clock in _NAMED_TIMES.items()},
    "parts": _PARTS,
}
"""By what times are read here, for whoever reads them elsewhere in the same way."""


def spoken_time(text: str) -> time | None:
    """Read a time of day as people type it; None for words that are no time.

    «19», «19:00», «19-00», «19.00», «19 00», «19 ч 30 мин», «1900»; «в 9 утра», «7 вечера», «2 часа дня», «12 ночи»,
    "7 pm"; «полдень», «полночь». A bare number is an hour of 24: «9» is nine in the morning, «7» never 19:00.
    """
    words = typed_words(text).rstrip(".,; ").split()
    while words and words[0] in _BEFORE_A_TIME:
        words.pop(0)
    return _time(" ".join(words))


def spoken_moment(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Read a moment as people type it, at the moment `now` (aware); None for words that are none.

    A day with a time in any order, «пт 18:50», «25.11 в 16:00», «19-00 завтра»; a time alone is today's, a day alone is
    its beginning. «сейчас», «через 2 часа» count from now. ISO, `2026-11-25T16:00+10:00`, may name its own offset. The
    answer is in `zone`; a time that its clocks skip is that much later, one that they show twice is the first.
    """
    words = typed_words(text).strip()
    if iso := _ISO.fullmatch(words):
        return _iso_moment(iso, zone)
    today = now.astimezone(zone).date()
    if words in ("сейчас", "now"):
        return now.astimezone(zone)
    shift = SHIFT.fullmatch(words)
    duration = read_duration(next(filter(None, shift.groups()))) if shift else None
    if duration is not None and duration.minutes is not None:
        minutes = -duration.minutes if shift and shift[3] else duration.minutes
        return (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(zone)
    day = spoken_day(words, today)
    if day is not None:
        return _at(day, time(0), zone)
    parts = words.split()
    for cut in range(1, len(parts)):
        for first, then in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
            day, clock = spoken_day(" ".join(first), today), spoken_time(" ".join(then))
            if day is not None and clock is not None:
                return _at(day, clock, zone)
    clock = spoken_time(words)
    return None if clock is None else _at(today, clock, zone)


def is_day_alone(text: str, now: datetime, zone: tzinfo) -> bool:
    """Tell whether words name a day and no time of it: `spoken_moment` takes them for its beginning."""
    return spoken_day(typed_words(text).strip(), now.astimezone(zone).date()) is not None


def _iso_moment(match: re.Match[str], zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{(match[3] or '').upper()}")
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            return None
        return moment.astimezone(zone) if match[3] else _at(moment.date(), moment.time(), zone)
    except (ValueError, OverflowError):
        return None


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return the moment at which a day's clock shows a time."""
    return datetime.combine(day, clock, zone).astimezone(UTC).astimezone(zone)


def _time(words: str) -> time | None:
    if words in _NAMED_TIMES:
        return _NAMED_TIMES[words]
    if match := _PART_OF_DAY.fullmatch(words):
        clock = time(1) if match[1] == "час" else _clock(match[1])
        part = _PARTS[match[2].replace(".", "")]
        if clock is None:
            return None
        # 12 of a clock of twelve hours is its 0.
        hours = (clock.hour, clock.hour % 12 + 12, clock.hour % 12) if clock.hour <= 12 else (clock.hour,)
        hour = next((hour for hour in hours if hour in part), None)
        return None if hour is None else clock.replace(hour=hour)
    return _clock(words)


def _clock(words: str) -> time | None:
    """Read the figures of a clock."""
    if match := _FOUR_DIGITS.fullmatch(words):
        hour, minute = int(match[1]), int(match[2])
    elif match := _CLOCK.fullmatch(words):
        hour, minute = int(match[1]), int(next(filter(None, match.groups()[1:]), 0))
    else:
        first, _gap, rest = words.partition(" ")
        number = number_in(first)
        if number is None or rest not in ("", "час", "часа", "часов"):
            return None
        hour, minute = number, 0
    return time(hour, minute) if hour < 24 and minute < 60 else None
