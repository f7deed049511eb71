"""What a manager fills a letter in with: typed values read from data or from what was typed at a prompt."""

import re
from datetime import date
from typing import Any

from salesbook.core.errors import Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.letter import Letter, LetterField

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")
_RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
YES = ("да", "д", "yes", "y", "true", "1")
NO = ("нет", "н", "no", "n", "false", "0")
MAX_TEXT = 5_000


class NotAValue(Exception):  # noqa: N818 - a value's misfit, turned into an Unfit where its field is known
    """The value does not fit its field; the argument says what is expected."""


def read_values(
    letter: Letter, data: Any, *, today: date | None, channels: dict[str, str]
) -> tuple[dict[str, Any], list[Unfit]]:
    """Return the letter's values and all that is missing, unknown or wrong.

    Optional fields that are not given become None (an empty list for lists), so that templates can ask for them.
    `channels` maps the ids of the letter's channels to their names; `today` bounds the dates that must lie ahead.
    """
    unfit: list[Unfit] = []
    if not isinstance(data, dict):
        names = ", ".join(f.id for f in letter.fields)
        return {}, [
            Unfit("", _("the letter's data must be a block of fields"), _("fields: {names}").format(names=names))
        ]
    values = _group(letter.fields, data, "", unfit, today, channels)
    return values, unfit


def read_value(field: LetterField, value: Any, *, today: date | None, channels: dict[str, str]) -> Any:
    """Return one value of a field that is not a group; raises `NotAValue`."""
    match field.type:
        case "line" | "text":
            return _text(value, one_line=field.type == "line")
        case "list":
            if not isinstance(value, list):
                raise NotAValue(_("a list: every entry on a line of its own"))
            return [_text(entry, one_line=True) for entry in value]
        case "date":
            return _date(value, today if field.ahead else None)
        case "time":
            if not isinstance(value, str) or not _CLOCK.fullmatch(value.strip()):
                raise NotAValue(_("a time, such as 15:30"))
            return value.strip().zfill(5)
        case "number" | "money":
            return _number(value)
        case "choice":
            if value not in field.choices:
                raise NotAValue(_("one of: {names}").format(names=", ".join(field.choices)))
            return value
        case "channel":
            wanted = str(value).strip().casefold()
            channel = next((i for i, name in channels.items() if wanted in (i.casefold(), name.casefold())), None)
            if channel is None:
                raise NotAValue(_("one of: {names}").format(names=", ".join(channels)))
            return channel
        case _:
            return _flag(value)


def missing(value: Any) -> bool:
    """Tell whether a value says nothing: absent, blank, or an empty list."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _group(
    fields: tuple[LetterField, ...],
    data: dict[str, Any],
    prefix: str,
    unfit: list[Unfit],
    today: date | None,
    channels: dict[str, str],
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
        if missing(value):
            values[field.id] = [] if field.type == "list" else None
            if field.required:
                message = _("“{label}” ({id}) is not filled in").format(label=field.label, id=name)
                unfit.append(Unfit(name, message, field.hint or _("fill it in")))
                if field.type == "group":
                    _group(field.fields, {}, f"{name}.", unfit, today, channels)
        elif field.type == "group":
            if isinstance(value, dict):
                values[field.id] = _group(field.fields, value, f"{name}.", unfit, today, channels)
            else:
                inner = ", ".join(f.id for f in field.fields)
                message = _("“{label}” ({id}) must be a block of fields, found {found}")
                message = message.format(label=field.label, id=name, found=quoted(value))
                unfit.append(Unfit(name, message, _("fields: {names}").format(names=inner)))
        else:
            values[field.id] = _fitting(field, value, name, unfit, today, channels)
    return values


def _fitting(
    field: LetterField, value: Any, name: str, unfit: list[Unfit], today: date | None, channels: dict[str, str]
) -> Any:
    """Return a field's value; None, with an Unfit for it or for each of its entries, when it does not fit."""
    if field.type == "list" and isinstance(value, list):
        entry = field.model_copy(update={"type": "line"})
        return [_fitting(entry, v, f"{name}[{n}]", unfit, today, channels) for n, v in enumerate(value, 1)]
    try:
        return read_value(field, value, today=today, channels=channels)
    except NotAValue as expected:
        message = _("“{label}” ({id}): {found} does not fit")
        message = message.format(label=field.label, id=name, found=quoted(value))
        unfit.append(Unfit(name, message, _("expected {what}").format(what=expected)))
        return None


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


def _date(value: Any, today: date | None) -> date:
    day: date | None = value if isinstance(value, date) else None
    if isinstance(value, str):
        iso = value.strip()
        if match := _RUSSIAN_DATE.fullmatch(iso):
            iso = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            day = None
    if day is None:
        raise NotAValue(_("a date, such as 2026-11-25 or 25.11.2026"))
    if today is not None and day < today:
        raise NotAValue(_("a date from today on ({today})").format(today=today.isoformat()))
    return day


def _number(value: Any) -> float | int:
    if isinstance(value, str):
        digits = re.sub(r"[\s\u00a0\u202f₽]", "", value).replace(",", ".")
        if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,4})?", digits):
            return float(digits) if "." in digits else int(digits)
    elif isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**15:
        return value
    raise NotAValue(_("a number, such as 12500000"))


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in YES + NO:
        return word in YES
    raise NotAValue(_("yes or no"))
