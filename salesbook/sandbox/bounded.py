"""Filters and functions of Jinja2's that could make much of little, with bounds: templates get these in their place."""

from collections.abc import Iterable, Sized
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.filters import do_join, do_replace, do_round
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context

from salesbook.core.language import gettext as _
from salesbook.sandbox.metering import within

MAX_RANGE = 1_000
MAX_DIGITS = 20


@pass_eval_context
def joined(context: EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    """Join values as Jinja2's filter does, into no longer a text than a template may make."""
    parts = list(value)
    within(sum(map(size_of, parts)) + len(parts) * size_of(d))
    text: str = do_join(context, parts, d, attribute)
    return text


@pass_eval_context
def replaced(context: EvalContext, s: str, old: str, new: str, count: int | None = None) -> str:
    """Replace words as Jinja2's filter does, within the same bound."""
    text = str(s)
    within(len(text) + text.count(str(old)) * size_of(new))
    return do_replace(context, s, old, new, count)


def summed(values: Iterable[float]) -> float:
    """Add numbers up; Jinja2's filter takes a start, which may be of any type."""
    return sum(values)


def rounded(value: float, precision: int = 0, method: str = "common") -> float:
    """Round as Jinja2's filter does, to a few digits."""
    # A precision of a million is a number of a million digits.
    if not isinstance(precision, int) or abs(precision) > MAX_DIGITS:
        raise SecurityError(_("a template may round to {n} digits only").format(n=MAX_DIGITS))
    return do_round(value, precision, method)  # type: ignore[arg-type]  # it refuses other methods itself


def size_of(value: Any) -> int:
    """Return how many characters a value may become in a text."""
    return len(value) if isinstance(value, Sized) else 30


def bounded_range(*bounds: int) -> range:
    """Return a range of at most `MAX_RANGE` numbers."""
    numbers = range(*bounds)
    if len(numbers) > MAX_RANGE:
        raise SecurityError(_("a template may count to {n} only").format(n=MAX_RANGE))
    return numbers
