"""What a manager fills a letter in with: all values of a letter, and what is missing, unknown or wrong."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from salesbook.book.context import Context
from salesbook.calendar.working_time import WorkingTime, working_time
from salesbook.core.errors import Unfit, UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.letters.channels import channels_of
from salesbook.letters.field_values import NotAValue, ValueContext, read_value
from salesbook.models.company import Channel, Company
from salesbook.models.letter import Letter, LetterField


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
