"""What a check found, as one value that every format of a report takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from salesbook.auditing.choice import NOTHING_SILENCED, Silenced
from salesbook.core.diagnostics import Diagnostic, Rule, Severity
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was looked at and how much was found; `narrowed`: only some files or checks were asked for.

    `books` counts them when many were checked together.

    `fixable` of the findings are those for which `check --fix` knows what to write. What is `silenced` is not among the
    findings.
    """

    items: int
    references: int
    errors: int
    warnings: int
    files: int
    narrowed: bool = False
    fixable: int = 0
    silenced: Silenced = NOTHING_SILENCED
    books: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """The diagnostics of the book at `root`, in the order of reading, their count, and the rules that were asked.

    `lines` gives the lines of a file of the book, which some formats quote.
    """

    root: Path
    diagnostics: tuple[Diagnostic, ...]
    summary: Summary
    rules: Mapping[str, Rule]
    lines: Callable[[PurePosixPath], Sequence[str]]


class FileLines:
    """Gives the lines of the files of the book at `root`, each file read once; none for one that cannot be read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines: dict[PurePosixPath, tuple[str, ...]] = {}

    def __call__(self, path: PurePosixPath) -> tuple[str, ...]:
        """Return the lines of a file, by its path from the book's folder."""
        if path not in self._lines:
            self._lines[path] = _lines_of(self._root, path)
        return self._lines[path]


def report_on(
    root: Path,
    diagnostics: Sequence[Diagnostic],
    items: int,
    references: int,
    *,
    rules: Mapping[str, Rule] | None = None,
    narrowed: bool = False,
    silenced: Silenced = NOTHING_SILENCED,
    books: int = 1,
) -> Report:
    """Make a report of what was found in the book at `root`, or in the books below it, with so many items."""
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    summary = Summary(
        items=items,
        references=references,
        errors=errors,
        warnings=len(diagnostics) - errors,
        files=len({d.path for d in diagnostics}),
        narrowed=narrowed,
        fixable=sum(d.mendable for d in diagnostics),
        silenced=silenced,
        books=books,
    )
    return Report(root, tuple(diagnostics), summary, rules or {}, FileLines(root))


def report_on_book(book: "Book", diagnostics: Sequence[Diagnostic]) -> Report:
    """Make a report of what keeps a command from going on with a book."""
    found = [replace(d, path=book.sources.shown(d.path)) for d in diagnostics]
    return report_on(book.root, found, len(book.items), len(book.references))


def severity_word(severity: Severity) -> str:
    """Return the severity in the language in use."""
    return _("error") if severity is Severity.ERROR else _("warning")


def _lines_of(root: Path, path: PurePosixPath) -> tuple[str, ...]:
    from salesbook.core.bases import layers
    from salesbook.core.source import inside
    from salesbook.reading.files import SourceFile, on_disk, read_text

    disk = on_disk(root, path)
    # A report is printed where strangers read it: a link must not bring in the lines of a file outside of the book.
    if not disk.is_file() or not any(inside(disk, layer) for layer in layers(root)):
        return ()
    text, _unreadable = read_text(SourceFile(disk, path, None))
    return () if text is None else tuple(text.split("\n"))
