"""A new book, out: its plan, and what to do next."""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from rich.markup import escape

from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.terminal import err, out, say, write

_PLAIN = re.compile(r"[\w./+,:@-]+")
"""What no shell reads as anything but a path, in any alphabet."""


def write_planned(files: Mapping[PurePosixPath, bytes]) -> None:
    """Print the files that would be written, with their sizes in bytes."""
    for path in sorted(files):
        write(f"{path}\t{len(files[path])}")
    say(_("a git repository with a first commit would come with them, where git can make one"))
    say(_("nothing was written: --dry-run"))


def write_begun(folder: Path, files: Mapping[PurePosixPath, bytes], remarks: Iterable[str], here: Path) -> None:
    """Print that a book is there, what is still to be done for git, and the next three steps from the folder `here`."""
    count = ngettext("{n} file", "{n} files", len(files)).format(n=len(files))
    say(_("the book is in {path}: {files}").format(path=folder, files=count))
    for line in remarks:
        err().print(f"[yellow]{escape(line)}[/]")
    console = out()
    console.print("\n[bold]" + escape(_("Next:")) + "[/]")
    width = max(map(len, (command for command, _about in _steps(folder, here))))
    for n, (command, about) in enumerate(_steps(folder, here), 1):
        console.print(f"  {n}. [bold]{escape(command.ljust(width))}[/]  {escape(about)}")
    say(_("your first change, with buttons and without commands: {path}").format(path=folder / "README.md"))


def begun_json(folder: Path, files: Iterable[PurePosixPath], git: str | None, here: Path) -> dict[str, Any]:
    """Return a new book for programs; `git`, how far it came there, is None when nothing was written."""
    return {
        "book": str(folder),
        "written": git is not None,
        "files": [path.as_posix() for path in sorted(files)],
        "git": git,
        "next": [command for command, _about in _steps(folder, here)],
    }


def _steps(folder: Path, here: Path) -> list[tuple[str, str]]:
    """Return the commands that follow, with what each does."""
    go = [] if folder == here else [(f"cd {_shown_path(folder, here)}", _("go to the book"))]
    rest = [
        ("salesbook serve", _("the academy in the browser, at http://127.0.0.1:8000; Ctrl-C ends it")),
        ("salesbook check", _("after every change: is the book in order?")),
        ("salesbook build", _("the academy as files: build/academy/index.html")),
    ]
    return (go + rest)[:3]


def _shown_path(folder: Path, here: Path) -> str:
    """Return a folder as it is typed in the folder `here`, quoted where a shell needs it."""
    path = os.path.relpath(folder, here) if folder.is_relative_to(here.parent) else str(folder)
    if sys.platform == "win32":
        return f'"{path}"' if " " in path else path
    path = f"./{path}" if path.startswith("-") else path
    return path if _PLAIN.fullmatch(path) else shlex.quote(path)
