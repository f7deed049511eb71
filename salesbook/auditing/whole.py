"""The compile behind an audit: rows that still hold, rows made anew, the book they make, and its checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import TypeVar

from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Cache, Row
from salesbook.auditing.last import YOUNG_NS, LastAudit, digest_of, walk_text
from salesbook.auditing.rows import UNREAD, Outline, examine, outlined
from salesbook.auditing.workers import examine_all
from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.load import TextOf, bind, located, quiet_collector, read, unread_company
from salesbook.checks import CHECKS
from salesbook.checks.check import BookCheck, DatedCheck
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings
from salesbook.core.source import inside
from salesbook.models.company import Company
from salesbook.models.kinds import BY_NAME
from salesbook.reading.files import COMPANY, CONTENT, SourceFile, Stamp, Walked, read_bytes, sort
from salesbook.reading.ignores import Ignore
from salesbook.reading.sources import Sources

T = TypeVar("T")

_DOUBT = "~"
"""Stands before the stamp of a young file, so that its bytes are looked at next time."""

_PORTION = 500
_FEW = 50
"""So many changed files are looked at by themselves; with more, the whole book is put together anew."""


@dataclass(frozen=True, slots=True)
class AuditUpdate:
    """An audit and what the cache is to keep of it beside the rows, which it has got already.

    `moved` are new stamps of files with the same bytes as before; `gone` are no longer there; `lasting`: the same files
    would give the same audit again.
    """

    last: LastAudit
    moved: dict[str, str]
    gone: frozenset[str]
    lasting: bool

    @property
    def notes(self) -> dict[str, str]:
        """What the cache keeps under a name."""
        return self.last.notes() if self.lasting else {"last": "", "walk": ""}


def whole_audit(
    root: Path, settings: Settings, now: datetime, walked: Walked, cache: Cache | None, surroundings: str
) -> AuditUpdate:
    """Audit a book whose files were walked over; rows of the cache hold when they were made in these surroundings."""
    with quiet_collector():
        problems = list(walked.problems)
        entries = {str(entry.path): entry for entry in sort(root, walked.stamps, problems)}
        shelf = RowData(cache)
        held, moved, known = _held(entries, shelf, walked, cache, surroundings)
        made = _made([entry for path, entry in entries.items() if path not in held], root, settings, shelf, walked)
        outlines = [held.get(path) or made[path] for path in entries]
        book, found = assemble(root, outlines, problems, (entry.path for entry in entries.values() if not entry.kind))
        today = book.company.day(now)
        found += book_findings(book, today)
        audit = _gathered(book, outlines, found)

    opened = frozenset(shelf.opened | {str(diagnostic.path) for diagnostic in found})
    digests = {path: outline.digest for path, outline in zip(entries, outlines, strict=True)}
    # Of a picture it matters that it is there, not what it shows: it has no digest.
    young = {e.stamp.name: digests[path] for path, e in entries.items() if digests[path] and _is_young(e.stamp, walked)}
    last = LastAudit(
        surroundings, book.company.time_zone, today.isoformat(), walk_text(walked.stamps), young, opened, audit
    )
    lasting = not walked.problems and UNREAD not in digests.values()
    return AuditUpdate(last, moved, frozenset(known).difference(entries), lasting)


class RowData:
    """The data of rows, out of the cache, or kept here when there is none; notes which were opened."""

    def __init__(self, cache: Cache | None) -> None:
        self.opened: set[str] = set()
        self._cache = cache
        self._kept: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """Return the data of a file, as JSON."""
        self.opened.add(path)
        return self._kept.get(path, "") if self._cache is None else self._cache.data(path)

    def put(self, rows: list[Row]) -> None:
        """Keep new rows."""
        if self._cache is None:
            self._kept.update((row.path, row.data) for row in rows if row.data)
        else:
            self._cache.put([row for row in rows if row.digest != UNREAD])


def _held(
    entries: Mapping[str, SourceFile], shelf: RowData, walked: Walked, cache: Cache | None, surroundings: str
) -> tuple[dict[str, Outline], dict[str, str], list[str]]:
    """Return the outlines of rows that still hold, the stamps of theirs that are new, and the paths of all rows."""
    held: dict[str, Outline] = {}
    moved: dict[str, str] = {}
    known: list[str] = []
    same = cache is not None and cache.note("environment") == surroundings
    for row in cache.rows() if cache is not None else ():
        known.append(row.path)
        entry = entries.get(row.path)
        if same and entry is not None and _holds(row, entry):
            held[row.path] = outlined(row, entry, shelf)
            stamp = _stamp(entry.stamp, walked)
            if row.stamp != stamp:
                moved[row.path] = stamp
    return held, moved, known


def _made(
    entries: list[SourceFile], root: Path, settings: Settings, shelf: RowData, walked: Walked
) -> dict[str, Outline]:
    """Compile files and return their outlines; the rows go where they are kept, portion by portion."""
    outlines: dict[str, Outline] = {}
    by_path = {str(entry.path): entry for entry in entries}
    waiting: list[Row] = []
    for row in examine_all(entries, context_of(root, settings)):
        entry = by_path[row.path]
        outlines[row.path] = outlined(row, entry, shelf)
        waiting.append(row._replace(stamp=_DOUBT + row.stamp) if _is_young(entry.stamp, walked) else row)
        if len(waiting) == _PORTION:
            shelf.put(waiting)
            waiting = []
    shelf.put(waiting)
    return outlines


def _is_young(stamp: Stamp, walked: Walked) -> bool:
    return stamp.mtime > walked.time - YOUNG_NS


def _stamp(stamp: Stamp, walked: Walked) -> str:
    """Return a row's stamp; that of a young file will not be found again, so that its bytes are looked at."""
    return _DOUBT + stamp.text if _is_young(stamp, walked) else stamp.text


def touched_up(
    root: Path, settings: Settings, last: LastAudit, changed: list[Stamp], walked: Walked, cache: Cache
) -> AuditUpdate | None:
    """Bring the last audit up to date with a few changed files, when that cannot change anything else in the book.

    The checks of the whole book know a file by its outline; what they have seen more of, they have opened. None when
    one of the files was opened, or its outline says something new.
    """
    problems: list[Diagnostic] = []
    entries = sort(root, changed, problems)
    if len(changed) > _FEW or problems or len(entries) != len(changed):
        return None
    if any(str(entry.path) in last.opened or entry.path == COMPANY for entry in entries):
        return None
    context = context_of(root, settings)
    shelf = RowData(cache)
    audit, young = last.audit, dict(last.young)
    files, ignores, references = dict(audit.files), dict(audit.ignores), audit.references
    for entry in entries:
        was, row = cache.row(str(entry.path)), examine(entry, context)
        if was is None or row.digest in ("", UNREAD):
            return None
        old, new = (outlined(r, entry, shelf) for r in (was, row))
        if old.seen != new.seen:
            return None
        references += new.references - old.references
        _put(files, entry.path, tuple(new.findings))
        _put(ignores, entry.path, new.ignores)
        young.pop(entry.stamp.name, None)
        if _is_young(entry.stamp, walked):
            young[entry.stamp.name] = row.digest
        shelf.put([row._replace(stamp=_stamp(entry.stamp, walked))])
    now = Audit(audit.book, files, ignores, audit.items, references)
    return AuditUpdate(
        replace(last, walk=walk_text(walked.stamps), young=young, audit=now), {}, frozenset(), lasting=True
    )


def _put(kept: dict[PurePosixPath, tuple[T, ...]], path: PurePosixPath, found: tuple[T, ...]) -> None:
    """Keep what was found in a file; a file in which nothing was found is not named."""
    kept.pop(path, None)
    if found:
        kept[path] = found


def _holds(row: Row, entry: SourceFile | None) -> bool:
    """Tell whether a row still says what its file would: the same times and size, or else the same bytes."""
    if entry is None:
        return False
    if row.stamp == entry.stamp.text or not row.digest:
        return True
    data, _unreadable = read_bytes(entry)
    return data is not None and digest_of(data) == row.digest


def context_of(root: Path, settings: Settings) -> Context:
    """Read company.yml ahead of everything else: single items are looked at by its words."""
    entry = SourceFile(root / COMPANY, COMPANY, BY_NAME["company"])
    item = read(entry).part.item if entry.disk.is_file() and inside(entry.disk, root / CONTENT) else None
    company = None if item is None else item.data
    return Context(root, company if isinstance(company, Company) else unread_company(), settings)


def assemble(
    root: Path, outlines: Iterable[Outline], problems: Iterable[Diagnostic], files: Iterable[PurePosixPath]
) -> tuple[Book, list[Diagnostic]]:
    """Make the book of its outlines and other files; return it with `problems` and those of two files together."""
    book, found = bind(
        Sources(root), (outline.part for outline in outlines if outline.part is not None), files, problems
    )
    return book, found


def book_findings(book: Book, today: date, text_of: TextOf | None = None) -> list[Diagnostic]:
    """Run the checks that look at the whole book; `text_of` gives the texts of an editor in place of the book's."""
    text_of = text_of or book.sources.text_of
    found: list[Diagnostic] = []
    for check in CHECKS:
        if isinstance(check, BookCheck):
            found += located(text_of, check.rule, check.find(book))
        elif isinstance(check, DatedCheck):
            found += located(text_of, check.rule, check.find(book, today))
    return found


def _gathered(book: Book, outlines: Iterable[Outline], found: list[Diagnostic]) -> Audit:
    """Put the findings of files and of the book together."""
    files: dict[PurePosixPath, tuple[Diagnostic, ...]] = {}
    ignores: dict[PurePosixPath, tuple[Ignore, ...]] = {}
    references = 0
    for outline in outlines:
        _put(files, outline.path, tuple(outline.findings))
        _put(ignores, outline.path, outline.ignores)
        references += outline.references
    return Audit(tuple(found), files, ignores, len(book.items), references)
