"""The work of mending a book: fixes of findings, the tools that mend by themselves, and what must be taken back."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from salesbook.articles import numbering as articles
from salesbook.auditing.audit import Audit
from salesbook.auditing.choice import Choice, Sifted
from salesbook.auditing.compilation import Compilation
from salesbook.auditing.reporting import reported
from salesbook.auditing.run import compiled, told_of
from salesbook.book.book import Book
from salesbook.book.card import Card
from salesbook.core.changes import Change, Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.edits import edited
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.settings import Settings
from salesbook.core.source import BadBytes, decode
from salesbook.mending import registers
from salesbook.mending import sealing as quizzes
from salesbook.mending.edits import edit_of, edits_of
from salesbook.mending.proof import proven
from salesbook.reading.files import read_bytes
from salesbook.reading.sources import Sources

ROUNDS = 5
"""One fix may make room for another; fixes that still change a file after so many rounds undo each other."""

Tool = Callable[[Book, frozenset[PurePosixPath]], Plan]
"""Mends by itself what a check finds in some files: their plan, which may change other files as well."""


def _numbered(book: Book, paths: frozenset[PurePosixPath]) -> Plan:
    return articles.plan(book, [given for given in articles.assign(book) if given.item.path in paths])


TOOLS: Mapping[str, Tool] = {
    "missing-article": _numbered,
    "stale-register": lambda book, _paths: articles.plan(book, []),
    "unsorted-register": lambda book, _paths: registers.in_order(book),
    "unsealed-question": lambda book, _paths: quizzes.seals(book),
}
"""The checks whose findings are mended by a tool, in the order in which the tools are used."""


class Work:
    """The book at `root` while it is being mended: `changes` are laid over its files; `audit` is what is wrong then.

    `first` is the audit of the book as it is. With `cached` its files are compiled with the help of the cache.
    """

    def __init__(
        self, root: Path, settings: Settings, choice: Choice, now: datetime, first: Audit, *, cached: bool
    ) -> None:
        self.sources = Sources(root)
        self.settings = settings
        self.choice = choice
        self.now = now
        self.first = first
        self.cached = cached
        self.audit = first
        self.changes: dict[PurePosixPath, Change] = {}
        self.left: dict[PurePosixPath, str] = {}
        self.fixed: defaultdict[PurePosixPath, Counter[str]] = defaultdict(Counter)
        self._latest: Compilation | None = None

    @property
    def plan(self) -> Plan:
        """What has come of the work so far."""
        return Plan(tuple(self.changes[path] for path in sorted(self.changes)))

    def reported(self) -> Sifted:
        """Return what is reported of the book as it would be now."""
        return reported(self.audit, self.settings, self.choice, self._lines)

    def write_fixes(self) -> None:
        """Make the fixes of all findings that have one, until there are no more."""
        for _round in range(ROUNDS):
            if not self._round():
                return
            self._look()
        for path in {d.path for d in self.reported().findings if d.replacement is not None} & set(self.changes):
            self._leave(path, _("its fixes undo each other"))
        self._look()

    def use(self, slug: str, tool: Tool) -> None:
        """Let a tool mend what a check finds; a file is left alone when some of it is silenced."""
        asked = Counter(d.path for d in self.reported().findings if d.rule == slug)
        there = Counter(d.path for d in self.audit.diagnostics if d.rule == slug)
        for path in asked:
            if asked[path] < there[path]:
                self._leave(path, _("some of its findings of “{name}” are silenced").format(name=slug))
            elif self.sources.disk(path).is_symlink():
                self._leave(path, _linked())
        paths = frozenset(path for path in asked if path not in self.left)
        if paths:
            try:
                plan = tool(self._compilation.book, paths)
            except UserError as error:
                for path in paths:
                    self._leave(path, error.message)
            else:
                for change in plan.changes:
                    path = self.sources.path(change.path)
                    if path in paths or path == articles.REGISTER:
                        self._change(path, change, Counter({slug: asked[path]}))
        if asked:
            self._look()

    def take_back(self) -> None:
        """Undo the changes of files that make the book worse than it was, until none does."""
        before = _counted(self.first)
        while self.changes:
            now = _counted(self.audit)
            worse = {path: slug for (path, slug), n in now.items() if n > before[path, slug]}
            if not worse:
                return
            mended = set(self.changes)
            # A finding in a file that was not touched comes from what others see of a touched one.
            guilty = mended & set(worse) or {path for path in mended if self._shows_otherwise(path)} or mended
            for path in guilty:
                slug = worse.get(path) or next(iter(worse.values()))
                self._leave(path, _("mended so, it would bring a finding of “{name}”").format(name=slug))
            self._look()

    def _round(self) -> bool:
        """Make the fixes that there are now; tell whether any file has changed."""
        fixable: defaultdict[PurePosixPath, list[Diagnostic]] = defaultdict(list)
        for d in self.reported().findings:
            if d.replacement is not None and d.end is not None and d.path not in self.left:
                fixable[d.path].append(d)
        return bool([path for path, diagnostics in fixable.items() if self._mend(path, diagnostics)])

    def _mend(self, path: PurePosixPath, diagnostics: Sequence[Diagnostic]) -> bool:
        """Make the fixes of a file, or leave it alone; tell whether anything has changed."""
        file = self.sources.file(path)
        if file.disk.is_symlink():
            return self._leave(path, _linked())
        if file.kind is None:
            return self._leave(path, _("only the book's own items are mended"))
        before, _unreadable = read_bytes(file)
        try:
            text = None if before is None else decode(before)
        except BadBytes:
            text = None
        if before is None or text is None:
            return self._leave(path, _("it cannot be read"))
        edits = edits_of(diagnostics, text)
        if edits is None:
            return self._leave(path, _("it was changed by somebody else meanwhile"))
        after = edited(before, edits)
        if isinstance(after, str):
            return self._leave(path, after)
        if not proven(file, text, decode(after), edits):
            return self._leave(path, _("it would not say the same any more, or has errors to be mended first"))
        if after == before:
            return False
        made = frozenset(edits)
        fixes = Counter(d.rule for d in diagnostics if edit_of(d, text) in made)
        self._change(path, Change(file.disk, before, after), fixes)
        return True

    def _change(self, path: PurePosixPath, change: Change, fixes: Counter[str]) -> None:
        """Lay a change over a file, perhaps over an earlier one."""
        earlier = self.changes.get(path)
        self.changes[path] = change if earlier is None else replace(earlier, after=change.after)
        self.fixed[path] += fixes

    def _leave(self, path: PurePosixPath, why: str) -> bool:
        """Leave a file alone: undo what was done to it; tell whether that has changed anything."""
        self.left[path] = why
        self.fixed.pop(path, None)
        return self.changes.pop(path, None) is not None

    def _look(self) -> None:
        """Look at the book as it would be now: files that have not changed since the last time are not compiled."""
        self.sources = Sources(self.sources.root).after(self.plan)
        self._latest = self._compilation.updated(self.sources).renewed()
        audit = self._latest.audit(self.now)
        self.audit = told_of(self.sources.root, self.settings, audit, now=self.now, cached=self.cached)

    @cached_property
    def _original(self) -> Compilation:
        return compiled(self.sources.root, self.settings, cached=self.cached)

    @property
    def _compilation(self) -> Compilation:
        return self._latest or self._original

    def _lines(self, path: PurePosixPath) -> Sequence[str]:
        return (self.sources.text_of(path) or "").split("\n")

    def _shows_otherwise(self, path: PurePosixPath) -> bool:
        """Tell whether others see a changed file otherwise: its title, number or anchors."""
        return _card(self._original, path) != _card(self._compilation, path)


def _card(compilation: Compilation, path: PurePosixPath) -> Card | None:
    outline = compilation.outlines.get(path)
    item = None if outline is None or outline.part is None else outline.part.item
    return None if item is None else item.card


def _linked() -> str:
    return _("it is a link: mend the file that it leads to")


def _counted(audit: Audit) -> Counter[tuple[PurePosixPath, str]]:
    return Counter((d.path, d.rule) for d in audit.diagnostics)
