"""What is allowed in a letter and is probably wrong all the same: it is asked about or warned of, and stops nothing."""

from datetime import date, time, timedelta
from typing import Any

from salesbook.calendar.words import FIRST_YEAR, LAST_YEAR
from salesbook.core.errors import Doubt
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.letters.field_values import ValueContext
from salesbook.models.letter import Letter, LetterField
from salesbook.text import formats
from salesbook.text.phones import telephone

_HALF_A_YEAR = timedelta(days=183)


def doubts(letter: Letter, values: dict[str, Any], context: ValueContext) -> list[Doubt]:
    """Return what is to be asked about the values of a letter, as `read_values` has returned them."""
    return _doubts(letter.fields, values, "", context)


def doubt_of(field: LetterField, value: Any, context: ValueContext, day: date | None = None) -> str | None:
    """Return what is odd about the value of a field, as `read_value` has returned it; None when nothing is.

    A telephone that is none; a day ahead that is more than half a year away, as «26.11» on the 27th, or on which the
    company is closed; a time at which it is, on `day` or, when no day is known, on all days.
    """
    match field.type:
        case "phone" if isinstance(value, str) and telephone(value) is None:
            return _("“{value}” is no telephone number").format(value=value)
        case "date" if field.ahead and isinstance(value, date):
            return _far_off(value, context) or _closed_on(value, context)
        case "time" if isinstance(value, str):
            return _closed_at(value, day, context)
        case _:
            return None


def _doubts(fields: tuple[LetterField, ...], values: dict[str, Any], prefix: str, context: ValueContext) -> list[Doubt]:
    found: list[Doubt] = []
    day: date | None = None
    for field in fields:
        value, name = values.get(field.id), prefix + field.id
        if field.type == "group" and isinstance(value, dict):
            found += _doubts(field.fields, value, f"{name}.", context)
            continue
        message = doubt_of(field, value, context, day)
        if message is not None:
            found.append(Doubt(name, message))
        # A time belongs to the day that was asked for before it.
        day = value if isinstance(value, date) else day
    return found


def _far_off(day: date, context: ValueContext) -> str | None:
    if day - context.today <= _HALF_A_YEAR:
        return None
    return _("{day}: that is more than half a year away").format(day=formats.full_date(day, spoken()))


def _closed_on(day: date, context: ValueContext) -> str | None:
    working = context.working_time
    if working is None or not FIRST_YEAR < day.year < LAST_YEAR or working.is_open(day):
        return None
    message = _("{day}: the company is closed; the next working day is {next}")
    return message.format(day=_spoken(day), next=_spoken(working.next_working_day(day)))


def _closed_at(clock: str, day: date | None, context: ValueContext) -> str | None:
    working = context.working_time
    if working is None or (day is not None and not FIRST_YEAR < day.year < LAST_YEAR):
        return None
    days = [day] if day is not None else [context.today + timedelta(days=n) for n in range(7)]
    spans = [span for each in days for span in working.hours_on(each)]
    at = time.fromisoformat(clock)
    # Of a day on which the company is closed, the day itself has been asked about.
    if not spans or any(opens.time() <= at <= closes.time() for opens, closes in spans):
        return None
    message = _("{time}: the company is closed; it works from {opens} to {closes}")
    opens, closes = min(opens.time() for opens, _closes in spans), max(closes.time() for _opens, closes in spans)
    return message.format(time=clock, opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}")


def _spoken(day: date) -> str:
    return f"{formats.weekday(day, spoken())}, {formats.day(day, spoken())}"
