"""A table of filled checklists, a sheet a row: whose they are, what each gives, what all of them say."""

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from salesbook.core.errors import UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.spelling import spelling
from salesbook.models.training import Checklist
from salesbook.scoring.checklists.sheet import Mark, Sheet, SheetScore, mark_of, percent_of, score_sheet, unmarked
from salesbook.scoring.tables.duck import connect
from salesbook.scoring.tables.formulas import defused, defused_sql
from salesbook.scoring.tables.table import Table, identifier, literal
from salesbook.scoring.tables.writing import output_names, shown_in, write_rows

MANAGER = "manager"
_MANAGERS = (MANAGER, "менеджер", "ответственный", "сотрудник", "ответственный менеджер", "responsible", "оператор")
_ADDED = {
    "points": "INTEGER",
    "possible": "INTEGER",
    "percent": "DECIMAL(4, 1)",
    "passed": "BOOLEAN",
    "critical": "VARCHAR",
}
"""What a score adds to a row, and the types in SQL."""

_NUMBERED = re.compile(r"(?:п\.|пункт|№|item)\s*(\d{1,3})\b.*|(\d{1,3})\s*(?:[.):—–-].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """The number of the column of each item, and of that of the manager; None: there is none."""

    items: tuple[int, ...]
    manager: int | None


@dataclass
class ItemCount:
    """How often an item was marked so."""

    yes: int = 0
    no: int = 0
    not_applicable: int = 0


@dataclass
class ManagerSum:
    """The sheets of a manager: how many, how many have passed or failed by a critical item, their points together."""

    sheets: int = 0
    passed: int = 0
    failed_critical: int = 0
    points: int = 0
    possible: int = 0

    def add(self, score: SheetScore) -> None:
        """Take a sheet."""
        self.sheets += 1
        self.passed += score.passed
        self.failed_critical += bool(score.failed)
        self.points += score.points
        self.possible += score.possible

    @property
    def percent(self) -> Decimal:
        """All points given of all that could be had, in percent."""
        return percent_of(self.points, self.possible)


@dataclass
class Sheets:
    """What has become of a table: sums by manager, marks by item, rows without a score with the reasons."""

    managers: dict[str, ManagerSum] = field(default_factory=dict)
    items: list[ItemCount] = field(default_factory=list)
    scored: int = 0
    rejected: list[tuple[int, str, tuple[str | None, ...]]] = field(default_factory=list)


def columns_of_sheets(table: Table, checklist: Checklist, stated: Any = None) -> SheetColumns:
    """Return where a table has the items: guessed from headers, or as a mapping file has `stated`.

    An item goes by its number or by its words. Raises `UserError` that names every item without a column.
    """
    columns = _stated(stated, table, checklist)
    guessed: dict[str, int] = {}
    for n, column in enumerate(table.columns):
        target = _target(column.name, checklist)
        if target is not None and n not in columns.values() and target not in columns:
            if target in guessed and target != MANAGER:
                message = _("two columns may be item {n}: “{first}” and “{second}”")
                names = (table.columns[guessed[target]].shown, column.shown)
                raise UserError(message.format(n=target, first=names[0], second=names[1]), _how_to_map())
            guessed.setdefault(target, n)
    columns = {**guessed, **columns}
    numbers = [str(n) for n in range(1, len(checklist.items) + 1)]
    if absent := [n for n in numbers if n not in columns]:
        named = "; ".join(f"{n} «{checklist.items[int(n) - 1].check}»" for n in absent[:10])
        headers = ", ".join(f"«{column.shown}»" for column in table.columns[:30])
        message = _("no column is surely the one of the items {names}. The table has: {headers}")
        raise UserError(message.format(names=named + ("…" if len(absent) > 10 else ""), headers=headers), _how_to_map())
    return SheetColumns(tuple(columns[n] for n in numbers), columns.get(MANAGER))


def score_sheets(table: Table, checklist: Checklist, columns: SheetColumns, scratch: Path) -> tuple[Sheets, Path]:
    """Score all rows of a table; return what has become of them, and a CSV file with the score of each by its line."""
    sheets = Sheets(items=[ItemCount() for _item in checklist.items])
    scores = scratch / "scores.csv"
    with scores.open("w", encoding="utf-8", newline="") as file, closing(connect(scratch, [table.path])) as connection:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line", *_ADDED])
        for line, cells in table.rows(connection):
            marks, reasons = _row(cells, checklist, columns)
            if reasons:
                sheets.rejected.append((line, "; ".join(reasons), cells))
                continue
            score = score_sheet(Sheet(marks), checklist)
            _count(
                sheets,
                marks,
                score,
                "" if columns.manager is None else " ".join((cells[columns.manager] or "").split()),
            )
            passed = "true" if score.passed else "false"
            failed = ", ".join(map(str, score.failed))
            writer.writerow([line, score.points, score.possible, score.percent, passed, failed])
    sheets.rejected += [(unreadable.line, unreadable.reason, ()) for unreadable in table.unreadable]
    sheets.rejected.sort(key=lambda row: row[0])
    return sheets, scores


def write_scored(table: Table, scores: Path, stamp: str, scratch: Path, output: Path, ending: str) -> None:
    """Write the rows that have a score, each with it, into a new file of the kind that `ending` names.

    `stamp` names the checklist and its edition: it goes with every row.
    """
    shown = shown_in(ending)
    as_text = ending in (".csv", ".tsv")
    names = [shown(name) for name in output_names(table.columns)]
    carried = [defused_sql(text) if as_text else text for text in table.texts()]
    taken = {name.casefold() for name in names}
    pairs = [*zip(carried, names, strict=True)]
    added = [*((f"scores.{identifier(name)}", name) for name in _ADDED), (literal(shown(stamp)), "checklist")]
    for sql, stem in added:
        name, repeat = stem, 1
        while name.casefold() in taken:
            repeat += 1
            name = f"{stem}_{repeat}"
        pairs.append((sql, name))
    if as_text and table.source_dialect.bom and not set(names[0]) & set('"\r\n' + table.source_dialect.delimiter):
        pairs[0] = (pairs[0][0], "\ufeff" + pairs[0][1])
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in {"line": "BIGINT", **_ADDED}.items())
    read = f"read_csv({literal(str(scores))}, auto_detect = false, header = true, columns = {{{types}}})"
    chosen = ", ".join(f"{sql} AS {identifier(name)}" for sql, name in pairs)
    rows = f"{table.numbered_rows()} AS rows JOIN {read} AS scores USING (line)"
    select = f"SELECT {chosen} FROM {rows} ORDER BY line"  # noqa: S608 - names and texts are quoted
    with closing(connect(scratch, [table.path, scores, output])) as connection:
        write_rows(connection, select, table.source_dialect, output, ending)


def write_rejected_sheets(sheets: Sheets, table: Table, path: Path) -> None:
    """Write the rows without a score into a new CSV file, each with its line and the reason."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if table.source_dialect.bom:
            file.write("\ufeff")
        writer = csv.writer(file, delimiter=table.source_dialect.delimiter, lineterminator="\n")
        writer.writerow([_("line"), _("reason"), *(defused(column.header) for column in table.columns)])
        for line, reason, cells in sheets.rejected:
            writer.writerow([line, reason, *(defused(cell or "") for cell in cells)])


def _row(
    cells: Sequence[str | None], checklist: Checklist, columns: SheetColumns
) -> tuple[tuple[Mark, ...], list[str]]:
    marks, reasons = [], []
    for n, (item, column) in enumerate(zip(checklist.items, columns.items, strict=True), 1):
        mark = mark_of(cells[column])
        if mark is None:
            reasons.append(unmarked(item, n, cells[column]).message)
        else:
            marks.append(mark)
    if not reasons and all(mark is Mark.NOT_APPLICABLE for mark in marks):
        reasons.append(_("no item applies: there is nothing to score"))
    return tuple(marks), reasons


def _count(sheets: Sheets, marks: Sequence[Mark], score: SheetScore, manager: str) -> None:
    sheets.scored += 1
    sheets.managers.setdefault(manager, ManagerSum()).add(score)
    for count, mark in zip(sheets.items, marks, strict=True):
        count.yes += mark is Mark.YES
        count.no += mark is Mark.NO
        count.not_applicable += mark is Mark.NOT_APPLICABLE


def _target(header: str, checklist: Checklist) -> str | None:
    """Return what a header names: the number of an item, or the manager; None: nothing of the checklist."""
    spelt = spelling(header)
    for n, item in enumerate(checklist.items, 1):
        if spelt in (spelling(item.check), spelling(item.check.rstrip("."))):
            return str(n)
    if spelt in {spelling(name) for name in _MANAGERS}:
        return MANAGER
    match = _NUMBERED.fullmatch(header)
    number = int(match[1] or match[2]) if match else 0
    return str(number) if 1 <= number <= len(checklist.items) else None


def _stated(data: Any, table: Table, checklist: Checklist) -> dict[str, int]:
    """Return the columns that a mapping file names; raises `UserError` for what does not fit."""
    if data is None:
        return {}
    stated = data.get("columns") if isinstance(data, dict) and {*data} == {"columns"} else None
    if not isinstance(stated, dict):
        raise UserError(_("the mapping file does not fit: {problems}").format(problems=quoted(data)), _how_to_map())
    numbers: Mapping[str, int] = {column.name: n for n, column in enumerate(table.columns)}
    columns: dict[str, int] = {}
    for header, target in stated.items():
        name = " ".join(str(header).split())
        if name not in numbers:
            message = _("there is no column {found}").format(found=quoted(header))
            raise UserError(message, looks_like(nearest(name, numbers)) or _how_to_map())
        allowed = [MANAGER, *map(str, range(1, len(checklist.items) + 1))]
        if str(target) not in allowed or str(target) in columns:
            message = _("the checklist has no item {found}").format(found=quoted(target))
            raise UserError(message, _("items go from 1 to {n}").format(n=len(checklist.items)))
        columns[str(target)] = numbers[name]
    return columns


def _how_to_map() -> str:
    return _("say which column is which in a file: --map map.yml, with “columns: {header: 1, another: manager}”")
