"""Days as CRMs and people write them: 28.11.2026 15:00, 2026-11-28T15:00:00+03:00, seconds since 1970."""

import re
from datetime import UTC, date, datetime, timedelta

from salesbook.text.months import MONTHS

_TIME = r"(?:[ t,]+(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s*(?:z|utc|[+-]\d\d(?::?\d\d)?)?)?"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark)(?P<year>\d{{4}}|\d\d){_TIME}")
_IN_WORDS = re.compile(rf"(?P<day>\d{{1,2}})\s+(?P<month>[a-zа-яё]+)\.?\s+(?P<year>\d{{4}})(?:\s*г(?:\.|ода)?)?{_TIME}")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<month_>\d{1,2})\.(?P<year_>\d{4})")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})(?:\.0)?")
_SERIAL = re.compile(r"[3-5]\d{4}(?:\.\d+)?")
_SECONDS = re.compile(r"\d{9,10}(?:\.0)?|\d{13}")
_NUMBERS = {
    form: number
    for number, month in enumerate(MONTHS, 1)
    for form in (month.genitive, *month.short, month.english, *month.english_short)
}
_EXCEL = date(1899, 12, 30)


def day_of(cell: str | None) -> date | None:
    """Return the day that a cell of a table, or what was typed, names; None: it names none.

    Day and month stand in Russian order, whatever parts them; a time and an offset may follow, and the day is the one
    that stands there. Read are also 28 ноября 2026 г., a month and a year alone (their first day), the days of Excel
    (46354) and the seconds or milliseconds since 1970 of amoCRM's interface, in UTC.
    """
    words = " ".join((cell or "").replace("\ufeff", "").split()).casefold()
    try:
        for form in (_YEAR_FIRST, _DAY_FIRST):
            if match := form.fullmatch(words):
                year = int(match["year"])
                return date(year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
        if match := _IN_WORDS.fullmatch(words):
            return date(int(match["year"]), _NUMBERS.get(match["month"], 0), int(match["day"]))
        if match := _MONTH.fullmatch(words):
            return date(int(match["year"] or match["year_"]), int(match["month"] or match["month_"]), 1)
        if match := _YEAR.fullmatch(words):
            return date(int(match["year"]), 1, 1)
        if _SERIAL.fullmatch(words):
            return _EXCEL + timedelta(int(words[:5]))
        if _SECONDS.fullmatch(words):
            seconds = int(words[:10]) if len(words) == 13 else float(words)
            return datetime.fromtimestamp(seconds, UTC).date()
    except ValueError:
        pass
    return None
