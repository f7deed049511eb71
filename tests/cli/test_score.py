"""`salesbook score`."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books import OTHER, changed
from tests.cli.ran import Command

LEAD = "lead: Сделка 5\nknockouts: []\nscores:\n  budget: 1\n  timing: 1\n  meeting: 0\n"


@pytest.fixture
def lead(tmp_path: Path) -> Path:
    path = tmp_path / "lead.yml"
    path.write_text(LEAD, encoding="utf-8")
    return path


def test_for_a_manager(salesbook: Command, lead: Path) -> None:
    ran = salesbook("score", lead)
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "Сделка 5",
        "Запрос: 2",
        "Общение: 0",
        "Total: 2",
        "A · Вип",
        "(2…3)",
        "works: Менеджер",
        "Назначить встречу сегодня.",
        "Руководитель отдела продаж: Подключается",
        "ОП-002 Ключевая встреча",
    ):
        assert words in ran.out


def test_json(salesbook: Command, lead: Path) -> None:
    assert salesbook("score", lead, "--json").json == {
        "version": 1,
        "lead": "Сделка 5",
        "card": {"name": "scorecard:leads", "title": "Карта лида", "edition": "2026-11", "digest": "edfhfeic"},
        "total": 2,
        "segment": "A",
        "knocked_out": [],
        "blocks": {"request": 2, "talk": 0},
        "parameters": {"budget": 1, "timing": 1, "meeting": 0},
        "answers": {
            "budget": {"answer": "plus", "text": "есть", "points": 1, "weight": 1, "counts": 1},
            "timing": {"answer": "plus", "text": "есть", "points": 1, "weight": 1, "counts": 1},
            "meeting": {"answer": "zero", "text": "неясно", "points": 0, "weight": 1, "counts": 0},
        },
        "unknown": [],
        "next": {
            "works": "manager",
            "actions": ["Назначить встречу сегодня."],
            "regulation": {"name": "ОП-002", "title": "ОП-002 Ключевая встреча"},
            "letter": None,
            "rules": [{"who": "head", "action": "Подключается к сделке."}],
        },
        "comment": "",
        "warnings": [],
    }


def test_an_older_result_is_not_read_in_silence(salesbook: Command, root: Path, tmp_path: Path) -> None:
    result, answers = tmp_path / "result.json", tmp_path / "answers.yml"
    for path in (result, answers):
        assert salesbook("score", "-", "--output", path, stdin=LEAD).code == 0
        assert salesbook("score", path, "--json").json["warnings"] == []
    text = changed(
        "scorecards/leads.yml", ("plus: есть}", "plus: есть, weight: 2}"), ("to: 3", "to: 4"), ("from: -3", "from: -4")
    )
    (root / "content/scorecards/leads.yml").write_text(text["scorecards/leads.yml"], encoding="utf-8")
    for path in (result, answers):
        ran = salesbook("score", path, "--json")
        assert [warning["field"] for warning in ran.json["warnings"]][:1] == ["card"]
        assert ran.json["total"] == 3
        assert "has changed since this file was written" in salesbook("score", path).err
    assert "this result was 2 (A); by today's card it is 3 (A)" in salesbook("score", result).err


def test_answers_of_another_edition_that_fit_no_longer(salesbook: Command, root: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yml"
    assert salesbook("score", "-", "--output", answers, stdin=LEAD).code == 0
    text = changed("scorecards/leads.yml", ("id: timing", "id: when"))["scorecards/leads.yml"]
    (root / "content/scorecards/leads.yml").write_text(text, encoding="utf-8")
    ran = salesbook("score", answers)
    assert (ran.code, ran.out) == (1, "")
    for words in ("has changed since this file was written", "no answer to “Срок” (when)", "«timing»"):
        assert words in ran.err
    ran = salesbook("score", answers, "--json")
    assert (ran.code, ran.err) == (1, "")
    assert [warning["field"] for warning in ran.json["warnings"]] == ["card"]


def test_a_person_in_the_label_is_a_warning(salesbook: Command) -> None:
    lead = LEAD.replace("Сделка 5", "Анна Петрова, двушка")
    ran = salesbook("score", "-", stdin=lead)
    assert ran.code == 0
    assert "warning: “Анна” in the label looks like a person's name" in ran.err
    ran = salesbook("score", "-", "--json", stdin=lead)
    assert (ran.code, ran.err) == (0, "")
    assert [warning["field"] for warning in ran.json["warnings"]] == ["lead"]


def test_a_knock_out(salesbook: Command) -> None:
    ran = salesbook("score", "-", "--json", stdin="{knockouts: [other-region], comment: далеко}")
    assert ran.code == 0
    assert (ran.json["total"], ran.json["segment"], ran.json["knocked_out"], ran.json["blocks"]) == (
        None,
        None,
        ["other-region"],
        {},
    )
    assert ran.json["next"]["letter"] == {"name": "letter:refusal", "title": "Отказ"}
    assert ran.json["next"]["actions"] == ["Отправить «Отказ»."]
    text = salesbook("score", "-", stdin="{knockouts: [other-region]}").out
    assert "Refusal: knocked out" in text
    assert "Другой регион" in text
    assert "salesbook letter refusal" in text


@pytest.mark.parametrize(
    "data", [{"knockouts": [], "scores": {"budget": 1, "timing": 1, "meeting": 0}, "lead": 'Ёлка 😀 \\ "/'}]
)
@pytest.mark.parametrize(
    "options", [{}, {"ensure_ascii": False}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}]
)
def test_json_from_any_program_is_read(salesbook: Command, data: dict[str, Any], options: dict[str, Any]) -> None:
    ran = salesbook("score", "-", "--json", stdin=json.dumps(data, **options))
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["lead"] == data["lead"]


def test_an_unfit_lead(salesbook: Command) -> None:
    ran = salesbook("score", "-", stdin="{knockouts: [], scores: {budget: 2, timing: 1, meting: 0}}")
    assert (ran.code, ran.out) == (1, "")
    for words in (
        "unknown answer «meting»",
        "it looks like meeting",
        "«2» is not an answer",
        "no answer to “Готов к встрече” (meeting)",
    ):
        assert words in ran.err


def test_an_unfit_lead_for_programs(salesbook: Command) -> None:
    ran = salesbook("score", "-", "--json", stdin="{knockouts: [], scores: {budget: 2, timing: 1, meeting: 0}}")
    assert (ran.code, ran.err) == (1, "")
    assert [p["field"] for p in ran.json["problems"]] == ["scores.budget"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "(standard input) is empty"),
        (b"\xff", "(standard input):1:1: the file is not in UTF-8"),
        (b"a: [", "(standard input):"),
        (b"a: &x 1\nb: *x", "the alias “x” is not allowed"),
        (b"[" * 100_000, "nested deeper"),
        (b"- " * 100_000, "nested deeper"),
        (b"a: !!python/object/apply:os.system [x]", "the tag"),
        (b"a: 1\na: 2", "stands twice"),
        (b"x" * 200_001, "larger than 200 KB"),
        (b"\x00", "a control character"),
        (b'{"lead": "\\ud83d"}', "(standard input):"),
    ],
)
def test_data_that_cannot_be_read(salesbook: Command, data: bytes, message: str) -> None:
    ran = salesbook("score", "-", stdin=data)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.parametrize(
    "data",
    [
        "5",
        "слова",
        "[]",
        "[1, 2]",
        "true",
        "{knockouts: {a: 1}, scores: [1]}",
        "{scores: {budget: [1]}, knockouts: [[1]]}",
        "2026-11-25",
    ],
)
def test_data_of_another_form(salesbook: Command, data: str) -> None:
    ran = salesbook("score", "-", stdin=data)
    assert (ran.code, ran.out) == (1, "")


def test_files_that_cannot_be_read(salesbook: Command, tmp_path: Path) -> None:
    assert "cannot be read: there is no such file" in salesbook("score", tmp_path / "none.yml").err
    ran = salesbook("score", tmp_path)
    assert ran.code == 2
    assert "cannot be read" in ran.err


def test_questions_need_a_terminal(salesbook: Command) -> None:
    ran = salesbook("score")
    assert (ran.code, ran.out) == (2, "")
    assert "salesbook score ../lead.yml" in ran.err


def test_cards(salesbook: Command, root: Path, lead: Path) -> None:
    ran = salesbook("score", lead, "--card", "lead")
    assert ran.code == 2
    assert "it looks like leads" in ran.err
    (root / "content/scorecards/partners.yml").write_bytes((root / "content/scorecards/leads.yml").read_bytes())
    assert salesbook("score", lead, "--card", "partners", "--json").json["card"]["name"] == "scorecard:partners"
    assert salesbook("score", lead, "--card", "scorecard:partners").code == 0


@pytest.mark.parametrize(
    ("old", "new"), [("to: -2", "to: -3"), ("id: timing", "id: budget"), ("id: talk", "id: request")]
)
def test_an_unsound_card_scores_nobody(salesbook: Command, root: Path, lead: Path, old: str, new: str) -> None:
    for name, text in changed("scorecards/leads.yml", (old, new)).items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    ran = salesbook("score", lead)
    assert (ran.code, ran.out) == (1, "")
    assert "salesbook check" in ran.err


@pytest.mark.parametrize("name", ["scorecards/leads.yml", "company.yml"])
def test_a_broken_file_is_shown_and_not_a_traceback(salesbook: Command, root: Path, lead: Path, name: str) -> None:
    (root / "content" / name).write_bytes(b"title: [\n")
    ran = salesbook("score", lead)
    assert ran.code == 1
    assert f"content/{name}:2:1: error: a bracket is never closed" in ran.out
    assert "has errors in its file" in ran.err


def test_marks_of_the_terminal_in_a_lead(salesbook: Command) -> None:
    ran = salesbook("score", "-", stdin=LEAD.replace("Сделка 5", "'[/] [red]x :smile: \\'"))
    assert ran.code == 0
    assert "[/] [red]x :smile: \\" in ran.out


def put(root: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Write the base card with changes as a card of the book."""
    text = changed("scorecards/leads.yml", *pairs)["scorecards/leads.yml"]
    (root / "content/scorecards" / name).write_text(text, encoding="utf-8")


def test_the_only_card_needs_no_mark(salesbook: Command, root: Path, lead: Path) -> None:
    (root / "content/scorecards/leads.yml").rename(root / "content/scorecards/buyers.yml")
    assert salesbook("score", lead, "--json").json["card"]["name"] == "scorecard:buyers"


def test_the_marked_card_is_the_default(salesbook: Command, root: Path, lead: Path) -> None:
    put(root, "partners.yml", ("edition", "default: true\nedition"))
    assert salesbook("score", lead, "--json").json["card"]["name"] == "scorecard:partners"
    assert salesbook("score", lead, "--card", "leads", "--json").json["card"]["name"] == "scorecard:leads"


def test_of_several_cards_one_is_named(salesbook: Command, root: Path, lead: Path) -> None:
    put(root, "partners.yml")
    ran = salesbook("score", lead)
    assert (ran.code, ran.out) == (2, "")
    assert "which scorecard? There are: leads, partners" in ran.err
    assert "--card leads" in ran.err
    assert "default: true" in ran.err


def test_two_marked_cards_are_told_apart_by_name(salesbook: Command, root: Path, lead: Path) -> None:
    for name in ("leads.yml", "partners.yml"):
        put(root, name, ("edition", "default: true\nedition"))
    ran = salesbook("score", lead)
    assert (ran.code, ran.out) == (2, "")
    assert "several scorecards are marked “default: true”: leads, partners" in ran.err
    assert salesbook("score", lead, "--card", "partners").code == 0


def test_a_card_that_cannot_be_read_may_be_the_default(salesbook: Command, root: Path, lead: Path) -> None:
    (root / "content/scorecards/partners.yml").write_text("title: [\n", encoding="utf-8")
    ran = salesbook("score", lead)
    assert ran.code == 1
    assert "“scorecard:partners” has errors in its file" in ran.err
    assert salesbook("score", lead, "--card", "leads").code == 0


# --- answers with points of their own, weights, “unknown”

PUPIL = "knockouts: []\nscores: {goal: 1, level: unknown, hours: -1, city: online}\n"


def test_points_weights_and_unknown(salesbook: Command) -> None:
    ran = salesbook("--book", OTHER, "score", "-", "--json", stdin=PUPIL, book=False)
    assert (ran.code, ran.err) == (0, "")
    answer = ran.json
    assert (answer["total"], answer["blocks"]) == (2.25, {"wish": 2.5, "chance": -0.25})
    assert answer["parameters"] == {"goal": 1, "level": None, "hours": -1, "city": 1.5}
    assert answer["unknown"] == ["level"]
    assert answer["answers"]["city"] == {
        "answer": "online", "text": "Только онлайн.", "points": 1.5, "weight": 0.5, "counts": 0.75,
    }  # fmt: skip
    assert answer["answers"]["level"] == {
        "answer": "unknown", "text": "Пройти проверку уровня.", "points": None, "weight": 1, "counts": None,
    }  # fmt: skip


def test_what_is_unknown_is_said(salesbook: Command) -> None:
    out = salesbook("--book", OTHER, "score", "-", stdin=PUPIL.replace("hours: -1", "hours: unknown"), book=False).out
    for words in ("Total: 3.25", "Unknown: 2 of 4 — Уровень, Часы", "Left out of the total: Уровень\n"):
        assert words in out


@pytest.mark.parametrize(
    ("old", "new", "message", "advice"),
    [
        ("online", "1.5", "“Город” (city): several answers have the points «1.5»",
         "write which of them is meant: region, online"),
        ("online", "3", "“Город” (city): «3» is not an answer",
         "allowed: here (4), region (1.5), online (1.5), unknown (1)"),
        ("online", "onlin", "“Город” (city): «onlin» is not an answer", "it looks like online"),
        ("level: unknown", "level: [10]", "“Уровень” (level): a list is not an answer",
         "allowed: more (10), year (5), never (0), unknown"),
        ("hours: -1", "hours: 5", "“Часы” (hours): «5» is not an answer", "allowed: −1, 0 or 1, and unknown"),
        ("hours: -1, ", "", "no answer to “Часы” (hours)", "allowed: −1, 0 or 1, and unknown"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_or_several(salesbook: Command, old: str, new: str, message: str, advice: str) -> None:
    ran = salesbook("--book", OTHER, "score", "-", stdin=PUPIL.replace(old, new), book=False)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert advice in ran.err
