"""The facts of a letter from `--set field=value`: laid over those of a file, as the file would hold them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from salesbook.core.errors import Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.models.letter import Letter, LetterField


def flagged(letter: Letter, settings: Sequence[str]) -> tuple[dict[str, Any], list[Unfit]]:
    """Return what flags say, as a data file would hold it, and the flags that say nothing.

    `meeting.date=…` fills in a field of a group, a list is given entry by entry, nothing behind “=” leaves a field
    empty. Fields that the letter has not are kept: whoever reads the values names them. A flag says nothing that sets
    no field, or one that is set already and is no list.
    """
    fields = dict(_named(letter.fields))
    facts: dict[str, Any] = {}
    faulty: list[Unfit] = []
    given: set[str] = set()
    for setting in settings:
        name, sign, value = setting.partition("=")
        name = name.strip()
        if not sign or not name:
            message = _("--set {found} sets no field").format(found=quoted(setting))
            advice = _("write: --set field=value; fields: {names}").format(names=", ".join(fields))
            faulty.append(Unfit(name, message, advice))
            continue
        is_list = name in fields and fields[name].type == "list"
        if name in given and not is_list:
            message = _("the field “{name}” is set twice").format(name=name)
            faulty.append(Unfit(name, message, _("only lists are given entry by entry; keep one of the two")))
            continue
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
    return facts, faulty


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
