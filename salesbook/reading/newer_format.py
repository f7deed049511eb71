"""A book of a newer format than this program knows is not read: what its fields mean would be guesswork."""

import re
from pathlib import Path, PurePosixPath

from salesbook import __version__
from salesbook.core.bases import layers, shown
from salesbook.core.book_format import CURRENT, LAST
from salesbook.core.door import read_inside
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, BadBytes, decode
from salesbook.reading.files import COMPANY, CONTENT

# Every command asks, so nothing is parsed where no number could be too large, whichever field it belongs to.
_NUMBER = re.compile(rb"format[\"']?\s{0,20}:\s{0,20}\+?0{0,20}([0-9]{1,3})(?![0-9])")


def refuse_newer(root: Path) -> None:
    """Raise `UserError` for a book that says a newer format, or extends one; what cannot be read says none."""
    for layer in layers(root):
        stated = _stated(layer)
        if CURRENT < stated <= LAST:
            path = COMPANY if layer == root else PurePosixPath(shown(root, layer), COMPANY)
            message = _("{path}: the book is of format {stated}, and salesbook {version} reads formats up to {current}")
            message = message.format(path=path, stated=stated, version=__version__, current=CURRENT)
            raise UserError(message, _("upgrade the program, not the book: pip install -U salesbook"))


def _stated(root: Path) -> int:
    """Return the format that the company.yml of a book says, 0 when it says none; 0, too, when none can be newer."""
    try:
        data = read_inside(root / CONTENT, root / COMPANY, MAX_BYTES)
    except OSError:
        return 0
    if all(int(number) <= CURRENT for number in _NUMBER.findall(data)):
        return 0
    from salesbook.reading.document import data_of, split  # noqa: PLC0415 - nearly no book gets here

    try:
        document, problems = split(PurePosixPath(COMPANY), decode(data))
    except BadBytes:
        return 0
    fields = None if problems else data_of(document)[0]
    stated = fields.get("format") if isinstance(fields, dict) else None
    return stated if isinstance(stated, int) and not isinstance(stated, bool) else 0
