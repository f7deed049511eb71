"""Tables of leads out: how a table is understood, how far it has come, what has become of its rows."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from rich.markup import escape
from rich.table import Table as Grid

from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Scorecard
from salesbook.output.streams import drawing
from salesbook.output.terminal import err, out, say
from salesbook.scoring.tables.mapping import ColumnMapping, called, identities
from salesbook.scoring.tables.run import Outcome
from salesbook.scoring.tables.table import Table
from salesbook.scoring.tables.writing import Job
from salesbook.text.formats import exact_number

SHOWN_REASONS = 5
_TICK = 0.2


class Files(NamedTuple):
    """Files that were written: rows with a score, rows without."""

    output: Path | None
    rejected: Path | None


def write_mapping(table: Table, card: Scorecard, mapping: ColumnMapping) -> None:
    """Say which column was taken for what, on stderr."""
    from salesbook.output.terminal import warn

    grid = Grid(box=None, pad_edge=False, header_style="bold")
    grid.add_column(_("column of the table"), overflow="fold")
    grid.add_column(_("is taken for"), overflow="fold")
    for column in identities(table)[:2]:
        grid.add_row(escape(column.shown), _("which lead it is"))
    for parameter in card.parameters():
        number = mapping.parameters.get(parameter.id)
        shown = _("(none: unknown)") if number is None else table.columns[number].shown
        grid.add_row(escape(shown), escape(f"{parameter.title} ({parameter.id})"))
    if mapping.knockouts is not None:
        grid.add_row(escape(table.columns[mapping.knockouts].shown), _("knock-outs"))
    for knockout in card.knockouts:
        if knockout.id in mapping.marks:
            shown = table.columns[mapping.marks[knockout.id]].shown
            grid.add_row(escape(shown), escape(f"{knockout.title} ({knockout.id})"))
    err().print(grid)
    write_passed_over(table, card, mapping)
    if card.knockouts and mapping.knockouts is None and not mapping.marks:
        warn(_("no column speaks of knock-outs: none is taken to hold"))


def write_passed_over(table: Table, card: Scorecard, mapping: ColumnMapping) -> None:
    """Warn of columns that might have been meant, too: another one goes by the very id."""
    from salesbook.output.terminal import warn

    for name, columns in mapping.passed_over.items():
        message = _("{name}: the column called by the id is read; not read: {others}")
        others = ", ".join(f"«{table.columns[n].shown}»" for n in columns)
        warn(message.format(name=called(name, card), others=others))


def write_opened(table: Table) -> None:
    """Say what was read of a file where that is not all of it, or rows of it stand for one lead together."""
    from salesbook.output.terminal import warn

    if len(table.sheets) > 1:
        message = _("the sheet «{read}» is read; not read: {others}")
        others = ", ".join(f"«{name}»" for name in table.sheets[1:])
        warn(message.format(read=table.sheets[0], others=others))
    if table.joined:
        message = ngettext(
            "{n} row repeats the ID of the row above: it is the same lead",
            "{n} rows repeat the ID of the row above: it is the same lead",
            table.joined,
        )
        say(message.format(n=table.joined))


def numbered_columns(table: Table) -> list[str]:
    """Return the columns of a table with their numbers, to choose from."""
    return [escape(f"  {n}. {column.shown}") for n, column in enumerate(table.columns, 1)]


def write_outcome(card: Scorecard, outcome: Outcome, files: Files, reasons: Sequence[tuple[int, str]]) -> None:
    """Print the leads by segment when they were only counted, and say where the rows have gone, all of them."""
    if files.output is None:
        _write_segments(card, outcome)
    for line, reason in reasons:
        say(_("line {line}: {reason}").format(line=line, reason=reason))
    if outcome.rejected > len(reasons) > 0:
        say("…")
    say(closing_line(outcome))
    if files.output is not None:
        say(_("written: {path}").format(path=files.output))
    if files.rejected is not None:
        say(_("rows without a score, with the reasons: {path}").format(path=files.rejected))
    if files.output is None:
        say(_("a score beside every row: add --output scored.csv, .xlsx, .parquet or .jsonl"))


def closing_line(outcome: Outcome) -> str:
    """Return how many rows were read, and what has become of all of them."""
    read = ngettext("{n} row read", "{n} rows read", outcome.read).format(n=outcome.read)
    return _("{read}: scored {scored}, rejected {rejected}").format(
        read=read, scored=outcome.scored, rejected=outcome.rejected
    )


def outcome_json(
    job: Job, table: Table, outcome: Outcome, files: Files, reasons: Sequence[tuple[int, str]]
) -> dict[str, Any]:
    """Return what has become of a table for programs.

    `reasons` are the first ones; `reasons_left_out` is how many rows without a score have theirs in the file alone, or
    nowhere.
    """
    mapping, stamp = job.mapping, job.stamp
    marks = {name: table.columns[n].name for name, n in mapping.marks.items()}
    knockouts = None if mapping.knockouts is None else table.columns[mapping.knockouts].name
    return {
        "card": {"name": stamp.name, "title": job.card.title, "edition": stamp.edition, "digest": stamp.digest},
        "read": outcome.read,
        "joined": outcome.table.joined,
        "sheet": table.sheets[0] if table.sheets else None,
        "sheets_left_out": list(table.sheets[1:]),
        "scored": outcome.scored,
        "rejected": outcome.rejected,
        "columns": {name: table.columns[n].name for name, n in mapping.parameters.items()},
        "unknown": sorted(mapping.absent),
        "not_read": {name: [table.columns[n].name for n in ns] for name, ns in mapping.passed_over.items()},
        "knockouts": {"list": knockouts, "columns": marks},
        "segments": [
            {"segment": s.segment, "leads": s.leads, "mean": None if s.mean is None else plain_number(s.mean)}
            for s in outcome.segments
        ],
        "output": None if files.output is None else str(files.output),
        "rejected_file": None if files.rejected is None else str(files.rejected),
        "reasons": [{"line": line, "reason": reason} for line, reason in reasons],
        "reasons_left_out": outcome.rejected - len(reasons),
    }


@contextmanager
def progress_bar(connection: Any) -> Iterator[None]:
    """Show how far a query has come until it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn(escape(_("scoring"))), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    done = threading.Event()
    # No word of the table stands in it; the guard of messages would show what moves the bar as signs.
    console = Console(file=drawing(sys.stderr), highlight=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=100)

        def follow() -> None:
            while not done.wait(_TICK):
                percent = connection.query_progress()
                if percent >= 0:
                    progress.update(task, completed=percent)

        follower = threading.Thread(target=follow, daemon=True)
        follower.start()
        try:
            yield
        finally:
            done.set()
            follower.join()


def _write_segments(card: Scorecard, outcome: Outcome) -> None:
    counts = {segment.segment: segment for segment in outcome.segments}
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    grid.add_column(_("segment"), overflow="fold")
    for heading in (_("leads"), _("share"), _("mean total")):
        grid.add_column(heading, justify="right")
    rows = [(segment.id, f"{segment.id} · {segment.title}") for segment in reversed(card.segments)]
    for segment, name in [*rows, (None, _("Refusal"))]:
        count = counts.get(segment)
        if count is None and segment is None:
            continue
        leads = 0 if count is None else count.leads
        share = f"{100 * leads / outcome.scored:.1f} %" if outcome.scored else "—"
        mean = "—" if count is None or count.mean is None else exact_number(round(count.mean, 2), spoken())
        share = share.replace(".", ",") if spoken() == "ru" else share
        grid.add_row(escape(name), str(leads), share, mean)
    out(table=True).print(grid)
