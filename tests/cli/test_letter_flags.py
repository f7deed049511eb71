"""`salesbook letter --set` and `--draft`, `salesbook letters drafts`: facts by flags, letters that are half filled."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.ran import Command, Ran
from tests.cli.test_letter import contents
from tests.letters.test_drafts import VARIABLE

FLAGS = ["--set", "client=Анна", "--set", "reason=Нет объекта"]
SUMMARY = ["Анна", "25.11.2026", "вид", "2", "бронь"]
"""The first answers to the questions of the letter `summary`."""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own for every test."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def test_a_letter_by_flags(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", *FLAGS)
    assert (ran.code, ran.out, ran.err) == (0, "Анна, помочь не сможем: нет объекта.\n", "")


def test_flags_win_over_the_file(salesbook: Command) -> None:
    facts = "{client: Анна, reason: другой регион}"
    ran = salesbook("letter", "refusal", "--data", "-", "--set", "reason=нет объекта", stdin=facts)
    assert ran.out == "Анна, помочь не сможем: нет объекта.\n"


def test_lists_groups_dates_and_channels(salesbook: Command) -> None:
    settings = "client=Анна; meeting_date=25.11.2026; liked=вид; liked=этаж; next_step.action=бронь"
    flags = [word for setting in settings.split("; ") for word in ("--set", setting)]
    ran = salesbook("letter", "summary", *flags, "--set", "next_step.date=27.11.2199", "--set", "channel=почта")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("Subject: Итоги встречи 25\u00a0ноября")
    assert "— вид\n— этаж\n" in ran.out


def test_all_that_is_wrong_is_named_at_once(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", "--set", "reason=дорого", "--set", "klient=Анна")
    assert ran.code == 1
    assert "unknown field «klient»" in ran.err
    assert "“Имя клиента” (client) is not filled in" in ran.err
    assert "(reason): «дорого» does not fit" in ran.err


def test_flags_that_set_nothing_are_named_with_all_else(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", "--set", "client", "--set", "reason=дорого", "--set", "klient=Анна", "--json")
    assert ran.code == 2
    assert [problem["field"] for problem in ran.json["problems"]] == ["client", "klient", "client", "reason"]
    assert ran.json["problems"][0]["message"] == "--set «client» sets no field"
    assert salesbook("letter", "refusal", "--set", "client", "--draft").code == 2
    assert salesbook("letters", "drafts", "--json").json["drafts"] == []


def test_flags_answer_their_questions_and_others_are_asked(typed: Callable[..., Ran]) -> None:
    ran = typed("letter", "refusal", "--set", "client=Анна", lines=["2", ""])
    assert (ran.code, ran.out) == (0, "Анна, помочь не сможем: нет объекта.\n")
    assert "1. Имя клиента: Анна" in ran.err
    assert typed("letter", "refusal", *FLAGS, lines=[]).out == ran.out


def test_whoever_leaves_finds_the_answers_again(typed: Callable[..., Ran], root: Path, data: Path) -> None:
    before = contents(root)
    left = typed("letter", "summary", lines=SUMMARY)
    assert (left.code, left.out) == (130, "")
    assert "the half-filled letter is kept: salesbook letters drafts resume summary-1" in left.err
    assert left.err.endswith("resume summary-1\n") and str(data) not in left.err
    again = typed("letters", "drafts", "resume", lines=["+2 рабочих дня", "", ""])
    assert again.code == 0
    assert "Анна, спасибо" in again.out
    assert "— вид\n" in again.out
    assert list(data.rglob("*.json")) == []
    assert contents(root) == before


def test_a_draft_that_is_left_again_stays_one(typed: Callable[..., Ran], data: Path) -> None:
    typed("letter", "summary", lines=SUMMARY[:1])
    typed("letters", "drafts", "resume", "summary-1", lines=SUMMARY[1:3])
    assert [path.name for path in data.rglob("*.json")] == ["summary-1.json"]
    resumed = typed("letters", "drafts", "resume", lines=[*SUMMARY[3:], "+2 рабочих дня", "", ""])
    assert "2. День встречи: 25.11.2026" in resumed.err
    assert resumed.out.startswith("Анна, спасибо за встречу 25")


def test_nothing_was_answered(typed: Callable[..., Ran], data: Path) -> None:
    assert typed("letter", "summary", lines=[]).code == 130
    assert list(data.rglob("*.json")) == []


def test_drafts_are_kept_listed_and_deleted(salesbook: Command) -> None:
    assert "there are no half-filled letters" in salesbook("letters", "drafts").err
    ran = salesbook("letter", "refusal", "--channel", "sms", "--set", "client=Анна", "--draft")
    assert (ran.code, ran.out) == (0, "")
    salesbook("letter", "refusal", "--data", "-", "--draft", stdin="{client: Мария}")
    listed = salesbook("letters", "drafts").out
    assert "refusal-1 — Отказ" in listed
    assert "Анна" not in listed
    drafts = salesbook("letters", "drafts", "--json").json["drafts"]
    assert {d["draft"]: (d["letter"], d["fields"]) for d in drafts} == {
        "refusal-1": ("letter:refusal", ["client"]),
        "refusal-2": ("letter:refusal", ["client"]),
    }
    assert salesbook("letters", "drafts", "delete", "refusal-1").code == 0
    assert salesbook("letters", "drafts", "delete", "--all", "--json").json["deleted"] == ["refusal-2"]
    assert salesbook("letters", "drafts", "--json").json["drafts"] == []


def test_a_draft_holds_nothing_that_the_letter_could_not_be_written_with(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", "--set", "nope=1", "--set", "reason=дорого", "--draft")
    assert (ran.code, ran.out) == (1, "")
    assert "unknown field «nope»" in ran.err
    assert "(reason): «дорого» does not fit" in ran.err
    assert "client" not in ran.err.partition("fields: ")[2].partition("\n")[2]
    facts = "{next_step: {date: скоро, day: x}}"
    ran = salesbook("letter", "summary", "--data", "-", "--draft", "--json", stdin=facts)
    assert [problem["field"] for problem in ran.json["problems"]] == ["next_step.day", "next_step.date"]
    assert salesbook("letters", "drafts", "--json").json["drafts"] == []


def test_a_draft_of_nothing(salesbook: Command) -> None:
    assert salesbook("letter", "refusal", "--draft").code == 2
    assert salesbook("letter", "refusal", "--data", "-", "--draft", stdin="[1]").code == 2
    kept = salesbook("letter", "refusal", "--set", "client=Анна", "--draft", "--json")
    assert kept.json == {"version": 1, "draft": "refusal-1", "letter": "letter:refusal"}


@pytest.mark.parametrize("arguments", [["resume"], ["delete"], ["resume", "../x"], ["delete", "nothing-1"], ["burn"]])
def test_drafts_that_are_not_there(salesbook: Command, arguments: list[str]) -> None:
    salesbook("letter", "refusal", "--set", "client=Анна", "--draft")
    ran = salesbook("letters", "drafts", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "→" in ran.err


def test_the_book_says_how_long_drafts_are_kept(salesbook: Command, root: Path, data: Path) -> None:
    company = root / "content" / "company.yml"
    company.write_text(company.read_text(encoding="utf-8") + "draft_days: 3\n", encoding="utf-8")
    salesbook("letter", "refusal", "--set", "client=Анна", "--draft")
    (draft,) = data.rglob("*.json")
    os.utime(draft, (0, draft.stat().st_mtime - 4 * 24 * 60 * 60))
    salesbook("letter", "refusal", *FLAGS)
    assert not draft.exists()


def test_a_letter_that_is_no_more(salesbook: Command, typed: Callable[..., Ran], root: Path) -> None:
    salesbook("letter", "refusal", "--set", "client=Анна", "--draft")
    (root / "content" / "letters" / "refusal.md").unlink()
    assert "there is no such letter any more" in salesbook("letters", "drafts").out
    assert typed("letters", "drafts", "resume", lines=[]).code == 2
