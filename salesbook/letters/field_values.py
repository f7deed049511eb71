"""One value of a letter's field, as it is typed or written in data: a day, a time, a sum, a choice."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from salesbook.calendar.durations import read_duration, typed_words
from salesbook.calendar.times import spoken_time
from salesbook.calendar.words import SHIFT, spoken_day
from salesbook.calendar.working_time import WorkingTime
from salesbook.calendar.zones import zone_named
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.letters.channels import channels_meant
from salesbook.models.company import Channel
from salesbook.models.letter import LetterField
from salesbook.reading.data import TypedFraction
from salesbook.text import formats
from salesbook.text.dates import dates_in
from salesbook.text.naming import folded
from salesbook.text.numbers import typed_number
from salesbook.text.phones import telephone

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0]")
YES = ("да", "д", "yes", "y", "true", "1")
NO = ("нет", "н", "no", "n", "false", "0")
MAX_TEXT = 5_000

TABLES = {"control": _CONTROL, "yes": YES, "no": NO, "longest": MAX_TEXT}
"""By what texts are read here, for whoever reads them elsewhere in the same way (`site/assets/letter_values.js`)."""


@dataclass(frozen=True, slots=True)
class ValueContext:
    """By what the values of a letter are read: the company's day and working time, its currency, the letter's channels.

    `working_time` is None for a company whose hours are wrong: then no working days can be counted. `asked` is the
    channel that was named beside the data: then it is that of the letter. `of_sample`: the values are those of the
    letter's own sample, in which a date that was written as a number may have gone by.
    """

    today: date
    working_time: WorkingTime | None
    currency: str
    channels: tuple[Channel, ...]
    asked: Channel | None = None
    of_sample: bool = False


class NotAValue(Exception):  # noqa: N818 - a value's misfit, turned into an Unfit where its field is known
    """The value does not fit its field; the argument says what is expected."""


def read_value(field: LetterField, value: Any, context: ValueContext) -> Any:
    """Return one value of a field that is not a group; raises `NotAValue`."""
    match field.type:
        case "line" | "text":
            return _text(value, one_line=field.type == "line")
        case "phone":
            return _phone(value)
        case "list":
            if not isinstance(value, list):
                raise NotAValue(_("a list: every entry on a line of its own"))
            return [_text(entry, one_line=True) for entry in value]
        case "date":
            return _date(value, context, ahead=field.ahead, past=field.past)
        case "time":
            return _time(value)
        case "zone":
            return _zone(value)
        case "number":
            return _number(value, "")
        case "money":
            return _number(value, context.currency)
        case "choice":
            return _choice(value, field.choices)
        case "channel":
            return _channel(value, context.channels).id
        case _:
            return _flag(value)


def is_absolute(value: Any) -> bool:
    """Tell whether the value of a day names one for good, such as 25.11.2026, and is not relative to today."""
    words = _as_typed(value)
    return isinstance(value, date) or (words is not None and next(dates_in(words), None) is not None)


def _text(value: Any, *, one_line: bool) -> str:
    if not isinstance(value, str):
        raise NotAValue(_("text: put numbers and dates in quotes"))
    words = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if one_line and "\n" in words:
        raise NotAValue(_("one line"))
    if len(words) > MAX_TEXT:
        raise NotAValue(_("at most {n} characters").format(n=MAX_TEXT))
    if not words:
        raise NotAValue(_("text that says something"))
    return words


def _phone(value: Any) -> str:
    """Return a number as it is printed; other words stay as they are, and are asked about (`letters.doubts`)."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # YAML takes +79000000000 for a number
    words = _text(value, one_line=True)
    return telephone(words) or words


def _date(value: Any, context: ValueContext, *, ahead: bool, past: bool) -> date:
    words = _as_typed(value)
    day = value if isinstance(value, date) else None
    if words is not None:
        day = _day_meant(words, context, ahead=ahead)
        if past and day is not None and day > context.today and _is_weekday(words, context.today):
            day -= timedelta(weeks=1)
    if day is None:
        raise NotAValue(_("a day, such as 25.11.2026, “tomorrow” or “+2 working days”"))
    bound = ahead and not (context.of_sample and is_absolute(value))
    if bound and day < context.today:
        raise NotAValue(_("a date from today on ({today})").format(today=_said(context.today)))
    if past and day > context.today and not (context.of_sample and is_absolute(value)):
        raise NotAValue(_("a date up to today ({today})").format(today=_said(context.today)))
    return day


def _said(day: date) -> str:
    return formats.full_date(day, spoken())


def _is_weekday(words: str, today: date) -> bool:
    """Tell whether words name a day of the week that is to come: tomorrow they will mean the same day."""
    return spoken_day(words, today) == spoken_day(words, today + timedelta(days=1)) and not re.search(r"\d", words)


def _day_meant(words: str, context: ValueContext, *, ahead: bool) -> date | None:
    """Return the day that somebody has typed: a date, «завтра», «+2 рабочих дня», «-1 день».

    A date without its year is the next one where the day lies ahead, and the nearest one anywhere else.
    """
    typed = typed_words(words)
    if typed.startswith("-"):
        return spoken_day(f"{typed.lstrip('- ')} назад", context.today)
    shift = SHIFT.fullmatch(typed)
    duration = read_duration(shift[1] or shift[2] or shift[4]) if shift and not shift[3] else None
    if duration is not None and duration.unit == "working_days":
        return None if context.working_time is None else context.working_time.day_after(context.today, duration)
    return spoken_day(words, context.today, nearest=not ahead)


def _time(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 <= value <= 23 else None
    words = _as_typed(value)
    clock = spoken_time(words) if words is not None else None
    if clock is None:
        raise NotAValue(_("a time, such as 15:30"))
    return clock.strftime("%H:%M")


def _as_typed(value: Any) -> str | None:
    """Return the words of a value, also of 26.11, which YAML takes for a number; only a file tells 26.1 from 26.10."""
    if isinstance(value, TypedFraction):
        return value.text
    if isinstance(value, float) and re.fullmatch(r"\d{1,2}\.\d\d", repr(value)):
        return repr(value)
    return value if isinstance(value, str) else None


def _zone(value: Any) -> str:
    zone = zone_named(value) if isinstance(value, str) and len(value) <= 60 else None
    if zone is None:
        raise NotAValue(_("a city or a time zone, such as Vladivostok, Asia/Vladivostok, UTC+10"))
    return zone


def _number(value: Any, currency: str) -> float | int:
    number = typed_number(value, currency)
    if number is None:
        raise NotAValue(_("a number, such as 12500000"))
    return number


def _choice(value: Any, choices: tuple[str, ...]) -> str:
    """Return the choice that is meant, in whatever case it is written."""
    meant = [choice for choice in choices if choice == value] or [
        choice for choice in choices if isinstance(value, str) and folded(choice) == folded(value.strip())
    ]
    if len(meant) != 1:
        raise NotAValue(_("one of: {names}").format(names=", ".join(choices)))
    return meant[0]


def _channel(value: Any, channels: tuple[Channel, ...]) -> Channel:
    meant = channels_meant(str(value), channels)
    if len(meant) != 1:
        raise NotAValue(_("one of: {names}").format(names=", ".join(channel.name for channel in meant or channels)))
    return meant[0]


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in YES + NO:
        return word in YES
    raise NotAValue(_("yes or no"))
