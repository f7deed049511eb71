"""`salesbook score --card checklist:…`."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.ran import Command, Ran

CHECKLIST = """\
title: Звонок
subject: call
auditor: head
about: Как слушать звонок.
items:
  - {check: Поздоровался., weight: 10, regulation: ОП-001}
  - {check: Назвал день встречи., weight: 60, regulation: ОП-001, critical: true}
  - {check: Узнал бюджет., weight: 30, regulation: ОП-001}
pass_percent: 80
"""
HEADER = "Звонок,Ответственный,Поздоровался,2,п. 3 бюджет\n"
ROWS = "А,Анна,да,да,нет\nБ,Анна,1,1,не относится\nВ,=Пётр(1),да,нет,да\nГ,Анна,да,,да\nД,=Пётр(1),-,-,-\n"


@pytest.fixture(autouse=True)
def checklist(root: Path) -> None:
    (root / "content/checklists/call.yml").write_text(CHECKLIST, encoding="utf-8")


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    path = tmp_path / "calls.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_questions(typed: Callable[..., Ran]) -> None:
    ran = typed("score", "--card", "checklist:call", "--json", lines=["Звонок 5", "Анна", "y", "да", "-", ""])
    assert ran.code == 0
    answer = ran.json
    assert (answer["points"], answer["possible"], answer["percent"], answer["passed"]) == (70, 70, 100.0, True)
    assert [each["answer"] for each in answer["items"]] == ["yes", "yes", "n/a"]
    assert (answer["label"], answer["manager"]) == ("Звонок 5", "Анна")
    assert "2/3" in ran.err and "critical" in ran.err


def test_marks_that_do_not_fit_are_asked_again(typed: Callable[..., Ran]) -> None:
    lines = ["", "", "-", "-", "может", "-", "", "", "", "y", "-", "-", ""]
    ran = typed("score", "--card", "checklist:call", "--json", lines=lines)
    assert (ran.code, ran.json["points"]) == (0, 10)
    assert "“может” is not an answer: type y, n or -" in ran.err
    assert "no item applies" in ran.err


def test_a_file(salesbook: Command) -> None:
    data = "{label: Звонок 5, answers: {1: да, 2: нет, 3: да}}"
    ran = salesbook("score", "-", "--card", "checklist:call", stdin=data)
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "40 of 100 points, 40\u00a0%",
        "not passed: a critical item is not done",
        "2. Назвал день встречи. −60",
    ):
        assert words in ran.out
    ran = salesbook("score", "-", "--card", "checklist:call", stdin="{answers: {1: да, 2: да, 3: нет}}")
    assert "70 of 100 points" in ran.out
    assert ran.out.splitlines()[2] == "not passed"


def test_a_sample_goes_back(salesbook: Command, tmp_path: Path) -> None:
    for arguments in ([], ["--json"]):
        sample = salesbook("score", "--card", "checklist:call", "--sample", *arguments)
        assert sample.code == 0
        ran = salesbook("score", "-", "--card", "checklist:call", "--json", stdin=sample.out)
        assert (ran.code, ran.json["points"], ran.json["critical"]) == (0, 10, [2])
    # A result is read anew, and told of when the checklist is another one.
    ran_again = salesbook("score", "-", "--card", "checklist:call", "--json", stdin=ran.out)
    assert ran_again.json["points"] == 10
    assert ran_again.json["warnings"] == []


def test_an_old_result_is_not_read_against_a_new_checklist_silently(salesbook: Command, root: Path) -> None:
    result = salesbook("score", "-", "--card", "checklist:call", "--json", stdin="{answers: {1: да, 2: да, 3: да}}").out
    path = root / "content/checklists/call.yml"
    path.write_text(CHECKLIST.replace("weight: 30", "weight: 20"), encoding="utf-8")
    ran = salesbook("score", "-", "--card", "checklist:call", stdin=result)
    assert ran.code == 0
    assert "has changed since this file was written" in ran.err


def test_what_does_not_fit(salesbook: Command) -> None:
    ran = salesbook("score", "-", "--card", "checklist:call", stdin="{answers: {1: да, 4: да}}")
    assert (ran.code, ran.out) == (1, "")
    for words in ("the checklist has no item «4»", "no answer to item 2", "no answer to item 3"):
        assert words in ran.err


def test_a_table_by_manager(salesbook: Command, sheets: Path) -> None:
    ran = salesbook("score", sheets, "--card", "checklist:call")
    assert ran.code == 0
    assert "п. 3 бюджет" in ran.err and "Ответственный" in ran.err
    rows = {line.split()[0]: line.split()[1:] for line in ran.out.splitlines() if "%" in line}
    assert rows["Анна"] == ["2", "82.4", "%", "1", "0"]
    assert "=Пётр(1)" in rows
    assert "What is missed most often" in ran.out
    assert "line 5: no answer to item 2" in ran.err
    assert "line 6: no item applies" in ran.err
    assert "5 rows read: scored 3, rejected 2" in ran.err


def test_json_of_a_table(salesbook: Command, sheets: Path) -> None:
    answer = salesbook("score", sheets, "--card", "checklist:call", "--json").json
    assert (answer["read"], answer["scored"], answer["rejected"]) == (5, 3, 2)
    assert answer["columns"] == {"1": "Поздоровался", "2": "2", "3": "п. 3 бюджет", "manager": "Ответственный"}
    anna = next(each for each in answer["managers"] if each["manager"] == "Анна")
    assert (anna["checks"], anna["points"], anna["possible"], anna["passed"]) == (2, 140, 170, 1)
    assert answer["items"][2] == {"n": 3, "check": "Узнал бюджет.", "yes": 1, "no": 1, "not_applicable": 1}


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_output(salesbook: Command, sheets: Path, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"scored{ending}"
    ran = salesbook("score", sheets, "--card", "checklist:call", "--output", output)
    assert ran.code == 0
    assert output.stat().st_size
    with (tmp_path / "scored.rejected.csv").open(encoding="utf-8", newline="") as file:
        rejected = list(csv.reader(file))
    assert [row[0] for row in rejected] == ["line", "5", "6"]
    if ending == ".csv":
        with output.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["percent"] for row in rows] == ["70.0", "100.0", "40.0"]
        assert [row["critical"] for row in rows] == ["", "", "2"]
        assert rows[2]["Ответственный"] == "'=Пётр(1)"
        assert {row["checklist"][:5] for row in rows} == {"call#"}
    if ending == ".jsonl":
        lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
        assert [line["passed"] for line in lines] == [False, True, False]
    # What was scored can be scored again: as a workbook and as Parquet, too.
    again = salesbook("score", output, "--card", "checklist:call", "--json") if ending != ".jsonl" else None
    assert again is None or again.json["scored"] == 3


def test_a_mapping(salesbook: Command, sheets: Path, tmp_path: Path) -> None:
    sheets.write_text("кто,приветствие,день,деньги\nАнна,да,да,да\n", encoding="utf-8")
    ran = salesbook("score", sheets, "--card", "checklist:call")
    assert (ran.code, ran.out) == (2, "")
    assert "no column is surely the one of the items 1 «Поздоровался.»; 2 «Назвал день встречи.»" in ran.err
    mapping = tmp_path / "map.yml"
    mapping.write_text("columns: {приветствие: 1, день: 2, деньги: 3, кто: manager}\n", encoding="utf-8")
    answer = salesbook("score", sheets, "--card", "checklist:call", "--map", mapping, "--json").json
    assert [(each["manager"], each["percent"]) for each in answer["managers"]] == [("Анна", 100.0)]
    for wrong in ("columns: {привет: 1}", "columns: {день: 9}", "[]", "columns: {день: 1, деньги: 1}"):
        mapping.write_text(wrong, encoding="utf-8")
        assert salesbook("score", sheets, "--card", "checklist:call", "--map", mapping).code == 2


def test_a_checklist_is_no_scorecard(salesbook: Command) -> None:
    for command in (["sql", "duckdb"], ["explain", "-"], ["backtest", "-", "--outcome", "x"]):
        ran = salesbook("scorecard", *command, "--card", "checklist:call")
        assert (ran.code, ran.out) == (2, "")
        assert "“checklist:call” is a checklist" in ran.err
    ran = salesbook("score", "-", "--card", "checklist:cal", stdin="{}")
    assert ran.code == 2
    assert "it looks like call" in ran.err


def test_a_sheet_in_the_book_is_refused(salesbook: Command, root: Path) -> None:
    (root / "call.yml").write_text("answers: {1: да, 2: да, 3: да}", encoding="utf-8")
    assert salesbook("score", root / "call.yml", "--card", "checklist:call").code == 2
