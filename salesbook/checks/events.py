"""Checks of events: the programme can be held, and reminders go out before it begins."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.durations import read_duration
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.event import Event, Session

_BEFORE = re.compile(r"[-−–][ \u00a0]*(.+)|за[ \u00a0](.+)|(.+) before", re.IGNORECASE)


def impossible_reminder(item: Item, event: Event, _context: Context) -> Iterator[Finding]:
    """A reminder of an event cannot go out in time.

    It would be sent when the event has begun, it cannot be told when it is to be sent, or it reminds of a day that the
    programme does not have. Reminders are what brings people: one that is late is as good as none.

    Bad: `{letter: letter:event-reminder, when: +1 час}`, `when: заранее`

    Good: `{letter: letter:event-reminder, when: -1 день}`
    """
    days = [day.id for day in event.days]
    for n, reminder in enumerate(event.reminders):
        before = _BEFORE.fullmatch(reminder.when.strip())
        amount = next(filter(None, before.groups()), "") if before else ""
        if not read_duration(amount):
            if before is None and read_duration(reminder.when):
                message = _("the reminder “{when}” goes out when the event has begun").format(when=reminder.when)
            else:
                message = _("“{when}” does not say how long before the beginning").format(when=reminder.when)
            yield Finding(item.path, ("reminders", n, "when"), message, _("write “-1 day” or “-2 hours”"))
        for m, day in enumerate(reminder.days):
            if day not in days:
                message = _("the programme has no day “{day}”").format(day=day)
                advice = looks_like(nearest(day, days)) or _("its days: {names}").format(names=", ".join(days))
                yield Finding(item.path, ("reminders", n, "days", m), message, advice)


def programme_out_of_order(item: Item, event: Event, _context: Context) -> Iterator[Finding]:
    """Days of a programme, or sessions of a day, do not stand in the order in which they are held.

    People read a programme from above and come to what stands first. Two days with one date or one id are found, too.

    Bad: a day of 2026-12-03 above one of 2026-12-02; a session of “20:00” above one of “19:00”.

    Good: the order of the clock.
    """
    latest: date | None = None
    ids: set[str] = set()
    for n, day in enumerate(event.days):
        if day.id in ids:
            message = _("the day id “{id}” stands twice").format(id=day.id)
            yield Finding(item.path, ("days", n, "id"), message, _("give every day an id of its own"))
        ids.add(day.id)
        if day.date is not None:
            if latest is not None and day.date <= latest:
                message = _("the day “{day}” does not come after the one above it").format(day=day.title)
                yield Finding(
                    item.path, ("days", n, "date"), message, _("put the days in their order, or mend the date")
                )
            latest = day.date
        for m, (before, session) in enumerate(zip(day.sessions, day.sessions[1:], strict=False), 1):
            if session.starts < before.starts:
                message = _("“{session}” begins before “{before}” that stands above it")
                message = message.format(session=session.title, before=before.title)
                yield Finding(item.path, ("days", n, "sessions", m, "starts"), message, _("put it above"))


def impossible_session(item: Item, event: Event, _context: Context) -> Iterator[Finding]:
    """A session of a programme ends before it begins, or at once.

    Nobody can come to it, and whoever counts the hours of the event counts them wrong.

    Bad: `starts: '20:00'`, `ends: '19:00'`

    Good: `starts: '19:00'`, `ends: '20:00'`; what goes on after midnight ends at '24:00' and begins anew the next day.
    """
    for n, day in enumerate(event.days):
        for m, session in enumerate(day.sessions):
            if session.ends <= session.starts:
                message = _("“{session}” ends at {ends} and begins at {starts}")
                message = message.format(session=session.title, ends=session.ends, starts=session.starts)
                yield Finding(item.path, ("days", n, "sessions", m, "ends"), message, _("mend one of the two times"))


def overlapping_sessions(item: Item, event: Event, _context: Context) -> Iterator[Finding]:
    """Two sessions of a day are held at one time in one place.

    One of them will wait, or people will miss it. Sessions in different places, named in `place`, may go on at once.

    Bad: «Разбор» from 19:00 to 20:00 and «Вопросы» from 19:30 to 20:30, both in Zoom.

    Good: «Вопросы» from 20:00 to 20:30, or in another `place`.
    """
    for n, day in enumerate(event.days):
        by_place: dict[str, list[tuple[int, Session]]] = defaultdict(list)
        for m, session in enumerate(day.sessions):
            by_place[session.place or day.place or ""].append((m, session))
        for held in by_place.values():
            yield from _overlaps(item, ("days", n, "sessions"), held)


def same_lead_and_moderator(item: Item, event: Event, context: Context) -> Iterator[Finding]:
    """One role both leads an event and moderates it.

    Whoever speaks does not see the chat: questions wait, disturbing messages stand there for all to read.

    Bad: `lead: specialist`, `moderator: specialist`

    Good: `lead: specialist`, `moderator: supervisor`
    """
    if event.lead == event.moderator:
        name = next((role.name for role in context.company.roles if role.id == event.lead), event.lead)
        message = _("“{role}” both leads the event and moderates it").format(role=name)
        yield Finding(item.path, ("moderator",), message, _("let another role keep order"))


def _overlaps(item: Item, route: Route, held: list[tuple[int, Session]]) -> Iterator[Finding]:
    """Yield what overlaps among the sessions of one place; those that end before they begin are reported by others."""
    sound = sorted((pair for pair in held if pair[1].starts < pair[1].ends), key=lambda pair: pair[1].starts)
    longest: Session | None = None
    for n, session in sound:
        if longest is not None and session.starts < longest.ends:
            message = _("“{session}” begins at {starts}, while “{other}” goes on until {ends}")
            message = message.format(
                session=session.title, starts=session.starts, other=longest.title, ends=longest.ends
            )
            advice = _("move one of them, or name another place")
            yield Finding(item.path, (*route, n, "starts"), message, advice)
        if longest is None or session.ends > longest.ends:
            longest = session
