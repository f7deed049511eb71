"""Days as people type them: «завтра», «26.11», «в пятницу», «через неделю».

What could as well mean something else is not guessed: the answer is None, and whoever asks says what is expected.
The day comes before the month, a week begins on Monday.
"""

import re
from datetime import date, timedelta

from salesbook.calendar.durations import Duration, read_duration, typed_words
from salesbook.core.dates import after_months
from salesbook.text.months import MONTHS

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years in which days are looked for; any other is mistyped."""

_RELATIVE = {
    words: days
    for days, names in {
        -2: ("позавчера", "day before yesterday"),
        -1: ("вчера", "yesterday"),
        0: ("сегодня", "today", "tonight"),
        1: ("завтра", "tomorrow"),
        2: ("послезавтра", "day after tomorrow"),
    }.items()
    for words in names
}
_MONTHS = {
    form: number
    for number, month in enumerate(MONTHS, 1)
    for form in (month.nominative, month.genitive, *month.short, month.english, *month.english_short)
}
_WEEKDAYS = {
    form: number
    for number, forms in enumerate(
        (
            "понедельник понедельника понедельнику пн пнд monday mon",
            "вторник вторника вторнику вт втр tuesday tue tues",
            "среда среду среды среде ср срд wednesday wed",
            "четверг четверга четвергу чт чтв thursday thu thur thurs",
            "пятница пятницу пятницы пятнице пт птн friday fri",
            "суббота субботу субботы субботе сб сбт saturday sat",
            "воскресенье воскресенья воскресенью воскресение вс вск вскр sunday sun",
        )
    )
    for form in forms.split()
}
_THIS = frozenset("этот эту эта это этой ближайший ближайшую ближайшая ближайшее this coming".split())
_NEXT = frozenset("следующий следующую следующая следующее следующей след next".split())
_WEEK = frozenset("неделе неделю неделя нед week".split())
_BEFORE_A_DAY = frozenset("в во на к ко до с со от не позднее on by until till from the".split())

_ISO = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2}) ?[./-] ?([0-9]{1,2})(?:(?: ?[./-] ?| )([0-9]{4})| ?[./-] ?([0-9]{2}))?")
_NAMED = re.compile(r"([0-9]{1,2})(?:-?(?:го|е|ое|st|nd|rd|th))?(?: of)? ?([а-яa-z]+)(?: ([0-9]{4}))?")
_NAMED_ENGLISH = re.compile(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)?(?: ([0-9]{4}))?")
_OF_MONTH = re.compile(r"([0-9]{1,2})(?:-?(?:го|е|ое)(?: число| числа)?| число| числа|st|nd|rd|th)")
SHIFT = re.compile(r"(?:через|in) (.+)|\+ ?(.+)|(.+) (?:назад|ago)|(.+) from now")
"""So much later than now, or earlier: then the third group holds the amount."""

_LEAP_YEARS_APART = 8
_MARKS = re.compile(r"[,;()]")
_DOT = re.compile(r"(?<=[а-яa-z])\.|\.$")
_YEAR_WORD = re.compile(r"(?<=[0-9]) ?г(?:ода?)?$")

TABLES = {
    "years": (FIRST_YEAR, LAST_YEAR, _LEAP_YEARS_APART),
    "relative": _RELATIVE,
    "months": _MONTHS,
    "weekdays": _WEEKDAYS,
    "this": _THIS,
    "next": _NEXT,
    "week": _WEEK,
    "before_a_day": _BEFORE_A_DAY,
    "iso": _ISO,
    "numeric": _NUMERIC,
    "named": _NAMED,
    "named_english": _NAMED_ENGLISH,
    "of_month": _OF_MONTH,
    "shift": SHIFT,
    "marks": _MARKS,
    "dot": _DOT,
    "year_word": _YEAR_WORD,
}
"""By what days are read here, for whoever reads them elsewhere in the same way (`site/assets/letter_values.js`)."""


def spoken_day(text: str, today: date, *, nearest: bool = False) -> date | None:
    """Read a day as people type it, on the day `today`; None for words that are no day, or might be several.

    - dates: `2026-11-25`, «25.11.2026», «25.11.26», «25/11/2026», «25 ноября 2026 г.», "November 25, 2026";
    - without a year the next such day from today on: «26.11», «26 ноября», «26-го», «26 числа»; 29 February waits for
      a leap year. With `nearest` it is the nearest one before today or after, for what may be over: a meeting;
    - «вчера», «сегодня», «завтра», «послезавтра» and their English;
    - «в пятницу», «пт», «в эту пятницу», "on friday": the next Friday from today on, today being one;
    - «в следующую пятницу», «в пятницу на следующей неделе», "next friday": that of the next week, Monday to Sunday.
      On a Saturday it is the coming one, on a Monday the one in eleven days: most people mean this, and never the
      nearest one, which they would call «в эту»;
    - «через 3 дня», «через неделю», «+2 недели», «3 дня назад», "in a month". «через день» may mean every other day,
      «через 2 рабочих дня» asks for a calendar (`WorkingTime.day_after`): neither is read here;
    - a weekday with a date, «пт 27.11», when they agree.
    """
    words = _day_words(text)
    if len(words) > 1 and words[0] in ("в", "во") and words[1][0].isdigit():
        return None  # «в 10.11» is a time: nobody says so of a day
    while words and words[0] in _BEFORE_A_DAY:
        words.pop(0)
    try:
        day = _day(words, today, nearest=nearest) if words else None
    except (ValueError, OverflowError):
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def shifted(day: date, duration: Duration, direction: int = 1) -> date | None:
    """Return the day so many calendar days, weeks or months later (earlier: −1); None for any other duration."""
    n = int(duration.amount) * direction
    match duration.unit:
        case "days":
            return day + timedelta(days=n)
        case "weeks":
            return day + timedelta(weeks=n)
        case "months":
            return after_months(day, n)
        case _:
            return None


def _day_words(text: str) -> list[str]:
    """Return the words of a day: no commas and brackets, no full stops behind words, no «года»."""
    words = _DOT.sub(" ", _MARKS.sub(" ", typed_words(text)))
    return _YEAR_WORD.sub("", " ".join(words.split())).split()


def _day(words: list[str], today: date, *, nearest: bool) -> date | None:
    joined = " ".join(words)
    if joined in _RELATIVE:
        return today + timedelta(days=_RELATIVE[joined])
    day = _date(joined, today, nearest=nearest) or _of_week(words, today) or _shifted(joined, today)
    if day is not None or len(words) < 2:
        return day
    for weekday, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        day = _date(" ".join(rest), today, nearest=nearest) if weekday in _WEEKDAYS else None
        if day is not None:
            return day if day.weekday() == _WEEKDAYS[weekday] else None
    return None


def _date(words: str, today: date, *, nearest: bool) -> date | None:
    """Read a date, with a year or without; raises `ValueError` for one that the calendar has not."""
    year: str | None = None
    month: int | None = None
    if match := _ISO.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(words):
        day, month, year = match[1], int(match[2]), match[3] or (f"20{match[4]}" if match[4] else None)
    elif (match := _NAMED.fullmatch(words)) and match[2] in _MONTHS:
        day, month, year = match[1], _MONTHS[match[2]], match[3]
    elif (match := _NAMED_ENGLISH.fullmatch(words)) and match[1] in _MONTHS:
        day, month, year = match[2], _MONTHS[match[1]], match[3]
    elif match := _OF_MONTH.fullmatch(words):
        day = match[1]
    else:
        return None
    if month is not None and year is not None:
        return date(int(year), month, int(day))
    years = range(today.year - _LEAP_YEARS_APART, today.year + _LEAP_YEARS_APART + 1)
    months = range(1, 13) if month is None else (month,)
    candidates = [c for y in years for m in months if (c := _valid(y, m, int(day))) is not None]
    if nearest:
        return min(candidates, key=lambda c: (abs(c - today), c < today), default=None)
    return min((c for c in candidates if c >= today), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    """Return a day that the calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of_week(words: list[str], today: date) -> date | None:
    """Read a day of the week: the next one from today on, or that of this or of the next week."""
    weekdays = [_WEEKDAYS[word] for word in words if word in _WEEKDAYS]
    others = {word for word in words if word not in _WEEKDAYS and word not in _BEFORE_A_DAY}
    if len(weekdays) != 1 or not others <= _THIS | _NEXT | _WEEK or (others & _THIS and others & _NEXT):
        return None
    ahead = (weekdays[0] - today.weekday()) % 7
    of_this_week = today + timedelta(days=weekdays[0] - today.weekday())
    if others & _NEXT:
        return of_this_week + timedelta(days=7)
    if others & _WEEK:
        return of_this_week if others & _THIS else None
    return today + timedelta(days=ahead)


def _shifted(words: str, today: date) -> date | None:
    """Read «через неделю», «3 дня назад», «+2 недели»."""
    match = SHIFT.fullmatch(words)
    if match is None or words == "через день":
        return None
    duration = read_duration(next(filter(None, match.groups())))
    return None if duration is None else shifted(today, duration, -1 if match[3] else 1)
