"""Leads of a file, one by one: of a list in YAML or JSON, or of a table; with other cells of their rows beside them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from salesbook.cli.lead_source import judged_source, opened_table, stated_mapping
from salesbook.cli.shell import expanded
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.core.errors import Unfit
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.score import Lead
    from salesbook.scoring.tables.leads import RowReader
    from salesbook.scoring.tables.mapping import ColumnMapping
    from salesbook.scoring.tables.table import Table

_REMEMBERED = 1_000
"""So many different cells of a column are remembered."""


class LeadRow(NamedTuple):
    """A row of a file: its number (line of a table, entry of a list), its leads by each card, and the other cells.

    For a card by which it cannot be read, None and what is wrong with it. A line that is no row has no leads, no cells,
    and the reason as its label.
    """

    number: int
    leads: "tuple[tuple[Lead | None, Sequence[Unfit]], ...]"
    cells: tuple[str | None, ...]
    label: str


def lead_rows(
    root: Path, file: str, cards: "Sequence[Scorecard]", columns: Sequence[str], mapping: str | None
) -> Iterator[LeadRow]:
    """Yield the rows of a file by some cards, with the cells of `columns`; raises `UserError` for a column it lacks.

    Nothing of it is written into the book at `root`.
    """
    is_table, stdin = judged_source(file)
    if is_table:
        yield from _tabled(root, file, cards, columns, mapping, stdin)
        return
    if mapping is not None:
        raise UserError(_("{option} goes with a table").format(option="--map"), _("leave it out"))
    yield from _listed(file, cards, columns, stdin)


def _listed(
    file: str, cards: "Sequence[Scorecard]", columns: Sequence[str], stdin: "ByteSource | None"
) -> Iterator[LeadRow]:
    from salesbook.core.nearest import looks_like, nearest
    from salesbook.reading.data import read_data
    from salesbook.scoring.score import read_lead

    data = read_data(file if stdin is not None else str(expanded(file)), stdin)
    entries: list[Any] = data if isinstance(data, list) else [data]
    fields = {str(key) for entry in entries if isinstance(entry, dict) for key in entry}
    for column in columns:
        if column not in fields:
            message = _("no lead of the file has the field “{name}”").format(name=column)
            raise UserError(message, looks_like(nearest(column, fields)) or _("add it to every lead"))
    for n, entry in enumerate(entries, 1):
        cells: tuple[str | None, ...] = tuple(None for _column in columns)
        plain = entry
        if isinstance(entry, dict):
            cells = tuple(_cell(entry.get(column)) for column in columns)
            plain = {key: value for key, value in entry.items() if key not in columns}
        leads = tuple(read_lead(plain, card) for card in cards)
        label = next((lead.lead for lead, _unfit in leads if lead is not None), "")
        yield LeadRow(n, leads, cells, label)


def _cell(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _tabled(
    root: Path,
    file: str,
    cards: "Sequence[Scorecard]",
    columns: Sequence[str],
    mapping: str | None,
    stdin: "ByteSource | None",
) -> Iterator[LeadRow]:
    from salesbook.cli.delivery import keep_out
    from salesbook.output.tables import write_opened
    from salesbook.scoring.tables.duck import connect
    from salesbook.scoring.tables.leads import RowReader
    from salesbook.scoring.tables.mapping import identities

    with TemporaryDirectory(prefix="salesbook-") as folder:
        keep_out(root, Path(folder))
        # Line by line: DuckDB would have to read all of it before it could be told from a table that it misreads.
        table = opened_table(file, stdin, Path(folder), in_place=False)
        write_opened(table)
        numbers = [_column(table, name) for name in columns]
        mappings = [_mapping(table, card, mapping) for card in cards]
        readers = [
            RememberingReader(RowReader(card, each), card, each) for card, each in zip(cards, mappings, strict=True)
        ]
        named = [table.columns.index(column) for column in identities(table)][:1]
        connection = connect(Path(folder), [table.path])
        try:
            for line, cells in table.rows(connection):
                leads = tuple(reader.lead(cells) for reader in readers)
                label = next((cells[n] or "" for n in named), "")
                yield LeadRow(line, leads, tuple(cells[n] for n in numbers), label)
        finally:
            connection.close()
        for unreadable in table.unreadable:
            yield LeadRow(unreadable.line, (), (), unreadable.reason)


class RememberingReader:
    """Reads rows as a `RowReader` does, and remembers what each cell of an answer meant: few differ in a million rows.

    What an answer's cell means hangs on no other cell, unless a knock-out holds; such rows are read anew.
    """

    def __init__(self, reader: "RowReader", card: "Scorecard", mapping: "ColumnMapping") -> None:
        self._reader = reader
        self._columns = [(parameter.id, mapping.parameters.get(parameter.id)) for parameter in card.parameters()]
        self._marks = [*mapping.marks.values(), *([] if mapping.knockouts is None else [mapping.knockouts])]
        self._meant: dict[str, dict[str | None, str]] = {name: {} for name, _column in self._columns}
        self._held_by_none: set[tuple[str | None, ...]] = set()

    def lead(self, cells: Sequence[str | None]) -> "tuple[Lead | None, Sequence[Unfit]]":
        """Return the lead of a row, or everything that keeps it from being scored."""
        from salesbook.scoring.score import Lead

        marks = tuple(cells[n] for n in self._marks)
        if marks in self._held_by_none:
            try:
                answers = {name: self._meant[name][self._cell(cells, column)] for name, column in self._columns}
                return Lead((), answers), []
            except KeyError:
                pass  # a cell that has not been read yet
        lead, unfit = self._reader.lead(cells)
        if lead is not None and not lead.knockouts:
            if len(self._held_by_none) < _REMEMBERED:
                self._held_by_none.add(marks)
            for name, column in self._columns:
                if len(self._meant[name]) < _REMEMBERED:
                    self._meant[name][self._cell(cells, column)] = lead.answers[name]
        return lead, unfit

    @staticmethod
    def _cell(cells: Sequence[str | None], column: int | None) -> str | None:
        return None if column is None else cells[column]


def _mapping(table: "Table", card: "Scorecard", file: str | None) -> "ColumnMapping":
    """Return where a table answers a card; raises `UserError` when that is not sure."""
    from salesbook.output.tables import write_passed_over
    from salesbook.scoring.tables.mapping import guessed, missing

    stated = None if file is None else stated_mapping(file, table, card)
    guess = guessed(table, card, stated)
    if guess.unsure:
        raise missing(guess, table, card)
    write_passed_over(table, card, guess.mapping)
    return guess.mapping


def _column(table: "Table", name: str) -> int:
    from salesbook.core.nearest import looks_like, nearest
    from salesbook.core.spelling import spelling

    columns = {column.name: n for n, column in enumerate(table.columns)}
    if name in columns:
        return columns[name]
    alike = [n for column, n in columns.items() if spelling(column) == spelling(" ".join(name.split()))]
    if len(alike) == 1:
        return alike[0]
    listed = ", ".join(f"«{column.shown}»" for column in table.columns[:30])
    advice = looks_like(nearest(name, columns)) or _("the table has: {names}").format(names=listed)
    raise UserError(_("there is no column “{name}”").format(name=name), advice)
