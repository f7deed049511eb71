"""Where words go: results to stdout, messages and progress to stderr, colour only on a terminal."""

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from rich.console import Console

VERSION = 1
_TAG = re.compile(r"\[/?[a-z]*\]")


def out(*, table: bool = False) -> "Console":
    """Return the console of results; long lines, and rows of a table, are not broken when somebody else reads them."""
    from rich.console import Console

    class Results(Console):
        def on_broken_pipe(self) -> None:
            # Rich would end the process with 1; the reader has just seen enough, which `cli.run` knows.
            raise BrokenPipeError

    piped = not sys.stdout.isatty()
    return Results(highlight=False, emoji=False, soft_wrap=piped, width=10_000 if table and piped else None)


def err() -> "Console":
    """Return the console of messages; long lines are not broken when somebody else reads them."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, emoji=False, soft_wrap=not sys.stderr.isatty())


def text_console() -> "Console":
    """Return a console whose words go into a text: no colours, no line is broken."""
    import io

    from rich.console import Console

    return Console(file=io.StringIO(), highlight=False, emoji=False, soft_wrap=True, width=10_000, color_system=None)


def write(text: str) -> None:
    """Write text to stdout as it is: letters and JSON are not for decoration."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(data: dict[str, Any]) -> None:
    """Write an answer for programs."""
    write(as_json(data))


def as_json(data: dict[str, Any]) -> str:
    """Return an answer for programs; half a surrogate pair (a file name that is not UTF-8) becomes a question mark."""
    text = json.dumps({"version": VERSION} | data, ensure_ascii=False, indent=2, default=str)
    return text.encode("utf-8", "replace").decode("utf-8")


def complain(message: str, advice: str = "") -> None:
    """Say what went wrong and what to do, on stderr."""
    from rich.markup import escape

    console = err()
    console.print("[bold red]" + escape(_("error")) + f":[/] {escape(message)}")
    if advice:
        console.print(f"  → {escape(advice)}")


def warn(message: str) -> None:
    """Say what may be meant otherwise, on stderr; nothing is stopped for it."""
    from rich.markup import escape

    err().print("[bold yellow]" + escape(_("warning")) + f":[/] {escape(message)}")


def remark(line: str) -> None:
    """Say a line of our own words in Rich's markup on stderr; Rich itself is loaded only for a terminal."""
    if sys.stderr.isatty():
        err().print(line)
    else:
        sys.stderr.write(_TAG.sub("", line) + "\n")


def say(message: str) -> None:
    """Say something by the way, on stderr."""
    from rich.markup import escape

    err().print(escape(message))
