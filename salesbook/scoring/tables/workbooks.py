"""The first sheet of an Excel workbook that has rows, looked at before it is opened: it may be a bomb."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.tables.duck import needed
from salesbook.scoring.tables.text import Record

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MAX_UNPACKED = 2_000_000_000
"""Bytes of a workbook when it is unpacked: a full sheet of thirty columns has half of it."""

MAX_CELLS = 40_000_000
"""Cells between the first and the last one of a sheet, empty ones too: the library keeps room for all of them."""

_MEMBERS = 10_000
_CHUNK = 1 << 20
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")


def open_workbook(path: Path, scratch: Path) -> tuple[tuple[str, ...], Iterator[Record]]:
    """Return the sheets of a workbook, the one that is read first, and its rows as text; raises `UserError`.

    Dates are 2026-11-28 15:00:00; what stands in a cell that reaches over several rows stands in each of them. Hidden
    sheets are not read while others have rows. `scratch` is where a copy lies while it is read, so that what was looked
    at is what is opened.
    """
    calamine = needed("python_calamine")
    copy = scratch / "book.xlsx"
    _copy_within_bounds(path, copy)
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(copy))
        kinds = {each.name: str(each.visible) for each in workbook.sheets_metadata}
        names = sorted(workbook.sheet_names, key=lambda name: not kinds.get(name, "").endswith("Visible"))
        sheets = [workbook.get_sheet_by_name(name) for name in names[:1]]
        for name in names[1:]:
            if sheets[-1].height:
                break
            sheets.append(workbook.get_sheet_by_name(name))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # what makes the library panic is no `Exception`
        raise _damaged(path, error) from error
    if not sheets or not sheets[-1].height:
        return (), iter(())
    chosen = sheets[-1]
    visible = [name for name in names if kinds.get(name, "").endswith("Visible")]
    return (chosen.name, *(name for name in visible if name != chosen.name)), _rows(chosen)


def _rows(sheet: "CalamineSheet") -> Iterator[Record]:
    first_row, first_column = sheet.start or (0, 0)
    merged = [
        (start[0], end[0], start[1] - first_column)
        for start, end in getattr(sheet, "merged_cell_ranges", None) or ()
        if first_row < start[0] < end[0]  # one of the header is no value
    ]
    merged.sort(reverse=True)
    hanging: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(sheet.iter_rows()):  # from the first row of the sheet on, empty or not
        texts = [_text(cell) for cell in cells]
        if not any(texts):
            continue
        for column, (last, text) in hanging.items():
            if number <= last and not texts[column]:
                texts[column] = text
        while merged and merged[-1][0] <= number:
            start, last, column = merged.pop()
            if start == number and 0 <= column < len(texts):
                hanging[column] = (last, texts[column])
        yield Record(number + 1, texts)


def _text(cell: object) -> str:
    """Return a cell of a workbook as an exported CSV would hold it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(cell)


def _copy_within_bounds(path: Path, target: Path) -> None:
    """Copy a workbook and unpack it to nowhere: raises `UserError` before more than is allowed has come of it."""
    import shutil

    shutil.copyfile(path, target)
    try:
        with zipfile.ZipFile(target) as archive, target.open("rb") as file:
            members = archive.infolist()
            if len(members) > _MEMBERS:
                raise _too_large(path)
            left = MAX_UNPACKED
            for member in members:
                left = _unpacked(path, file, archive, member, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _damaged(path, error) from error


def _unpacked(path: Path, file: object, archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Unpack a member, whatever its size claims to be, and return how many bytes the rest may have."""
    if member.file_size > left:
        raise _too_large(path)
    sheet = "sheet" in member.filename.lower()
    width = height = 0
    tail = b""
    member.file_size = left + 1  # what it claims is not believed: reading ends where the data do
    member.CRC = None  # type: ignore[assignment]  # the check sum is the library's business
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large(path)
            if sheet:
                for letters, digits in _ADDRESS.findall(tail + chunk):
                    height = max(height, int(digits))
                    if len(letters) > 1 or letters > b"A":
                        width = max(width, _column(letters))
                tail = chunk[-32:]
    if max(width, 1) * max(height, 1) > MAX_CELLS:
        raise _too_large(path)
    return left


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_large(path: Path) -> UserError:
    message = _("{path} is larger when unpacked than a workbook of leads can be").format(path=path)
    return UserError(message, _("save the sheet as CSV"))


def _damaged(path: Path, error: BaseException) -> UserError:
    message = _("{path} is no workbook that can be opened: {reason}").format(path=path, reason=error)
    return UserError(message, _("open it in Excel and save it as .xlsx or as CSV"))
