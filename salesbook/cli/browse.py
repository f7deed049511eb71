"""`salesbook list`, `show` and `pipeline`: what is in the book."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_kinds, complete_names, complete_slugs, complete_stages
from salesbook.cli.session import Json, broken, pick, say_unread, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.item import Item
    from salesbook.book.parts import Part


def list_items(
    ctx: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND", help=_("Only items of this kind, such as letter."), autocompletion=complete_kinds
        ),
    ] = None,
    json: Json = False,
) -> None:
    """List the book's items by the names that references use."""
    from salesbook.models.kind_names import kind_meant
    from salesbook.models.kinds import KINDS
    from salesbook.output.items import item_json, write_items
    from salesbook.output.terminal import write_json

    kinds = KINDS if kind is None else (kind_meant(kind),)
    book, problems = session(ctx).load(None if kind is None else {kinds[0].name})
    say_unread(problems)
    items = [item for k in kinds for item in book.of_kind(k.name)]
    if json:
        write_json({"items": [item_json(book, item) for item in items]})
    else:
        write_items(items)


def show(
    ctx: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help=_("A name as references use it: an article number, or kind:file-name; after # a part of it."),
            autocompletion=complete_names,
        ),
    ],
    json: Json = False,
) -> None:
    """Show one item, or a part of it, and who refers to it."""
    from salesbook.book.names import item_names
    from salesbook.core.typed_names import meant
    from salesbook.output.items import shown_json, write_shown
    from salesbook.output.terminal import write_json

    book, problems = session(ctx).load()
    typed, _hash, anchor = ref.strip().removeprefix("[[").removesuffix("]]").partition("|")[0].partition("#")
    unknown = _("there is nothing called “{name}” in the book").format(name=typed)
    name = meant(typed, item_names(book), unknown, _("see what there is: {command}").format(command="salesbook list"))
    item = book.resolve(name)
    if item is None:
        raise broken(book, problems, name)
    part = _part(item, anchor) if anchor else None
    if json:
        write_json(shown_json(book, item, part))
    else:
        write_shown(book, item, part)


def _part(item: "Item", typed: str) -> "Part":
    """Return the part of an item that is meant by an anchor, or by what people know the part by."""
    from salesbook.core.typed_names import meant

    unknown = _("“{title}” has no part “{name}”").format(title=item.label, name=typed)
    parts = {part.anchor: part for part in reversed(item.parts)}
    named = [(name, part.anchor) for part in item.parts for name in (part.anchor, part.title)]
    return parts[
        meant(typed, named, unknown, _("see what there is: {command}").format(command=f"salesbook show {item.name}"))
    ]


def pipeline(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help=_("The pipeline to show; without it all are listed."),
            autocompletion=complete_slugs("pipeline"),
        ),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="ID", help=_("Only the card of this stage."), autocompletion=complete_stages),
    ] = None,
    json: Json = False,
) -> None:
    """List pipelines, or show the stage cards of one."""
    from salesbook.core.typed_names import meant
    from salesbook.models.pipeline import Pipeline
    from salesbook.output.pipelines import pipeline_json, write_pipeline, write_pipelines
    from salesbook.output.terminal import write_json

    # The cards name regulations, scripts and letters by their titles.
    wanted = {"pipeline"} if name is None else {"pipeline", "regulation", "script", "letter", "instruction"}
    book, problems = session(ctx).load(wanted)
    if name is None:
        say_unread(problems)
        if json:
            write_json({"pipelines": [pipeline_json(item, data) for item, data in book.data(Pipeline)]})
        else:
            write_pipelines(book)
        return
    item, data = pick(book, problems, Pipeline, name)
    if stage is not None:
        unknown = _("the pipeline “{title}” has no stage “{id}”").format(title=item.title, id=stage)
        there = _("its stages: {names}").format(names=", ".join(s.id for s in data.stages))
        stage = meant(stage, ((name, s.id) for s in data.stages for name in (s.id, s.name)), unknown, there)
    stages = [s for s in data.stages if stage in (None, s.id)]
    if json:
        write_json(pipeline_json(item, data.model_copy(update={"stages": tuple(stages)})))
    else:
        write_pipeline(book, item, data, stages)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the commands."""
    example = _("Example: salesbook list regulation")
    app.command("list", cls=cls, help=_("List what is in the book."), epilog=example)(list_items)
    example = _("Example: salesbook show REF")
    app.command("show", cls=cls, help=_("Show one item, or a part of it, and who refers to it."), epilog=example)(show)
    example = _("Example: salesbook pipeline NAME --stage ID")
    app.command("pipeline", cls=cls, help=_("List pipelines, or show the stage cards of one."), epilog=example)(
        pipeline
    )
