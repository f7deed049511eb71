"""Checks of what letters agree on: its day and time can be read, and what reminds of it can be sent."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.durations import duration_of
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.letter import Letter, LetterField

_TYPES = {"day": ("date",), "time": ("time",), "place": ("line", "text"), "moved": ("flag",)}
"""Which types of field say the day, the time and the place of an appointment, and whether it was moved."""


def bad_appointment(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """What a letter agrees on cannot be put into a calendar: its fields do not say when or where.

    `appointment` names the fields of the letter that hold the day (type `date`), the time (`time`), the place (`line`
    or `text`) and whether it was `moved` (`flag`); `lasts` and `before` name figures of company.yml that are minutes,
    hours, days, weeks or months.

    Bad: `appointment: {day: date, time: hour}` where the letter has a field `time` and no field `hour`

    Good: `appointment: {day: meeting.date, time: meeting.time, lasts: meeting_length}`
    """
    plan = letter.appointment
    if plan is None:
        return
    names = dict(_named(letter.fields))
    for part, types in _TYPES.items():
        path = getattr(plan, part)
        field = names.get(path)
        if path is not None and field is None:
            message = _("the letter has no field “{name}”").format(name=path)
            advice = looks_like(nearest(path, names)) or _("fields: {names}").format(names=", ".join(names) or "—")
            yield Finding(item.path, ("appointment", part), message, advice)
        elif field is not None and field.type not in types:
            message = _("the field “{name}” is of the type “{type}”; wanted is {wanted}")
            message = message.format(name=path, type=field.type, wanted=_(" or ").join(f"“{name}”" for name in types))
            yield Finding(item.path, ("appointment", part), message, _("name another field"))
    figures: list[tuple[Route, str | None]] = [(("appointment", "lasts"), plan.lasts)]
    figures += [(("appointment", "reminders", n, "before"), each.before) for n, each in enumerate(plan.reminders)]
    for route, fact in figures:
        if fact in context.facts and duration_of(context.facts[fact]) is None:
            message = _("the figure “{name}” is no time that can be counted").format(name=fact)
            yield Finding(item.path, route, message, _("name a figure in minutes, hours, days, weeks or months"))


def impossible_series(book: Book) -> Iterator[Finding]:
    """A series of letters cannot be made: what reminds agrees on nothing itself, or two series have one name.

    `salesbook letters series` fills the day and the time of the meeting into every letter of the series: each says by
    its own `appointment` which of its fields they are.

    Bad: `reminders: [{letter: letter:meeting-reminder, before: meeting_reminder_day}]`, and meeting-reminder has no
    `appointment`

    Good: `appointment: {day: date, time: time}` in meeting-reminder
    """
    called: dict[str, Item] = {}
    for item, letter in book.data(Letter):
        plan = letter.appointment
        if plan is None or not plan.reminders:
            continue
        name = plan.name or item.slug
        if name in called:
            message = _("the series of “{title}” is called “{name}”, too").format(title=called[name].title, name=name)
            place: Route = ("appointment", "name" if plan.name else "reminders")
            yield Finding(item.path, place, message, _("give it another `name`"))
        called[name] = item
        for n, reminder in enumerate(plan.reminders):
            other = book.resolve_as(Letter, reminder.letter)
            if other is not None and other[1].appointment is None:
                message = _("“{title}” does not say which of its fields are the day and the time")
                advice = _("add `appointment` to {path}").format(path=other[0].path)
                place = ("appointment", "reminders", n, "letter")
                yield Finding(item.path, place, message.format(title=other[0].title), advice)


def _named(fields: tuple[LetterField, ...]) -> Iterator[tuple[str, LetterField]]:
    for field in fields:
        yield field.id, field
        yield from ((f"{field.id}.{inner.id}", inner) for inner in field.fields)
