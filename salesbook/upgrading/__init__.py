"""`salesbook upgrade`: a book of an older format says the same in the current one.

Each step leads from one format to the next, part after part; what one part would change, the next one sees. The book
as it would be is compiled at the end: when anything in it cannot be read, nothing is written. company.yml, which says
the format, is written last: a command that is killed on the way is simply run again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from salesbook.auditing.settings import load_settings
from salesbook.book.load import compile_book
from salesbook.core.book_format import CURRENT, EXTENDING, FIRST
from salesbook.core.changes import Change, Plan, Removal
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.language import mark
from salesbook.core.settings import FILE as SETTINGS
from salesbook.reading.files import COMPANY
from salesbook.reading.sources import Sources
from salesbook.upgrading import from_1
from salesbook.upgrading.copies import copies_of
from salesbook.upgrading.rewriting import Left, Rewrite, rewritten


class Part(NamedTuple):
    """One thing that a step does: what is said of it (a message id), and the files that it rewrites."""

    summary: str
    rewrites: Callable[[Sources], Iterator[Rewrite | Left]]


class Step(NamedTuple):
    """What leads from the format before to `format`; `version` is the one whose copied files are needless then."""

    format: int
    parts: tuple[Part, ...]
    version: str


STEPS = (
    Step(
        2,
        (
            Part(mark("company.yml needs no `limits`: the figures stay in `facts`"), from_1.without_limits),
            Part(mark("the card that judges when none is named is marked `default: true`"), from_1.default_card),
            Part(
                mark("`readers` now says who may read a regulation: whoever is sent to it is added"),
                from_1.readers_of_lessons,
            ),
            Part(mark("seals of questions are made in another way: the same words, new seals"), from_1.seals_made_anew),
        ),
        "0.1.0",
    ),
)
"""All steps, in order, each to the format after that of the one before."""


class Doing(NamedTuple):
    """What is done to some files, in a sentence of the language in use."""

    summary: str
    paths: tuple[PurePosixPath, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade does: from which format, the plan, what it does to which files, what is left to a person.

    `problems` are those that keep files of the book from being read, as it would be; with any the plan is not to be
    applied.
    """

    stated: int
    plan: Plan = field(default_factory=Plan)
    doings: tuple[Doing, ...] = ()
    left: tuple[Left, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def upgrade(root: Path) -> Upgrade:
    """Return how the book at `root` is brought to the current format; nothing is to be done in a book that has it.

    Raises `UserError` when company.yml cannot be rewritten, and for a record of copied templates that is none.
    """
    work = _Work(Sources(root))
    stated = _stated(work.sources)
    if stated is None:
        return Upgrade(FIRST, problems=_unread(Sources(root)))
    if stated >= CURRENT:
        return Upgrade(stated)
    for step in STEPS:
        if step.format > stated:
            work.take(step)
    work.left += _refused_settings(root)
    # Places of the files as they are mean more to whoever must mend them.
    problems = _unread(work.sources) and (_unread(Sources(root)) or _unread(work.sources))
    return Upgrade(stated, work.plan, tuple(work.doings), tuple(work.left), problems)


class _Work:
    """A book on its way: `sources` are its files as they would be by now."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.doings: list[Doing] = []
        self.left: list[Left] = []
        self._changes: dict[PurePosixPath, Change] = {}
        self._removals: list[Removal] = []

    @property
    def plan(self) -> Plan:
        """What has come of it; company.yml stands last."""
        paths = sorted(self._changes, key=lambda path: (path == COMPANY, path))
        return Plan(tuple(self._changes[path] for path in paths), tuple(self._removals))

    def take(self, step: Step) -> None:
        """Carry a step out."""
        for part in step.parts:
            self._rewrite(_(part.summary), part.rewrites(self.sources))
        removals, left = copies_of(self.sources.root, step.version)
        if removals:
            summary = _("copies of files of salesbook {version} are deleted: the program brings them, and newer ones")
            paths = tuple(self.sources.path(removal.path) for removal in removals)
            self.doings.append(Doing(summary.format(version=step.version), paths))
        self._removals += removals
        self.left += left
        summary = _("the book says its format: {format}").format(format=step.format)
        self._rewrite(summary, iter([Rewrite(COMPANY, {("format",): step.format})]))

    def _rewrite(self, summary: str, rewrites: Iterator[Rewrite | Left]) -> None:
        paths = []
        for rewrite in rewrites:
            if self.sources.base_of(rewrite.path) is not None:
                continue  # a book beneath is upgraded by itself
            change = rewritten(self.sources, rewrite) if isinstance(rewrite, Rewrite) else rewrite
            if isinstance(change, Left):
                if change.path == COMPANY:
                    raise UserError(f"{change.path}: {change.message}", change.advice)
                self.left.append(change)
                continue
            earlier = self._changes.get(rewrite.path)
            self._changes[rewrite.path] = change if earlier is None else replace(earlier, after=change.after)
            paths.append(rewrite.path)
        if paths:
            self.doings.append(Doing(summary, tuple(paths)))
            self.sources = Sources(self.sources.root).after(Plan(tuple(self._changes.values())))


def _refused_settings(root: Path) -> list[Left]:
    """Return what salesbook.toml may not say any more, such as that findings of security are ignored by name."""
    try:
        load_settings(root)
    except UserError as error:
        return [Left(PurePosixPath(SETTINGS), error.message, error.advice)]
    return []


def _unread(sources: Sources) -> tuple[Diagnostic, ...]:
    """Return what keeps files of a book from being read."""
    book, problems = compile_book(sources)
    return tuple(d for d in problems if d.severity is Severity.ERROR) if book.broken else ()


def _stated(sources: Sources) -> int | None:
    """Return the format that a book says; None when its company.yml cannot be read."""
    fields = from_1.data_at(sources, COMPANY)
    if not isinstance(fields, dict):
        return None
    stated = fields.get("format", EXTENDING if "extends" in fields else FIRST)
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and FIRST <= stated <= CURRENT else None
