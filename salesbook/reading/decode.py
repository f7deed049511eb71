"""Data in, a model or problems out: pydantic validates, and its findings are said in the reader's words."""

from typing import Any, NamedTuple

from pydantic import ValidationError

from salesbook.core.diagnostics import Route
from salesbook.core.errors import quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.base import ContentModel
from salesbook.models.shapes import KEY, ValueShape, shape_at, shape_of, shapes_of

MAX_MISFITS = 200
"""More of them nobody reads; a file of eighty thousand unknown fields would be searched for minutes."""


class Misfit(NamedTuple):
    """A field that does not fit its model: where, what was found, what to do; `key`: the key itself is wrong."""

    route: Route
    message: str
    advice: str
    key: bool = False


def decode(model: type[ContentModel], data: Any) -> tuple[ContentModel | None, list[Misfit]]:
    """Validate `data` against `model`: the instance, or its misfits at once, the first `MAX_MISFITS` of them."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        misfits = [e for e in error.errors(include_url=False) if not _echo(e)]
        return None, [_misfit(model, e) for e in misfits[:MAX_MISFITS]]


def without_former(model: type[ContentModel], data: Any) -> tuple[Any, list[Misfit]]:
    """Return `data` without the fields that its model had once, and what is told of each of them."""
    if not model.FORMER or not isinstance(data, dict):
        return data, []
    former = [key for key in data if key in model.FORMER]
    told = [
        Misfit(
            (key,),
            _("the field “{field}” is no longer needed: {reason}").format(field=key, reason=_(model.FORMER[key])),
            _("run: salesbook upgrade; in a book of the current format delete it with all that stands under it"),
            key=True,
        )
        for key in former
    ]
    return ({key: value for key, value in data.items() if key not in model.FORMER} if former else data), told


def _echo(error: Any) -> bool:
    """Tell whether pydantic finds a list too short only because its entries, reported by themselves, do not fit."""
    return bool(error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def _misfit(model: type[ContentModel], error: Any) -> Misfit:
    """Translate one of pydantic's errors."""
    kind: str = error["type"]
    route: Route = tuple(error["loc"])
    shape = shape_at(model, route)
    if route[-1:] == (KEY,):
        route = route[:-1]
    name = named(route) or _("the file")
    quoted_input = quoted(error["input"])
    bounds: dict[str, Any] = error.get("ctx") or {}
    if kind == "missing":
        field = str(route[-1])
        advice = _("add a line “{field}: …”").format(field=field)
        return Misfit(route[:-1], _("the required field “{field}” is missing").format(field=field), advice)
    if kind == "extra_forbidden":
        fields = fields_at(model, route[:-1])
        field = str(route[-1])
        instead = _("remove it; the fields here are: {fields}").format(fields=", ".join(fields))
        advice = looks_like(nearest(field, fields)) or instead
        return Misfit(route, _("the field “{field}” is unknown").format(field=field), advice, key=True)
    if error["input"] is None:
        return Misfit(route, _("the field “{field}” is empty").format(field=name), _("fill it in, or remove the line"))
    if kind == "string_pattern_mismatch":
        message = _("“{field}” has a form that is not allowed: {found}").format(field=name, found=quoted_input)
        return Misfit(route, message, form_words(shape), key=error["loc"][-1] == KEY)
    if kind == "string_type" and isinstance(error["input"], dict):
        kind = "colon_in_text"  # a name of ours
    message, advice = _message_and_advice(kind, name, quoted_input, bounds)
    return Misfit(route, message, advice)


def named(route: Route) -> str:
    """Return how a field is called: its name, with its number in a list (`forbidden[2]`)."""
    if not route:
        return ""
    if isinstance(route[-1], int):
        return f"{named(route[:-1])}[{route[-1] + 1}]"
    return str(route[-1])


def _message_and_advice(kind: str, name: str, found: str, bounds: dict[str, Any]) -> tuple[str, str]:
    """Return the message and the advice for an error of pydantic's `kind` at the field `name`."""
    match kind:
        case "colon_in_text":
            expected, advice = _("text"), _("put the whole text in quotes: there is a colon in it")
        case "string_type":
            expected, advice = _("text"), _("write words; put a number or a date in quotes")
        case "int_type":
            expected, advice = _("a whole number"), _("write digits without quotes, such as 6")
        case "float_type":
            expected, advice = _("a number"), _("write digits without quotes, such as 6 or 2.5")
        case "decimal_max_places":
            expected = _("a number with {n} digits behind the point at most").format(n=bounds["decimal_places"])
            advice = _("round it")
        case "bool_type":
            expected, advice = _("true or false"), _("write true or false without quotes")
        case "date_type":
            expected, advice = _("a date"), _("write it as 2026-11-30, without quotes")
        case "tuple_type":
            expected, advice = _("a list"), _("begin every entry with “- ” on a line of its own")
        case "model_type" | "dict_type":
            expected, advice = _("a block of fields"), _("write “field: value” lines, indented alike")
        case "literal_error":
            expected = _("one of: {choices}").format(choices=bounds["expected"].replace("'", "").replace(" or ", ", "))
            advice = _("choose one of them")
        case "string_too_short" | "too_short":
            return _("the field “{field}” is empty").format(field=name), _("add at least one entry, or some text")
        case "string_too_long" | "too_long":
            return (
                _("“{field}” is too long: {found}").format(field=name, found=found),
                _("shorten it to {limit}").format(limit=bounds["max_length"]),
            )
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            sign = {"greater_than_equal": "≥", "greater_than": ">", "less_than_equal": "≤", "less_than": "<"}[kind]
            bound = next(v for k, v in bounds.items() if k in {"ge", "gt", "le", "lt"})
            expected, advice = f"{sign} {bound:g}", _("write a number within the bounds")
        case _:
            expected, advice = _("another value"), _("see the kind's fields in docs/reference/kinds.md")
    return _("“{field}” must be {expected}, found {found}").format(field=name, expected=expected, found=found), advice


def form_words(shape: ValueShape | None) -> str:
    """Return what is advised to whoever has typed a string of another form than its field asks for."""
    if shape is None or shape.innermost.form is None:
        return _("see the kind's fields in docs/reference/kinds.md")
    return _(shape.innermost.form.advice)


def fields_at(model: type[ContentModel], route: Route) -> list[str]:
    """Return the keys that an author may write in a block at `route`."""
    for step in route:
        if isinstance(step, str):
            field = shape_of(model, step)
            if field is None or field.model is None:
                return []
            model = field.model
    return [field.key for field in shapes_of(model) if not field.implied]
