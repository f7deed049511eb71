"""The work on a copy of a book: fixes of findings, the tools that mend by themselves, and what must be taken back."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from salesbook.articles import numbering as articles
from salesbook.auditing.audit import Audit
from salesbook.auditing.choice import Choice, Sifted
from salesbook.auditing.reporting import reported
from salesbook.auditing.run import audit
from salesbook.book.book import Book
from salesbook.book.item import Card
from salesbook.book.load import load_book, read
from salesbook.core.changes import Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.edits import edited
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.settings import Settings
from salesbook.core.source import BadBytes, decode
from salesbook.mending import registers
from salesbook.mending import sealing as quizzes
from salesbook.mending.copying import Copy
from salesbook.mending.edits import edit_of, edits_of
from salesbook.mending.proof import proven
from salesbook.models.kinds import kind_of
from salesbook.reading.files import CONTENT, SourceFile, on_disk
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

_BESIDE = frozenset({articles.REGISTER})


class Work:
    """A copy of a book while it is being mended; `audit` is what is wrong with it now."""

    def __init__(self, copy: Copy, settings: Settings, choice: Choice, now: datetime, first: Audit) -> None:
        self.copy = copy
        self.settings = settings
        self.choice = choice
        self.now = now
        self.first = first
        self.audit = first
        self.left: dict[PurePosixPath, str] = {}
        self.fixed: defaultdict[PurePosixPath, Counter[str]] = defaultdict(Counter)

    def reported(self) -> Sifted:
        """Return what is reported of the copy as it is now."""
        return reported(self.audit, self.settings, self.choice, self._lines)

    def write_fixes(self) -> None:
        """Make the fixes of all findings that have one, until there are no more."""
        for _round in range(ROUNDS):
            if not self._round():
                return
            self._look()
        for path in {d.path for d in self.reported().findings if d.replacement is not None} & set(self.copy.before):
            self._leave(path, _("its fixes undo each other"))
        self._look()

    def use(self, slug: str, tool: Tool) -> None:
        """Let a tool mend what a check finds; a file is left alone when some of it is silenced."""
        asked = Counter(d.path for d in self.reported().findings if d.rule == slug)
        found = Counter(d.path for d in self.audit.diagnostics if d.rule == slug)
        for path in asked:
            if asked[path] < found[path]:
                self._leave(path, _("some of its findings of “{name}” are silenced").format(name=slug))
            elif on_disk(self.copy.original, path).is_symlink():
                self._leave(path, _linked())
        paths = frozenset(path for path in asked if path not in self.left)
        if paths:
            try:
                plan = tool(load_book(self.copy.root)[0], paths)
            except UserError as error:
                for path in paths:
                    self._leave(path, error.message)
            else:
                for path in self.copy.take(plan, paths | _BESIDE):
                    self.fixed[path] += Counter({slug: asked[path]})
        if asked:
            self._look()

    def take_back(self) -> None:
        """Undo the files that make the copy worse than the book was, until none does."""
        was = _counted(self.first)
        while self.copy.before:
            now = _counted(self.audit)
            worse = {path: slug for (path, slug), n in now.items() if n > was[path, slug]}
            if not worse:
                return
            mended = set(self.copy.before)
            # A finding in a file that was not touched comes from what others see of a touched one.
            guilty = mended & set(worse) or {path for path in mended if self._shows_otherwise(path)} or mended
            for path in guilty:
                slug = worse.get(path) or next(iter(worse.values()))
                self._leave(path, _("mended so, it would bring a finding of “{name}”").format(name=slug))
            self._look()

    def _round(self) -> bool:
        """Make the fixes that there are now; tell whether any file has changed."""
        found: defaultdict[PurePosixPath, list[Diagnostic]] = defaultdict(list)
        for d in self.reported().findings:
            if d.replacement is not None and d.end is not None and d.path not in self.left:
                found[d.path].append(d)
        return bool([path for path, diagnostics in found.items() if self._mend(path, diagnostics)])

    def _mend(self, path: PurePosixPath, diagnostics: Sequence[Diagnostic]) -> bool:
        """Make the fixes of a file, or leave it alone; tell whether the copy has changed."""
        disk = self.copy.disk(path)
        entry = SourceFile(disk, path, kind_of(path.relative_to(CONTENT).as_posix()))
        if on_disk(self.copy.original, path).is_symlink():
            return self._leave(path, _linked())
        if entry.kind is None:
            return self._leave(path, _("only the book's own items are mended"))
        try:
            before = disk.read_bytes()
            text = decode(before)
        except (OSError, BadBytes):
            return self._leave(path, _("it cannot be read"))
        edits = edits_of(diagnostics, text)
        if edits is None:
            return self._leave(path, _("it was changed by somebody else meanwhile"))
        after = edited(before, edits)
        if isinstance(after, str):
            return self._leave(path, after)
        if not proven(entry, text, decode(after), edits):
            return self._leave(path, _("it would not say the same any more, or has errors to be mended first"))
        if after == before:
            return False
        self.copy.write(path, after)
        made = set(edits)
        self.fixed[path] += Counter(d.rule for d in diagnostics if edit_of(d, text) in made)
        return True

    def _leave(self, path: PurePosixPath, why: str) -> bool:
        """Leave a file alone: undo what was done to it; tell whether that has changed the copy."""
        self.left[path] = why
        self.fixed.pop(path, None)
        if path not in self.copy.before:
            return False
        self.copy.restore(path)
        return True

    def _look(self) -> None:
        self.audit = audit(self.copy.root, self.settings, now=self.now)

    def _lines(self, path: PurePosixPath) -> Sequence[str]:
        return (Sources(self.copy.root).text_of(path) or "").split("\n")

    def _shows_otherwise(self, path: PurePosixPath) -> bool:
        """Tell whether others see a changed file otherwise: its title, number or anchors."""
        return self._card(self.copy.before[path], path) != self._card(self.copy.disk(path).read_bytes(), path)

    def _card(self, data: bytes | None, path: PurePosixPath) -> Card | None:
        kind = kind_of(path.relative_to(CONTENT).as_posix())
        item = None if data is None or kind is None else read(SourceFile(Path(), path, kind), decode(data)).part.item
        return None if item is None else item.card


def _linked() -> str:
    return _("it is a link: mend the file that it leads to")


def _counted(audit: Audit) -> Counter[tuple[PurePosixPath, str]]:
    return Counter((d.path, d.rule) for d in audit.diagnostics)
