"""A compile of a whole book that can be brought up to date: only files that are not the same are compiled again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Row
from salesbook.auditing.rows import Outline, outlined
from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.load import TextOf, bind, located, quiet_collector, read, unread_company
from salesbook.calendar import clock
from salesbook.checks import CHECKS
from salesbook.checks.check import BookCheck, DatedCheck
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings
from salesbook.core.source import inside
from salesbook.models.company import Company
from salesbook.reading.files import COMPANY, CONTENT, SourceFile, Walked
from salesbook.reading.ignores import Ignore
from salesbook.reading.sources import Sources

T = TypeVar("T")

Examine = Callable[[Sequence[SourceFile], Context], Iterable[Row]]
"""Compiles files and runs the checks that look at nothing else; returns their rows in the same order."""


@dataclass(frozen=True, eq=False)
class Compilation:
    """What was made of every file of a book, in the order of files; the book itself is put together when asked for.

    `walked` are the files on the disk, `files` those of the book, `problems` what must not be there. `stale` are files
    that were looked at by the words of another company.yml.
    """

    sources: Sources
    context: Context
    walked: Walked
    files: Mapping[PurePosixPath, SourceFile]
    problems: tuple[Diagnostic, ...]
    outlines: Mapping[PurePosixPath, Outline]
    examine: Examine
    stale: tuple[PurePosixPath, ...] = ()

    @classmethod
    def start(cls, sources: Sources, settings: Settings, examine: Examine) -> "Compilation":
        """Return a compilation of no file yet: `updated` makes it one of all."""
        context = Context(sources.root, unread_company(), settings)
        return cls(sources, context, Walked([], [], 0), {}, (), {}, examine)

    @property
    def book(self) -> Book:
        """The book that the files make."""
        return self._bound[0]

    def audit(self, now: datetime, text_of: TextOf | None = None) -> Audit:
        """Return everything that is wrong with the book at a moment (aware), nothing silenced.

        `text_of` gives the texts in which places are counted; they are those of the sources.
        """
        with quiet_collector():
            book, problems = self._bound
            findings = book_findings(book, clock.today(book.company, now), text_of or self.sources.text_of)
            return _gathered(book, self.outlines.values(), [*problems, *findings])

    def updated(self, sources: Sources, walked: Walked | None = None, *, lenient: bool = False) -> "Compilation":
        """Return the compilation of other texts of the same book; files that stay the same are not looked at.

        `walked` are the files on the disk, when they may have changed. Files are judged by company.yml as it reads now;
        if `lenient`, one that cannot be read changes nothing.
        """
        files, problems = self._sorted(sources, walked)
        changed = [file for path, file in files.items() if not self._holds(path, file)]
        context = self.context
        if any(file.path == COMPANY for file in changed) or (COMPANY in self.files and COMPANY not in files):
            context = self._context(sources, lenient=lenient)
        made = self._made(changed, context)
        outlines = self.outlines
        if made or files.keys() != outlines.keys():
            outlines = {path: made.get(path) or outlines[path] for path in files}
        stale = self.stale if context is self.context else tuple(files)
        return replace(
            self,
            sources=sources,
            context=context,
            walked=walked or self.walked,
            files=files,
            problems=problems,
            outlines=outlines,
            stale=tuple(path for path in stale if path in files and path not in made),
        )

    def renewed(self, limit: int | None = None) -> "Compilation":
        """Return the compilation with the stale files, or the first of them, looked at again."""
        made = self._made([self.files[path] for path in self.stale[:limit]], self.context)
        return replace(self, outlines={**self.outlines, **made}, stale=self.stale[len(made) :]) if made else self

    @cached_property
    def _bound(self) -> tuple[Book, list[Diagnostic]]:
        units = (outline.part for outline in self.outlines.values() if outline.part is not None)
        others = (file.path for file in self.files.values() if file.kind is None)
        return bind(self.sources, units, others, self.problems)

    def _sorted(
        self, sources: Sources, walked: Walked | None
    ) -> tuple[Mapping[PurePosixPath, SourceFile], tuple[Diagnostic, ...]]:
        """Return the files that the sources make a book of, and what must not be there."""
        old, new = self.sources.overlay, sources.overlay
        other = [path for path in {**old, **new} if old.get(path) != new.get(path)]
        if walked is None and all(path in new and path in self.files for path in other):
            # Most often one text has changed: the other files need not be sorted again.
            laid = {path: sources.lay(self.files[path]) for path in other}
            return {**self.files, **laid}, self.problems
        walked = walked or self.walked
        problems = list(walked.problems)
        files = {file.path: file for file in sources.sort(walked.stamps, problems)}
        return files, tuple(problems)

    def _context(self, sources: Sources, *, lenient: bool) -> Context:
        """Return what files are judged by; the same one when company.yml says nothing else."""
        context = context_of(sources, self.context.settings)
        if lenient and not context.known:
            # The text may have been broken from the start: then its file may still be sound.
            context = self.context if self.context.known else context_of(Sources(sources.root), context.settings)
        return self.context if context.company == self.context.company else context

    def _made(self, files: Sequence[SourceFile], context: Context) -> dict[PurePosixPath, Outline]:
        with quiet_collector():
            rows = self.examine(files, context)
            return {file.path: outlined(row, file) for file, row in zip(files, rows, strict=True)}

    def _holds(self, path: PurePosixPath, file: SourceFile) -> bool:
        """Tell whether what was made of a file still holds."""
        old = self.files.get(path)
        if old is None or path not in self.outlines or old.unwritten != file.unwritten:
            return False
        return file.unwritten is not None or old.stamp == file.stamp


def context_of(sources: Sources, settings: Settings) -> Context:
    """Read company.yml ahead of everything else: single items are looked at by its words."""
    file = sources.file(COMPANY)
    there = file.unwritten is not None or (file.disk.is_file() and inside(file.disk, sources.root / CONTENT))
    item = read(file).part.item if there else None
    company = None if item is None else item.data
    return Context(sources.root, company if isinstance(company, Company) else unread_company(), settings)


def book_findings(book: Book, today: date, text_of: TextOf) -> list[Diagnostic]:
    """Run the checks that look at the whole book; `text_of`: see `load.located`."""
    findings: list[Diagnostic] = []
    for check in CHECKS:
        if isinstance(check, BookCheck):
            findings += located(text_of, check.rule, check.find(book))
        elif isinstance(check, DatedCheck):
            findings += located(text_of, check.rule, check.find(book, today))
    return findings


def put(by_path: dict[PurePosixPath, tuple[T, ...]], path: PurePosixPath, values: tuple[T, ...]) -> None:
    """Keep what was found in a file; a file in which nothing was found is not named."""
    by_path.pop(path, None)
    if values:
        by_path[path] = values


def _gathered(book: Book, outlines: Iterable[Outline], findings: Iterable[Diagnostic]) -> Audit:
    """Put the findings of files and of the book together."""
    files: dict[PurePosixPath, tuple[Diagnostic, ...]] = {}
    ignores: dict[PurePosixPath, tuple[Ignore, ...]] = {}
    references = 0
    for outline in outlines:
        put(files, outline.path, tuple(outline.findings))
        put(ignores, outline.path, outline.ignores)
        references += outline.references
    return Audit(tuple(findings), files, ignores, len(book.items), references)
