"""What a manager fills a letter in with: typed values read from data or from what was typed at a prompt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from salesbook.book.context import Context
from salesbook.calendar.durations import read_duration, typed_words
from salesbook.calendar.times import spoken_time
from salesbook.calendar.words import SHIFT, spoken_day
from salesbook.calendar.working_time import WorkingTime, working_time
from salesbook.calendar.zones import zone_named
from salesbook.core.errors import Unfit, UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.core.nearest import looks_like, nearest
from salesbook.letters.channels import channels_meant, channels_of
from salesbook.models.company import Channel, Company
from salesbook.models.letter import Letter, LetterField
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


def value_context(
    context: Context,
    letter: Letter,
    *,
    today: date,
    asked: Channel | None = None,
    of_sample: bool = False,
    working: WorkingTime | None = None,
) -> ValueContext:
    """Return by what the values of a letter are read on a day; `asked`, `of_sample`: see `ValueContext`.

    `working` is the working time of the whole book, with the decrees that it holds; without it, that of company.yml.
    """
    company = context.company
    channels = tuple(channels_of(context, letter).values())
    return ValueContext(today, working or _working_time(company), company.currency, channels, asked, of_sample)


def _working_time(company: Company) -> WorkingTime | None:
    try:
        return working_time(company)
    except UserError:
        return None  # the check of company.yml says what is wrong with its hours


def read_values(letter: Letter, data: Any, context: ValueContext) -> tuple[dict[str, Any], list[Unfit]]:
    """Return the letter's values and all that is missing, unknown or wrong.

    Optional fields that are not given become None (an empty list for lists), so that templates can ask for them; the
    channel that was asked for fills the field of the channel.
    """
    unfit: list[Unfit] = []
    if not isinstance(data, dict):
        names = ", ".join(f.id for f in letter.fields)
        return {}, [
            Unfit("", _("the letter's data must be a block of fields"), _("fields: {names}").format(names=names))
        ]
    values = _group(letter.fields, data, "", unfit, context)
    return values, unfit


def misfits(letter: Letter, data: Any, context: ValueContext) -> list[Unfit]:
    """Return what is unknown or wrong in the data of a letter that is half filled: nothing is missing yet."""
    return read_values(letter.model_copy(update={"fields": _optional(letter.fields)}), data, context)[1]


def _optional(fields: tuple[LetterField, ...]) -> tuple[LetterField, ...]:
    return tuple(field.model_copy(update={"required": False, "fields": _optional(field.fields)}) for field in fields)


def missing_fields(letter: Letter, facts: Any, context: ValueContext) -> list[str]:
    """Return the names of the fields without which the letter cannot go and of which its facts say nothing."""
    channel = () if context.asked is None else tuple(field.id for field in letter.fields if field.type == "channel")
    return list(_missing(letter.fields, facts if isinstance(facts, dict) else {}, "", channel))


def _missing(
    fields: tuple[LetterField, ...], facts: dict[str, Any], prefix: str, told: tuple[str, ...]
) -> Iterator[str]:
    for field in fields:
        value = facts.get(field.id)
        if not field.required or field.id in told:
            continue
        if field.type == "group" and (missing(value) or isinstance(value, dict)):
            yield from _missing(field.fields, value or {}, f"{prefix}{field.id}.", ())
        elif missing(value):
            yield prefix + field.id


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


def missing(value: Any) -> bool:
    """Tell whether a value says nothing: absent, blank, or an empty list."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _group(
    fields: tuple[LetterField, ...], data: dict[str, Any], prefix: str, unfit: list[Unfit], context: ValueContext
) -> dict[str, Any]:
    declared = {field.id: field for field in fields}
    for key in data:
        if key not in declared:
            advice = looks_like(nearest(str(key), declared)) or _("fields: {names}").format(names=", ".join(declared))
            unfit.append(Unfit(f"{prefix}{key}", _("unknown field {found}").format(found=quoted(key)), advice))
    values: dict[str, Any] = {}
    for field in fields:
        name = prefix + field.id
        value = data.get(field.id)
        if field.type == "channel" and context.asked is not None and missing(value):
            values[field.id] = context.asked.id
        elif missing(value):
            values[field.id] = [] if field.type == "list" else None
            if field.required:
                message = _("“{label}” ({id}) is not filled in").format(label=field.label, id=name)
                unfit.append(Unfit(name, message, field.hint or _("fill it in")))
                if field.type == "group":
                    _group(field.fields, {}, f"{name}.", unfit, context)
        elif field.type == "group":
            if isinstance(value, dict):
                values[field.id] = _group(field.fields, value, f"{name}.", unfit, context)
            else:
                inner = ", ".join(f.id for f in field.fields)
                message = _("“{label}” ({id}) must be a block of fields, found {found}")
                message = message.format(label=field.label, id=name, found=quoted(value))
                unfit.append(Unfit(name, message, _("fields: {names}").format(names=inner)))
        else:
            values[field.id] = _fitting(field, value, name, unfit, context)
    return values


def _fitting(field: LetterField, value: Any, name: str, unfit: list[Unfit], context: ValueContext) -> Any:
    """Return a field's value; None, with an Unfit for it or for each of its entries, when it does not fit."""
    if field.type == "list" and isinstance(value, list):
        entry = field.model_copy(update={"type": "line"})
        return [_fitting(entry, v, f"{name}[{n}]", unfit, context) for n, v in enumerate(value, 1)]
    try:
        fitting = read_value(field, value, context)
    except NotAValue as expected:
        message = _("“{label}” ({id}): {found} does not fit")
        message = message.format(label=field.label, id=name, found=quoted(value))
        unfit.append(Unfit(name, message, _("expected {what}").format(what=expected)))
        return None
    if field.type == "channel" and context.asked is not None and fitting != context.asked.id:
        message = _("“{label}” ({id}) is {found} in the data, and “{channel}” was asked for")
        message = message.format(label=field.label, id=name, found=quoted(value), channel=context.asked.name)
        advice = _("change {id} in the data, or leave --channel out").format(id=name)
        unfit.append(Unfit(name, message, advice))
    return fitting


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
