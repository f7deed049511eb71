"""When a letter of a series is sent: in working hours, and before what it is about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from salesbook.calendar.durations import Duration
from salesbook.calendar.words import shifted
from salesbook.calendar.working_time import WorkingTime
from salesbook.core.language import gettext as _

_NIGHT_ENDS, _NIGHT_BEGINS = 8, 22
"""Hours of the client's clock between which nobody minds a message."""


@dataclass(frozen=True, slots=True)
class SendTime:
    """The moment at which a letter is sent, in our zone; None when it is not, and then `reason` says why."""

    at: datetime | None
    reason: str = ""


def confirmation_time(working: WorkingTime, starts: datetime, now: datetime) -> SendTime:
    """Return when what is agreed on is confirmed: at once, or when work begins; never after it has begun."""
    opening = working.opening(now)
    return SendTime(opening) if opening < starts else SendTime(None, _("nobody works before the meeting"))


def reminder_time(working: WorkingTime, starts: datetime, before: Duration, now: datetime) -> SendTime:
    """Return when a reminder is sent, so long before a meeting that `starts` (aware), as seen at the moment `now`.

    One of minutes or hours goes out at its minute, or with the opening that follows when nobody works then; one of days
    on the working day that is so far away or the last one before it, at the hour of the meeting or, when nobody works
    then, when work begins.
    """
    at = _by_the_clock(working, starts, before) if before.minutes is not None else _by_days(working, starts, before)
    if at is None:
        return SendTime(None, _("nobody works between this time and the meeting"))
    if at < now:
        return SendTime(None, _("its time has passed"))
    return SendTime(at)


def is_night(moment: datetime) -> bool:
    """Tell whether it is night at a moment, by the clock of its zone."""
    return not _NIGHT_ENDS <= moment.hour < _NIGHT_BEGINS


def _by_the_clock(working: WorkingTime, starts: datetime, before: Duration) -> datetime | None:
    opening = working.opening(starts - timedelta(minutes=before.minutes or 0))
    return opening if opening < starts else None


def _by_days(working: WorkingTime, starts: datetime, before: Duration) -> datetime | None:
    day = _last_open(working, _days_before(working, starts.date(), before))
    wanted = datetime.combine(day, starts.timetz())
    if working.is_working(wanted):
        return wanted
    openings = [opens for opens, _closes in working.hours_on(day)]
    return max((opens for opens in openings if opens < wanted), default=openings[0])


def _days_before(working: WorkingTime, day: date, before: Duration) -> date:
    if before.unit != "working_days":
        return shifted(day, before, -1) or day
    for _nth in range(int(before.amount)):
        day = _last_open(working, day - timedelta(days=1))
    return day


def _last_open(working: WorkingTime, day: date) -> date:
    while not working.is_open(day):
        day -= timedelta(days=1)
    return day
