"""The facts of a letter asked on a terminal, field by field."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from rich.markup import escape

from salesbook.calendar.zones import zone_title
from salesbook.cli.ask import Interview, Prompt
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.letters.doubts import doubt_of
from salesbook.letters.field_values import NotAValue, ValueContext, read_value
from salesbook.letters.values import missing
from salesbook.models.letter import Letter, LetterField
from salesbook.output.terminal import err
from salesbook.text import formats

_PARTED = re.compile(r"[;\n]")
"""What parts the entries of a list: they are typed on one line, or pasted on several."""


def letter_interview(letter: Letter, reading: ValueContext, answers: Mapping[str, Any]) -> Interview:
    """Return the questions for all fields of a letter; where it goes is not asked when the command line has said it.

    What `answers` (see `answers_of`) holds is known already.
    """
    err().print(f"[bold]{escape(letter.title)}[/]\n" + _("“<” goes back, Ctrl-C leaves"))
    prompts = [
        _question(key, field, above, optional=optional, reading=reading)
        for key, field, above, optional in _asked(letter, reading)
    ]
    return Interview(prompts, answers=answers)


def answers_of(letter: Letter, facts: Mapping[str, Any] | None, reading: ValueContext) -> dict[str, Any]:
    """Return the answers to a letter's questions that facts give, as a data file holds them.

    What does not fit is left out, and so asked for; so is an optional field of which the facts do not speak.
    """
    answers: dict[str, Any] = {}
    for key, field, _above, optional in _asked(letter, reading):
        group, _dot, inner = key.partition(".")
        block = (facts or {}).get(group) if inner else facts
        if not isinstance(block, Mapping) or (inner or group) not in block:
            continue
        value = block[inner or group]
        if missing(value):
            if optional:
                answers[key] = None
            continue
        with suppress(NotAValue):
            answers[key] = read_value(field, value, reading)
    return answers


def _asked(letter: Letter, reading: ValueContext) -> Iterator[tuple[str, LetterField, str, bool]]:
    """Yield what is asked: the key of the answer, the field, the label of its group, and whether it may be left out."""
    for field in letter.fields:
        if field.type == "channel" and reading.asked is not None:
            continue
        for inner in field.fields or (field,):
            key, above = (f"{field.id}.{inner.id}", field.label) if field.fields else (field.id, "")
            yield key, inner, above, not field.required or not inner.required


def facts_of(answers: Mapping[str, Any], *, empty: bool = False) -> dict[str, Any]:
    """Return the answers as a data file would hold them; with `empty` also what was left empty, as nothing."""
    data: dict[str, Any] = {}
    for key, value in answers.items():
        if value is None and not empty:
            continue
        group, dot, inner_id = key.partition(".")
        if dot:
            data.setdefault(group, {})[inner_id] = value
        else:
            data[key] = value
    return data


def _question(key: str, field: LetterField, above: str, *, optional: bool, reading: ValueContext) -> Prompt:
    """Return the question of a field; lists and texts are typed on one line, entries of a list parted by semicolons."""
    title = f"{above}: {field.label}" if above else field.label
    lines = [f"[bold]{escape(title)}[/]" + (" [dim]" + _("(may be left empty)") + "[/]" if optional else "")]
    if field.hint:
        lines.append(f"  [dim]{escape(field.hint)}[/]")
    if field.type in ("choice", "channel"):
        names = field.choices or tuple(channel.name for channel in reading.channels)
        lines += [f"  {n}. {escape(name)}" for n, name in enumerate(names, 1)]

    def read(typed: str) -> Any:
        if not typed:
            if optional:
                return None
            raise ValueError(_("this cannot be left empty"))
        try:
            return read_value(field, _typed_value(field, typed, reading), reading)
        except NotAValue as expected:
            raise ValueError(_("expected {what}").format(what=expected)) from None

    def shown(value: Any) -> str:
        return _shown(field, value, reading)

    def doubt(value: Any) -> str | None:
        return doubt_of(field, value, reading)

    return Prompt(key, lines, _prompt(field), read, label=title, shown=shown, doubt=doubt, optional=optional)


def _typed_value(field: LetterField, typed: str, reading: ValueContext) -> Any:
    """Return what was typed as a data file would hold it: a list's entries, a choice by its number."""
    if field.type == "list":
        return [entry.strip() for entry in _PARTED.split(typed) if entry.strip()]
    names = field.choices if field.type == "choice" else ()
    if field.type == "channel":
        names = tuple(channel.id for channel in reading.channels)
    if names and typed.isdecimal() and 1 <= int(typed) <= len(names):
        return names[int(typed) - 1]
    return typed


def _shown(field: LetterField, value: Any, reading: ValueContext) -> str:
    """Return a value as people write it."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case list():
            return "; ".join(map(str, value))
        case date():
            return f"{value:%d.%m.%Y}"
    match field.type:
        case "channel":
            return next((channel.name for channel in reading.channels if channel.id == value), str(value))
        case "zone":
            return zone_title(value, spoken())
        case "money":
            return formats.money(value, reading.currency, spoken())
        case "number":
            return formats.number(value, spoken())
        case _:
            return str(value)


def _prompt(field: LetterField) -> str:
    match field.type:
        case "list":
            return _("entries, parted by “;”:")
        case "date":
            return _("day, such as 25.11.2026:")
        case "time":
            return _("time, such as 15:30:")
        case "flag":
            return _("y/n:")
        case "choice" | "channel":
            return _("number or name:")
        case _:
            return ">"
