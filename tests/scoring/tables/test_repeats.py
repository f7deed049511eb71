"""Rows of one lead that an export repeats are one row; rows of different leads stay apart."""

from contextlib import closing
from pathlib import Path

import pytest

from salesbook.scoring.tables.duck import connect
from salesbook.scoring.tables.opening import open_table
from salesbook.scoring.tables.table import Table

HEADER = "ID;Название сделки;Бюджет;Отсев;Товар"
DEALS = """1;Дом;1;;Окна
1;Дом;1;;Двери
1;;;Другой регион;Окна
2;Дача;0;;
3;Баня;1;;Печь
3;Баня;-1;;Печь
4;Сарай;1;;
4;Гараж;1;;
;Без номера;0;;
;Без номера;0;;
"""


def rows(table: Table) -> list[tuple[int, tuple[str | None, ...]]]:
    with closing(connect(table.path.parent, [table.path])) as connection:
        return list(table.rows(connection))


def as_html(text: str) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in line.split(";")) for line in text.splitlines())
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


@pytest.mark.parametrize("in_place", [True, False])
@pytest.mark.parametrize("html", [True, False])
def test_rows_with_the_same_id_are_one_lead(tmp_path: Path, html: bool, in_place: bool) -> None:
    text = f"{HEADER}\n{DEALS}"
    (tmp_path / "deals.xls").write_text(as_html(text) if html else text, encoding="utf-8")
    table = open_table(tmp_path / "deals.xls", tmp_path, in_place=in_place)
    assert table.joined == 3
    assert [line - 1 for line, _cells in rows(table)] == [1, 4, 5, 7, 8, 9, 10]
    assert [cells for _line, cells in rows(table)] == [
        ("1", "Дом", "1", "Другой регион", "Окна, Двери"),
        ("2", "Дача", "0", None, None),
        ("3", "Баня", "1, -1", None, "Печь"),
        ("4", "Сарай", "1", None, None),
        ("4", "Гараж", "1", None, None),
        (None, "Без номера", "0", None, None),
        (None, "Без номера", "0", None, None),
    ]


def test_rows_that_differ_in_most_cells_are_different_leads(tmp_path: Path) -> None:
    text = "ID,budget,timing,meeting\n7,1,0,-1\n7,0,1,1\n7,0,1,1\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    table = open_table(tmp_path / "t.csv", tmp_path)
    assert (table.joined, [cells for _line, cells in rows(table)]) == (1, [("7", "1", "0", "-1"), ("7", "0", "1", "1")])


def test_a_table_without_repeats_is_read_in_place(tmp_path: Path) -> None:
    text = "ID,budget\n" + "".join(f"{n},1\n" for n in range(50))
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    table = open_table(tmp_path / "t.csv", tmp_path)
    assert (table.lines, table.numbered) == (50, False)
