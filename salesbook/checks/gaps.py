"""Checks of letters by writing them without what may be left out: no gap is left where a value would have stood."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.letters import Use, sandbox_of, uses_of
from salesbook.checks.samples import SAMPLE_DAY, sample_values, writer_of
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.letter import Letter, LetterField

_GAP = re.compile(
    r"\([ \u00a0]*\)|«[ \u00a0]*»|\[[ \u00a0]*\]|[ \u00a0]{2,}|[ \u00a0][,.;:!?](?![\w.)(])|"
    r"[,;:—–(][ \u00a0]*[,.;:!?)]|^[ \u00a0]*[,.;:!?]|[,;:—–][ \u00a0]*$|\bNone\b"
)
"""What is left where a value is missing: empty brackets, two blanks, a blank before a comma, a label of nothing."""

_STAND_INS: dict[str, Any] = {
    "date": SAMPLE_DAY, "time": "12:00", "zone": "UTC+10", "phone": "+7 900 000-00-00", "number": 1, "money": 1,
    "flag": True,
}  # fmt: skip


def gap_in_letter(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter is left with a gap, or cannot be written, where a field that may be left out is left out.

    Blanks around an absent value go by themselves, and so do lines and bullets that hold nothing else; a label, a comma
    or brackets that belong to it are the template's own. The letter is written with its sample, once without each field
    that is not required, and once without all of them.

    Bad: `Телефон: {{ phone }}`; `{{ manager }}, {{ phone }}`; `({{ note }})`

    Good: `{% if phone %}Телефон: {{ phone }}{% endif %}`; `{{ manager }}{% if phone %}, {{ phone }}{% endif %}`
    """
    optional = list(_optional(letter.fields))
    values = sample_values(letter, context) if optional and context.known else None
    if values is None:
        return
    full = _filled(letter.fields, values)
    try:
        whole = _lines(item, context, full)
    except UserError:
        return  # broken_template and undeclared_field report it
    gapped = False
    for path in optional:
        gap = _gap(item, context, _without(full, path), whole)
        if gap is not None:
            gapped = True
            yield _finding(item, letter, context, path, gap)
    if len(optional) > 1 and not gapped:
        bare = full
        for path in optional:
            bare = _without(bare, path)
        gap = _gap(item, context, bare, whole)
        if gap is not None:
            message = _("without all that may be left out the letter says “{line}”").format(line=gap.line)
            advice = _("put what belongs to an absent value between {% if … %} and {% endif %}")
            yield Finding(item.path, gap.route, message, advice)


class _Gap(NamedTuple):
    """Where a letter has a gap: in which template, in which line of what was written, or why it was not written."""

    route: Route
    line: str
    fails: bool = False


def _lines(item: Item, context: Context, values: dict[str, Any]) -> dict[Route, list[str]]:
    """Return the lines of a letter's subject and of its text, by route; raises `UserError`."""
    from salesbook.letters.channels import channels_of

    writer = writer_of(item, context)
    channel = next(iter(channels_of(context, writer.letter).values()), None)
    if channel is None:
        return {}
    rendered = writer.write(values, channel, today=SAMPLE_DAY, html=False)
    return {("subject",): [rendered.subject or ""], ("body",): rendered.text.rstrip("\n").split("\n")}


def _gap(item: Item, context: Context, values: dict[str, Any], whole: dict[Route, list[str]]) -> _Gap | None:
    """Return the first gap of a letter that the `whole` one, with all its values, does not have."""
    from salesbook.sandbox.reasons import reason

    try:
        written = _lines(item, context, values)
    except UserError as error:
        cause = error.__cause__
        return _Gap(("body",), reason(cause) if isinstance(cause, Exception) else error.message, fails=True)
    for route, lines in whole.items():
        # What looks like a gap and stands in the whole letter as well is meant: « :) ».
        more = _gaps(written[route]) > _gaps(lines)
        for n, line in enumerate(written[route]):
            if line not in lines:
                if more and _GAP.search(line):
                    return _Gap(route, line.strip())
            elif line.endswith(":") and _heads_list(lines, lines.index(line)) and not _heads_list(written[route], n):
                return _Gap(route, line.strip())
    return None


def _gaps(lines: list[str]) -> int:
    return sum(len(_GAP.findall(line)) for line in lines)


def _heads_list(lines: list[str], n: int) -> bool:
    """Tell whether a list stands under a line."""
    return next((line.startswith("— ") for line in lines[n + 1 :] if line.strip()), False)


def _finding(item: Item, letter: Letter, context: Context, path: tuple[str, ...], gap: _Gap) -> Finding:
    """Return what is said of a gap, at the first place where the field is written, or else at its template."""
    name = ".".join(path)
    if gap.fails:
        message = _("without “{name}” the letter cannot be written: {reason}").format(name=name, reason=gap.line)
    else:
        message = _("without “{name}” the letter says “{line}”").format(name=name, line=gap.line)
    advice = _("put all that belongs to it between {open} and {close}")
    advice = advice.format(open=f"{{% if {name} %}}", close="{% endif %}")
    uses = [use for use in uses_of(sandbox_of(context), letter) if _is_of(use, path)]
    use = next((use for use in uses if use.route == gap.route), next(iter(uses), None))
    if use is None:
        return Finding(item.path, gap.route, message, advice)
    return Finding(item.path, use.route, message, advice, use.span)


def _is_of(use: Use, path: tuple[str, ...]) -> bool:
    return use.name == path[0] and (len(path) == 1 or use.attribute == path[1])


def _optional(fields: tuple[LetterField, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the ids of the fields that may be left out, those of a group behind the group's."""
    for field in fields:
        if not field.required and field.type != "channel":
            yield (field.id,)
        for inner in field.fields:
            if not inner.required:
                yield field.id, inner.id


def _filled(fields: tuple[LetterField, ...], values: dict[str, Any]) -> dict[str, Any]:
    """Return values in which every field says something."""
    return {
        field.id: _stand_in(field) if values.get(field.id) in (None, []) else _whole(field, values) for field in fields
    }


def _whole(field: LetterField, values: dict[str, Any]) -> Any:
    value = values[field.id]
    return _filled(field.fields, value) if field.type == "group" else value


def _stand_in(field: LetterField) -> Any:
    if field.type == "group":
        return _filled(field.fields, {})
    if field.type == "list":
        return [field.label]
    if field.type == "choice":
        return next(iter(field.choices), None)
    return _STAND_INS.get(field.type, field.label)


def _without(values: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """Return values without one of them."""
    name, *rest = path
    value = values[name]
    if rest:
        return values if value is None else values | {name: _without(value, tuple(rest))}
    return values | {name: [] if isinstance(value, list) else None}
