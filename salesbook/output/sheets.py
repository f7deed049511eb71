"""Filled checklists out: what one gives, for people, programs and as a file; what many say of every manager."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line, readable, titled
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken
from salesbook.models.training import Checklist
from salesbook.output.leads import comment_lines, entry
from salesbook.output.tables import Files
from salesbook.output.terminal import as_json, err, out, say, text_console
from salesbook.scoring.checklists.many import SheetColumns, Sheets
from salesbook.scoring.checklists.sheet import Mark, Sheet, checklist_edition, percent_of, score_sheet
from salesbook.scoring.tables.table import Table
from salesbook.text.formats import NBSP, exact_number

SHOWN_REASONS = 5
_NAMED = 5


def write_sheet(book: Book, checklist: Checklist, sheet: Sheet) -> None:
    """Print points, percent, whether it has passed, and what was not done."""
    _print_sheet(out(), book, checklist, sheet)


def sheet_text(book: Book, checklist: Checklist, sheet: Sheet) -> str:
    """Return what `write_sheet` prints, without colours."""
    console = text_console()
    with console.capture() as captured:
        _print_sheet(console, book, checklist, sheet)
    return captured.get()


def _print_sheet(console: Console, book: Book, checklist: Checklist, sheet: Sheet) -> None:
    score = score_sheet(sheet, checklist)
    head = " · ".join(words for words in (sheet.label, sheet.manager) if words)
    title = f"[dim]{escape(checklist.title)}[/]"
    console.print(f"[bold]{escape(head)}[/]  {title}" if head else title)
    counted = _("{points} of {possible} points, {percent}; passes from {least} on")
    figures = {"points": score.points, "possible": score.possible, "percent": percents(score.percent)}
    console.print("  " + escape(counted.format(**figures, least=percents(Decimal(checklist.pass_percent)))))
    if score.passed:
        console.print("[bold green]" + escape(_("passed")) + "[/]")
    elif score.failed:
        console.print("[bold red]" + escape(_("not passed: a critical item is not done")) + "[/]")
    else:
        console.print("[bold red]" + escape(_("not passed")) + "[/]")
    missed = [(n, item) for n, item in enumerate(checklist.items, 1) if sheet.marks[n - 1] is Mark.NO]
    if missed:
        console.print("\n[bold]" + escape(_("Not done")) + "[/]")
    for n, item in missed:
        critical = " [bold red]" + escape(_("critical")) + "[/]" if item.critical else ""
        words = f"  {n}. {escape(one_line(readable(book, item.check)))} [dim]−{item.weight}[/]{critical}"
        console.print(words + f" [dim]· {escape(titled(book, item.regulation))}[/]")
    left_out = [str(n) for n, mark in enumerate(sheet.marks, 1) if mark is Mark.NOT_APPLICABLE]
    if left_out:
        console.print("\n" + escape(_("Does not apply and is not counted: {names}").format(names=", ".join(left_out))))


def sheet_json(book: Book, item: Item, checklist: Checklist, sheet: Sheet) -> dict[str, Any]:
    """Return what a sheet gives by a checklist, the data of `item`, as programs read it."""
    score = score_sheet(sheet, checklist)
    return {
        "label": sheet.label,
        "manager": sheet.manager,
        "checklist": _stamp(book, item, checklist),
        "points": score.points,
        "possible": score.possible,
        "percent": float(score.percent),
        "pass_percent": checklist.pass_percent,
        "critical": list(score.failed),
        "passed": score.passed,
        "items": [
            {
                "n": n,
                "check": readable(book, each.check),
                "answer": mark.value,
                "weight": each.weight,
                "critical": each.critical,
                "regulation": each.regulation,
            }
            for n, (each, mark) in enumerate(zip(checklist.items, sheet.marks, strict=True), 1)
        ],
        "comment": sheet.comment,
    }


def sheet_file(book: Book, item: Item, checklist: Checklist, sheet: Sheet, path: Path) -> bytes:
    """Return what a file holds: the marks (.yml), all for programs (.json), or the result in words."""
    ending = path.suffix.lower()
    if ending in (".yml", ".yaml"):
        return ("\n".join(_lines(book, item, checklist, sheet)) + "\n").encode()
    if ending == ".json":
        return (as_json(sheet_json(book, item, checklist, sheet)) + "\n").encode()
    return sheet_text(book, checklist, sheet).encode()


def sample_sheet(book: Book, item: Item, checklist: Checklist, *, json: bool) -> str:
    """Return an example of a filled checklist as it goes back into `salesbook score`."""
    marks = (Mark.YES, Mark.NO, Mark.NOT_APPLICABLE)
    ordered = tuple(marks[n % 3] for n in range(len(checklist.items)))
    sheet = Sheet(ordered, _("call 118"), "", "")
    path = Path("sample.json" if json else "sample.yml")
    return sheet_file(book, item, checklist, sheet, path).decode()


def _stamp(book: Book, item: Item, checklist: Checklist) -> dict[str, str]:
    return {"name": item.name, "title": checklist.title, "digest": checklist_edition(checklist, book.facts)}


def _lines(book: Book, item: Item, checklist: Checklist, sheet: Sheet) -> Iterator[str]:
    yield from comment_lines(checklist.title)
    yield from comment_lines(f"salesbook score ../call.yml --card {item.name}")
    yield entry("label", sheet.label)
    yield entry("manager", sheet.manager)
    stamp = _stamp(book, item, checklist)
    yield entry("checklist", {"name": stamp["name"], "digest": stamp["digest"]})
    yield from comment_lines(", ".join(mark_words().values()))
    yield "answers:"
    for n, (each, mark) in enumerate(zip(checklist.items, sheet.marks, strict=True), 1):
        critical = ", " + _("critical") if each.critical else ""
        yield from (f"  {line}" for line in comment_lines(f"{readable(book, each.check)} ({each.weight}{critical})"))
        yield f"  {n}: {mark_words()[mark]}"
    yield entry("comment", sheet.comment)


def write_sheet_columns(table: Table, checklist: Checklist, columns: SheetColumns) -> None:
    """Say which column was taken for which item, on stderr."""
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    grid.add_column(_("column of the table"), overflow="fold")
    grid.add_column(_("is taken for"), overflow="fold")
    manager = _("(none)") if columns.manager is None else table.columns[columns.manager].shown
    grid.add_row(escape(manager), escape(_("the manager")))
    for n, (column, each) in enumerate(zip(columns.items, checklist.items, strict=True), 1):
        grid.add_row(escape(table.columns[column].shown), escape(f"{n}. {each.check}"))
    err().print(grid)


def write_sheets(book: Book, checklist: Checklist, sheets: Sheets, files: Files) -> None:
    """Print the sum of every manager and what is missed most; say what has become of all rows."""
    console = out(table=True)
    console.print(f"[bold]{escape(checklist.title)}[/]")
    if sheets.scored:
        console.print(_manager_grid(sheets))
        for line in _missed(book, checklist, sheets):
            console.print(line)
    for line_number, reason, _cells in [] if files.rejected else sheets.rejected[:SHOWN_REASONS]:
        say(_("line {line}: {reason}").format(line=line_number, reason=reason))
    if len(sheets.rejected) > SHOWN_REASONS and not files.rejected:
        say("…")
    all_rows = sheets.scored + len(sheets.rejected)
    read = ngettext("{n} row read", "{n} rows read", all_rows).format(n=all_rows)
    words = _("{read}: scored {scored}, rejected {rejected}")
    say(words.format(read=read, scored=sheets.scored, rejected=len(sheets.rejected)))
    for path, what in (
        (files.output, _("written: {path}")),
        (files.rejected, _("rows without a score, with the reasons: {path}")),
    ):
        if path is not None:
            say(what.format(path=path))


def _manager_grid(sheets: Sheets) -> Grid:
    grid = Grid(box=None, padding=(0, 2), header_style="dim")
    grid.add_column(escape(_("manager")), no_wrap=True)
    for heading in (_("checks"), _("percent"), _("passed"), _("failed by a critical item")):
        grid.add_column(escape(heading), justify="right", no_wrap=True)
    ordered = sorted(sheets.managers.items(), key=lambda pair: (-pair[1].percent, pair[0]))
    for name, each in ordered:
        shown = name or _("(not said)")
        grid.add_row(
            escape(shown), str(each.sheets), percents(each.percent), str(each.passed), str(each.failed_critical)
        )
    if len(ordered) > 1:
        points, possible = (sum(getattr(each, name) for _name, each in ordered) for name in ("points", "possible"))
        counts = (str(sum(getattr(each, name) for _name, each in ordered)) for name in ("passed", "failed_critical"))
        grid.add_row(
            "[bold]" + escape(_("all")) + "[/]", str(sheets.scored), percents(percent_of(points, possible)), *counts
        )
    return grid


def _missed(book: Book, checklist: Checklist, sheets: Sheets) -> Iterator[str]:
    """Yield the items that are missed most often."""
    missed = [(each.no, n, each) for n, each in enumerate(sheets.items, 1) if each.no]
    if not missed:
        return
    yield "\n[bold]" + escape(_("What is missed most often")) + "[/]"
    for no, n, each in sorted(missed, key=lambda row: (-row[0], row[1]))[:_NAMED]:
        share = _("{n} of {all}").format(n=no, all=each.yes + no)
        yield f"  {n}. {escape(one_line(readable(book, checklist.items[n - 1].check)))} — {escape(share)}"


def sheets_json(
    book: Book, item: Item, checklist: Checklist, table: Table, columns: SheetColumns, sheets: Sheets, files: Files
) -> dict[str, Any]:
    """Return what has become of a table of sheets for programs."""
    names = [column.name for column in table.columns]
    return {
        "checklist": _stamp(book, item, checklist),
        "read": sheets.scored + len(sheets.rejected),
        "scored": sheets.scored,
        "rejected": len(sheets.rejected),
        "columns": {str(n): names[column] for n, column in enumerate(columns.items, 1)}
        | ({} if columns.manager is None else {"manager": names[columns.manager]}),
        "managers": [
            {
                "manager": name,
                "checks": each.sheets,
                "points": each.points,
                "possible": each.possible,
                "percent": float(each.percent),
                "passed": each.passed,
                "failed_critical": each.failed_critical,
            }
            for name, each in sheets.managers.items()
        ],
        "items": [
            {
                "n": n,
                "check": readable(book, each.check),
                "yes": count.yes,
                "no": count.no,
                "not_applicable": count.not_applicable,
            }
            for n, (each, count) in enumerate(zip(checklist.items, sheets.items, strict=True), 1)
        ],
        "output": None if files.output is None else str(files.output),
        "rejected_file": None if files.rejected is None else str(files.rejected),
        "reasons": [{"line": line, "reason": reason} for line, reason, _cells in sheets.rejected[:SHOWN_REASONS]],
    }


def mark_words() -> dict[Mark, str]:
    """Return what marks are called: as they are typed, too."""
    return {Mark.YES: _("yes"), Mark.NO: _("no"), Mark.NOT_APPLICABLE: _("does not apply")}


def percents(value: Decimal) -> str:
    """Return percent as «87,5 %»."""
    return f"{exact_number(value, spoken())}{NBSP}%"
