"""Leads of a file, many rows at a time: of a list in YAML or JSON, or of a table; other cells of their rows, too."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from salesbook.cli.lead_source import judged_source, opened_table, stated_mapping
from salesbook.cli.shell import expanded
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.columns import CardRows, Cells
    from salesbook.scoring.scanning import TableBatch
    from salesbook.scoring.tables.mapping import ColumnMapping
    from salesbook.scoring.tables.table import Table


class LeadBatch(NamedTuple):
    """Rows of a file that follow one another, in columns.

    `lines` are their numbers (lines of a table, entries of a list), `labels` say which lead each is about, `cells` are
    those of the other columns that were asked for, `cards` what each card makes of the rows. `reason` says of a row,
    counted from 0, why one of the cards does not score it. `unreadable` are lines that are no rows, with the reasons.
    """

    lines: Sequence[int]
    labels: "Cells"
    cells: "tuple[Cells, ...]"
    cards: "tuple[CardRows, ...]"
    reason: Callable[[int], str]
    unreadable: Sequence[tuple[int, str]] = ()


def lead_batches(
    root: Path, file: str, cards: "Sequence[Scorecard]", columns: Sequence[str], mapping: str | None, words: str
) -> Iterator[LeadBatch]:
    """Yield the rows of a file by some cards, with the cells of `columns`; raises `UserError` for a column it lacks.

    Nothing of it is written into the book at `root`. How far it has come is shown on a terminal; `words` say what is
    done with the rows.
    """
    is_table, stdin = judged_source(file)
    if is_table:
        yield from _tabled(root, file, cards, columns, mapping, words, stdin)
        return
    if mapping is not None:
        raise UserError(_("{option} goes with a table").format(option="--map"), _("leave it out"))
    yield _listed(file, cards, columns, stdin)


def _listed(file: str, cards: "Sequence[Scorecard]", columns: Sequence[str], stdin: "ByteSource | None") -> LeadBatch:
    from salesbook.core.nearest import looks_like, nearest
    from salesbook.reading.data import read_data
    from salesbook.scoring.columns import listed_rows
    from salesbook.scoring.score import read_lead

    data = read_data(file if stdin is not None else str(expanded(file)), stdin)
    entries: list[Any] = data if isinstance(data, list) else [data]
    fields = {str(key) for entry in entries if isinstance(entry, dict) for key in entry}
    for column in columns:
        if column not in fields:
            message = _("no lead of the file has the field “{name}”").format(name=column)
            raise UserError(message, looks_like(nearest(column, fields)) or _("add it to every lead"))
    blocks = [entry if isinstance(entry, dict) else {} for entry in entries]
    cells = tuple([_cell(block.get(column)) for block in blocks] for column in columns)
    plain = [
        {key: value for key, value in entry.items() if key not in columns} if isinstance(entry, dict) else entry
        for entry in entries
    ]
    read = [[read_lead(entry, card) for card in cards] for entry in plain]
    labels = [next((lead.lead for lead, _unfit in leads if lead is not None), "") for leads in read]

    def reason(row: int) -> str:
        return next(unfit[0].message for lead, unfit in read[row] if lead is None)

    rows = tuple(listed_rows(card, (leads[n][0] for leads in read)) for n, card in enumerate(cards))
    return LeadBatch(range(1, len(entries) + 1), labels, cells, rows, reason)


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
    words: str,
    stdin: "ByteSource | None",
) -> Iterator[LeadBatch]:
    from salesbook.cli.delivery import keep_out
    from salesbook.output.progress import counted_progress
    from salesbook.output.tables import write_opened
    from salesbook.scoring.columns import ColumnReader
    from salesbook.scoring.scanning import row_count, table_batches, unfit_reason, whole_table
    from salesbook.scoring.tables.mapping import identities

    with TemporaryDirectory(prefix="salesbook-") as folder:
        scratch = Path(folder)
        keep_out(root, scratch)
        table = whole_table(opened_table(file, stdin, scratch), scratch)
        write_opened(table)
        numbers = [_column(table, name) for name in columns]
        readers = [ColumnReader(card, _mapping(table, card, mapping)) for card in cards]
        labelled = [table.columns.index(column) for column in identities(table)][:1]
        needed = {*numbers, *labelled}.union(*(reader.columns() for reader in readers))
        total = table.lines if table.lines is not None else row_count(table, scratch) or 0
        with counted_progress(words, total) as advance:
            for batch in table_batches(table, needed, scratch):
                count = len(batch.lines)
                rows = tuple(reader.rows(batch.cells, count) for reader in readers)

                def reason(row: int, batch: "TableBatch" = batch, rows: "tuple[CardRows, ...]" = rows) -> str:
                    return unfit_reason(batch, row, readers, [each.states[row] for each in rows])

                labels: Cells = batch.cells(labelled[0]) if labelled else [None] * count
                yield LeadBatch(batch.lines, labels, tuple(batch.cells(n) for n in numbers), rows, reason)
                advance(count)
        if table.unreadable:
            lines = [(unreadable.line, unreadable.reason) for unreadable in table.unreadable]
            nothing = tuple(reader.rows(lambda _n: [], 0) for reader in readers)
            yield LeadBatch([], [], tuple([] for _n in numbers), nothing, str, lines)


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
