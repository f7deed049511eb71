"""The book in memory, with the texts that an editor has not saved laid over its files.

A text is compiled once, when it has changed. While a file cannot be read — it is being typed — features go by what it
said last; findings go by what it says now. Paths are those of items: relative to the book's folder, composed.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import BaselineEntry
from salesbook.auditing.choice import Choice
from salesbook.auditing.compilation import Compilation
from salesbook.auditing.inheritance import without_inherited
from salesbook.auditing.reporting import reported
from salesbook.auditing.rows import Outline
from salesbook.auditing.run import whole_base
from salesbook.auditing.workers import examine_in_turn
from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import Unit, bind, read
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings
from salesbook.editing.texts import Texts
from salesbook.reading.files import SourceFile, walk


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
        self._compilation = Compilation.start(self._texts.sources, settings, examine_in_turn)
        self._last_items: dict[PurePosixPath, Item] = {}
        self._book: Book | None = None
        self._findings: dict[PurePosixPath, list[Diagnostic]] | None = None
        self._look = True
        self._base: Audit | None = None

    # --- texts

    @property
    def texts(self) -> Texts:
        """The texts of the files there are now."""
        self.settle()
        return self._texts

    def hold(self, path: PurePosixPath, raw: str) -> None:
        """Take the text that an editor holds of a file of content/."""
        self._texts.hold(path, raw)

    def release(self, path: PurePosixPath) -> None:
        """The editor has closed a file: what is on the disk counts again."""
        if self._texts.release(path):
            self._look = True

    def look_again(self) -> None:
        """Files may have changed on the disk."""
        self._look, self._base = True, None

    # --- the book

    @property
    def book(self) -> Book:
        """The book as far as it is known: a file that cannot be read now is there as it was last."""
        self.settle()
        if self._book is None:
            self._book = self._as_known()
        return self._book

    @property
    def broken(self) -> list[PurePosixPath]:
        """The files of items that cannot be read now."""
        self.settle()
        return [path for path, outline in self._compilation.outlines.items() if _is_broken(outline)]

    @property
    def is_outdated(self) -> bool:
        """Whether files wait to be looked at anew, because company.yml has changed."""
        return bool(self._compilation.stale)

    def item(self, path: PurePosixPath) -> Item | None:
        """Return the item of a file, as it was last when the file cannot be read now."""
        return self.book.by_path.get(path)

    def entry(self, path: PurePosixPath) -> SourceFile | None:
        """Return what a path is, None for what is no file of the book."""
        self.settle()
        return self._compilation.files.get(path)

    def settle(self) -> None:
        """Compile what has changed since the last time."""
        if self._look or self._compilation.sources is not self._texts.sources:
            walked = walk(self.root) if self._look else None
            self._look = False
            before = self._compilation
            after = before.updated(self._texts.sources, walked, lenient=True)
            self._texts.entries = after.files
            self._last_items = {path: item for path, item in self._last_items.items() if path in after.files}
            self._take(after, [path for path, o in after.outlines.items() if o is not before.outlines.get(path)])

    def renew(self, limit: int) -> None:
        """Compile up to so many of the files that wait since company.yml has changed."""
        self._take(self._compilation.renewed(limit), self._compilation.stale[:limit])

    def findings(self) -> dict[PurePosixPath, list[Diagnostic]]:
        """Return what is wrong with the book, by file, in the order of lines; places are those of the texts held."""
        self.settle()
        if self._findings is None:
            audit = self._without_inherited(self._compilation.audit(self._clock(), self._texts.text))
            self._findings = {}
            for diagnostic in reported(audit, self.settings, self._choice, self._lines).findings:
                self._findings.setdefault(diagnostic.path, []).append(diagnostic)
        return self._findings

    def _without_inherited(self, audit: Audit) -> Audit:
        """Leave out what is wrong with a book beneath: an editor shows what can be mended in the files of this one."""
        sources = self._compilation.sources
        if len(sources.layers) == 1:
            return audit
        if self._base is None:
            self._base = whole_base(self.root, self.settings, now=self._clock(), cached=True)
        if self._base is None:
            return audit
        new = without_inherited(audit, self._base, sources)
        own = tuple(d for d in new.book if sources.base_of(d.path) is None)
        return replace(new, book=own, files={p: d for p, d in new.files.items() if sources.base_of(p) is None})

    def _lines(self, path: PurePosixPath) -> list[str]:
        return (self._texts.text(path) or "").split("\n")

    def _take(self, compilation: Compilation, made: Iterable[PurePosixPath]) -> None:
        """Go on with another compilation, and remember what the files say of which something new was made."""
        self._compilation, self._book, self._findings = compilation, None, None
        for path in made:
            unit = compilation.outlines[path].part
            item = unit and (unit.item or self._item_on_disk(path))
            if item is not None:
                self._last_items[path] = item

    def _as_known(self) -> Book:
        """Return the book with the items that cannot be read now as they were last."""
        compilation = self._compilation
        if not any(map(_is_broken, compilation.outlines.values())):
            return compilation.book
        units = [self._last_unit(path, o.part) for path, o in compilation.outlines.items() if o.part is not None]
        others = (file.path for file in compilation.files.values() if file.kind is None)
        return bind(compilation.sources, units, others, ())[0]

    def _item_on_disk(self, path: PurePosixPath) -> Item | None:
        """Return what a file says that was opened in the middle of a word; None when it was known before."""
        file = self._compilation.files[path]
        if file.unwritten is None or path in self._last_items or not file.disk.is_file():
            return None
        return read(file._replace(unwritten=None)).part.item

    def _last_unit(self, path: PurePosixPath, unit: Unit) -> Unit:
        item = self._last_items.get(path) if unit.item is None else unit.item
        return unit if item is None else Unit(item, [])


def _is_broken(outline: Outline) -> bool:
    return outline.part is not None and outline.part.item is None
