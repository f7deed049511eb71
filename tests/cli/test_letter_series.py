"""`salesbook letters series`: a meeting with its letters, moved and taken back."""

from datetime import datetime
from pathlib import Path

import icalendar
import pytest

from salesbook.calendar import clock
from tests.books import OTHER
from tests.cli.ran import Command
from tests.cli.test_letter import contents
from tests.output.test_calendars import lines

NOW = datetime.fromisoformat("2026-11-20T12:00:30+07:00")
"""A Friday noon in Novosibirsk, where the school of the other book is."""
FACTS = ["--set", "language=немецкий", "--set", "pupil=Мария", "--set", "place=Кабинет 2"]
LESSON = ["lesson", *FACTS, "--zone", "Москва", "--at"]


@pytest.fixture(autouse=True)
def root(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The other book, whose letters make a series."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return OTHER


def series(salesbook: Command, *arguments: object) -> dict[str, object]:
    ran = salesbook("letters", "series", *arguments, "--json")
    assert ran.code == 0, ran.err
    return dict(ran.json)


def events(folder: Path, name: str = "manager.ics") -> dict[str, icalendar.Event]:
    data = (folder / name).read_bytes()
    lines(data)
    return {str(event["uid"]): event for event in icalendar.Calendar.from_ical(data).walk("VEVENT")}  # type: ignore[misc]


def test_letters_with_their_send_times_by_both_clocks(salesbook: Command) -> None:
    ran = salesbook("letters", "series", *LESSON, "2026-11-24 15:00")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Meeting: Tuesday, November\u00a024, 15:00 Novosibirsk\u00a0time (11:00 Moscow\u00a0time)\n"
    )
    assert "Мария, ждём вас" in ran.out and "Мария, сегодня в 15:00" in ran.out


def test_an_answer_for_programs(salesbook: Command) -> None:
    answer = series(salesbook, *LESSON, "2026-11-24 15:00")
    assert (answer["series"], answer["warnings"], answer["files"]) == ("lesson", [], [])
    letters: list[dict[str, str]] = answer["letters"]  # type: ignore[assignment]
    assert [(each["letter"], each["at"], each["client"]) for each in letters] == [
        ("letter:trial-lesson", "2026-11-20T12:00:00+07:00", "2026-11-20T08:00:00+03:00"),
        ("letter:lesson-reminder", "2026-11-24T12:00:00+07:00", "2026-11-24T08:00:00+03:00"),
    ]


def test_files_and_calendars(salesbook: Command, tmp_path: Path) -> None:
    before = contents(OTHER / "content")
    folder = tmp_path / "maria"
    answer = series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    names = ["1-trial-lesson.eml", "1-trial-lesson.txt", "2-lesson-reminder.txt", "client.ics", "manager.ics"]
    assert answer["files"] == names == sorted(path.name for path in folder.iterdir())
    mine = list(events(folder).values())
    assert [str(event["transp"]) for event in mine] == ["OPAQUE", "TRANSPARENT", "TRANSPARENT"]
    assert [event["dtstart"].params["TZID"] for event in mine] == ["Asia/Novosibirsk"] * 3
    (client,) = events(folder, "client.ics").values()
    assert client["dtstart"].to_ical() == b"20261124T110000"
    assert client["dtstart"].params["TZID"] == "Europe/Moscow"
    assert str(client["uid"]) == str(mine[0]["uid"])
    assert contents(OTHER / "content") == before


def test_a_meeting_that_is_moved_and_taken_back_keeps_its_uids(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "maria"
    series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    first = events(folder)
    series(salesbook, *LESSON, "2026-11-25 16:00", "--output", folder, "--moved", folder / "manager.ics")
    moved = events(folder)
    assert list(moved) == list(first)
    assert {event["sequence"] for event in moved.values()} == {1}
    assert [event["dtstart"].to_ical()[:8] for event in moved.values()] == [b"20261125", b"20261120", b"20261125"]
    answer = series(salesbook, "lesson", "--cancelled", folder / "manager.ics", "--output", folder)
    assert answer["cancelled"] == dict.fromkeys(first, 2)
    off = events(folder)
    assert list(off) == list(first)
    assert {(event["sequence"], str(event["status"])) for event in off.values()} == {(2, "CANCELLED")}
    assert b"METHOD:CANCEL" in (folder / "client.ics").read_bytes()
    assert list(events(folder, "client.ics")) == list(first)[:1]


def test_a_reminder_that_is_not_sent_any_more_is_taken_back(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "maria"
    series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    answer = series(salesbook, *LESSON, "2026-11-21 10:00", "--output", folder, "--moved", folder / "manager.ics")
    assert [w["message"] for w in answer["warnings"]][-1].startswith("“Напоминание о пробном занятии” is not sent")  # type: ignore[attr-defined]
    assert [str(event["status"]) for event in events(folder).values()] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert b"METHOD:PUBLISH" in (folder / "manager.ics").read_bytes()


def test_all_that_is_missing_in_any_letter_is_named_at_once(salesbook: Command) -> None:
    ran = salesbook("letters", "series", "lesson", "--at", "2026-11-24 15:00", "--set", "nothing=1")
    assert ran.code == 1
    assert "unknown field «nothing»" in ran.err
    assert ran.err.count("“Имя ученика” (pupil) is not filled in") == 1
    assert "“Язык” (language) is not filled in" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lesson"], "it is not said when the meeting is"),
        (["lesson", "--at", "скоро"], "«скоро» is no moment"),
        (["lesson", "--at", "2026-11-20 11:00"], "«2026-11-20 11:00» has gone by"),
        (["lesson", "--at", "2026-11-24 15:00", "--zone", "Марс"], "there is no time zone “Марс”"),
        (["lesson", "--at", "2026-11-24 15:00", *FACTS, "--channel", "факс"], "is not sent by “факс”"),
        (["meting"], "there is no series “meting”"),
        (["lesson", "--at", "2026-11-24 15:00", "--moved", "/nowhere/x.ics"], "cannot be read"),
        (["lesson", "--at", "2026-11-24 15:00", "--cancelled", "x"], "a meeting that is off has no new time"),
        (["lesson", "--at", "2026-11-24 15:00", "--output", str(OTHER / "x")], "lies inside the book"),
    ],
)
def test_mistakes(salesbook: Command, arguments: list[str], message: str) -> None:
    ran = salesbook("letters", "series", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_calendar_of_something_else_is_not_taken(salesbook: Command, tmp_path: Path) -> None:
    for content in (b"x", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"):
        (tmp_path / "a.ics").write_bytes(content)
        ran = salesbook("letters", "series", "lesson", "--cancelled", tmp_path / "a.ics", "--output", tmp_path / "x")
        assert ran.code == 2
        assert not (tmp_path / "x").exists()
