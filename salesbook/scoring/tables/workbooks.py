"""The first sheet of an Excel workbook that has rows, looked at before it is opened: it may be a bomb."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.tables.duck import needed
from salesbook.scoring.tables.text import Record

MAX_UNPACKED = 2_000_000_000
"""Bytes of a workbook when it is unpacked: a full sheet of thirty columns has half of it."""

MAX_CELLS = 40_000_000
"""Cells between the first and the last one of a sheet, empty ones too: the library keeps room for all of them."""

_MEMBERS = 10_000
_CHUNK = 1 << 20
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")


def workbook_rows(path: Path, scratch: Path) -> Iterator[Record]:
    """Yield the rows of a workbook as text; dates as 2026-11-28 15:00:00. Raises `UserError` for what cannot be opened.

    `scratch` is where a copy lies while it is read, so that what was looked at is what is opened.
    """
    calamine = needed("python_calamine")
    copy = scratch / "book.xlsx"
    _copy_within_bounds(path, copy)
    try:
        workbook = calamine.CalamineWorkbook.from_path(str(copy))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names[:1]]
        for name in workbook.sheet_names[1:]:
            if sheets[-1].height:
                break
            sheets.append(workbook.get_sheet_by_name(name))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # what makes the library panic is no `Exception`
        raise _damaged(path, error) from error
    rows = sheets[-1].iter_rows() if sheets and sheets[-1].height else iter(())
    first = 0 if not sheets or sheets[-1].start is None else sheets[-1].start[0]
    for number, cells in enumerate(rows, first + 1):
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield Record(number, texts)


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
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
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
