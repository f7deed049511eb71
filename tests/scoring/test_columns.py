"""Leads column by column mean what they mean row by row."""

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from salesbook.scoring.columns import ColumnReader, State, listed_rows
from salesbook.scoring.scanning import table_batches, unfit_reason, whole_table
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.mapping import ColumnMapping
from salesbook.scoring.tables.opening import open_table
from tests.scoring.test_totals import SHORT, answers, card_of

CARD = card_of(
    SHORT,
    answers(0, 5, 10),
    SHORT | {"unknown": {"text": "?"}},
    knockouts=[{"id": "far", "title": "Далеко"}, {"id": "poor", "title": "Дорого"}],
)
MAPPING = ColumnMapping({"p0": 0, "p1": 1}, frozenset({"p2"}), knockouts=2, marks={"poor": 3})
CELLS = (
    ["1", "-1", " 1 ", "нет", None, "7"],
    ["5", "a2", "", "5"],
    [None, "far", "x", "нет"],
    [None, "да", "0", "?"],
)


@pytest.mark.parametrize("mapping", [MAPPING, ColumnMapping({"p0": 0, "p1": 1}, frozenset({"p2"}))])
def test_columns_mean_what_rows_mean(mapping: ColumnMapping) -> None:
    reader, by_row = ColumnReader(CARD, mapping), RowReader(CARD, mapping)
    rows = [*product(*CELLS)]
    columns: list[Sequence[str | None]] = [[row[n] for row in rows] for n in range(4)]
    for _again in range(2):
        read = reader.rows(columns.__getitem__, len(rows))
        leads = [by_row.lead(row)[0] for row in rows]
        expected = listed_rows(CARD, leads)
        assert list(read.states) == list(expected.states)
        for n, lead in enumerate(leads):
            if lead is not None:
                assert read.knockouts[n] == lead.knockouts
                assert [column[n] for column in read.answers] == [column[n] for column in expected.answers]


def test_a_table_in_batches(tmp_path: Path) -> None:
    lines = [f"{n % 3 - 1},{('5', '', '0')[n % 3]},,{'да' if n % 5 == 0 else 'нет'}" for n in range(25_000)]
    path, scratch = tmp_path / "leads.csv", tmp_path / "scratch"
    scratch.mkdir()
    path.write_text("\n".join(["a,b,c,d", *lines]) + "\n", encoding="utf-8")
    table, reader = whole_table(open_table(path, scratch), scratch), ColumnReader(CARD, MAPPING)
    assert table.path == path
    states: list[int] = []
    numbers: list[int] = []
    for batch in table_batches(table, reader.columns(), scratch):
        rows = reader.rows(batch.cells, len(batch.lines))
        if not states:
            assert rows.states[1] == State.UNFIT
            assert unfit_reason(batch, 1, [reader], [rows.states[1]]).startswith("no answer to “П1”")
        states += rows.states
        numbers += batch.lines
    assert numbers == list(range(2, 25_002))
    assert (states[0], states[1], states[2]) == (State.REFUSED, State.UNFIT, State.SCORED)


def test_a_table_that_duckdb_misreads_is_read_by_lines(tmp_path: Path) -> None:
    path, scratch = tmp_path / "leads.csv", tmp_path / "scratch"
    scratch.mkdir()
    rows = ["a,b", *["1,5"] * 30_000, "1,5,7", "1,0"]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    table = whole_table(open_table(path, scratch), scratch)
    assert [line.line for line in table.unreadable] == [30_002]
    assert sum(len(batch.lines) for batch in table_batches(table, {0}, scratch)) == 30_001
