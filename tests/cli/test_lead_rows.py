"""Rows of a table are remembered, and mean what they would mean each by itself."""

from itertools import product

from salesbook.cli.lead_rows import RememberingReader
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.mapping import ColumnMapping
from tests.cli.ran import Command
from tests.scoring.test_totals import SHORT, answers, card_of

CARD = card_of(
    SHORT,
    answers(0, 5, 10),
    SHORT | {"unknown": {"text": "?"}},
    knockouts=[{"id": "far", "title": "Далеко"}, {"id": "poor", "title": "Дорого"}],
)


def test_a_row_means_the_same_whatever_was_read_before() -> None:
    mapping = ColumnMapping({"p0": 0, "p1": 1}, frozenset({"p2"}), knockouts=2, marks={"poor": 3})
    remembering = RememberingReader(RowReader(CARD, mapping), CARD, mapping)
    cells = (
        ["1", "-1", " 1 ", "нет", None, "7"],
        ["5", "a2", "", "5"],
        [None, "far", "x", "нет"],
        [None, "да", "0", "?"],
    )
    rows = list(product(*cells))
    for row in [*rows, *reversed(rows)]:
        assert remembering.lead(row) == RowReader(CARD, mapping).lead(row), row


def test_stdin_may_hold_a_table(salesbook: Command) -> None:
    rows = "ID;budget;timing;meeting;Итог\n" + "".join(f"{n};{n % 2};0;1;{n % 2}\n" for n in range(40))
    answer = salesbook("scorecard", "backtest", "-", "--outcome", "Итог", "--json", stdin=rows).json
    assert answer["left_out"]["unscored"] == 0
    ran = salesbook("scorecard", "compare", "leads", "leads", "-", "--json", stdin=rows)
    assert (ran.code, ran.json["scored"]) == (0, 40)
