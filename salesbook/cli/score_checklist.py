"""`salesbook score --card checklist:…`: a filled checklist by questions, from a file, or many of them in a table."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from salesbook.cli.score_table import TableOptions, check_outputs, in_place, refuse_table_options, rejected_path
from salesbook.cli.session import pick, session
from salesbook.cli.shell import expanded
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.reading.data import STDIN

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.models.training import Checklist, ChecklistItem
    from salesbook.output.tables import Files
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.checklists.many import Sheets
    from salesbook.scoring.checklists.sheet import Mark, Sheet
    from salesbook.scoring.tables.table import Table

PREFIX = "checklist:"
"""Begins the name of a card that is a checklist."""


def score_checklist(ctx: typer.Context, name: str, file: str | None, options: TableOptions, *, sample: bool) -> None:
    """Score a filled checklist, or a table of them; exit code 1 for a file that cannot be scored."""
    from salesbook.cli.delivery import keep_out, save
    from salesbook.cli.lead_source import judged_source
    from salesbook.models.training import Checklist
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.sheets import sample_sheet, sheet_file, sheet_json, write_sheet
    from salesbook.output.terminal import write, write_json

    book, problems = session(ctx).load({"checklist", "regulation"})
    item, checklist = pick(book, problems, Checklist, name.removeprefix(PREFIX))
    for path in (options.output, None if file in (None, STDIN) else expanded(str(file))):
        if path is not None:
            keep_out(book.root, path)
    if sample:
        words = sample_sheet(book, item, checklist, json=options.json)
        write(words) if options.output is None else save(words.encode(), options.output)
        return
    is_table, stdin = (False, None) if file is None else judged_source(file)
    if file is not None and is_table:
        _score_table(book, item, checklist, file, options, stdin)
        return
    refuse_table_options(options)
    sheet, odd = (_asked(book, checklist), []) if file is None else _read(book, item, checklist, file, options, stdin)
    if options.output is not None:
        save(sheet_file(book, item, checklist, sheet, options.output), options.output)
    if options.json:
        write_json(sheet_json(book, item, checklist, sheet) | warnings_json(odd))
        return
    write_warnings(odd)
    if options.output is None:
        write_sheet(book, checklist, sheet)
        if file is None:
            _offer(book, item, checklist, sheet)


def _read(
    book: "Book",
    item: "Item",
    checklist: "Checklist",
    file: str,
    options: TableOptions,
    stdin: "ByteSource | None",
) -> "tuple[Sheet, Any]":
    """Read a sheet from a file, with what is odd about it; exit code 1 with everything that does not fit."""
    from salesbook.output.answers import write_unfit
    from salesbook.reading.data import read_data
    from salesbook.scoring.checklists.sheet import checklist_edition, read_sheet, sheet_doubts

    sheet, unfit = read_sheet(read_data(file if stdin is not None else str(expanded(file)), stdin), checklist)
    if sheet is None:
        write_unfit(unfit, json=options.json)
        raise typer.Exit(1)
    return sheet, sheet_doubts(sheet, item.name, checklist_edition(checklist, book.facts))


def _asked(book: "Book", checklist: "Checklist") -> "Sheet":
    """Ask for the marks of all items on a terminal."""
    from rich.markup import escape

    from salesbook.cli.ask import Interview, Prompt, need_terminal
    from salesbook.output.terminal import err
    from salesbook.scoring.checklists.sheet import Mark, Sheet

    need_terminal("salesbook score ../call.yml --card checklist:…")
    err().print(f"[bold]{escape(checklist.title)}[/]\n" + _("“<” goes back, Ctrl-C leaves"))
    words = [
        Prompt(
            "label", (), _("Label of the call or deal (no names, no phones):"), str, label=_("Label"), optional=True
        ),
        Prompt("manager", (), _("Whose work it is:"), str, label=_("Manager"), optional=True),
    ]
    items = [_prompt(book, checklist, n, item) for n, item in enumerate(checklist.items, 1)]
    while True:
        answers = Interview([*words, *items]).ask()
        marks = tuple(answers[f"item:{n}"] for n in range(1, len(items) + 1))
        if any(mark is not Mark.NOT_APPLICABLE for mark in marks):
            return Sheet(marks, answers["label"], answers["manager"])
        err().print(escape(_("no item applies: there is nothing to score")))


def _prompt(book: "Book", checklist: "Checklist", n: int, item: "ChecklistItem") -> Any:
    from rich.markup import escape

    from salesbook.book.readable import one_line, readable
    from salesbook.cli.ask import Prompt
    from salesbook.output.sheets import mark_words

    critical = "  [bold red]" + escape(_("critical")) + "[/]" if item.critical else ""
    about = one_line(readable(book, item.check))
    lines = [f"[cyan]{n}/{len(checklist.items)}[/] [bold]{escape(about)}[/]  [dim]{item.weight}[/]{critical}"]
    prompt = _("Done? (y/n, “-” if it does not apply):")
    return Prompt(f"item:{n}", lines, prompt, _mark, label=f"{n}. {about}", shown=mark_words().__getitem__)


def _mark(typed: str) -> "Mark":
    from salesbook.scoring.checklists.sheet import mark_of

    mark = mark_of(typed)
    if mark is None:
        raise ValueError(_("“{typed}” is not an answer: type y, n or -").format(typed=typed))
    return mark


def _offer(book: "Book", item: "Item", checklist: "Checklist", sheet: "Sheet") -> None:
    """Ask what becomes of a result that came of questions."""
    from salesbook.cli.outcome import Outcome, offer
    from salesbook.output.sheets import sheet_file, sheet_text

    offer(
        Outcome(
            copied=lambda: sheet_text(book, checklist, sheet),
            saved=lambda path: sheet_file(book, item, checklist, sheet, path),
            endings=_(".yml is the answers, .json all for programs"),
        ),
        book.root,
    )


def _score_table(
    book: "Book",
    item: "Item",
    checklist: "Checklist",
    file: str,
    options: TableOptions,
    stdin: "ByteSource | None",
) -> None:
    """Score all rows of a table, each a filled checklist; exit code 1 when none has a score."""
    import tempfile

    from salesbook.cli.ask import confirmed, on_terminal
    from salesbook.cli.delivery import keep_out
    from salesbook.output.sheets import sheets_json, write_sheet_columns, write_sheets
    from salesbook.output.tables import write_opened
    from salesbook.output.terminal import write_json
    from salesbook.reading.data import read_data
    from salesbook.scoring.checklists.many import columns_of_sheets, score_sheets
    from salesbook.scoring.checklists.sheet import checklist_edition
    from salesbook.scoring.tables.opening import open_table, receive

    check_outputs(book.root, file, options)
    with tempfile.TemporaryDirectory(prefix="salesbook-") as folder:
        scratch = Path(folder)
        keep_out(book.root, scratch)
        path = expanded(file) if stdin is None else receive(stdin, scratch)
        table = open_table(path, scratch, in_place=False)
        stated = None if options.map_file is None else read_data(str(expanded(options.map_file)))
        columns = columns_of_sheets(table, checklist, stated)
        if not options.json:
            write_opened(table)
            write_sheet_columns(table, checklist, columns)
        sure = options.yes or options.json or options.map_file is not None or not on_terminal()
        if not sure and not confirmed(_("is that right? (y/n):")):
            raise UserError(_("nothing was scored"), _("say which column is which in a file: --map map.yml"))
        sheets, scores = score_sheets(table, checklist, columns, scratch)
        stamp = f"{item.slug}#{checklist_edition(checklist, book.facts)}"
        files = _write(table, sheets, scores, stamp, scratch, options)
    if options.json:
        write_json(sheets_json(book, item, checklist, table, columns, sheets, files))
    else:
        write_sheets(book, checklist, sheets, files)
    if sheets.rejected and not sheets.scored:
        raise typer.Exit(1)


def _write(table: "Table", sheets: "Sheets", scores: Path, stamp: str, scratch: Path, options: TableOptions) -> "Files":
    """Write scored and rejected rows under other names first, and put them in place together."""
    from salesbook.output.tables import Files
    from salesbook.scoring.checklists.many import write_rejected_sheets, write_scored

    rejected = rejected_path(options)
    paths = [path for path in (options.output, rejected) if path is not None]
    with in_place(paths) as parts:
        for path, part in zip(paths, parts, strict=True):
            if path == options.output:
                write_scored(table, scores, stamp, scratch, part, path.suffix.lower())
            elif sheets.rejected or path.exists():  # one of an earlier run tells the truth no longer
                write_rejected_sheets(sheets, table, part)
    return Files(options.output, rejected if sheets.rejected else None)
