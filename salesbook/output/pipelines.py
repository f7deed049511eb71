"""Pipelines out: a list, and stage cards with what the client is closed on in sight."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line, readable, titled
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.models.pipeline import Pipeline, Stage
from salesbook.output.terminal import out


def write_pipelines(book: Book) -> None:
    """Print the pipelines with their stages in order."""
    console = out()
    for item, pipeline in book.data(Pipeline):
        stages = ngettext("{n} stage", "{n} stages", len(pipeline.stages)).format(n=len(pipeline.stages))
        console.print(f"[bold]{escape(item.slug)}[/] — {escape(pipeline.title)} [dim]({stages})[/]", soft_wrap=True)
        console.print("  " + " → ".join(escape(stage.name) for stage in pipeline.stages), style="dim", soft_wrap=True)


def write_pipeline(book: Book, item: Item, pipeline: Pipeline, stages: Sequence[Stage]) -> None:
    """Print stage cards of a pipeline, the data of `item`."""
    console = out()
    console.print(f"[bold]{escape(item.title)}[/]\n{escape(readable(book, pipeline.about))}\n")
    for stage in stages:
        number = pipeline.stages.index(stage) + 1
        colour = {"won": "green", "lost": "red"}.get(stage.end or "", "cyan")
        title = f"{number}. {escape(stage.name)} [dim]{stage.id}[/]"
        card = Panel(_card(book, item, stage), title=title, title_align="left", border_style=colour)
        console.print(card, soft_wrap=False)


def pipeline_json(item: Item, pipeline: Pipeline) -> dict[str, Any]:
    """Return a pipeline as programs see it."""
    return {"name": item.name} | pipeline.model_dump(mode="json")


def _card(book: Book, item: Item, stage: Stage) -> Group:
    """Return the rows of a stage card: the closing first, what is empty left out."""
    roles, channels = book.words["role"], book.words["channel"]
    head = Text.assemble((_("We close on") + ": ", "bold yellow"), (one_line(readable(book, stage.closes_on)), "bold"))
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="cyan", no_wrap=True)
    rows.add_column()

    def row(label: str, values: Iterable[str]) -> None:
        lines = [one_line(value) for value in values]
        if lines:
            rows.add_row(label, Text("\n".join(f"• {line}" for line in lines) if len(lines) > 1 else lines[0]))

    row(_("Ground"), [readable(book, stage.ground)])
    row(_("Ideal result"), [readable(book, stage.ideal)])
    row(_("Responsible"), [roles.get(stage.responsible, stage.responsible)])
    row(_("May move the deal"), [", ".join(roles.get(r, r) for r in stage.may_move)])
    row(_("Channels"), [", ".join(channels.get(c, c) for c in stage.channels)] if stage.channels else [])
    row(_("Actions"), (readable(book, action) for action in stage.actions))
    row(_("Forbidden"), (readable(book, text) for text in stage.forbidden))
    row(_("Tasks"), (f"{readable(book, t.what)} — {readable(book, t.deadline)}" for t in stage.tasks))
    row(_("SLA"), (f"{readable(book, s.what)}: {book.figure(s.within)}" for s in stage.sla))
    row(_("Required fields"), (f.name for f in stage.fields))
    row(_("Regulations"), (titled(book, name) for name in stage.regulations))
    row(_("Scripts"), (titled(book, name) for name in stage.scripts))
    row(_("Letters"), (titled(book, name) for name in stage.letters))
    row(_("Automations"), (readable(book, text) for text in stage.automations))
    row(_("Moves"), (f"{_target(book, item, move.to)}: {readable(book, move.when)}" for move in stage.moves))
    return Group(head, rows)


def _target(book: Book, item: Item, name: str) -> str:
    stage = book.stage(name, of=item)
    if stage is None:
        return name
    return stage[1].name if stage[0] is item else f"{stage[0].title} → {stage[1].name}"
