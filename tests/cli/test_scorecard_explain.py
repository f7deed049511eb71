"""`salesbook scorecard explain`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import OTHER
from tests.cli.ran import Command, Ran

LEAD = "lead: Сделка 5\nknockouts: []\nscores: {budget: 1, timing: 0, meeting: 0}\n"


def test_for_a_manager(salesbook: Command) -> None:
    ran = salesbook("scorecard", "explain", "-", stdin=LEAD)
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "Сделка 5  Карта лида · 2026-11",
        "B · Средний: Total 1",
        "it may lose 2 points and stay where it is",
        "+1 Бюджет: есть",
        "What would lift it to A · Вип: 1 point more",
        "+1 Срок: неясно → есть",
        "+1 Готов к встрече: неясно → да",
    ):
        assert words in ran.out
    assert "What to ask next" not in ran.out


def test_json(salesbook: Command) -> None:
    answer = salesbook("scorecard", "explain", "-", "--json", stdin=LEAD).json
    assert (answer["segment"], answer["total"], answer["above_bottom"]) == ("B", 1, 2)
    assert answer["blocks"] == {
        "request": {"counts": 1, "lowest": -2, "highest": 2},
        "talk": {"counts": 0, "lowest": -1, "highest": 1},
    }
    assert answer["lift"]["sets"] == [
        [{"parameter": name, "from": "zero", "to": "plus", "gain": 1}] for name in ("timing", "meeting")
    ]
    assert answer["possible"] == {"B": 1}
    assert (answer["ask"], answer["warnings"]) == ([], [])


def test_a_lead_that_is_begun(salesbook: Command) -> None:
    begun = "{knockouts: [], scores: {budget: 1, timing: 0}}"
    out = salesbook("scorecard", "explain", "-", stdin=begun).out
    assert "Not all is asked yet: it may become B · Средний, A · Вип" in out
    assert "да → A · Вип" in out
    answer = salesbook("scorecard", "explain", "-", "--json", stdin=begun).json
    assert (answer["total"], answer["segment"], answer["lift"]) == (None, None, None)
    assert [question["parameter"] for question in answer["ask"]] == ["meeting"]


def test_unknown_answers(salesbook: Command) -> None:
    scores = "{goal: unknown, level: unknown, hours: 1, city: unknown}"
    book = ("--book", OTHER, "--lang", "en", "scorecard", "explain", "-")
    ran = salesbook(*book, stdin=f"{{knockouts: [], scores: {scores}}}", book=False)
    assert "2.75 points more" in ran.out
    assert "1. Уровень — Сколько вы уже учились?" in ran.out
    assert "by itself it changes nothing, together with other answers it does" in ran.out


@pytest.mark.parametrize("scores", ["", ", scores: {budget: 1, timing: 1, meeting: 1}"])
def test_a_knock_out(salesbook: Command, scores: str) -> None:
    data = f"{{knockouts: [no-purchase]{scores}}}"
    ran = salesbook("scorecard", "explain", "-", stdin=data)
    assert ran.code == 0
    assert "Refusal: Не собирается покупать" in ran.out
    assert ("without it the segment would be A · Вип" in ran.out) == bool(scores)
    assert "What would lift it" not in ran.out
    assert "What to ask next" not in ran.out
    answer = salesbook("scorecard", "explain", "-", "--json", stdin=data).json
    assert (answer["segment"], answer["knocked_out"]) == (None, ["no-purchase"])
    assert answer["without_knockouts"] == ("A" if scores else None)


def test_a_score_is_explained_too(salesbook: Command) -> None:
    result = salesbook("score", "-", "--json", stdin=LEAD).out
    ran = salesbook("scorecard", "explain", "-", stdin=result)
    assert (ran.code, ran.err) == (0, "")
    other = json.loads(result) | {"total": 3}
    assert "this result was 3 (B)" in salesbook("scorecard", "explain", "-", stdin=json.dumps(other)).err


def test_what_does_not_fit(salesbook: Command) -> None:
    ran = salesbook("scorecard", "explain", "-", stdin="{knockouts: [], scores: {budget: 7}}")
    assert (ran.code, ran.out) == (1, "")
    assert "«7» is not an answer" in ran.err
    assert "no answer to" not in ran.err


def test_a_file_in_the_book_is_refused(salesbook: Command, root: Path) -> None:
    path = root / "lead.yml"
    path.write_text(LEAD, encoding="utf-8")
    assert salesbook("scorecard", "explain", path).code == 2


def test_questions(typed: Callable[..., Ran]) -> None:
    ran = typed("scorecard", "explain", lines=["Сделка 5", "n", "n", "1", "0", "0", ""])
    assert ran.code == 0
    assert "What would lift it to A · Вип" in ran.out


def test_every_lead_of_a_list(salesbook: Command) -> None:
    good = "{lead: %s, knockouts: [], scores: {budget: %d, timing: 0, meeting: 0}}"
    listed = f"[{good % ('Сделка 1', 1)}, {good % ('Сделка 2', -1)}, {{knockouts: [], scores: {{budget: 7}}}}]"
    ran = salesbook("scorecard", "explain", "-", stdin=listed)
    assert ran.code == 1
    for words in ("1/3", "Сделка 1", "2/3", "Сделка 2"):
        assert words in ran.out
    assert "lead 3: “Бюджет” (budget): «7» is not an answer" in ran.err
    ran = salesbook("scorecard", "explain", "-", "--json", stdin=listed)
    assert ran.code == 1
    assert [lead.get("total") for lead in ran.json["leads"]] == [1, -1, None]
    assert ran.json["leads"][2]["problems"][0]["field"] == "scores.budget"


def test_a_table_is_not_explained_silently(salesbook: Command, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("Бюджет,Срок,Готов к встрече\n1,0,0\n", encoding="utf-8")
    ran = salesbook("scorecard", "explain", path)
    assert (ran.code, ran.out) == (2, "")
    assert "is a table" in ran.err


def test_reasons_that_are_left_out_are_counted(salesbook: Command, root: Path) -> None:
    card = root / "content/scorecards/leads.yml"
    more = "".join(f"\n      - {{id: more{n}, title: Ещё {n}, minus: нет, zero: неясно, plus: есть}}" for n in range(6))
    text = card.read_text(encoding="utf-8").replace(
        "Готов к встрече, minus: нет, zero: неясно, plus: да}",
        "Готов к встрече, minus: нет, zero: неясно, plus: да}" + more,
    )
    card.write_text(text.replace("from: -3", "from: -9").replace("to: 3,", "to: 9,"), encoding="utf-8")
    scores = ", ".join(f"{name}: 1" for name in ("budget", "timing", "meeting", *(f"more{n}" for n in range(6))))
    ran = salesbook("scorecard", "explain", "-", stdin=f"{{knockouts: [], scores: {{{scores}}}}}")
    assert ran.code == 0
    assert "+4 and more: Ещё 2, Ещё 3, Ещё 4, Ещё 5" in ran.out
