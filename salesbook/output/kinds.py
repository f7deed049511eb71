"""Kinds of content out."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.core.language import gettext as _
from salesbook.models.kinds import Kind
from salesbook.models.schemas import files
from salesbook.output.terminal import out


def write_kinds(kinds: Sequence[Kind]) -> None:
    """Print kinds as a table: name, what an item is called, where the files lie."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("name"), _("title"), _("files")):
        table.add_column(heading, overflow="fold")
    for kind in kinds:
        table.add_row(kind.name, escape(kind.singular()), escape(files(kind)))
    out(table=True).print(table)


def kind_json(kind: Kind) -> dict[str, Any]:
    """Return a kind as programs see it in lists."""
    return {"name": kind.name, "title": kind.singular(), "files": files(kind)}
