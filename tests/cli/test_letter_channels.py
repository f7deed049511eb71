"""`salesbook letter`: files for other programs, links that open them, what an SMS takes."""

import email
import io
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import icalendar
import pytest

from tests.books import changed
from tests.cli.ran import Command, Ran
from tests.cli.test_letter import FACTS, SUMMARY

APPOINTMENT = ("sample:", "appointment: {day: next_step.date, time: next_step.time, place: next_step.action}\nsample:")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The links that were opened."""
    links: list[str] = []

    def open_link(link: str) -> bool:
        links.append(link)
        return True

    monkeypatch.setattr(webbrowser, "open", open_link)
    return links


def test_the_files_that_programs_read(salesbook: Command, root: Path, tmp_path: Path) -> None:
    (root / "content/letters/summary.md").write_text(changed("letters/summary.md", APPOINTMENT)["letters/summary.md"])
    for ending in ("eml", "ics", "docx"):
        facts = SUMMARY + "  time: '15:00'\n"
        ran = salesbook("letter", "summary", "--data", "-", "--output", tmp_path / f"a.{ending}", stdin=facts)
        assert ran.code == 0, ran.err
    mail = email.message_from_bytes((tmp_path / "a.eml").read_bytes())
    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html"]
    (event,) = icalendar.Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("Итоги встречи 25\u00a0ноября", "бронь")
    assert event["dtstart"].to_ical() == b"21991127T150000"
    document = docx.Document(io.BytesIO((tmp_path / "a.docx").read_bytes()))
    assert document.paragraphs[1].text.startswith("Анна, спасибо")


def test_a_letter_that_agrees_on_nothing_is_no_meeting(salesbook: Command, tmp_path: Path) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", "--output", tmp_path / "a.ics", stdin=FACTS)
    assert ran.code == 2
    assert "the letter “Отказ” agrees on no day and time" in ran.err
    assert not (tmp_path / "a.ics").exists()


def test_the_program_of_the_channel_is_opened(salesbook: Command, opened: list[str]) -> None:
    assert salesbook("letter", "refusal", "--data", "-", "--channel", "sms", "--open", stdin=FACTS).code == 0
    assert salesbook("letter", "summary", "--data", "-", "--channel", "telegram", "--open", stdin=SUMMARY).code == 0
    sms, telegram = opened
    assert parse_qs(urlsplit(sms).query) == {"body": ["Анна, помочь не сможем: нет объекта."]}
    assert telegram.startswith("https://t.me/share/url?url=")


def test_what_cannot_be_opened(salesbook: Command, monkeypatch: pytest.MonkeyPatch, opened: list[str]) -> None:
    long = SUMMARY.replace("бронь", "б" * 900)
    ran = salesbook("letter", "summary", "--data", "-", "--channel", "email", "--open", stdin=long)
    assert (ran.code, opened) == (2, [])
    assert "too long for a link that opens “Почта”" in ran.err
    monkeypatch.setattr(webbrowser, "open", lambda _link: False)
    ran = salesbook("letter", "refusal", "--data", "-", "--open", stdin=FACTS)
    assert ran.code == 2
    assert "there is no program here that opens links" in ran.err


def test_what_an_sms_takes(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", "--channel", "sms", stdin=FACTS)
    assert "SMS: 36 characters, 1 part (with Cyrillic or other letters)" in ran.err
    answer = salesbook("letter", "refusal", "--data", "-", "--channel", "sms", "--json", stdin=FACTS).json
    assert answer["sms"] == {"characters": 36, "parts": 1, "gsm": False}
    assert answer["link"].startswith("sms:?body=%D0%90")
    assert salesbook("letter", "refusal", "--data", "-", "--json", stdin=FACTS).json["sms"] is None


def test_opened_at_the_end_of_the_questions(
    typed: Callable[..., Ran], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salesbook.cli.outcome.sys.stdout.isatty", lambda: True, raising=False)
    ran = typed("letter", "refusal", lines=["Анна", "2", "", "3", ""])
    assert ran.code == 0
    assert len(opened) == 1
