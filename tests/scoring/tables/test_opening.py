"""Files of every kind opened as a table, and what no table is."""

import os
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from salesbook.core.errors import UserError
from salesbook.scoring.tables.duck import connect
from salesbook.scoring.tables.opening import open_table
from salesbook.scoring.tables.table import Table

TEXT = "ID;Бюджет;Срок\n1;1,5;0\n2;-1;1\n"
CELLS = [("1", "1,5", "0"), ("2", "-1", "1")]
SHEET = b"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>
</worksheet>"""

Opened = Callable[..., Table]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Write a file and open it."""

    def table(content: str | bytes, name: str = "t.csv", *, in_place: bool = False) -> Table:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "scratch").mkdir(exist_ok=True)
        return open_table(path, tmp_path / "scratch", in_place=in_place)

    return table


def cells(table: Table) -> list[tuple[str | None, ...]]:
    return [row for _line, row in numbered(table)]


def numbered(table: Table) -> list[tuple[int, tuple[str | None, ...]]]:
    with closing(connect(table.path.parent, [table.path])) as connection:
        return list(table.rows(connection))


@pytest.mark.parametrize("in_place", [True, False])
@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("cp1251"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(";", "\t").encode(),
        b"sep=;\n" + TEXT.encode(),
        (TEXT.replace("1,5", '"1,5"').replace(";", ",")).encode(),
        (TEXT + "\n\n").encode(),
        TEXT.rstrip().encode(),
    ],
)
def test_encodings_and_delimiters(opened: Opened, content: bytes, in_place: bool) -> None:
    table = opened(content, in_place=in_place)
    assert [column.name for column in table.columns] == ["ID", "Бюджет", "Срок"]
    assert cells(table) == CELLS
    assert table.unreadable == ()


def test_the_delimiter_is_judged_by_what_comes_of_it(opened: Opened) -> None:
    """Commas stand in every row as often as semicolons: the better way is the one with more cells."""
    table = opened("Сделка;Бюджет, ₽;Срок\nА;5 000,00;1\nБ;7 000,50;0\n")
    assert table.dialect.delimiter == "," or table.source_dialect.delimiter == ";"
    assert cells(table) == [("А", "5 000,00", "1"), ("Б", "7 000,50", "0")]


def test_headers_of_exports(opened: Opened) -> None:
    table = opened("ID;Бюджет ;Телефон;телефон;;\ufeffИмя\n1;2;3;4;5;6\n")
    assert [column.name for column in table.columns] == ["ID", "Бюджет", "Телефон", "телефон (2)", "column 5", "Имя"]
    assert table.columns[1].header == "Бюджет "


def test_quotes_escaped_as_bitrix24_does(opened: Opened) -> None:
    table = opened('"ID";"Название"\n"1";"ООО \\"Ромашка\\"; Ко"\n"2";"x"\n')
    assert cells(table) == [("1", 'ООО "Ромашка"; Ко'), ("2", "x")]


def test_a_stray_quotation_mark_takes_one_line_with_it(opened: Opened) -> None:
    table = opened('a;b\n1;"x\n2;y\n3;"z" w\n4;"много\nстрок"\n5;ООО "Б"\n')
    assert cells(table) == [("2", "y"), ("4", "много\nстрок"), ("5", 'ООО "Б"')]
    assert [(u.line, u.text) for u in table.unreadable] == [(2, '1;"x'), (4, '3;"z" w')]


def test_lines_that_are_no_rows(opened: Opened) -> None:
    """One in another encoding, one with a zero byte, one too short, one too long, one of megabytes."""
    long = b"5;" + b"x" * 9_000_000 + b"\n"
    rows = "а;б\n1;Юг\n".encode() + "2;Юг\n".encode("cp1251") + b"3;\0\n4\n4;5;6\n4;5;;\n" + long + "6;Юг\n".encode()
    table = opened(rows)
    assert cells(table) == [("1", "Юг"), ("4", "5"), ("6", "Юг")]
    assert [u.line for u in table.unreadable] == [3, 4, 5, 6, 8]


def test_an_html_table_named_xls(opened: Opened) -> None:
    """Scripts are no text, an inner table is text of its cell, a cell over several rows stands in each of them."""
    page = """<html><head><style>td{}</style></head><script>"<table><tr><td>0</td></tr></table>"</script><table>
    <tr><th>ID</th><th>Сделка: Бюджет</th><th>Товар</th></tr>
    <tr><td rowspan=2>1</td><td>1 &amp; 2</td><td>А<script>alert(1)</script><br>Б</td></tr><tr><td>3</td><td>В
    </td></tr><tr><td>2<td><table><tr><td>внутри<td>ещё</table><td>Г</tr><tr></tr></table><p>после</p></html>"""
    table = opened(page, "deals.xls")
    assert [column.name for column in table.columns] == ["ID", "Сделка: Бюджет", "Товар"]
    assert cells(table) == [("1", "1 & 2", "А\nБ"), ("1", "3", "В"), ("2", "внутриещё", "Г")]


def test_a_workbook(tmp_path: Path, opened: Opened) -> None:
    from datetime import datetime

    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "w.xlsx"), {"default_date_format": "dd.mm.yyyy hh:mm"}) as book:
        book.add_worksheet("empty")
        sheet = book.add_worksheet("leads")
        for n, row in enumerate([["ID", "Бюджет", "Создана"], [1, -1, datetime(2026, 11, 28, 15)], ["x", 2.5, True]]):
            sheet.write_row(n + 1, 0, row)
    table = open_table(tmp_path / "w.xlsx", tmp_path)
    assert cells(table) == [("1", "-1", "2026-11-28 15:00:00"), ("x", "2.5", "true")]


def test_a_workbook_with_merged_cells_several_sheets_and_formulas(tmp_path: Path) -> None:
    from datetime import datetime

    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "w.xlsx")) as book:
        hidden, sheet = book.add_worksheet("черновик"), book.add_worksheet("лиды")
        book.add_worksheet("ещё").write(0, 0, "x")
        hidden.write_row(0, 0, ["не", "то"])
        hidden.hide()
        sheet.activate()
        sheet.set_first_sheet()
        long, day = book.add_format({"num_format": "[h]:mm"}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range(1, 1, 1, 2, "Клиент")
        sheet.write_row(1, 3, ["Бюджет", "Разговор", "Сделка"])
        sheet.merge_range(2, 1, 4, 1, "ООО")
        for n in range(2, 6):
            sheet.write(n, 2, f"Анна {n}")
        sheet.write_formula(2, 3, "=1+1", value=2)
        sheet.write_formula(3, 3, '=HYPERLINK("http://x","y")', value="y")
        sheet.write_number(2, 4, 1.5, long)
        sheet.write_datetime(2, 5, datetime(2026, 11, 28), day)
    table = open_table(tmp_path / "w.xlsx", tmp_path)
    assert table.sheets == ("лиды", "ещё")
    assert [column.name for column in table.columns] == ["Клиент", "column 2", "Бюджет", "Разговор", "Сделка"]
    assert numbered(table) == [
        (3, ("ООО", "Анна 2", "2", "36:00:00", "2026-11-28")),
        (4, ("ООО", "Анна 3", "y", None, None)),
        (5, ("ООО", "Анна 4", None, None, None)),
        (6, (None, "Анна 5", None, None, None)),
    ]


def write_bomb(path: Path, sheet: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return path


def test_a_workbook_whose_cells_are_far_apart_is_not_opened(tmp_path: Path) -> None:
    sheet = SHEET % b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    with pytest.raises(UserError, match="larger when unpacked"):
        open_table(write_bomb(tmp_path / "bomb.xlsx", sheet), tmp_path)


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_bomb(tmp_path / "bomb.xlsx", SHEET % (b" " * 3_000_000))
    monkeypatch.setattr("salesbook.scoring.tables.workbooks.MAX_UNPACKED", 2_000_000)
    with pytest.raises(UserError, match="larger when unpacked"):
        open_table(path, tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\n\n", "there is no header"),
        (b"PK\x03\x04garbage", "is no workbook"),
        (b"PAR1garbage", "is a damaged Parquet file"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "before 2007"),
        (";".join(["x"] * 5_001).encode(), "has 5001 columns"),
        (
            "ID;Срок\n1;Да\n2;Нет\n".encode().replace("С".encode(), b"\xd0", 1),
            "line 1, the header, cannot be read: letters",
        ),
        (b'"ID;Name;x\n1;2\n3;4\n', "line 1, the header, cannot be read: a quotation mark"),
        (b"PK\x03\x04" + bytes(40), "is no workbook"),
        (b"%PDF-1.7\nbudget;timing\n1;2\n", "is no text and no table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "is no text and no table"),
        (bytes(range(256)) * 4, "is no text and no table"),
        (bytes(3_000), "is no text and no table"),
        (b"\x00\x01" * 3_000, "is no text and no table"),
    ],
)
def test_what_is_no_table(opened: Opened, content: bytes, message: str) -> None:
    with pytest.raises(UserError, match=message):
        opened(content)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among files")
def test_no_pipe_and_no_folder_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    for name in ("pipe.csv", "folder.csv", "missing.csv"):
        with pytest.raises(UserError, match="cannot be read"):
            open_table(tmp_path / name, tmp_path)


@pytest.mark.parametrize("name", ["a'b.csv", "a*b?.csv", "[ab].csv", "k=v.csv", "x.csv.gz", "'; DROP.csv"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_mean_something_to_a_database(opened: Opened, name: str) -> None:
    assert cells(opened(TEXT, name, in_place=True)) == CELLS


def test_nested_types_of_parquet_are_texts(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "t.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS \"a b\", ['x', 'y'] AS list, {{'k': 1}} AS block, NULL AS none) TO '{path}'")
    table = open_table(path, tmp_path)
    assert cells(table) == [("1", "x,y", "{'k': 1}", None)]


def test_the_database_reaches_nothing_else(tmp_path: Path, opened: Opened) -> None:
    import duckdb

    table = opened(TEXT)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with closing(connect(tmp_path / "scratch", [table.path])) as connection:
        for sql in (
            f"SELECT * FROM read_csv('{other}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'new.csv'}'",
            f"ATTACH '{tmp_path / 'new.db'}'",
            "INSTALL httpfs",
            "SET enable_external_access = true",
            "SELECT * FROM read_csv('https://example.com/x.csv')",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(sql)
