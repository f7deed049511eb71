"""An HTML table that calls itself .xls, as Bitrix24 exports deals: its rows, without what else a page may hold."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from salesbook.scoring.tables.table import MAX_CELL, MAX_COLUMNS
from salesbook.scoring.tables.text import Record

_CHUNK = 1 << 16
_SILENT = ("script", "style", "template", "noscript")
_SPAN = 10_000
"""A cell that claims to reach over more rows is not believed."""


def html_rows(path: Path) -> Iterator[Record]:
    """Yield the rows of the first table with rows in a UTF-8 file; a table within a cell is text of that cell."""
    parser = _TableParser()
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        while not parser.ended and (chunk := file.read(_CHUNK)):
            parser.feed(chunk)
            yield from parser.taken()
    if not parser.ended:
        parser.close()
        parser.end_row()
    yield from parser.taken()


class _TableParser(HTMLParser):
    """Collects the rows of one table; `ended` when it is over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ended = False
        self._depth = 0
        self._silent = 0
        self._rows: list[Record] = []
        self._number = 0
        self._cells: list[str] | None = None
        self._cell: list[str] | None = None
        self._length = 0
        self._spans: tuple[int, int] = (1, 1)
        self._hanging: dict[int, tuple[int, str]] = {}
        """Columns into which a cell of an earlier row reaches: how many rows more, and what it says."""

    def taken(self) -> Iterator[Record]:
        """Yield the rows that have come since, and forget them."""
        rows, self._rows = self._rows, []
        yield from rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell of the outer table."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and not self.ended:
            if tag == "tr":
                self.end_row()
                self._cells = []
            elif tag in ("td", "th") and self._cells is not None:
                self._end_cell()
                values = dict(attrs)
                self._spans = (_span(values.get("rowspan"), _SPAN), _span(values.get("colspan"), MAX_COLUMNS))
                self._cell, self._length = [], 0
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a row or a cell of the outer table, or the table."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0:
                self.end_row()
                self.ended = self._number > 0
        elif self._depth == 1 and tag == "tr":
            self.end_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Add to the cell what stands in it; of more than a cell may hold, so much that it is told of."""
        if self._cell is not None and not self._silent and self._length <= MAX_CELL:
            self._cell.append(data)
            self._length += len(data)

    def _end_cell(self) -> None:
        if self._cell is None or self._cells is None:
            return
        text = "\n".join(" ".join(line.split()) for line in "".join(self._cell).split("\n")).strip()
        self._cell = None
        self._fill()
        rows, columns = self._spans
        for n in range(min(columns, MAX_COLUMNS + 1 - len(self._cells))):
            if rows > 1:
                self._hanging[len(self._cells)] = (rows - 1, text)
            self._cells.append(text if n == 0 else "")

    def _fill(self) -> None:
        """Put in what reaches into this row from above."""
        while self._cells is not None and (hanging := self._hanging.get(len(self._cells))):
            rows, text = hanging
            if rows > 1:
                self._hanging[len(self._cells)] = (rows - 1, text)
            else:
                del self._hanging[len(self._cells)]
            self._cells.append(text)

    def end_row(self) -> None:
        """Keep the row that has come, unless there is nothing in it."""
        self._end_cell()
        self._fill()
        if self._cells:
            self._number += 1
            self._rows.append(Record(self._number, self._cells))
        self._cells = None


def _span(stated: str | None, most: int) -> int:
    number = int(stated) if stated and stated.isdecimal() and len(stated) < 6 else 1
    return min(max(number, 1), most)
