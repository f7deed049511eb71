"""`salesbook letters series`: a meeting with its letters, moved and taken back."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import icalendar
import pytest

from salesbook.calendar import clock
from tests.books import OTHER
from tests.cli.ran import Command, Ran
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
    assert "\nПриглашение на пробное занятие (Письмо): Friday" in ran.out
    assert "\nНапоминание о пробном занятии (СМС): Tuesday" in ran.out


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
    assert [str(event["summary"]) for event in mine] == [
        f"Мария: {client['summary']}",
        "Мария: send “Приглашение на пробное занятие” (Письмо)",
        "Мария: send “Напоминание о пробном занятии” (СМС)",
    ]
    assert str(client["summary"]).startswith("Пробное занятие 24")
    assert "x-salesbook-series" not in client
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


def test_a_meeting_is_moved_by_its_calendar_alone(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "maria"
    chat = ["--set", "channel=chat", "--set", "curator=+7 900 000-00-00"]
    series(salesbook, *LESSON, "2026-11-24 15:00", *chat, "--output", folder)
    assert "перенесли" not in (folder / "1-trial-lesson.txt").read_text(encoding="utf-8")
    move = ["lesson", "--moved", folder / "manager.ics", "--output", folder, "--at"]
    answer = series(salesbook, *move, "2026-11-25 16:00")
    letters: list[dict[str, str]] = answer["letters"]  # type: ignore[assignment]
    assert letters[0]["text"].startswith("Мария, занятие перенесли: ждём вас 25")
    assert "Кабинет 2. Вопросы: +7" in letters[0]["text"].replace("\u00a0", " ")
    assert (letters[0]["channel"], letters[0]["client"]) == ("chat", "2026-11-20T08:00:00+03:00")
    (client,) = events(folder, "client.ics").values()
    assert client["dtstart"].params["TZID"] == "Europe/Moscow"
    answer = series(salesbook, *move, "2026-11-26 16:00", "--channel", "письмо", "--set", "moved=нет", "--zone", "Чита")
    letters = answer["letters"]  # type: ignore[assignment]
    assert (letters[0]["channel"], letters[0]["client"]) == ("mail", "2026-11-20T14:00:00+09:00")
    assert letters[0]["text"].startswith("Мария, ждём вас 26")
    assert answer["meeting"]["sequence"] == 2  # type: ignore[index]


def test_a_meeting_that_is_off_leaves_no_letters_behind(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "maria"
    series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    off = ["lesson", "--cancelled", folder / "manager.ics", "--output", folder]
    answer = series(salesbook, *off)
    assert answer["removed"] == ["1-trial-lesson.txt", "1-trial-lesson.eml", "2-lesson-reminder.txt"]
    assert sorted(path.name for path in folder.iterdir()) == ["client.ics", "manager.ics", "notes.txt"]
    (client,) = events(folder, "client.ics").values()
    assert client["dtstart"].params["TZID"] == "Europe/Moscow"
    assert client["dtstart"].to_ical() == b"20261124T110000"
    assert str(client["summary"]).startswith("Пробное занятие 24")
    again = salesbook("letters", "series", *off)
    assert (again.code, again.out) == (2, "")
    assert "this meeting is off already" in again.err
    move = ["lesson", "--moved", folder / "manager.ics", "--output", folder, "--at", "2026-11-25 16:00"]
    assert series(salesbook, *move)["meeting"]["sequence"] == 2  # type: ignore[index]
    assert {str(event["status"]) for event in events(folder).values()} == {"CONFIRMED"}
    assert series(salesbook, *off)["cancelled"] == dict.fromkeys(events(folder), 3)


def test_a_letter_that_goes_otherwise_leaves_no_file_behind(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "maria"
    series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    answer = series(salesbook, *LESSON, "2026-11-24 15:00", "--channel", "chat", "--output", folder)
    assert (answer["removed"], answer["meeting"]["sequence"]) == (["1-trial-lesson.eml"], 1)  # type: ignore[index]


def test_the_letters_of_another_meeting_are_not_written_over(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "maria"
    series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    before = contents(folder)
    ran = salesbook("letters", "series", *LESSON, "2026-11-26 15:00", "--output", folder)
    assert (ran.code, ran.out) == (2, "")
    assert "holds the letters of another meeting: Мария: Пробное занятие 24" in ran.err
    assert f"--moved {folder / 'manager.ics'}" in ran.err
    assert contents(folder) == before


def test_a_calendar_that_another_program_has_written_anew_is_moved_with_what_is_told(
    salesbook: Command, tmp_path: Path
) -> None:
    folder = tmp_path / "maria"
    series(salesbook, *LESSON, "2026-11-24 15:00", "--output", folder)
    calendar = icalendar.Calendar.from_ical((folder / "manager.ics").read_bytes())
    for event in calendar.walk("VEVENT"):
        event.pop("x-salesbook-series", None)
    (folder / "manager.ics").write_bytes(calendar.to_ical())
    move = ["lesson", "--moved", folder / "manager.ics", "--at", "2026-11-25 16:00"]
    assert salesbook("letters", "series", *move).code == 1
    answer = series(salesbook, *move, *FACTS)
    assert answer["letters"][0]["text"].startswith("Мария, занятие перенесли")  # type: ignore[index]
    answer = series(salesbook, "lesson", "--cancelled", folder / "manager.ics", "--output", folder, "--zone", "Москва")
    (client,) = events(folder, "client.ics").values()
    assert client["dtstart"].params["TZID"] == "Europe/Moscow"


def test_what_is_missing_is_asked_for(typed: Callable[..., Ran]) -> None:
    lines = ["", "24.11", "24.11 в 15", "немецкий", "Мария", "чат", "Москва", "", "", ""]
    ran = typed("letters", "series", "lesson", "--json", lines=lines)
    assert ran.code == 0, ran.err
    assert ran.err.count("When is the meeting, by our clock?") == 1
    assert "“24.11” is a day without a time: add the time" in ran.err.replace("«", "“").replace("»", "”")
    assert "moved" not in ran.err and "Это перенос" not in ran.err
    assert "4. Часовой пояс ученика: Moscow" in ran.err
    letters = ran.json["letters"]
    assert (letters[0]["channel"], letters[0]["client"]) == ("chat", "2026-11-20T08:00:00+03:00")


def test_where_it_goes_is_asked_for_where_no_letter_has_a_field_for_it(
    typed: Callable[..., Ran], tmp_path: Path
) -> None:
    shutil.copytree(OTHER, tmp_path / "book")
    letter = tmp_path / "book/content/letters/trial-lesson.md"
    text = letter.read_text(encoding="utf-8")
    field = "  - {id: channel, label: Куда отправляем, type: channel, required: false}\n"
    assert field in text
    letter.write_text(text.replace(field, ""), encoding="utf-8")
    words = ["--book", str(tmp_path / "book"), "letters", "series", "lesson", "--at", "24.11 15:00", "--json"]
    ran = typed(*words, lines=["факс", "2", "немецкий", "Мария", "", "", "", "1", "письмо", ""])
    assert ran.code == 0, ran.err
    assert "Where it goes" in ran.err and "expected one of: Письмо, Чат, СМС" in ran.err
    assert ran.json["letters"][0]["channel"] == "mail"
    ran = typed(*words, *FACTS, "--channel", "чат", lines=[])
    assert ran.json["letters"][0]["channel"] == "chat"


def test_what_keeps_a_series_from_going_is_shown_and_can_be_changed(typed: Callable[..., Ran]) -> None:
    lines = ["немецкий", "М" * 400, "смс", "", "", "", "", "2", "Мария", ""]
    ran = typed("letters", "series", "lesson", "--at", "24.11 15:00", "--json", lines=lines)
    assert ran.code == 0, ran.err
    assert "Приглашение на пробное занятие: the letter has" in ran.err
    assert ran.json["letters"][0]["text"].startswith("Мария")


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
    ran = salesbook(
        "letters", "series", "lesson", "--at", "2026-11-24 15:00", "--set", "lesson.day=завтра", "--set", "x"
    )
    assert ran.code == 2
    assert "--set «x» sets no field" in ran.err and "unknown field «lesson»" in ran.err
    assert "moved" not in ran.err.partition("is not filled in")[2]


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
        (
            ["lesson", "--set", "pupil=Мария", "--cancelled", "x"],
            "a meeting that is off has no new time and no letters",
        ),
        (["lesson", "--at", "2026-11-24"], "«2026-11-24» is a day without a time"),
        (["lesson", "--at", "завтра"], "«завтра» is a day without a time"),
        (["lesson", "--at", "2026-11-24 15:00", "--output", "/nowhere/x.ics"], "a series is written into a folder"),
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
