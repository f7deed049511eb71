"""The facts of a letter from `--set field=value`: laid over those of a file, as the file would hold them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from salesbook.core.errors import UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.models.letter import Letter, LetterField


def flagged(letter: Letter, settings: Sequence[str]) -> dict[str, Any]:
    """Return what flags say, as a data file would hold it.

    `meeting.date=…` fills in a field of a group, a list is given entry by entry, nothing behind “=” leaves a field
    empty. Fields that the letter has not are kept: whoever reads the values names them. Raises `UserError` for a flag
    that sets nothing, and for a field that is set twice and is no list.
    """
    fields = dict(_named(letter.fields))
    facts: dict[str, Any] = {}
    given: set[str] = set()
    for setting in settings:
        name, sign, value = setting.partition("=")
        name = name.strip()
        if not sign or not name:
            message = _("--set {found} sets no field").format(found=quoted(setting))
            raise UserError(message, _("write: --set field=value; fields: {names}").format(names=", ".join(fields)))
        is_list = name in fields and fields[name].type == "list"
        if name in given and not is_list:
            message = _("the field “{name}” is set twice").format(name=name)
            raise UserError(message, _("only lists are given entry by entry; keep one of the two"))
        first, given = name not in given, given | {name}
        group, dot, inner = name.partition(".")
        block = facts if not dot else facts.setdefault(group, {})
        if not isinstance(block, dict):
            continue  # the field was set as a whole: that is told
        key = inner or group
        if is_list:
            block[key] = ([] if first else block[key]) + ([value] if value.strip() else [])
        else:
            block[key] = value
    return facts


def laid_over(facts: Any, flags: Mapping[str, Any]) -> Any:
    """Return the facts of a file with those of flags in their place; facts that are no block of fields stay."""
    if not isinstance(facts, dict):
        return facts
    merged = dict(facts)
    for key, value in flags.items():
        below = merged.get(key)
        merged[key] = laid_over(below, value) if isinstance(value, dict) and isinstance(below, dict) else value
    return merged


def _named(fields: Sequence[LetterField]) -> Iterator[tuple[str, LetterField]]:
    """Yield the fields by the names that flags give them; a group's are those of its fields."""
    for field in fields:
        if field.type == "group":
            yield from ((f"{field.id}.{inner.id}", inner) for inner in field.fields)
        else:
            yield field.id, field
