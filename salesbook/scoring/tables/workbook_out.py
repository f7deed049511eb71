"""A workbook of Excel with one sheet, written as it is read by everybody: DuckDB makes the XML, a zip takes it."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.tables.cells import ROW, sheet_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAX_ROWS = 1_048_575
"""Rows of a sheet below its header."""

_BATCH = 2_000
_LEVEL = 3
"""Of compression: a third of the time of the usual one for a tenth more of bytes."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
    '<sheet name="leads" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    # The formats of `cells`: 14 and 22 are a day and a minute as the reader's country writes them, 3 and 2 numbers.
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm:ss"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="6">'
    + "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in (0, 14, 22, 164, 3, 2)
    )
    + "</cellXfs></styleSheet>",
}
_BEFORE = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0" tabSelected="1">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
)
_AFTER = "</sheetData></worksheet>"


def write_workbook(connection: "DuckDBPyConnection", select: str, output: Path) -> int:
    """Write the rows of a SELECT to a new workbook, and return how many they are.

    Numbers are numbers and dates dates, as far as `cells` says so; no text is ever taken for a formula. Raises
    `UserError` for more rows than a sheet has.
    """
    connection.execute(f"CREATE TEMP TABLE sheet AS {select}")
    count = connection.execute("SELECT count(*) FROM sheet").fetchone()
    assert count is not None
    if count[0] > MAX_ROWS:
        message = _("a sheet of Excel holds no more than {n} leads").format(n=MAX_ROWS)
        raise UserError(message, _("write them to .csv or .parquet"))
    headers = [str(column[0]) for column in connection.execute("SELECT * FROM sheet LIMIT 0").description or ()]
    columns = sheet_columns(connection, "sheet")
    cells = " || ".join(column.xml(letters_of(n)) for n, column in enumerate(columns))
    cursor = connection.execute(f"SELECT {cells} FROM sheet")
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, _XML + content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_XML}{_BEFORE}<row r="1">{_header_cells(headers)}</row>'.encode())
            number = 1
            while batch := cursor.fetchmany(_BATCH):
                rows = [f'<row r="{n}">{xml.replace(ROW, str(n))}</row>' for n, (xml,) in enumerate(batch, number + 1)]
                number += len(rows)
                sheet.write("".join(rows).encode())
            sheet.write(_AFTER.encode())
    return int(count[0])


def _header_cells(headers: list[str]) -> str:
    return "".join(
        f'<c r="{letters_of(n)}1" t="inlineStr"><is><t xml:space="preserve">{_shown(header)}</t></is></c>'
        for n, header in enumerate(headers)
    )


def _shown(header: str) -> str:
    """Return a header as XML may hold it: it is a name, so a control character in it is not missed."""
    return escape("".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else " " for c in header))


def letters_of(number: int) -> str:
    """Return what a sheet calls a column: A, B … Z, AA."""
    letters = ""
    while number >= 0:
        letters = chr(65 + number % 26) + letters
        number = number // 26 - 1
    return letters
