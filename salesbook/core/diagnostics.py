"""What is wrong, where, and what to do: the value every layer hands on in place of an exception."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from salesbook.core.source import LineColumn

Route = tuple[str | int, ...]
"""A path in an item's data, such as `("stages", 2, "regulations", 0)`; `("body",)` is a Markdown file's text."""

WHOLE: Route = ("<file>",)
"""The route of findings in the file as text, front matter and comments included; the span counts from its start."""


class Severity(StrEnum):
    """How much a finding weighs: an error makes `check` exit with 1, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may be wrong: its slug (used in `--select`, `explain`), severity and manual.

    The manual's first line is the title; the rest says why it matters and shows a bad and a good example. Only what a
    check finds is `silenceable`: not what keeps a file from being read, and not a mistake in silencing itself. What it
    finds may be `secret`: then no report quotes it; `by_tool`: `check --fix` mends it by more than a replacement.
    It is of `security` when silence harms others, clients whose data it is or readers in whose browser it runs: then it
    is silenced one by one, with a reason, and never by name.
    """

    slug: str
    severity: Severity
    manual: str
    silenceable: bool = True
    secret: bool = False
    by_tool: bool = False
    security: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a string in the data: where it starts there, and the text itself."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem at a place of a file; `path` is relative to the book's folder.

    `end` is the place behind its last character, when that is known. `replacement` is the one right thing to write
    between the two, for `check --fix`; None when a person must decide. `secret` and `by_tool`: see `Rule`.
    """

    rule: str
    severity: Severity
    path: PurePosixPath
    place: LineColumn
    message: str
    advice: str = ""
    end: LineColumn | None = None
    replacement: str | None = None
    secret: bool = False
    by_tool: bool = False

    @property
    def mendable(self) -> bool:
        """Whether `check --fix` knows what to write; it may still leave the file alone."""
        return self.replacement is not None or self.by_tool

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Reports are read from the top of a file down."""
        return (str(self.path), self.place.line, self.place.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: an item's file, a route in its data and, inside that string, the words it is about.

    Checks know routes, not lines; `load.located` turns a finding into a `Diagnostic`. `replacement` is what `check
    --fix` may write in place of the span's words, when there is one right answer.
    """

    path: PurePosixPath
    route: Route
    message: str
    advice: str = ""
    span: Span | None = None
    replacement: str | None = None
