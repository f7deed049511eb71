"""What a letter agrees on: the moment, the zone, the UID, and how long before it something is sent."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.letters.appointments import LAST_CALL, Meeting, entry_of, meeting_of, span_before
from salesbook.models.company import Fact
from salesbook.models.letter import Letter
from tests.books import OTHER

SCHOOL = load_book(OTHER)[0]
COMPANY = SCHOOL.company
LESSON, REMINDER = (SCHOOL.items[f"letter:{name}"].data for name in ("trial-lesson", "lesson-reminder"))
TODAY = date(2026, 11, 20)


def lesson(**changes: Any) -> Meeting:
    values = {"pupil": "Мария", "language": "немецкий", "home": None, "place": None}
    values |= {"lesson": {"day": date(2026, 12, 3), "hour": "15:00"}} | changes
    assert isinstance(LESSON, Letter)
    meeting = meeting_of(COMPANY, LESSON, values, TODAY)
    assert meeting is not None
    return meeting


def test_a_meeting_stands_in_our_zone() -> None:
    meeting = lesson(place="Кабинет 2", home="Europe/Moscow")
    assert meeting.starts == datetime(2026, 12, 3, 8, tzinfo=UTC)
    assert str(meeting.starts.tzinfo) == "Asia/Novosibirsk"
    assert meeting.ends == meeting.starts + timedelta(minutes=45)
    assert (meeting.place, meeting.away, meeting.alarms) == ("Кабинет 2", "Europe/Moscow", (timedelta(hours=3),))


def test_a_letter_without_a_day_speaks_of_the_day_it_is_sent() -> None:
    assert isinstance(REMINDER, Letter)
    meeting = meeting_of(COMPANY, REMINDER, {"hour": "12:30"}, TODAY)
    assert meeting is not None
    assert (meeting.starts.date(), meeting.place, meeting.alarms) == (TODAY, "", ())


def test_what_is_left_open_is_no_meeting() -> None:
    assert isinstance(LESSON, Letter) and isinstance(REMINDER, Letter)
    for values in (
        {},
        {"lesson": {"day": TODAY, "hour": None}},
        {"lesson": {"day": date(9999, 12, 31), "hour": "12:00"}},
    ):
        assert meeting_of(COMPANY, LESSON, values, TODAY) is None
    letter = REMINDER.model_copy(update={"appointment": None})
    assert meeting_of(COMPANY, letter, {"hour": "12:30"}, TODAY) is None


def test_the_uid_is_the_same_for_the_same_and_another_for_any_other() -> None:
    uid = lesson().uid
    assert lesson(curator="+7 900 000-00-00").uid == uid
    other = [lesson(pupil="Олег"), lesson(lesson={"day": date(2026, 12, 3), "hour": "15:15"})]
    assert len({uid, *(meeting.uid for meeting in other)}) == 3
    assert "Мария" not in uid


def test_the_client_has_the_meeting_in_their_zone_and_we_in_ours() -> None:
    meeting = lesson(home="Europe/Moscow")
    client = entry_of(meeting, "Занятие", "", client=True)
    assert (str(client.starts.tzinfo), client.starts.hour, client.starts) == ("Europe/Moscow", 11, meeting.starts)
    assert client.ends is not None and str(client.ends.tzinfo) == "Europe/Moscow"
    assert str(entry_of(meeting, "Занятие", "", client=False).starts.tzinfo) == "Asia/Novosibirsk"
    assert entry_of(lesson(home="UTC+10"), "Занятие", "", client=True).starts.utcoffset() == timedelta(hours=10)


def test_a_calendar_reminds_of_every_meeting() -> None:
    assert isinstance(REMINDER, Letter)
    meeting = meeting_of(COMPANY, REMINDER, {"hour": "12:30"}, TODAY)
    assert meeting is not None
    assert entry_of(meeting, "Занятие", "", client=True).alarms == (LAST_CALL,)


@pytest.mark.parametrize(
    ("value", "unit", "span"),
    [
        (90, "minutes", timedelta(minutes=90)),
        (1.5, "hours", timedelta(minutes=90)),
        (2, "days", timedelta(days=2)),
        (1, "weeks", timedelta(days=7)),
        (1, "months", timedelta(days=30)),
        (2, "working_days", timedelta(days=2)),
        (2, "per_week", None),
        (99_999, "months", None),
    ],
)
def test_how_long_before(value: float, unit: Any, span: timedelta | None) -> None:
    company = COMPANY.model_copy(update={"facts": (Fact(id="before", name="Срок", value=value, unit=unit),)})
    assert span_before(company, "before", datetime(2026, 12, 3, tzinfo=UTC)) == span
    assert span_before(company, "after", datetime(2026, 12, 3, tzinfo=UTC)) is None
