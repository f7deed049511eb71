"""An answer to a parameter as people type it: its id, its points where no other answer has them, or “unknown”."""

from datetime import date
from decimal import Decimal

from salesbook.core.errors import Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.scorecard import UNKNOWN, Choice, Parameter, Scorecard
from salesbook.text.formats import exact_number
from salesbook.text.numbers import typed_number

_LISTED = 12
"""So many answers are named in an advice; more of them nobody reads."""


def meant_choices(value: object, parameter: Parameter, card: Scorecard) -> tuple[Choice, ...]:
    """Return the answers to a parameter that a value of a data file, or what was typed, may stand for.

    One: that answer is meant. None: it is no answer. Several: they have the points that were typed. “Unknown” is meant
    by its name alone, whatever it counts.
    """
    choices = card.choices(parameter)
    if isinstance(value, str | date):
        typed = str(value).strip().casefold()
        if named := tuple(choice for choice in choices if choice.id == typed):
            return named
    number = typed_number(value)
    if number is None:
        return ()
    points = Decimal(repr(float(number)))
    return tuple(choice for choice in choices if choice.id != UNKNOWN and choice.points == points)


def typed_form(parameter: Parameter, choice: Choice) -> int | str:
    """Return an answer as a lead's file holds it: −1, 0 or 1 where the card is written so, else its id."""
    if parameter.short and choice.id != UNKNOWN:
        assert choice.points is not None
        return int(choice.points)
    return choice.id


def unfit_answer(value: object, parameter: Parameter, card: Scorecard) -> Unfit:
    """Say what is wrong with a value that stands for no answer to a parameter, or for several; None: nothing stands."""
    field = f"scores.{parameter.id}"
    if value is None:
        message = _("no answer to “{title}” ({id})").format(title=parameter.title, id=parameter.id)
        return Unfit(field, message, allowed_answers(parameter, card))
    names = {"title": parameter.title, "id": parameter.id, "found": quoted(value)}
    if meant := meant_choices(value, parameter, card):
        message = _("“{title}” ({id}): several answers have the points {found}").format(**names)
        alike = ", ".join(choice.id for choice in meant[:_LISTED])
        return Unfit(field, message, _("write which of them is meant: {names}").format(names=alike))
    message = _("“{title}” ({id}): {found} is not an answer").format(**names)
    ids = [choice.id for choice in card.choices(parameter) if not parameter.short or choice.id == UNKNOWN]
    near = looks_like(nearest(value, ids)) if isinstance(value, str) and typed_number(value) is None else ""
    return Unfit(field, message, near or allowed_answers(parameter, card))


def allowed_answers(parameter: Parameter, card: Scorecard) -> str:
    """Say how a parameter may be answered."""
    unknown = any(choice.id == UNKNOWN for choice in card.choices(parameter))
    if parameter.short:
        return _("allowed: −1, 0 or 1, and unknown") if unknown else _("allowed: −1, 0 or 1")
    language = spoken()
    choices = card.choices(parameter)
    listed = [
        choice.id if choice.points is None else f"{choice.id} ({exact_number(choice.points, language)})"
        for choice in choices[:_LISTED]
    ]
    return _("allowed: {names}").format(names=", ".join(listed) + ("…" if len(choices) > _LISTED else ""))
