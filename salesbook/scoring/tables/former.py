"""A table that has been scored before: by which card and edition, so that its answers are not read anew in silence."""

from contextlib import closing
from pathlib import Path

from salesbook.core.errors import Doubt
from salesbook.core.spelling import spelling
from salesbook.scoring.editions import CardStamp, stamp_doubts, stamp_of_text
from salesbook.scoring.tables.duck import connect, needed
from salesbook.scoring.tables.table import Table

_COLUMN = "card"
_SAMPLE, _STAMPS = 2_000, 20


def former_doubts(table: Table, now: CardStamp, scratch: Path) -> list[Doubt]:
    """Say by which other cards, or other editions of this one, rows at the beginning of a table were scored."""
    numbers = [n for n, column in enumerate(table.columns) if spelling(column.name) == spelling(_COLUMN)]
    doubts: dict[Doubt, None] = {}
    for number in numbers:
        for text in _texts(table, number, scratch):
            doubts |= dict.fromkeys(stamp_doubts(stamp_of_text(text), now))
    return [*doubts]


def _texts(table: Table, number: int, scratch: Path) -> list[str]:
    text = table.texts()[number]
    beginning = f"SELECT {text} AS text FROM {table.relation} LIMIT {_SAMPLE}"
    with closing(connect(scratch, [table.path], columns=len(table.columns))) as connection:
        try:
            rows = connection.execute(f"SELECT DISTINCT text FROM ({beginning}) LIMIT {_STAMPS}").fetchall()
        except needed("duckdb").Error:
            return []  # whoever reads all of it says why it cannot be read
    return sorted(row[0] for row in rows if row[0])
