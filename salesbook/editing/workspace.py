"""The book in memory, with the texts that an editor has not saved laid over its files.

A text is compiled once, when it has changed. While a file cannot be read — it is being typed — features go by what it
said last; findings go by what it says now. Paths are those of items: relative to the book's folder, composed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import BaselineEntry
from salesbook.auditing.choice import Choice
from salesbook.auditing.reporting import reported
from salesbook.auditing.rows import Outline, examine, outlined
from salesbook.auditing.whole import book_findings
from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.book.load import Unit, bind, quiet_collector, read, unread_company
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings
from salesbook.editing.texts import Texts
from salesbook.models.company import Company
from salesbook.reading.files import COMPANY, CONTENT, SourceFile, Stamp, sort, walk


@dataclass(frozen=True)
class _Compiled:
    entry: SourceFile
    outline: Outline


class Workspace:
    """The book at `root`; `clock` says which moment it is (aware) when checks ask.

    `settings` and `baseline` choose what is reported, as for `salesbook check`.
    """

    def __init__(
        self,
        root: Path,
        settings: Settings,
        clock: Callable[[], datetime],
        baseline: frozenset[BaselineEntry] = frozenset(),
    ) -> None:
        self.root = root
        self.settings = settings
        self._clock = clock
        self._choice = Choice(baseline=baseline)
        self._texts = Texts(root)
        self._entries: dict[PurePosixPath, SourceFile] = {}
        self._problems: list[Diagnostic] = []
        self._compiled: dict[PurePosixPath, _Compiled] = {}
        self._good: dict[PurePosixPath, Item] = {}
        self._context = Context(root, unread_company(), settings)
        self._moved = True
        self._changed: set[PurePosixPath] = set()
        self._outdated: set[PurePosixPath] = set()
        self._strict, self._found = bind(self._texts.sources, (), (), ())
        self._book = self._strict
        self._findings: dict[PurePosixPath, list[Diagnostic]] | None = None

    # --- texts

    @property
    def texts(self) -> Texts:
        """The texts of the files there are now."""
        self.settle()
        return self._texts

    def hold(self, path: PurePosixPath, raw: str) -> None:
        """Take the text that an editor holds of a file of content/."""
        if self._texts.hold(path, raw):
            self._changed.add(path)
            self._moved |= path not in self._entries

    def release(self, path: PurePosixPath) -> None:
        """The editor has closed a file: what is on the disk counts again."""
        if self._texts.release(path):
            self._changed.add(path)
            self._moved = True

    def look_again(self) -> None:
        """Files may have changed on the disk."""
        self._moved = True

    # --- the book

    @property
    def book(self) -> Book:
        """The book as far as it is known: a file that cannot be read now is there as it was last."""
        self.settle()
        return self._book

    @property
    def broken(self) -> list[PurePosixPath]:
        """The files of items that cannot be read now."""
        self.settle()
        return [path for path, compiled in self._compiled.items() if _is_broken(compiled)]

    @property
    def is_outdated(self) -> bool:
        """Whether files wait to be looked at anew, because company.yml has changed."""
        return bool(self._outdated)

    def item(self, path: PurePosixPath) -> Item | None:
        """Return the item of a file, as it was last when the file cannot be read now."""
        return self.book.by_path.get(path)

    def entry(self, path: PurePosixPath) -> SourceFile | None:
        """Return what a path is, None for what is no file of the book."""
        self.settle()
        return self._entries.get(path)

    def settle(self) -> None:
        """Compile what has changed since the last time."""
        if self._moved:
            self._look()
        if self._changed:
            self._compile(self._changed & set(self._entries))
            self._changed.clear()
            self._bind()

    def renew(self, limit: int) -> None:
        """Compile up to so many of the files that wait since company.yml has changed."""
        some = sorted(self._outdated)[:limit]
        self._outdated.difference_update(some)
        self._compile(path for path in some if path in self._entries)
        if not self._outdated:
            self._bind()

    def findings(self) -> dict[PurePosixPath, list[Diagnostic]]:
        """Return what is wrong with the book, by file, in the order of lines; places are those of the texts held."""
        self.settle()
        if self._findings is None:
            self._findings = self._looked_for()
        return self._findings

    def _looked_for(self) -> dict[PurePosixPath, list[Diagnostic]]:
        with quiet_collector():
            found = self._found + book_findings(self._strict, self._strict.company.day(self._clock()), self._texts.text)
            outlines = {path: c.outline for path, c in self._compiled.items()}
            audit = Audit(
                tuple(found),
                {path: tuple(outline.findings) for path, outline in outlines.items()},
                {path: outline.ignores for path, outline in outlines.items() if outline.ignores},
                len(self._strict.items),
                sum(outline.references for outline in outlines.values()),
            )
            sifted = reported(audit, self.settings, self._choice, self._lines)
        by_path: dict[PurePosixPath, list[Diagnostic]] = {}
        for diagnostic in sifted.findings:
            by_path.setdefault(diagnostic.path, []).append(diagnostic)
        return by_path

    def _lines(self, path: PurePosixPath) -> list[str]:
        return (self._texts.text(path) or "").split("\n")

    def _look(self) -> None:
        self._moved = False
        walked = walk(self.root)
        names = {stamp.name for stamp in walked.stamps}
        unsaved = (str(path.relative_to(CONTENT)) for path in self._texts.newer)
        stamps = walked.stamps + [Stamp(name, 0, 0, 0) for name in unsaved if name not in names]
        self._problems = list(walked.problems)
        entries = {entry.path: entry for entry in sort(self.root, stamps, self._problems)}
        gone = set(self._entries) - set(entries)
        for path in gone:
            self._compiled.pop(path, None)
            self._good.pop(path, None)
        for path, entry in entries.items():
            was = self._entries.get(path)
            if was is None or (was.stamp != entry.stamp and path not in self._texts.newer):
                self._changed.add(path)
        self._entries = self._texts.entries = entries
        if gone or not self._changed:
            self._bind()

    def _compile(self, paths: Iterable[PurePosixPath]) -> None:
        # company.yml first: the others are looked at by its words.
        with quiet_collector():
            for path in sorted(paths, key=lambda p: (p != COMPANY, p)):
                entry = self._entries[path]
                newer = self._texts.newer.get(path)
                row = examine(entry, self._context, None if newer is None else newer.raw)
                outline = outlined(row, entry, lambda _path, row=row: row.data)  # type: ignore[misc]
                self._compiled[path] = _Compiled(entry, outline)
                self._outdated.discard(path)
                item = None if outline.part is None else outline.part.item
                if item is None and newer is not None and path not in self._good and entry.kind is not None:
                    # The editor was opened in the middle of a word: the file may still be sound.
                    item = read(entry).part.item if entry.disk.is_file() else None
                if item is not None:
                    self._good[path] = item
                if path == COMPANY:
                    self._move_context()

    def _move_context(self) -> None:
        """Take the company as it reads now; one that cannot be read changes nothing yet."""
        item = self._good.get(COMPANY)
        company = None if item is None else item.data
        if isinstance(company, Company) and company != self._context.company:
            self._context = Context(self.root, company, self.settings)
            self._outdated |= set(self._compiled) - {COMPANY}

    def _bind(self) -> None:
        compiled = [self._compiled[path] for path in self._entries if path in self._compiled]
        files = [c.entry.path for c in compiled if c.entry.kind is None]
        parts = [c.outline.part for c in compiled if c.outline.part is not None]
        self._strict, self._found = bind(self._texts.sources, parts, files, self._problems)
        self._book, self._findings = self._strict, None
        if any(_is_broken(c) for c in compiled):
            known = [self._known(c) for c in compiled if c.outline.part is not None]
            self._book = bind(self._texts.sources, known, files, ())[0]

    def _known(self, compiled: _Compiled) -> Unit:
        part = compiled.outline.part
        assert part is not None
        item = self._good.get(compiled.entry.path) if part.item is None else part.item
        return part if item is None else Unit(item, [])


def _is_broken(compiled: _Compiled) -> bool:
    part = compiled.outline.part
    return part is not None and part.item is None
