"""`salesbook letter`."""

import hashlib
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.books import changed
from tests.cli.ran import Command

FACTS = "{client: Анна, reason: нет объекта}"
SUMMARY = "client: Анна\nmeeting_date: 2026-11-25\nnext_step:\n  action: бронь\n  date: 2199-11-27\n"


def contents(folder: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_list(salesbook: Command) -> None:
    ran = salesbook("letter")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "summary — Саммари встречи (Почта, Telegram, SMS)"
    listed = salesbook("letter", "--json").json["letters"]
    assert [(x["name"], x["channels"]) for x in listed] == [
        ("letter:summary", ["email", "telegram", "sms"]),
        ("letter:refusal", ["email", "sms"]),
    ]
    assert [f["id"] for f in listed[0]["fields"]] == ["client", "meeting_date", "liked", "channel", "next_step"]


def test_text(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", stdin=FACTS)
    assert (ran.code, ran.out, ran.err) == (0, "Анна, помочь не сможем: нет объекта.\n", "")
    assert salesbook("letter", "letter:refusal", "--data", "-", stdin=FACTS).out == ran.out


def test_mail_has_its_subject_above(salesbook: Command) -> None:
    out = salesbook("letter", "summary", "--data", "-", stdin=SUMMARY).out
    assert out.startswith("Subject: Итоги встречи 25\u00a0ноября\n\nАнна, спасибо")
    assert salesbook("letter", "summary", "--data", "-", "--channel", "telegram", stdin=SUMMARY).out.startswith(
        "Анна, "
    )


def test_html(salesbook: Command) -> None:
    out = salesbook("letter", "refusal", "--data", "-", "--format", "html", stdin=FACTS).out
    assert out.startswith("<!doctype html>")
    assert "<p>Анна, помочь не сможем: нет объекта.</p>" in out


def test_json(salesbook: Command) -> None:
    answer = salesbook("letter", "refusal", "--data", "-", "--channel", "sms", "--json", stdin=FACTS).json
    assert {k: v for k, v in answer.items() if k not in ("html", "link", "sms")} == {
        "version": 1,
        "letter": "letter:refusal",
        "channel": "sms",
        "subject": None,
        "text": "Анна, помочь не сможем: нет объекта.\n",
        "warnings": [],
    }


def test_the_sample_is_ready_to_be_used(salesbook: Command) -> None:
    shown = salesbook("letter", "summary", "--sample").out
    assert "client: Анна" in shown
    assert re.search(r"^  date: \d{4}-\d\d-\d\d$", shown, re.MULTILINE), "a day is a date there"
    ran = salesbook("letter", "summary", "--data", "-", stdin=shown)
    assert (ran.code, ran.err) == (0, "")
    assert "бронь апартаментов 412" in ran.out
    sample = salesbook("letter", "summary", "--sample", "--json").json["sample"]
    assert sample["client"] == "Анна"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", sample["next_step"]["date"])


def test_one_channel(salesbook: Command) -> None:
    """The option and the data say one thing, or else nothing is written."""
    facts = f"{SUMMARY}channel: телега\n"
    ran = salesbook("letter", "summary", "--data", "-", "--channel", "email", stdin=facts)
    assert (ran.code, ran.out) == (1, "")
    assert "“Куда отправляем” (channel) is «телега» in the data, and “Почта” was asked for" in ran.err
    assert "change channel in the data, or leave --channel out" in ran.err
    ran = salesbook("letter", "summary", "--data", "-", "--channel", "email", "--json", stdin=facts)
    assert [problem["field"] for problem in ran.json["problems"]] == ["channel"]
    for arguments, data in ((["--channel", "тг"], facts), ([], facts), (["--channel", "telegram"], SUMMARY)):
        ran = salesbook("letter", "summary", "--data", "-", "--json", *arguments, stdin=data)
        assert ran.json["channel"] == "telegram"


@pytest.mark.parametrize("required", ["true", "false"])
@pytest.mark.parametrize(("arguments", "channel"), [(["--channel", "sms"], "sms"), ([], "email")])
def test_the_letter_says_the_channel_it_goes_by(
    salesbook: Command, root: Path, required: str, arguments: list[str], channel: str
) -> None:
    change = changed(
        "letters/summary.md",
        ("type: channel, required: false", f"type: channel, required: {required}"),
        ("{{ company.name }}", "Присылаю: {{ channel }}"),
    )
    (root / "content/letters/summary.md").write_text(change["letters/summary.md"], encoding="utf-8")
    data = SUMMARY if arguments or required == "false" else f"{SUMMARY}channel: почта\n"
    ran = salesbook("letter", "summary", "--data", "-", *arguments, stdin=data)
    assert ran.code == 0
    assert f"Присылаю: {channel}\n" in ran.out


def test_a_letter_without_a_field_for_it_knows_its_channel(salesbook: Command, root: Path) -> None:
    change = changed("letters/refusal.md", ("{{ reason }}.", "{{ reason }}; {{ channel }}."))
    (root / "content/letters/refusal.md").write_text(change["letters/refusal.md"], encoding="utf-8")
    assert salesbook("check").code == 0
    for arguments, channel in (([], "email"), (["--channel", "смс"], "sms")):
        ran = salesbook("letter", "refusal", "--data", "-", *arguments, stdin=FACTS)
        assert ran.out == f"Анна, помочь не сможем: нет объекта; {channel}.\n"


def test_what_is_odd_is_a_warning_and_stops_nothing(salesbook: Command) -> None:
    sunday = date.today() + timedelta(days=6 - date.today().weekday() + 7)
    facts = SUMMARY.replace("2199-11-27", f"{sunday}\n  time: '23:00'")
    ran = salesbook("letter", "summary", "--data", "-", stdin=facts)
    assert ran.code == 0
    assert ": the company is closed; the next working day is " in ran.err
    assert ran.err.startswith("warning: Sunday, ")
    ran = salesbook("letter", "summary", "--data", "-", "--json", stdin=facts)
    assert (ran.code, ran.err) == (0, "")
    assert [warning["field"] for warning in ran.json["warnings"]] == ["next_step.date"]


@pytest.mark.parametrize(
    ("day", "words"), [("завтра", "ждём"), ("'25.12'", "25\u00a0декабря"), ("+3 рабочих дня", "ждём"), ("25.12", "25")]
)
def test_days_as_people_type_them(salesbook: Command, day: str, words: str) -> None:
    facts = f"client: Анна\nmeeting_date: вчера\nnext_step:\n  action: ждём\n  date: {day}\n  time: 19-00\n"
    ran = salesbook("letter", "summary", "--data", "-", stdin=facts)
    assert ran.code == 0
    assert words in ran.out
    assert "19:00 по\u00a0Москве" in ran.out


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("{client: Анна}", "“Причина” (reason) is not filled in"),
        ("{client: Анна, reason: дорого}", "“Причина” (reason): «дорого» does not fit"),
        ("{client: 5, reason: нет объекта}", "expected text: put numbers and dates in quotes"),
        ("{client: Анна, raeson: нет объекта}", "it looks like reason"),
        ("[]", "the letter's data must be a block of fields"),
    ],
)
def test_facts_that_do_not_fit(salesbook: Command, facts: str, words: str) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", stdin=facts)
    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err
    assert salesbook("letter", "refusal", "--data", "-", "--json", stdin=facts).json["problems"]


def test_a_next_step_in_the_past(salesbook: Command) -> None:
    ran = salesbook("letter", "summary", "--data", "-", stdin=SUMMARY.replace("2199", "2001"))
    assert ran.code == 1
    assert "(next_step.date): «2001-11-27» does not fit" in ran.err


def test_too_long_for_its_channel(salesbook: Command) -> None:
    facts = f"{{client: {'А' * 300}, reason: нет объекта}}"
    ran = salesbook("letter", "refusal", "--data", "-", "--channel", "sms", stdin=facts)
    assert (ran.code, ran.out) == (1, "")
    assert "SMS takes 210" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["refusl", "--data", "-"], "it looks like refusal"),
        (["../../etc/passwd", "--data", "-"], "there is no letter “../../etc/passwd”"),
        (["", "--data", "-"], "there is no letter “”"),
        (["refusal", "--data", "-", "--channel", "telegram"], "is not sent by “telegram”"),
        (["refusal", "--data", "-", "--channel", ""], "choose one of: email, sms"),
        (["refusal"], "there is no terminal to ask questions on"),
        (["refusal", "--data", "/nowhere"], "/nowhere cannot be read"),
        (["refusal", "--data", "-", "--format", "pdf"], "the value “pdf” does not fit"),
    ],
)
def test_mistakes(salesbook: Command, arguments: list[str], words: str) -> None:
    ran = salesbook("letter", *arguments, stdin=FACTS)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.txt", "Анна, "), ("a.html", "<!doctype html>"), ("a.HTM", "<!doctype html>"), ("письмо Анне", "Анна, ")],
)
def test_output(salesbook: Command, tmp_path: Path, root: Path, name: str, start: str) -> None:
    before = contents(root)
    ran = salesbook("letter", "refusal", "--data", "-", "--output", tmp_path / name, stdin=FACTS)
    assert (ran.code, ran.out) == (0, "")
    assert f"written: {tmp_path / name}" in ran.err
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert contents(root) == before


@pytest.mark.parametrize("name", ["a.txt", "content/letters/refusal.md", "new/a.txt", "content/../a.txt"])
def test_client_data_never_goes_into_the_book(salesbook: Command, root: Path, name: str) -> None:
    before = contents(root)
    ran = salesbook("letter", "refusal", "--data", "-", "--output", root / name, stdin=FACTS)
    assert (ran.code, ran.out) == (2, "")
    assert "lies inside the book" in ran.err
    assert contents(root) == before


@pytest.mark.parametrize("name", ["letter.pdf", "letter.doc", "letter.PDF", "letter.rtf", "letter.json"])
def test_an_ending_that_promises_something_else(salesbook: Command, tmp_path: Path, name: str) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", "--output", tmp_path / name, stdin=FACTS)
    assert (ran.code, ran.out) == (2, "")
    assert f"a letter is not written as “{Path(name).suffix}”" in ran.err
    assert ".docx" in ran.err
    assert list(tmp_path.glob("letter*")) == []


@pytest.mark.parametrize("name", ["none/a.txt", "."])
def test_an_output_that_cannot_be_written(salesbook: Command, tmp_path: Path, name: str) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", "--output", tmp_path / name, stdin=FACTS)
    assert (ran.code, ran.out) == (2, "")
    assert str(tmp_path / name) in ran.err


def test_a_template_that_fails(salesbook: Command, root: Path) -> None:
    change = changed("letters/refusal.md", ("{{ reason }}", "{{ reason.__class__ }}"))
    (root / "content/letters/refusal.md").write_text(change["letters/refusal.md"], encoding="utf-8")
    ran = salesbook("letter", "refusal", "--data", "-", stdin=FACTS)
    assert (ran.code, ran.out) == (2, "")
    assert "the template of content/letters/refusal.md fails" in ran.err


@pytest.mark.parametrize("name", ["letters/refusal.md", "company.yml"])
def test_a_broken_file(salesbook: Command, root: Path, name: str) -> None:
    (root / "content" / name).write_bytes(b"---\ntitle: x\n---\nx")
    ran = salesbook("letter", "refusal", "--data", "-", stdin=FACTS)
    assert ran.code == 1
    assert f"content/{name}:" in ran.out


def test_the_clipboard_needs_a_program(salesbook: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = salesbook("letter", "refusal", "--data", "-", "--copy", stdin=FACTS)
    assert ran.code == 2
    assert "there is no clipboard here" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="the program is a script of a POSIX shell")
def test_the_clipboard_takes_the_text(salesbook: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/clip\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = salesbook("letter", "refusal", "--data", "-", "--copy", stdin=FACTS)
    assert ran.code == 0
    assert (tmp_path / "clip").read_text(encoding="utf-8") == "Анна, помочь не сможем: нет объекта.\n"
