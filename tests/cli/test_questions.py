"""Questions on a terminal: one at a time, with a way back; stdout holds the answer alone."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.calendar import clock
from salesbook.calendar.durations import Duration
from salesbook.calendar.working_time import working_time
from salesbook.cli.ask import Interview, Prompt
from salesbook.text import formats
from tests.books import BASE, OTHER, changed
from tests.cli.ran import Ran, Terminal

COMPANY = load_book(BASE, {"company"})[0].company
DAY = working_time(COMPANY).day_after(clock.today(COMPANY, clock.now()), Duration(2, "working_days"))
assert DAY is not None
NEXT_STEP = formats.day(DAY, "ru")
"""The day on which the clients of these tests do something: dates would have gone by."""


def test_a_lead(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["Сделка 5", "n", "нет", "1", "−1", "+1", ""])
    assert ran.code == 0
    assert ran.json["parameters"] == {"budget": 1, "timing": -1, "meeting": 1}
    assert (ran.json["lead"], ran.json["total"]) == ("Сделка 5", 1)
    assert "Knock-out 1 of 2" in ran.err
    assert "2/3 · Запрос" in ran.err


def test_a_knock_out_ends_the_questions(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["", "n", "да", ""])
    assert (ran.code, ran.json["knocked_out"], ran.json["total"]) == (0, ["other-region"], None)


def test_back_and_again(typed: Callable[..., Ran]) -> None:
    lines = ["<", "А", "<", "Б", "n", "n", "1", "0", "назад", "back", "-1", "0", "1", ""]
    ran = typed("score", "--json", lines=lines)
    assert ran.json["lead"] == "Б"
    assert ran.json["parameters"] == {"budget": -1, "timing": 0, "meeting": 1}
    assert "this is the first question" in ran.err


def test_an_answer_that_does_not_fit_is_asked_again(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["А", "может", "n", "n", "2", "[/]", "", "1", "0", "0", ""])
    assert ran.json["total"] == 1
    for words in ("“может” is not an answer: type y or n", "“2” is not an answer", "“[/]” is not an answer"):
        assert words in ran.err


@pytest.mark.parametrize(
    "lines", [[], ["А"], ["А", "n", "n", "1"], ["А", "n", "n", "1", "1", "1"], ["А", "n", "да", "2"]]
)
def test_leaving_writes_nothing(typed: Callable[..., Ran], lines: list[str]) -> None:
    ran = typed("score", lines=lines)
    assert (ran.code, ran.out) == (130, "")
    assert "interrupted; nothing was written" in ran.err


def test_a_letter(typed: Callable[..., Ran]) -> None:
    lines = ["Анна", "25.11.2026", "вид на море; первая линия;", "2", "бронь", "+2 рабочих дня", "9:30", ""]
    ran = typed("letter", "summary", "--json", lines=lines)
    assert ran.code == 0
    assert ran.json["channel"] == "telegram"
    assert "— вид на море\n— первая линия\n" in ran.json["text"]
    assert f"бронь\u00a0— {NEXT_STEP}, 09:30 по\u00a0Москве." in ran.json["text"]
    assert "Следующий шаг: Что делает клиент" in ran.err
    assert "2. Telegram" in ran.err and "telegram" not in ran.err


def test_what_is_optional_may_be_left_empty(typed: Callable[..., Ran]) -> None:
    ran = typed(
        "letter",
        "summary",
        lines=["", "Анна", "скоро", "25.11.2026", "", "", "бронь", "1.1.2001", "+2 рабочих дня", "", ""],
    )
    assert ran.code == 0
    assert "понравилось" not in ran.out
    assert f"бронь\u00a0— {NEXT_STEP}.\n" in ran.out
    assert "this cannot be left empty" in ran.err
    assert ran.err.count("expected a da") == 2


@pytest.mark.parametrize(("answer", "reason"), [("2", "нет объекта"), ("другой регион", "другой регион")])
def test_a_choice_by_its_number_or_name(typed: Callable[..., Ran], answer: str, reason: str) -> None:
    ran = typed("letter", "refusal", lines=["Анна", "3", "0", "дорого", answer, ""])
    assert ran.out == f"Анна, помочь не сможем: {reason}.\n"


@pytest.mark.parametrize("value", ["[/]", "[red]x", ":smile:"])
def test_marks_of_the_terminal_in_questions(typed: Callable[..., Ran], root: Path, value: str) -> None:
    change = changed(
        "scorecards/leads.yml",
        ("title: Карта лида", f"title: '{value} а'"),
        ("title: Не собирается покупать", f"title: '{value} б'"),
        ("title: Бюджет,", f"title: '{value} в', ask: '{value} г',"),
        ("minus: нет", f"minus: '{value} д'"),
    )
    (root / "content/scorecards/leads.yml").write_text(change["scorecards/leads.yml"], encoding="utf-8")
    ran = typed("score", "--json", lines=["А", "n", "n", "1", "0", "0", ""])
    assert ran.code == 0
    assert json.loads(ran.out)["card"]["title"] == f"{value} а"
    for letter in "абвгд":
        assert f"{value} {letter}" in ran.err


# --- a former answer is never lost


def test_a_former_answer_is_the_default(typed: Callable[..., Ran]) -> None:
    lines = ["Сделка 5", "n", "n", "1", "<", "<", "", "", "0", "1", ""]
    ran = typed("score", "--json", lines=lines)
    assert ran.json["parameters"] == {"budget": 1, "timing": 0, "meeting": 1}
    assert ran.json["knocked_out"] == []
    assert ran.err.count("Does it hold? (y/n) [was: no]:") == 1
    assert ran.err.count("−1 / 0 / 1 [was: 1]:") == 2


def test_nothing_is_shown_as_a_default_that_is_none(typed: Callable[..., Ran]) -> None:
    ran = typed("letter", "summary", lines=["Анна", "25.11.2026", "", "2", "бронь", "+2 рабочих дня", "", ""])
    assert ran.code == 0
    assert "by default" not in ran.err
    assert not re.search(r"[(\[]\d", ran.err.replace("\x1b[", "").partition("Your answers")[0])


def test_a_channel_that_was_named_is_not_asked_for(typed: Callable[..., Ran]) -> None:
    lines = ["Анна", "завтра", "", "бронь", "+2 рабочих дня", "9", ""]
    ran = typed("letter", "summary", "--channel", "телега", "--json", lines=lines)
    assert (ran.code, ran.json["channel"]) == (0, "telegram")
    assert "Куда отправляем" not in ran.err
    assert "09:00 по\u00a0Москве" in ran.json["text"]


# --- what is odd is asked about


def test_a_closed_day_is_asked_about(typed: Callable[..., Ran]) -> None:
    lines = [
        "Анна",
        "вчера",
        "",
        "2",
        "бронь",
        "в воскресенье",
        "<",
        "в воскресенье",
        "n",
        "+2 рабочих дня",
        "23",
        "y",
        "",
    ]
    ran = typed("letter", "summary", "--json", lines=lines)
    assert ran.code == 0
    assert ": the company is closed; the next working day is " in ran.err
    assert "23:00: the company is closed; it works from 09:00 to " in ran.err
    assert f"{NEXT_STEP}, 23:00" in ran.json["text"]
    assert ran.json["warnings"] == [], "what was asked about is not said again"


def test_a_person_in_the_label_is_asked_about(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["Анна Петрова", "n", "Сделка 5", "n", "n", "1", "0", "0", ""])
    assert ran.json["lead"] == "Сделка 5"
    assert "“Анна” in the label looks like a person's name" in ran.err


def test_points_as_people_type_them(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["А", "n", "n", "−1", "+1", "１", ""])
    assert ran.json["parameters"] == {"budget": -1, "timing": 1, "meeting": 1}


def test_what_was_optional_is_emptied(typed: Callable[..., Ran]) -> None:
    lines = ["Анна", "25.11.2026", "вид на море", "2", "бронь", "+2 рабочих дня", "9:30", "3", "-", ""]
    ran = typed("letter", "summary", lines=lines)
    assert ran.code == 0
    assert "вид на море" not in ran.out
    assert "“-” leaves it empty" in ran.err


def typed_in_another_book(root: Path) -> None:
    """Put the card with points, weights and “unknown” in the place of the base book's."""
    card = (OTHER / "content/scorecards/pupils.yml").read_text(encoding="utf-8")
    (root / "content/scorecards/leads.yml").write_text(card, encoding="utf-8")


def test_answers_are_typed_by_what_stands_before_them(typed: Callable[..., Ran], root: Path) -> None:
    typed_in_another_book(root)
    ran = typed("score", "--json", lines=["А", "n", "n", "+1", "5", "?", "2", ""])
    assert ran.code == 0
    assert {name: each["answer"] for name, each in ran.json["answers"].items()} == {
        "goal": "plus", "level": "year", "hours": "unknown", "city": "region",
    }  # fmt: skip
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in ran.err.splitlines()]
    for shown in ("Weight: 2.5.", "5  Учился до года.", "2  Готов ездить.  (1.5)", "?  Спросить на пробном занятии."):
        assert shown in lines
    assert "−1 / 0 / 1 / ?:" in ran.err
    assert "1 / 2 / 3 / ?:" in ran.err, "two answers have the same points: they go by number"
    last = ran.err.rpartition("Your answers")[2]
    assert "5. Уровень: 5 · Учился до года." in last
    assert "6. Часы: unknown" in last


def test_answers_are_typed_by_their_ids_too(typed: Callable[..., Ran], root: Path) -> None:
    typed_in_another_book(root)
    ran = typed("score", "--json", lines=["А", "n", "n", "plus", "More", "7", "unknown", "4", "online", ""])
    assert {name: each["answer"] for name, each in ran.json["answers"].items()} == {
        "goal": "plus", "level": "more", "hours": "unknown", "city": "here",
    }  # fmt: skip
    assert "“7” is not an answer: type one of −1, 0, 1, ?" in ran.err


# --- the review


def test_everything_is_looked_through_and_changed(typed: Callable[..., Ran]) -> None:
    lines = ["Сделка 5", "n", "n", "1", "0", "1", "9", "x", "4", "-1", "1", "Сделка 6", "<", "0", ""]
    ran = typed("score", "--json", lines=lines)
    assert ran.code == 0
    assert (ran.json["lead"], ran.json["parameters"]) == ("Сделка 6", {"budget": -1, "timing": 0, "meeting": 0})
    assert ran.err.count("Your answers") == 4
    assert ran.err.count("type a number from 1 to 6, or nothing") == 2
    last = ran.err.rpartition("Your answers")[2]
    assert "1. Label: Сделка 6" in last
    assert "2. Не собирается покупать: no" in last
    assert "6. Готов к встрече: 0" in last


def test_a_change_is_taken_back(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["А", "n", "n", "1", "0", "1", "4", "<", ""])
    assert ran.json["parameters"] == {"budget": 1, "timing": 0, "meeting": 1}


def test_a_knock_out_found_in_the_review(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["А", "n", "n", "1", "0", "1", "3", "y", ""])
    assert (ran.json["knocked_out"], ran.json["parameters"], ran.json["total"]) == (["other-region"], {}, None)
    assert "Бюджет" not in ran.err.rpartition("Your answers")[2]


def test_a_knock_out_taken_back_asks_for_the_parameters(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--json", lines=["А", "n", "y", "3", "n", "1", "0", "1", ""])
    assert (ran.json["knocked_out"], ran.json["total"]) == ([], 2)
    there_and_back = ["А", "n", "n", "1", "0", "1", "3", "y", "3", "n", ""]
    assert typed("score", "--json", lines=there_and_back).json["total"] == 2


def test_a_letter_that_cannot_go_is_changed(typed: Callable[..., Ran]) -> None:
    lines = ["А" * 300, "3", "0", "нет объекта", "", "1", "Анна", ""]
    ran = typed("letter", "refusal", "--channel", "sms", lines=lines)
    assert (ran.code, ran.out) == (0, "Анна, помочь не сможем: нет объекта.\n")
    assert "SMS takes 210" in ran.err
    assert "…" in ran.err


# --- an answer that is allowed and odd


def ask(prompts: list[Prompt], lines: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, object], str]:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal("".join(line + "\n" for line in lines)))
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("NO_COLOR", "1")
    return Interview(prompts).ask(), screen.getvalue()


def doubt(value: str) -> str | None:
    return f"{value} is closed" if value == "Sunday" else None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Sunday", "y", ""], "Sunday"),
        (["Sunday", "n", "Monday", ""], "Monday"),
        (["Sunday", "?", "да", ""], "Sunday"),
        (["Monday", "1", "Sunday", "n", "", ""], "Monday"),
    ],
)
def test_a_doubt_is_asked_about(lines: list[str], day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, screen = ask([Prompt("day", (), "day:", str, label="Day", doubt=doubt)], lines, monkeypatch)
    assert answers == {"day": day}
    assert screen.count("Sunday is closed") == 1
    assert "keep it? (y/n):" in screen


def test_a_default_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = [Prompt("day", (), "day:", str, default="Monday"), Prompt("time", (), "time:", str)]
    assert ask(prompts, ["", "9", ""], monkeypatch)[0] == {"day": "Monday", "time": "9"}
    assert ask(prompts, ["Friday", "9", ""], monkeypatch)[0] == {"day": "Friday", "time": "9"}
