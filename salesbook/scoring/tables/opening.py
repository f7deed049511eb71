"""A file of any kind opened as a table: text, an HTML table named .xls, a workbook, Parquet."""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.core.door import read_named
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.scoring.tables import encodings
from salesbook.scoring.tables.repeats import Joiner, may_repeat
from salesbook.scoring.tables.table import (
    MAX_COLUMNS,
    SPREADSHEET,
    Dialect,
    Table,
    Unreadable,
    columns_of,
)
from salesbook.scoring.tables.text import Record, fitted, judged_dialect, records

if TYPE_CHECKING:
    from salesbook.reading.data import ByteSource

MAX_TEXT = 64_000_000_000
"""Bytes of a text table or a Parquet file: ten million leads have a sixtieth of it."""

MAX_UNREADABLE = 1_000_000
"""So many lines that are no rows are told of; in a file with more nothing is a table."""

_HEAD = 300_000
_ZIP, _PARQUET, _OLD_EXCEL = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"\s*<(?:!doctype|html|head|meta|body|table|\?xml)\b", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[\]{}]")
_SEPARATOR = re.compile("sep=(.)\r?")


def open_table(path: Path, scratch: Path, *, in_place: bool = True) -> Table:
    """Open a file that the user names; what DuckDB cannot read as it stands is written anew into `scratch`.

    A text table that is opened `in_place` is read by DuckDB as it stands, as far as its beginning promises that this
    can be done: whoever reads all rows must then see that as many come as there are lines (`Table.lines`).
    Raises `UserError` for what is no table: a folder, a pipe, a picture, a workbook that would fill the memory.
    """
    head = _beginning(path)
    if head.startswith(_PARQUET):
        return _parquet(path, scratch)
    if head.startswith(_ZIP):
        from salesbook.scoring.tables.workbooks import open_workbook

        sheets, rows = open_workbook(path, scratch)
        return replace(_copied(rows, scratch, SPREADSHEET), sheets=sheets)
    if head.startswith(_OLD_EXCEL):
        message = _("{path} is a workbook of Excel before 2007").format(path=path)
        raise UserError(message, _("open it in Excel and save it as .xlsx or as CSV"))
    if not head:
        raise UserError(_("{path} is empty").format(path=path), _("is it the right file?"))
    return _text(path, scratch, in_place=in_place)


def receive(stream: "ByteSource", scratch: Path) -> Path:
    """Keep what stdin holds in a file of `scratch`, and return it."""
    path = scratch / "stdin"
    with path.open("wb") as file:
        while chunk := stream.read(1 << 20):
            if file.tell() + len(chunk) > MAX_TEXT:
                raise UserError(_("the table is larger than {n} GB").format(n=MAX_TEXT // 10**9), _("part it"))
            file.write(chunk)
    return path


def _beginning(path: Path) -> bytes:
    """Return the first bytes of an ordinary file; raises `UserError` when it is none, or too large."""
    try:
        size = path.stat().st_size
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(4096)
        else:
            head = read_named(path, MAX_TEXT)  # which says what it is
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=reason(error))
        raise UserError(message, _("name an ordinary file, or hand the data on to “-”")) from error
    if size > MAX_TEXT:
        message = _("{path} is larger than {n} GB").format(path=path, n=MAX_TEXT // 10**9)
        raise UserError(message, _("part it"))
    return head


def _parquet(path: Path, scratch: Path) -> Table:
    from salesbook.scoring.tables.duck import connect, needed

    path = _plainly_named(path, scratch)
    duckdb = needed("duckdb")
    probe = Table(path, "parquet", ())
    connection = connect(scratch, [path])
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {probe.scan}").fetchall()
    except duckdb.Error as error:
        message = _("{path} is a damaged Parquet file: {reason}").format(path=path, reason=str(error).splitlines()[0])
        raise UserError(message, _("write it anew")) from error
    finally:
        connection.close()
    _check_width(len(described))
    columns = columns_of([str(row[0]) for row in described])
    typed = (replace(column, type=str(row[1])) for column, row in zip(columns, described, strict=True))
    return Table(path, "parquet", tuple(typed))


def _text(path: Path, scratch: Path, *, in_place: bool) -> Table:
    """Open a text table: in place where DuckDB reads its lines as they stand, else as a copy made line by line."""
    survey = encodings.survey(path)
    if encodings.is_binary(path, survey.encoding):
        raise UserError(_("{path} is no text and no table").format(path=path), _("is it the right file?"))
    source, bom = path, survey.bom
    if survey.encoding != "utf-8" or (not survey.plain and encodings.has_carriage_returns(path, "utf-8")):
        source, bom = scratch / "utf-8", 0
        encodings.transcoded(path, survey.encoding, survey.bom, source)
        survey = replace(encodings.survey(source), bom=1)  # Excel has written it, or somebody who uses Excel
    with source.open("rb") as file:
        head = file.read(_HEAD)[bom:]
    if _HTML.match(head):
        from salesbook.scoring.tables.html import html_rows

        return _copied(html_rows(source), scratch, SPREADSHEET)
    text = _whole_lines(head)
    separator = _SEPARATOR.fullmatch(text.partition("\n")[0])
    if separator:
        text = text.partition("\n")[2]
    dialect = judged_dialect(text, bom=survey.bom > 0)
    if separator:
        dialect = Dialect(separator[1], dialect.escape, dialect.bom)
    beginning = records(iter(enumerate(text.split("\n"), 1)), dialect)
    header = next(beginning, None)
    if in_place and survey.plain and not separator and dialect.escape == '"' and header and not header.reason:
        cells = [cell.rstrip("\r") for cell in header.cells]
        if "\n" not in "".join(cells) and len(cells) > 1:
            _check_width(len(cells))
            columns = columns_of(cells)
            if not may_repeat(columns, (record.cells for record in beginning)):
                plain = _plainly_named(source, scratch)
                lines, unquoted = survey.lines - 1, not survey.quoted
                return Table(plain, "csv", columns, dialect, dialect, lines=lines, unquoted=unquoted)
    return line_by_line(source, bom, dialect, scratch, skip=1 if separator else 0)


def line_by_line(source: Path, bom: int, dialect: Dialect, scratch: Path, *, skip: int = 0) -> Table:
    """Return the table of a UTF-8 file that is read line by line, with what is no row told of."""
    unreadable: list[Unreadable] = []

    def lines() -> Iterator[tuple[int, str]]:
        header_ahead = True
        for number, text, why in encodings.numbered_lines(source, bom):
            if number > skip:
                if why and header_ahead:
                    raise _bad_header(number, why)
                if why:
                    _tell(unreadable, Unreadable(number, why, text))
                else:
                    header_ahead = header_ahead and not text.strip()
                    yield number, text

    return _copied(records(lines(), dialect), scratch, dialect, unreadable)


def reread(table: Table, scratch: Path) -> Table:
    """Return a table that DuckDB could not read as it stands, read line by line."""
    source = table.path
    with source.open("rb") as file:
        bom = len(BOM_UTF8) if file.read(3) == BOM_UTF8 else 0
    if encodings.encoding_of(source) != "utf-8":
        target = scratch / "utf-8"
        encodings.transcoded(source, "cp1251", 0, target)
        source = target
    return line_by_line(source, bom, table.source_dialect, scratch)


def _copied(
    rows: Iterable[Record], scratch: Path, dialect: Dialect, unreadable: list[Unreadable] | None = None
) -> Table:
    """Write records as a CSV file that DuckDB reads, each after the number of its line."""
    unreadable = [] if unreadable is None else unreadable
    path, records_ahead = scratch / "rows.csv", iter(rows)
    header = next(records_ahead, None)
    if header is None:
        raise UserError(_("there is no header in the table"), _("is it the right file?"))
    if header.reason:
        raise _bad_header(header.line, header.reason)
    columns = columns_of(header.cells)
    width = len(columns)
    _check_width(width)
    joiner = Joiner(columns)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line", *(f"c{n}" for n in range(width))])
        writer.writerows(
            [line, *cells] for line, cells in joiner.rows(_fitting(records_ahead, width, dialect, unreadable))
        )
    ordered = tuple(sorted(unreadable))
    return Table(path, "csv", columns, Dialect(), dialect, numbered=True, unreadable=ordered, joined=joiner.joined)


def _fitting(
    rows: Iterable[Record], width: int, dialect: Dialect, unreadable: list[Unreadable]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the cells of records that have as many as the header, with their lines; note the others."""
    for record in rows:
        cells, why = fitted(record, width)
        if why:
            _tell(unreadable, Unreadable(record.line, why, dialect.delimiter.join(record.cells)))
        else:
            yield record.line, cells


def _bad_header(line: int, why: str) -> UserError:
    """Return what is said of a header that cannot be read: the line after it must not be taken for one."""
    message = _("line {line}, the header, cannot be read: {reason}").format(line=line, reason=why)
    return UserError(message, _("save the table anew as CSV in UTF-8"))


def _tell(unreadable: list[Unreadable], line: Unreadable) -> None:
    if len(unreadable) >= MAX_UNREADABLE:
        message = _("more than {n} lines are no rows of a table").format(n=MAX_UNREADABLE)
        raise UserError(message, _("is it the right file?"))
    unreadable.append(line)


def _whole_lines(head: bytes) -> str:
    """Return the beginning of a file as text, without a last line that was cut."""
    text = head.decode("utf-8", "replace").replace("\r\n", "\n")
    return text.rpartition("\n")[0] if len(head) >= _HEAD - 3 and "\n" in text else text.removesuffix("\n")


def _plainly_named(path: Path, scratch: Path) -> Path:
    """Return a path that DuckDB takes for that of one file: a name with `*` or `[` in it would be a pattern."""
    path = path.resolve()
    if not _MAGIC.search(str(path)):
        return path
    import shutil

    target = scratch / "source"
    shutil.copyfile(path, target)
    return target


def _check_width(width: int) -> None:
    if width > MAX_COLUMNS:
        message = _("the table has {n} columns, more than {most}").format(n=width, most=MAX_COLUMNS)
        raise UserError(message, _("is it the right file?"))
