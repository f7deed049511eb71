"""What a book may override, out."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.core.language import gettext as _
from salesbook.output.terminal import out, say, write
from salesbook.reading.overrides import Overridable, about


def write_overridables(files: Sequence[Overridable]) -> None:
    """Print the files as a table: path, what it is, whose it is."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("file"), _("what it is"), _("whose")):
        table.add_column(heading, overflow="fold")
    for file in files:
        table.add_row(escape(file.path.as_posix()), escape(about(file.path)), escape(_state(file)))
    out(table=True).print(table)


def overridables_json(files: Sequence[Overridable]) -> dict[str, Any]:
    """Return the files for programs; `from` is the version of salesbook whose default was copied."""
    return {
        "templates": [
            {
                "path": file.path.as_posix(),
                "about": about(file.path),
                "whose": "default" if file.state == "default" else "own",
                "state": file.state,
                "from": None if file.origin is None else file.origin.version,
            }
            for file in files
        ]
    }


def write_copied(files: Sequence[PurePosixPath], diff: Iterable[str] | None) -> None:
    """Print which files were copied, or the diff that would be written."""
    if _is_planned(diff):
        return
    for file in files:
        say(_("{path}: change it as you like; deleting it brings the default back").format(path=file))


def write_kept(files: Sequence[PurePosixPath], diff: Iterable[str] | None) -> None:
    """Print which files are kept as they are, or the diff that would be written."""
    if _is_planned(diff):
        return
    for file in files:
        say(_("{path}: “salesbook check” speaks up when its default changes again").format(path=file))


def copied_json(files: Sequence[PurePosixPath], *, written: bool) -> dict[str, Any]:
    """Return the files that were copied or kept, for programs."""
    return {"written": written, "paths": [file.as_posix() for file in files]}


def _is_planned(diff: Iterable[str] | None) -> bool:
    """Print a diff if there is one, and tell whether there was."""
    for line in diff or ():
        write(line)
    if diff is not None:
        say(_("nothing was written: --dry-run"))
    return diff is not None


def _state(file: Overridable) -> str:
    """Say whose a file is, and how it stands to its default."""
    if file.state == "default":
        return _("default")
    if file.state == "same":
        return _("own, the same as the default")
    if file.state == "outdated" and file.origin is not None:
        return _("own, from the default of {version}, which has changed since").format(version=file.origin.version)
    return _("own") if file.state == "own" else _("own, it is not known from which default")
