"""Where words go: results to stdout, messages and progress to stderr, colour only on a terminal."""

import json
import re
import sys
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from salesbook.core.language import gettext as _
from salesbook.output.streams import styled
from salesbook.output.visible import harmless, harmless_json

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment
    from rich.text import Text

VERSION = 1
_TAG = re.compile(r"\[/?[a-z]*\]")


def out(*, table: bool = False) -> "Console":
    """Return the console of results; long lines, and rows of a table, are not broken when somebody else reads them."""
    piped = not sys.stdout.isatty()
    width = 10_000 if table and piped else None
    return _console()(file=styled(sys.stdout), highlight=False, emoji=False, soft_wrap=piped, width=width)


def err() -> "Console":
    """Return the console of messages; long lines are not broken when somebody else reads them."""
    soft_wrap = not sys.stderr.isatty()
    return _console()(file=styled(sys.stderr), highlight=False, emoji=False, soft_wrap=soft_wrap)


@cache
def _console() -> "type[Console]":
    """Return Rich's console in which nothing but its own styles acts on the terminal: words are harmless before."""
    from rich.console import Console
    from rich.segment import Segment

    class HarmlessConsole(Console):
        def render_str(self, text: str, **options: Any) -> "Text":
            return super().render_str(harmless(text), **options)  # before anybody measures it

        def render(self, renderable: "RenderableType", options: "ConsoleOptions | None" = None) -> "Iterable[Segment]":
            for text, style, control in super().render(renderable, options):
                if control is None:
                    yield Segment(harmless(text), style.update_link(None) if style and style.link else style)

    return HarmlessConsole


def text_console() -> "Console":
    """Return a console whose words go into a text: no colours, no line is broken."""
    import io

    return _console()(file=io.StringIO(), highlight=False, emoji=False, soft_wrap=True, width=10_000, color_system=None)


def write(text: str) -> None:
    """Write text to stdout without decoration: letters, JSON."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_json(data: dict[str, Any]) -> None:
    """Write an answer for programs."""
    write(as_json(data))


def as_json(data: dict[str, Any]) -> str:
    """Return an answer for programs; half a surrogate pair (a file name that is not UTF-8) becomes a question mark."""
    return dumped({"version": VERSION} | data)


def dumped(data: Any) -> str:
    """Return data as JSON in which every character that acts on a terminal is escaped: it may be shown on one."""
    return harmless_json(json.dumps(data, ensure_ascii=False, indent=2, default=str))


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
