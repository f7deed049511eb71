"""What a tool may be handed: bounded and checked before anything is looked up, described as JSON Schema for clients."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from salesbook.core.errors import UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest

MAX_TEXT = 300
"""So many characters of a name or a question; more of a question is not read."""
MAX_ENTRIES = 500
"""So many answers of a lead, or knock-outs."""


class Argument(NamedTuple):
    """An argument of a tool: its name, what it is, what it is for (a message id), and how large a number may be."""

    name: str
    sort: Literal["text", "number", "texts", "answers"]
    about: str
    required: bool = False
    least: int = 0
    most: int = 0


def schema_of(arguments: Sequence[Argument]) -> dict[str, Any]:
    """Return the JSON Schema of a tool's arguments, described in the language in use."""
    return {
        "type": "object",
        "properties": {argument.name: _form(argument) | {"description": _(argument.about)} for argument in arguments},
        "required": [argument.name for argument in arguments if argument.required],
        "additionalProperties": False,
    }


def checked(given: Mapping[str, Any] | None, arguments: Sequence[Argument]) -> dict[str, Any]:
    """Return the arguments of a call; one that is null counts as left out. Raises `UserError` for any that is none."""
    values = {name: value for name, value in (given or {}).items() if value is not None}
    by_name = {argument.name: argument for argument in arguments}
    for name in values:
        if name not in by_name:
            there = _("arguments: {names}").format(names=", ".join(by_name) or "—")
            near = looks_like(nearest(name[:MAX_TEXT], by_name))
            raise UserError(_("unknown argument {found}").format(found=quoted(name)), near or there)
    for argument in arguments:
        if argument.required and not _says_something(values.get(argument.name)):
            raise UserError(_("the argument “{name}” is missing").format(name=argument.name), _(argument.about))
    for name, value in values.items():
        if not _fits(value, by_name[name]):
            message = _("the argument “{name}” does not fit: {found}").format(name=name, found=quoted(value))
            raise UserError(message, _expected(by_name[name]))
    return values


def _form(argument: Argument) -> dict[str, Any]:
    text = {"type": "string", "maxLength": MAX_TEXT}
    match argument.sort:
        case "text":
            return text
        case "number":
            return {"type": "integer", "minimum": argument.least, "maximum": argument.most}
        case "texts":
            return {"type": "array", "items": text, "maxItems": MAX_ENTRIES}
        case "answers":
            answer = {"type": ["string", "number"], "maxLength": MAX_TEXT}
            return {"type": "object", "additionalProperties": answer, "maxProperties": MAX_ENTRIES}


def _fits(value: Any, argument: Argument) -> bool:
    match argument.sort:
        case "text":
            return _is_text(value)
        case "number":
            is_whole = isinstance(value, int) and not isinstance(value, bool)
            return is_whole and argument.least <= value <= argument.most
        case "texts":
            return isinstance(value, list) and len(value) <= MAX_ENTRIES and all(map(_is_text, value))
        case "answers":
            return (
                isinstance(value, dict)
                and len(value) <= MAX_ENTRIES
                and all(_is_text(name) and (_is_text(answer) or _is_number(answer)) for name, answer in value.items())
            )


def _expected(argument: Argument) -> str:
    match argument.sort:
        case "text":
            return _("expected a text of {n} characters at most").format(n=MAX_TEXT)
        case "number":
            return _("expected a whole number from {least} to {most}").format(least=argument.least, most=argument.most)
        case "texts":
            return _("expected a list of {n} texts at most").format(n=MAX_ENTRIES)
        case "answers":
            return _("expected a block of {n} answers at most, each a text or a number").format(n=MAX_ENTRIES)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MAX_TEXT


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _says_something(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
