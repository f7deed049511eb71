"""`salesbook score TABLE`: every row has a score beside it, or is in the other file with the reason."""

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.scoring.tables.recognition import holds_table
from tests.cli.ran import Command, Ran

TABLE = """ID;Название;Телефон;Бюджет ;Cрок;Готов к встрече;Отсев
1;=cmd|'/c calc'!A1;+7 900 123-45-67;1;1;0;
2;@Анна;+79001234567;есть;неясно;1;Другой регион
3;-5;8 900;2;;нет;нигде
"""


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_a_table_is_counted_by_segment(salesbook: Command, leads: Path) -> None:
    ran = salesbook("score", leads)
    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines()]
    assert lines[1] == ["A", "·", "Вип", "1", "50.0", "%", "2"]
    assert lines[-1] == ["Refusal", "1", "50.0", "%", "2"]
    assert "Cрок" in ran.err
    assert "Срок (timing)" in ran.err
    assert "line 4: unknown knock-outs: «нигде»" in ran.err
    assert "3 rows read: scored 2, rejected 1" in ran.err
    assert "--output scored.csv" in ran.err


def test_every_row_has_a_score_beside_it(salesbook: Command, leads: Path, tmp_path: Path) -> None:
    output = tmp_path / "scored.csv"
    ran = salesbook("score", leads, "--output", output)
    assert (ran.code, ran.out) == (0, "")
    assert output.read_bytes().startswith(b"\xef\xbb\xbfID;")  # as the table that Excel has written
    digest = salesbook("score", leads, "--json").json["card"]["digest"]
    first, second = rows_of(output)
    assert list(first)[:7] == ["ID", "Название", "Телефон", "Бюджет ", "Cрок", "Готов к встрече", "Отсев"]
    assert list(first)[7:] == ["total", "segment", "knocked_out", "block_request", "block_talk", "card"]
    assert (first["Название"], first["Телефон"]) == ("'=cmd|'/c calc'!A1", "+7 900 123-45-67")
    assert [first[name] for name in ("total", "segment", "knocked_out", "card")] == [
        "2",
        "A",
        "",
        f"leads@2026-11:{digest}",
    ]
    assert (second["Название"], second["Телефон"]) == ("'@Анна", "+79001234567")
    assert [second[name] for name in ("total", "segment", "knocked_out")] == ["2", "", "other-region"]
    (rejected,) = rows_of(tmp_path / "scored.rejected.csv")
    assert (rejected["line"], rejected["Название"], rejected["Бюджет "]) == ("4", "-5", "2")
    for words in ("«нигде»", "“Бюджет” (budget): «2» is not an answer", "no answer to “Срок” (timing)"):
        assert words in rejected["reason"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_answer_for_programs(salesbook: Command, leads: Path, tmp_path: Path) -> None:
    ran = salesbook("score", leads, "--json", "--rejected", tmp_path / "no.csv")
    assert (ran.code, ran.err) == (0, "")
    answer = ran.json
    assert (answer["read"], answer["scored"], answer["rejected"]) == (3, 2, 1)
    assert answer["columns"]["timing"] == "Cрок"
    assert answer["knockouts"] == {"list": "Отсев", "columns": {}}
    assert {s["segment"]: s["leads"] for s in answer["segments"]} == {None: 1, "A": 1}
    assert rows_of(tmp_path / "no.csv")[0]["line"] == "4"


def test_the_forms_of_the_output(salesbook: Command, leads: Path, tmp_path: Path) -> None:
    import duckdb
    from python_calamine import CalamineWorkbook

    for ending in ("jsonl", "parquet", "xlsx", "tsv"):
        assert salesbook("score", leads, "--output", tmp_path / f"s.{ending}").code == 0
    first = json.loads((tmp_path / "s.jsonl").read_text("utf-8").splitlines()[0])
    assert (first["Название"], first["total"], first["segment"]) == ("=cmd|'/c calc'!A1", 2, "A")
    scored = duckdb.execute(f"SELECT total, segment FROM '{tmp_path / 's.parquet'}'").fetchall()
    assert scored == [(2, "A"), (2, None)]
    sheet = CalamineWorkbook.from_path(str(tmp_path / "s.xlsx")).get_sheet_by_index(0).to_python()
    assert sheet[1][1] == "=cmd|'/c calc'!A1"  # a text: no formula is in the file
    assert sheet[1][7:9] == [2, "A"]
    assert "\tsegment\t" in (tmp_path / "s.tsv").read_text("utf-8-sig")


def test_a_scored_table_can_be_scored_again(salesbook: Command, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("budget,timing,meeting,total,card\n1,1,1,x,y\n", encoding="utf-8")
    assert salesbook("score", source, "--output", tmp_path / "s.csv", "--yes").code == 0
    header, row = (tmp_path / "s.csv").read_text("utf-8").splitlines()
    assert header.endswith("total,card,total_2,segment,knocked_out,block_request,block_talk,card_2")
    assert row.startswith("1,1,1,x,y,3,A,")


def test_a_table_scored_by_another_edition_is_told_of(salesbook: Command, root: Path, tmp_path: Path) -> None:
    source, scored = tmp_path / "t.csv", tmp_path / "s.csv"
    source.write_text("budget,timing,meeting\n1,1,1\n", encoding="utf-8")
    assert salesbook("score", source, "--output", scored, "--yes").code == 0
    assert "edition" not in salesbook("score", scored, "--yes").err
    card = root / "content/scorecards/leads.yml"
    card.write_text(card.read_text("utf-8").replace("Срок", "Сроки"), encoding="utf-8")
    ran = salesbook("score", scored, "--yes")
    assert (ran.code, "the card “leads” has changed since this file was written" in ran.err) == (0, True)
    (warning,) = salesbook("score", scored, "--json").json["warnings"]
    assert "has changed" in warning["message"]


@pytest.mark.parametrize("cell", ["01", "+1,00", "001"])
def test_a_number_is_read_however_it_is_padded(salesbook: Command, tmp_path: Path, cell: str) -> None:
    source = tmp_path / "t.csv"
    source.write_text(f'budget,timing,meeting\n"{cell}",1,1\n', encoding="utf-8")
    assert salesbook("score", source, "--json").json["segments"][0]["mean"] == 3


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_without_rows_is_a_mistake(salesbook: Command, tmp_path: Path, ending: str) -> None:
    source = tmp_path / "t.csv"
    source.write_text("budget,timing,meeting\n", encoding="utf-8")
    for options in ([], ["--output", tmp_path / f"s.{ending}"], ["--json"]):
        ran = salesbook("score", source, *options)
        assert (ran.code, "a header and not a single row" in ran.err + ran.out) == (2, True)
    assert {path.name for path in tmp_path.iterdir()} == {"book", "t.csv"}


def test_reasons_that_are_left_out_are_counted(salesbook: Command, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("budget,timing,meeting\n" + "9,9,9\n" * 12, encoding="utf-8")
    answer = salesbook("score", source, "--json").json
    assert (answer["rejected"], len(answer["reasons"]), answer["reasons_left_out"]) == (12, 5, 7)


def test_a_table_on_stdin(salesbook: Command, tmp_path: Path) -> None:
    ran = salesbook("score", "-", "--output", tmp_path / "s.csv", stdin="budget\ttiming\tmeeting\n1\t0\t-1\n")
    assert (ran.code, (tmp_path / "s.csv").read_text("utf-8").splitlines()[1][:10]) == (0, "1\t0\t-1\t0\tB")


def test_columns_that_are_not_sure(salesbook: Command, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("Бюджет покупки,timing,meeting\n1,0,1\n", encoding="utf-8")
    ran = salesbook("score", source, "--output", tmp_path / "s.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "“Бюджет” (budget) — it looks like «Бюджет покупки»" in ran.err
    assert not (tmp_path / "s.csv").exists()
    mapping = tmp_path / "map.yml"
    mapping.write_text("columns: {Бюджет покупки: budget}\nanswers: {timing: {0: plus}}\n", encoding="utf-8")
    assert salesbook("score", source, "--map", mapping, "--json").json["segments"][0]["mean"] == 3


def test_a_terminal_asks(typed: Callable[..., Ran], tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("Бюджет покупки,timing,meeting\n1,0,1\n", encoding="utf-8")
    ran = typed("score", str(source), lines=["7", "0", "", "y"])  # Enter takes the one that looks right
    assert ran.code == 0
    assert "1. Бюджет покупки" in ran.err
    assert ran.err.count("type a number from 1 to 3") == 2
    assert "[by default: 1]" in ran.err
    assert "1 row read: scored 1, rejected 0" in ran.err
    ran = typed("score", str(source), lines=["1", "n"])
    assert (ran.code, ran.out) == (2, "")


def test_a_terminal_asks_which_of_several_columns_is_meant(typed: Callable[..., Ran], tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text('Бюджет,"Бюджет, [red]₽",timing,meeting,Отсев,Критерии отсева\n9,1,0,1,,\n', encoding="utf-8")
    ran = typed("score", str(source), lines=["", "2", "0", "y"])
    assert (ran.code, "2. Бюджет, [red]₽" in ran.err) == (0, True)
    assert "several columns look like “Бюджет” (budget): 1, 2" in ran.err
    assert "scored 1, rejected 0" in ran.err


def test_a_column_that_is_passed_over_is_told_of(salesbook: Command, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("Бюджет,budget,timing,meeting\n9,1,0,1\n", encoding="utf-8")
    assert (
        "“Бюджет” (budget): the column called by the id is read; not read: «Бюджет»" in salesbook("score", source).err
    )
    assert salesbook("score", source, "--json").json["not_read"] == {"budget": ["Бюджет"]}


def test_a_mapping_that_does_not_fit_is_told_of_by_its_lines(salesbook: Command, tmp_path: Path) -> None:
    source, mapping = tmp_path / "t.csv", tmp_path / "map.yml"
    source.write_text("Сумма,timing,meeting\n1,0,1\n", encoding="utf-8")
    text = "columns:\n  Сума: budget\n  Сумма: bugdet\nanswers: {timing: {0: pluss}}\nunknown: [meeting]\nx: 1\n"
    mapping.write_text(text, encoding="utf-8")
    words = (
        "map.yml:2:3: there is no column «Сума»",
        "map.yml:3:3: “columns”",
        "map.yml:4:20:",
        "map.yml:5:11:",
        "map.yml:6:1:",
    )
    for arguments in (
        ["score", source],
        ["scorecard", "compare", "leads", "leads", source],
        ["scorecard", "sql", "duckdb"],
    ):
        ran = salesbook(*arguments, "--map", mapping)
        assert ran.code == 2
        assert [word for word in words[2:] if word not in ran.err] == []
    assert all(word in salesbook("score", source, "--map", mapping).err for word in words)


def test_a_table_without_a_single_score(salesbook: Command, tmp_path: Path) -> None:
    source = tmp_path / "t.csv"
    source.write_text("budget,timing,meeting\n,,\n9,9,9\n", encoding="utf-8")
    ran = salesbook("score", source, "--output", tmp_path / "s.csv")
    assert ran.code == 1
    assert "rejected 2" in ran.err
    assert len(rows_of(tmp_path / "s.rejected.csv")) == 2


def test_nothing_is_written_into_the_book(salesbook: Command, root: Path, leads: Path) -> None:
    for options in (["--output", root / "s.csv"], ["--rejected", root / "content/r.csv"]):
        ran = salesbook("score", leads, *options)
        assert ran.code == 2
        assert "lies inside the book" in ran.err
    (root / "leads.csv").write_bytes(leads.read_bytes())
    assert "lies inside the book" in salesbook("score", root / "leads.csv").err


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("leads.csv", "need a file each"),
        ("s.doc", "it is not known how to write “s.doc”"),
        ("nowhere/s.csv", "there is no folder"),
        ("folder.csv", "is no ordinary file"),
    ],
)
def test_an_output_that_cannot_be(salesbook: Command, leads: Path, tmp_path: Path, output: str, message: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    before = leads.read_bytes()
    ran = salesbook("score", leads, "--output", tmp_path / output)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert leads.read_bytes() == before


def test_headers_are_inert(salesbook: Command, tmp_path: Path) -> None:
    source, output = tmp_path / "t.csv", tmp_path / "s.csv"
    hostile = f"\"\"; COPY (SELECT 1) TO '{tmp_path / 'new.csv'}'; --"
    source.write_text(f'"{hostile}",=x\',budget,timing,meeting\n1,=2,1,1,1\n', encoding="utf-8")
    assert salesbook("score", source, "--output", output).code == 0
    with output.open(encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    assert header[:2] == [hostile.replace('""', '"'), "'=x'"]
    assert row[:2] == ["1", "'=2"]
    assert not (tmp_path / "new.csv").exists()


def test_an_earlier_file_of_rejected_rows_does_not_stay(salesbook: Command, leads: Path, tmp_path: Path) -> None:
    salesbook("score", leads, "--output", tmp_path / "s.csv")
    leads.write_text("\n".join(TABLE.splitlines()[:3]), encoding="utf-8")
    salesbook("score", leads, "--output", tmp_path / "s.csv")
    assert rows_of(tmp_path / "s.rejected.csv") == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_an_output_that_cannot_be_written(salesbook: Command, leads: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    ran = salesbook("score", leads, "--output", tmp_path / "link.csv")
    assert "is no ordinary file" in ran.err
    assert not (tmp_path / "elsewhere.csv").exists()


LEAD = "# Лид\nlead: L-1\nknockouts: []\nscores: {budget: 1, timing: 0, meeting: 1}\n"
ROWS = "Сделка: Бюджет;Сделка: Срок;meeting\n1;0;1\n"


@pytest.mark.parametrize("options", [[], ["--yes"], ["--json"]])
def test_stdin_is_judged_by_what_it_holds(salesbook: Command, options: list[str]) -> None:
    ran = salesbook("score", "-", *options, stdin=ROWS)
    assert (ran.code, "1 row read" in ran.err or ran.json["read"] == 1) == (0, True)
    for lead in (
        LEAD,
        LEAD.encode("utf-8-sig"),
        '{"knockouts": [], "scores": {"budget": 1, "timing": 0, "meeting": 1}}',
    ):
        ran = salesbook("score", "-", *options, stdin=lead)
        assert (ran.code, "A" in ran.out, "row read" in ran.err) == (0, True, False)


def test_stdin_is_called_so(salesbook: Command) -> None:
    ran = salesbook("score", "-", stdin=b"\x00\x01\n" * 300)
    assert (ran.code, "(standard input) is no text and no table" in ran.err) == (2, True)


def test_a_file_is_judged_by_its_name_or_by_what_it_holds(salesbook: Command, tmp_path: Path) -> None:
    for name, content, table in (
        ("leads.txt", ROWS, True),
        ("leads", ROWS, True),
        ("lead.txt", LEAD, False),
        ("lead", LEAD, False),
        ("lead.yml", LEAD, False),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        ran = salesbook("score", tmp_path / name, "--yes")
        assert (ran.code, "1 row read" in ran.err) == (0, table), name
    for option in ("--map", "--rejected"):
        ran = salesbook("score", tmp_path / "lead.yml", option, tmp_path / "x.yml")
        assert (ran.code, f"{option} goes with a table" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("budget\n1\n", True),
        ("#;Имя;budget\n1;Анна;1\n", True),
        ("a: b, c: d\n1,2\n", True),
        ("\ufeffID;Бюджет\r\n1;2\r\n", True),
        ("<table><tr><td>ID", True),
        ("scroes:\n  budget: 1\n", False),
        ("'lead': x, y\nscores: {a: 1, b: 2}\n", False),
        ("---\nlead: x\n", False),
        ("\n# nothing\n", False),
        ("[1, 2]", False),
        ("- lead: a\n  scores: {}\n", False),
    ],
)
def test_a_beginning_tells_a_table_from_a_lead(text: str, table: bool) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert holds_table(text.encode(encoding)) is table


def test_joined_rows_are_told_of(salesbook: Command, tmp_path: Path) -> None:
    source = tmp_path / "deals.csv"
    source.write_text(
        "ID;Название сделки;Бюджет;Срок;Готов к встрече;Товар\n1;Дом;1;1;1;Окна\n1;Дом;1;1;1;Двери\n2;Дача;0;0;0;\n",
        encoding="utf-8",
    )
    ran = salesbook("score", source)
    assert (ran.code, "1 row repeats the ID of the row above" in ran.err, "2 rows read" in ran.err) == (0, True, True)
    answer = salesbook("score", source, "--json").json
    assert (answer["read"], answer["joined"], answer["scored"]) == (2, 1, 2)
