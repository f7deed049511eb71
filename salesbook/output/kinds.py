"""Kinds of content out."""

from collections.abc import Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.book.readable import one_line
from salesbook.core.language import gettext as _
from salesbook.models.kinds import Kind
from salesbook.models.schemas import field_docs, files, model_doc
from salesbook.models.shapes import blocks_of, shapes_of
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


def write_fields(kind: Kind) -> None:
    """Print what every field of a kind is for, block by block; `*` marks those that a file must have."""
    console = out()
    console.print(f"[bold]{kind.name}[/] — {escape(kind.singular())} [dim]{escape(files(kind))}[/]")
    for block in _blocks(kind):
        console.print(f"\n{escape(block['about'])}", soft_wrap=True)
        for field in block["fields"]:
            star = "[red]*[/]" if field["required"] else ""
            choices = f" [dim]({escape(' · '.join(field['choices']))})[/]" if field["choices"] else ""
            console.print(f"  [bold]{field['key']}[/]{star}  {escape(field['meaning'])}{choices}", soft_wrap=True)
    console.print("\n[red]*[/] [dim]" + _("must be there") + "[/]")


def fields_json(kind: Kind) -> dict[str, Any]:
    """Return what the fields of a kind are for, as programs read it."""
    return kind_json(kind) | {"blocks": _blocks(kind)}


def _blocks(kind: Kind) -> list[dict[str, Any]]:
    return [
        {
            "name": block.__name__,
            "about": one_line(_(model_doc(block)).partition("\n\n")[0]),
            "fields": [
                {
                    "key": field.key,
                    "required": field.required and not field.implied,
                    "meaning": _(field_docs(block)[field.name]),
                    "choices": list(field.value.innermost.choices or ()),
                }
                for field in shapes_of(block)
            ],
        }
        for block in blocks_of(kind.model)
    ]
