"""`salesbook templates`: the files that a book may override, copies of them, and how the book's own differ."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_defaults
from salesbook.cli.session import DryRun, Json, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help=_("What “salesbook templates” lists, such as templates/pages/home.md."),
        autocompletion=complete_defaults,
    ),
]


def list_templates(ctx: typer.Context, json: Json = False) -> None:
    """List what may be overridden, unless a command of the group is asked for."""
    from salesbook.output.templates import overridables_json, write_overridables
    from salesbook.output.terminal import write_json
    from salesbook.reading.overrides import overridables

    if ctx.invoked_subcommand is not None:
        return
    files = overridables(session(ctx).root)
    if json:
        write_json(overridables_json(files))
    else:
        write_overridables(files)


def copy(ctx: typer.Context, paths: Paths, dry_run: DryRun = False, json: Json = False) -> None:
    """Copy defaults into the book."""
    from salesbook.output.templates import copied_json, write_copied
    from salesbook.output.terminal import write_json
    from salesbook.reading.overrides import plan_copy

    root = session(ctx).root
    files = _meant(paths)
    plan = plan_copy(root, files)
    if not dry_run:
        plan.apply(root)
    if json:
        write_json(copied_json(files, written=not dry_run))
    else:
        write_copied(files, plan.diff(root) if dry_run else None)


def diff(
    ctx: typer.Context,
    path: Annotated[
        str,
        typer.Argument(metavar="PATH", help=_("A file of the book's own."), autocompletion=complete_defaults),
    ],
) -> None:
    """Print how a file of the book's own differs from its default."""
    from salesbook.output.terminal import say, write
    from salesbook.reading.overrides import difference

    lines = list(difference(session(ctx).root, _meant([path])[0]))
    for line in lines:
        write(line)
    if not lines:
        say(_("it is the default, word for word"))


def keep(ctx: typer.Context, paths: Paths, dry_run: DryRun = False, json: Json = False) -> None:
    """Note that files of the book's own have been compared with the defaults as they are now."""
    from salesbook.output.templates import copied_json, write_kept
    from salesbook.output.terminal import write_json
    from salesbook.reading.overrides import plan_keep

    root = session(ctx).root
    files = _meant(paths)
    plan = plan_keep(root, files)
    if not dry_run:
        plan.apply(root)
    if json:
        write_json(copied_json(files, written=not dry_run))
    else:
        write_kept(files, plan.diff(root) if dry_run else None)


def _meant(typed: "Iterable[str]") -> "list[PurePosixPath]":
    """Return the paths of the defaults that are named, by the whole path or its end; raises `UserError`."""
    from pathlib import PurePosixPath

    from salesbook.core.defaults import paths
    from salesbook.core.typed_names import meant

    named = [(name, path.as_posix()) for path in paths() for name in (path.as_posix(), path.name)]
    meanings = []
    for name in typed:
        written = name.replace("\\", "/").removeprefix("./")
        unknown = _("nothing of the name “{name}” may be overridden").format(name=name)
        meanings.append(meant(written, named, unknown, _("all there is: salesbook templates")))
    return [PurePosixPath(path) for path in dict.fromkeys(meanings)]


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the group, which lists when it is called by itself."""
    from salesbook.cli.usage import Group

    about = _("What a book may override, page templates, envelopes, theme and styles: list it, or copy one.")
    group = typer.Typer(cls=Group, help=about, rich_markup_mode="rich", invoke_without_command=True)
    group.callback(epilog=_("Example: salesbook templates copy templates/pages/home.md"))(list_templates)
    example = _("Example: salesbook templates copy templates/pages/home.md --dry-run")
    group.command("copy", cls=cls, help=_("Copy a default into the book, to be changed there."), epilog=example)(copy)
    example = _("Example: salesbook templates diff templates/pages/home.md")
    about = _("Show how a file of the book's own differs from the default.")
    group.command("diff", cls=cls, help=about, epilog=example)(diff)
    example = _("Example: salesbook templates keep templates/pages/home.md")
    about = _("Note that a file of the book's own goes with the default as it is now.")
    group.command("keep", cls=cls, help=about, epilog=example)(keep)
    app.add_typer(group, name="templates")
