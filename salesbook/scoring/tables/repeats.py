"""Rows of one lead that an export repeats: Bitrix24 writes a row for every product, and for every value of a field."""

from collections.abc import Iterable, Iterator, Sequence

from salesbook.core.spelling import spelling
from salesbook.scoring.tables.table import Column

SEPARATOR = ", "
"""Parts the different values of a field that has several."""

_ID = spelling("ID")
_NAMES = frozenset(map(spelling, ("Название сделки", "Название лида", "Название", "Сделка", "Лид", "Имя")))
_OF_BITRIX = frozenset(map(spelling, ("Товар", "Стадия сделки", "Стадия", "Статус лида", "Цена", "Количество")))


def id_column(columns: Sequence[Column]) -> int | None:
    """Return the column of the numbers by which an export knows its leads; None without one, or with two."""
    numbers = [n for n, column in enumerate(columns) if spelling(column.name) == _ID]
    return numbers[0] if len(numbers) == 1 else None


def may_repeat(columns: Sequence[Column], beginning: Iterable[Sequence[str]]) -> bool:
    """Tell whether leads may have several rows: the headers are those of Bitrix24, or rows at the beginning do so."""
    number = id_column(columns)
    if number is None:
        return False
    if any(spelling(column.name) in _OF_BITRIX for column in columns):
        return True
    former = ""
    for cells in beginning:
        current = cells[number] if number < len(cells) else ""
        if current.strip() and current == former:
            return True
        former = current
    return False


class Joiner:
    """Joins rows that follow one another with the same ID; `joined` is how many were put into the one before.

    They are one lead when the names in them are the same, or missing after the first row, and they differ in fewer
    cells than they share. Different values of a field stand in one cell, parted by commas: whether that is an answer
    is for the card to say.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self.joined = 0
        self._id = id_column(columns)
        self._names = [n for n, column in enumerate(columns) if spelling(column.name) in _NAMES]

    def rows(self, numbered: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield rows with the numbers of their lines; of a lead with several rows, the number of the first."""
        if self._id is None:
            yield from numbered
            return
        line, first, values = 0, None, None
        for number, cells in numbered:
            if first is not None and cells[self._id] == first[self._id] and cells[self._id].strip():
                values = [[cell] if cell else [] for cell in first] if values is None else values
                if self._continues(values, cells):
                    self.joined += 1
                    for column, cell in zip(values, cells, strict=True):
                        if cell and cell not in column:
                            column.append(cell)
                    continue
            if first is not None:
                yield line, _whole(first, values)
            line, first, values = number, cells, None
        if first is not None:
            yield line, _whole(first, values)

    def _continues(self, values: Sequence[Sequence[str]], cells: Sequence[str]) -> bool:
        """Tell whether a row with the ID of the row before goes on with the lead of which `values` have come."""
        if any(cells[n] and cells[n] not in values[n] for n in self._names):
            return False
        filled = [n for n, cell in enumerate(cells) if cell]
        return 2 * sum(cells[n] not in values[n] for n in filled if values[n]) < len(filled)


def _whole(first: Sequence[str], values: Sequence[Sequence[str]] | None) -> Sequence[str]:
    return first if values is None else [SEPARATOR.join(column) for column in values]
