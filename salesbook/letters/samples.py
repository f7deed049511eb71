"""Samples of letters: written relative to the day («+2 рабочих дня»), so that they are good whenever one looks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from salesbook.core.diagnostics import Route
from salesbook.letters.field_values import NotAValue, ValueContext, is_absolute, read_value
from salesbook.models.letter import Letter, LetterField
from salesbook.text.dates import dates_in


def sample_data(letter: Letter, context: ValueContext) -> dict[str, Any]:
    """Return a letter's sample as a data file holds it on the day of `context`: its days are dates."""
    return _dated(letter.fields, letter.sample, context)


def absolute_dates(letter: Letter) -> Iterator[tuple[Route, int, str]]:
    """Yield the dates of a sample that will have gone by one day: route, where they begin, and how they are written.

    A route leads to a value, or to an entry of a list.
    """
    yield from _absolute(letter.fields, letter.sample, ("sample",))


def _dated(fields: tuple[LetterField, ...], sample: Mapping[str, Any], context: ValueContext) -> dict[str, Any]:
    by_id = {field.id: field for field in fields}
    data: dict[str, Any] = {}
    for key, value in sample.items():
        field = by_id.get(key)
        data[key] = value
        if field is None:
            continue
        if field.type == "group" and isinstance(value, dict):
            data[key] = _dated(field.fields, value, context)
        elif field.type == "date" and isinstance(value, str):
            try:
                data[key] = read_value(field, value, context)
            except NotAValue:
                continue  # stays as it is: whoever reads it says what is wrong
    return data


def _absolute(fields: tuple[LetterField, ...], sample: object, route: Route) -> Iterator[tuple[Route, int, str]]:
    if not isinstance(sample, dict):
        return
    for field in fields:
        value = sample.get(field.id)
        here = (*route, field.id)
        if field.type == "group":
            yield from _absolute(field.fields, value, here)
        elif field.type == "date" and is_absolute(value):
            yield here, 0, value.isoformat() if isinstance(value, date) else str(value)
        elif isinstance(value, str) and field.type in ("line", "text"):
            yield from ((here, start, words) for start, words in dates_in(value))
        elif isinstance(value, list) and field.type == "list":
            entries = ((n, entry) for n, entry in enumerate(value) if isinstance(entry, str))
            yield from (((*here, n), start, words) for n, entry in entries for start, words in dates_in(entry))
