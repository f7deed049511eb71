"""A workbook written: numbers are numbers, dates are dates, texts texts, as another's library reads them."""

import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from salesbook.core.errors import UserError
from salesbook.scoring.tables.duck import connect
from salesbook.scoring.tables.workbook_out import letters_of, write_workbook

Written = Callable[[str], list[list[Any]]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write the rows of a SELECT to a workbook, and read it with another's library."""
    from python_calamine import CalamineWorkbook

    def rows_of(select: str) -> list[list[Any]]:
        path = tmp_path / "out.xlsx"
        with closing(connect(tmp_path, [path])) as connection:
            count = write_workbook(connection, select, path)
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                ElementTree.fromstring(archive.read(name))  # our own file: every part is sound XML
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("leads").to_python()
        assert len(rows) == count + 1
        return rows

    return rows_of


def column(*cells: str) -> str:
    """Return the SELECT of one column of texts."""
    values = ", ".join("(NULL)" if cell == "" else f"('{cell.replace(chr(39), chr(39) * 2)}')" for cell in cells)
    return f"SELECT * FROM (VALUES {values}) AS cells(a)"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1500000", "1 500 000", "2\u00a0500,5", "-3.25", "0", "+1", ""), [1500000, 1500000, 2500.5, -3.25, 0, 1, ""]),
        (("12,5", "1,234", "1.234", "12abc", "1e5"), [12.5, "1,234", 1.234, "12abc", "1e5"]),
        (("100", "не указан", "200"), [100, "не указан", 200]),
        (("007", "12"), ["007", "12"]),
        (("+79001234567", "84951234567", "112"), ["+79001234567", "84951234567", "112"]),
        (("8 900 123 45 67", "5"), ["8 900 123 45 67", 5]),
        (("12345678901234567890", "1"), ["12345678901234567890", "1"]),
        (("=1+1", "@x", "-5+2", "'x", "+cmd"), ["=1+1", "@x", "-5+2", "'x", "+cmd"]),
        (
            ("28.11.2026", "01.02.2026 09:05", "1.2.2026 09:05:07", "не закрыта", "31.02.2026"),
            [date(2026, 11, 28), datetime(2026, 2, 1, 9, 5), datetime(2026, 2, 1, 9, 5, 7), "не закрыта", "31.02.2026"],
        ),
        (
            ("2026-11-28T15:00:01+03:00", "2026-11-29T15:00:01+03:00", "2026-13-01"),
            [datetime(2026, 11, 28, 15, 0, 1), datetime(2026, 11, 29, 15, 0, 1), "2026-13-01"],
        ),
        (("28.11.2026 10:00:00", "2026-11-29"), [datetime(2026, 11, 28, 10), date(2026, 11, 29)]),
        (("2026-11-28T15:00:01+03:00", "2026-11-28T15:00:01Z"), ["2026-11-28T15:00:01+03:00", "2026-11-28T15:00:01Z"]),
        (("28.11.2026 10:00:00", "2026-11-29T10:00:00Z"), [datetime(2026, 11, 28, 10), datetime(2026, 11, 29, 10)]),
        (("31.12.1899", "1.2.3", "2026-11"), ["31.12.1899", "1.2.3", "2026-11"]),
    ],
)  # fmt: skip
def test_texts_become_what_they_are(written: Written, cells: tuple[str, ...], values: list[Any]) -> None:
    rows = [row[0] for row in written(column(*cells, "x"))[1:-1]]
    assert rows == values
    assert [isinstance(a, str) for a in rows] == [isinstance(b, str) for b in values]


def test_texts_that_xml_cannot_hold(written: Written) -> None:
    odd = "a\x01\x1f&<b>\r\n\t ]]> 😀 _x0041_ \ufffe"
    (row,) = written(column(odd, "  spaces  "))[1:2]
    assert row[0] == odd.replace("\ufffe", "\ufffd")
    assert written(column("  spaces  "))[1][0] == "  spaces  "


def test_a_text_longer_than_a_cell_is_cut_and_says_so(written: Written) -> None:
    rows = written("SELECT repeat('я', n) AS a FROM (VALUES (32767), (32768)) AS lengths(n)")
    assert [row[0] for row in rows[1:]] == ["я" * 32_767, "я" * 32_766 + "…"]


def test_columns_that_have_types(written: Written) -> None:
    select = (
        "SELECT 1 AS whole, 2.50::DECIMAL(38, 2) AS exact, true AS yes, DATE '2026-11-28' AS day, "
        "'NaN'::DOUBLE AS odd, "
        "TIMESTAMP '2026-11-28 15:00:01' AS moment, 12345678901234567890::HUGEINT AS huge, NULL::INTEGER AS none, "
        "['a'] AS list"
    )
    moment = datetime(2026, 11, 28, 15, 0, 1)
    expected = [1, 2.5, True, date(2026, 11, 28), "nan", moment, "12345678901234567890", "", "[a]"]
    assert written(select)[1] == expected


def test_headers_are_texts(written: Written) -> None:
    assert written('SELECT 1 AS "=a & <b>", 2 AS "x\x01y"')[0] == ["=a & <b>", "x y"]
    assert [letters_of(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_more_rows_than_a_sheet_has(written: Written, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no more than 1048575 leads"):
        written("SELECT 1 AS a FROM range(1048576)")
    assert not (tmp_path / "out.xlsx").exists()
