"""`salesbook score TABLE`: what is asked, shown and written when many leads come in one file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from salesbook.cli.shell import expanded
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.models.scorecard import Scorecard
    from salesbook.output.tables import Files
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.editions import CardStamp
    from salesbook.scoring.tables.mapping import ColumnMapping
    from salesbook.scoring.tables.run import Outcome
    from salesbook.scoring.tables.table import Table
    from salesbook.scoring.tables.writing import Job


class TableOptions(NamedTuple):
    """What the command line says of a table: where its scored and its rejected rows go, and how it is mapped."""

    output: Path | None
    rejected: Path | None
    map_file: str | None
    yes: bool
    json: bool


def refuse_table_options(options: TableOptions) -> None:
    """Raise `UserError` when options that only a table has are given with one lead."""
    for option, value in (("--map", options.map_file), ("--rejected", options.rejected)):
        if value is not None:
            raise UserError(_("{option} goes with a table").format(option=option), _("leave it out"))


def score_file(
    root: Path,
    stamp: "CardStamp",
    card: "Scorecard",
    file: str,
    options: TableOptions,
    stdin: "ByteSource | None" = None,
) -> None:
    """Score all rows of a table, of `stdin` where one is handed over; ends with exit code 1 when no row has a score."""
    import tempfile

    from salesbook.cli.delivery import keep_out
    from salesbook.cli.lead_source import opened_table
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.tables import outcome_json, write_mapping, write_opened, write_outcome
    from salesbook.output.terminal import write_json
    from salesbook.scoring.tables.former import former_doubts
    from salesbook.scoring.tables.run import score_table
    from salesbook.scoring.tables.writing import Job

    check_outputs(root, file, options)
    with tempfile.TemporaryDirectory(prefix="salesbook-") as folder:
        scratch = Path(folder)
        keep_out(root, scratch)
        table = opened_table(file, stdin, scratch)
        if not options.json:
            write_opened(table)
        mapping = mapping_for(table, card, options)
        doubts = former_doubts(table, stamp, scratch)
        if not options.json:
            write_mapping(table, card, mapping)
            write_warnings(doubts)
        _confirm(options)
        job = Job(card, stamp, mapping, scratch, watch=_progress)
        if options.output is None:
            outcome = score_table(table, job, None, "")
            files = _write_rejected(outcome, job, options.rejected)
        else:
            outcome, files = _write(table, job, options)
        reasons = _first_reasons(outcome, job) if outcome.rejected and not files.rejected else []
    if options.json:
        write_json(outcome_json(job, table, outcome, files, reasons) | warnings_json(doubts))
    else:
        write_outcome(card, outcome, files, reasons)
    if outcome.rejected and not outcome.scored:
        raise typer.Exit(1)


def check_outputs(root: Path, file: str, options: TableOptions) -> None:
    """Refuse outputs that lie in the book, are no ordinary files, are written to twice or have an unknown ending."""
    from salesbook.cli.delivery import keep_out
    from salesbook.core.source import real
    from salesbook.reading.data import STDIN
    from salesbook.scoring.tables.writing import ENDINGS

    if options.output is not None and options.output.suffix.lower() not in ENDINGS:
        message = _("it is not known how to write “{name}”").format(name=options.output.name)
        raise UserError(message, _("endings of files: {names}").format(names=", ".join(ENDINGS)))
    outputs = [path for path in (options.output, rejected_path(options)) if path is not None]
    for path in outputs:
        keep_out(root, path)
        if path.is_symlink() or (path.exists() and not path.is_file()):
            message = _("{path} is no ordinary file").format(path=path)
            raise UserError(message, _("name a file that is no link, folder or device; nothing was changed"))
        if not path.parent.is_dir():
            raise UserError(_("there is no folder {path}").format(path=path.parent), _("make it, or name another one"))
    named = [real(path) for path in (*outputs, *([] if file == STDIN else [expanded(file)]))]
    if len({*named}) < len(named):
        message = _("the table, its scored rows and its rejected rows need a file each")
        raise UserError(message, _("give --output and --rejected other names"))


def mapping_for(table: "Table", card: "Scorecard", options: TableOptions) -> "ColumnMapping":
    """Return which column answers what: guessed, from a file, asked for on a terminal; raises `UserError`."""
    from salesbook.cli.ask import on_terminal
    from salesbook.cli.lead_source import stated_mapping
    from salesbook.scoring.tables.mapping import guessed, missing

    stated = None if options.map_file is None else stated_mapping(options.map_file, table, card)
    guess = guessed(table, card, stated)
    if not guess.unsure:
        return guess.mapping
    if options.yes or options.json or not on_terminal():
        raise missing(guess, table, card)
    from salesbook.cli.score_columns import asked_mapping

    return asked_mapping(guess, table, card)


def _confirm(options: TableOptions) -> None:
    """Ask whether the mapping is right, on a terminal alone; nothing is scored when it is not."""
    from salesbook.cli.ask import confirmed, on_terminal

    if options.yes or options.json or options.map_file or not on_terminal():
        return
    if not confirmed(_("is that right? (y/n):")):
        raise UserError(_("nothing was scored"), _("say which column is which in a file: --map map.yml"))


def _write(table: "Table", job: "Job", options: TableOptions) -> "tuple[Outcome, Files]":
    """Write scored and rejected rows under other names first, and put them in place together."""
    from salesbook.output.tables import Files
    from salesbook.scoring.tables.run import score_table, write_rejected

    assert options.output is not None
    rejected = rejected_path(options)
    assert rejected is not None
    with in_place([options.output, rejected]) as (scored_part, rejected_part):
        outcome = score_table(table, job, scored_part, options.output.suffix.lower())
        if outcome.rejected or rejected.exists():  # one of an earlier run tells the truth no longer
            write_rejected(outcome.table, job, rejected_part)
    return outcome, Files(options.output, rejected if outcome.rejected else None)


def _write_rejected(outcome: "Outcome", job: "Job", path: Path | None) -> "Files":
    from salesbook.output.tables import Files
    from salesbook.scoring.tables.run import write_rejected

    if path is None:
        return Files(None, None)
    with in_place([path]) as (part,):
        write_rejected(outcome.table, job, part)
    return Files(None, path)


def rejected_path(options: TableOptions) -> Path | None:
    """Return where rows without a score go: beside the others, unless the command line says otherwise."""
    if options.rejected is not None or options.output is None:
        return options.rejected
    return options.output.with_name(f"{options.output.stem}.rejected.csv")


@contextmanager
def in_place(paths: list[Path]) -> Iterator[list[Path]]:
    """Hand out hidden names beside the paths; what was written under them takes their place in the end, or nothing."""
    from salesbook.core.errors import reason
    from salesbook.core.interruption import note_written, undisturbed
    from salesbook.core.leftovers import own_name, sweep

    for path in paths:
        sweep(path, "tmp")
    parts = [own_name(path, "tmp") for path in paths]
    try:
        for part in parts:
            part.unlink(missing_ok=True)  # a link of that name would be written through
        yield parts
        with undisturbed():
            written = [(part, path) for part, path in zip(parts, paths, strict=True) if part.exists()]
            for part, path in written:
                part.replace(path)
            note_written(path for _part, path in written)
    except OSError as error:
        message = _("cannot write {path}: {reason}").format(path=error.filename or paths[0], reason=reason(error))
        raise UserError(message, _("check the rights and the free space; nothing was changed")) from error
    finally:
        with undisturbed():
            for part in parts:
                part.unlink(missing_ok=True)


def _first_reasons(outcome: "Outcome", job: "Job") -> list[tuple[int, str]]:
    from itertools import islice

    from salesbook.output.tables import SHOWN_REASONS
    from salesbook.scoring.tables.run import rejected_rows

    rows = islice(rejected_rows(outcome.table, job), SHOWN_REASONS)
    return [(line, reason) for line, reason, _cells, _text in rows]


@contextmanager
def _progress(connection: object) -> Iterator[None]:
    """Show on a terminal how far a query of DuckDB has come."""
    if not sys.stderr.isatty():
        yield
        return
    from salesbook.output.tables import progress_bar

    with progress_bar(connection):
        yield
