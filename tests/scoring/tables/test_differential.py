"""A table gives row for row what `scoring.score` gives each lead, and rejects what no lead can be read from."""

import csv
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.editions import CardStamp, stamp_of_text
from salesbook.scoring.score import score
from salesbook.scoring.tables.duck import connect
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.mapping import ColumnMapping, guessed
from salesbook.scoring.tables.opening import open_table
from salesbook.scoring.tables.run import rejected_rows, score_table
from salesbook.scoring.tables.spellings import number_keys
from salesbook.scoring.tables.writing import Job
from salesbook.text.numbers import typed_number
from tests.scoring.tables import STAMP, chance_card, chance_rows, headers_of


def expected(card: Scorecard, mapping: ColumnMapping, row: list[str]) -> tuple[object, ...] | None:
    """Return what a row must give by the scorer of single leads; None: it is rejected."""
    lead, _unfit = RowReader(card, mapping).lead([cell or None for cell in row])
    if lead is None:
        return None
    result = score(lead, card)
    unknown = ", ".join(each.parameter.id for each in result.answered if each.choice.id == UNKNOWN)
    segment = result.segment.id if result.segment and not result.knocked_out else ""
    blocks = tuple(result.blocks.get(block.id) for block in card.blocks)
    return result.total, segment, ", ".join(result.knocked_out), unknown, blocks


def written(card: Scorecard, row: dict[str, str]) -> tuple[object, ...]:
    """Return the same of a row of the output."""
    blocks = tuple(number(row[f"block_{block.id}"]) for block in card.blocks)
    return number(row["total"]), row["segment"], row["knocked_out"], row.get("unknown", ""), blocks


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


@pytest.mark.parametrize("seed", [2, 8, 105, 124])
def test_a_table_agrees_with_the_scorer_of_one_lead(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    card = chance_card(chance)
    headers, rows = headers_of(card), chance_rows(chance, card, 250)
    source, output = tmp_path / "leads.csv", tmp_path / "scored.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headers, *rows])
    for in_place in (True, False):
        table = open_table(source, tmp_path, in_place=in_place)
        guess = guessed(table, card)
        assert not guess.unsure
        job = Job(card, STAMP, guess.mapping, tmp_path)
        outcome = score_table(table, job, output, ".csv")
        with output.open(encoding="utf-8", newline="") as file:
            by_id = {row["ID"]: written(card, row) for row in csv.DictReader(file)}
        wanted = {row[0]: result for row in rows if (result := expected(card, guess.mapping, row)) is not None}
        assert by_id == wanted
        rejected = list(rejected_rows(outcome.table, job))
        assert [cells[0] for _line, _reason, cells, _text in rejected] == [r[0] for r in rows if r[0] not in wanted]
        assert all(reason for _line, reason, _cells, _text in rejected)
        assert (outcome.scored, outcome.rejected, outcome.read) == (len(wanted), len(rejected), len(rows))


@pytest.mark.parametrize("seed", [3])
def test_a_count_agrees_with_the_rows(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    card = chance_card(chance)
    headers, rows = headers_of(card), chance_rows(chance, card, 200)
    source = tmp_path / "leads.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([headers, *rows])
    table = open_table(source, tmp_path)
    job = Job(card, STAMP, guessed(table, card).mapping, tmp_path)
    outcome = score_table(table, job, None, "")
    results = [result for row in rows if (result := expected(card, job.mapping, row)) is not None]
    assert {s.segment or "": s.leads for s in outcome.segments} == {
        name: sum(result[1] == name for result in results) for name in {str(result[1]) for result in results}
    }
    assert outcome.read == len(rows)


def test_rows_are_numbered_by_their_lines(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('a;b\n1;2\n"x\ny";3\n\n4;5\n', encoding="utf-8")
    table = open_table(tmp_path / "t.csv", tmp_path, in_place=False)
    with closing(connect(tmp_path, [table.path])) as connection:
        assert list(table.rows(connection)) == [(2, ("1", "2")), (3, ("x\ny", "3")), (6, ("4", "5"))]


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        ("1", ("1", "+1", "01", "001", "1,0", "1.00")),
        ("-2.5", ("-2.5", "−2,5", "–2,50")),
        ("1500", ("1500", "1 500", "+1500,0", "1,5 тыс", "1.5 тыс.", "1,5к", "1,50 тыс.")),
        ("1000", ("1 000", "1 тыс", "1тыс.", "1k", "01 тыс")),
        ("0", ("0", "00", "-0", "0,0")),
    ],
)
def test_points_are_read_in_all_their_forms(number: str, forms: tuple[str, ...]) -> None:
    keys = [*number_keys(Decimal(number))]
    assert [form for form in forms if form not in keys] == []
    assert len({*keys}) == len(keys) < 400
    assert all(typed_number(key) == Decimal(number) for key in keys)


@pytest.mark.parametrize("seed", [2, 8, 105])
@pytest.mark.parametrize(("delimiter", "end", "bom"), [(",", "\n", ""), (";", "\r\n", "\ufeff"), ("\t", "\n", "")])
def test_rows_put_together_as_lines_are_those_of_the_database(
    seed: int, delimiter: str, end: str, bom: str, tmp_path: Path
) -> None:
    chance = Random(seed)
    card = chance_card(chance)
    headers, rows = headers_of(card), chance_rows(chance, card, 250)
    odd = chance.choices(
        ("=1+1", "@x", "-5", "+7 900 123-45-67", "#", " пробел ", "'", "\\", "\x01", "", "NULL"), k=250
    )
    rows = [[name, *row] for name, row in zip(odd, rows, strict=True)]
    lines = [delimiter.join(row) for row in [["=Имя", *headers], *rows] if not set("".join(row)) & set(f'"{delimiter}')]
    source = tmp_path / "leads.csv"
    source.write_bytes((bom + end.join(lines)).encode())  # the last line without an end
    table = open_table(source, tmp_path)
    assert (table.unquoted, table.lines) == (True, len(lines) - 1)
    job = Job(card, STAMP, guessed(table, card).mapping, tmp_path)
    outputs = []
    for each in (table, replace(table, unquoted=False)):
        outcome = score_table(each, job, tmp_path / "scored.csv", ".csv")
        text = (tmp_path / "scored.csv").read_text("utf-8")
        outputs.append((outcome.scored, list(csv.reader(text.splitlines(), delimiter=delimiter))))
    assert outputs[0] == outputs[1]
    assert outputs[0][0] > 5
    assert text.startswith(bom + "'=Имя")


@pytest.mark.parametrize("unquoted", [True, False])
def test_words_of_the_card_s_author_are_inert(tmp_path: Path, unquoted: bool) -> None:
    from tests.scoring.test_totals import NEXT, SHORT, card_of

    segments = [{"id": '=1;"x"', "title": "Все", "from": -9, "to": 9, **NEXT}]
    card = card_of(SHORT, segments=segments)
    source, output = tmp_path / "leads.csv", tmp_path / "scored.csv"
    source.write_text("ID;p0\n1;1\n", encoding="utf-8")
    table = replace(open_table(source, tmp_path), unquoted=unquoted)
    stamp = CardStamp("scorecard:leads", 'с; "ноября"', "abcdefgh")
    score_table(table, Job(card, stamp, guessed(table, card).mapping, tmp_path), output, ".csv")
    with output.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert (row["segment"], row["card"]) == ('\'=1;"x"', 'leads@с; "ноября":abcdefgh')
    assert stamp_of_text(row["card"]) == stamp
