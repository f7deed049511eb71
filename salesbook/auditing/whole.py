"""The compile behind an audit: rows that still hold, rows made anew, and the audit of the book that they make."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Cache, Row
from salesbook.auditing.compilation import Compilation, context_of, put
from salesbook.auditing.environment import with_templates
from salesbook.auditing.last import YOUNG_NS, LastAudit, digest_of, walk_text
from salesbook.auditing.rows import UNREAD, KeptData, Outline, examine, outlined
from salesbook.auditing.workers import examine_all
from salesbook.book.context import Context
from salesbook.book.load import quiet_collector
from salesbook.calendar import clock
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings
from salesbook.reading.files import COMPANY, SourceFile, Stamp, Walked, read_bytes, sort
from salesbook.reading.sources import Sources

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
    root: Path,
    settings: Settings,
    now: datetime,
    walked: Walked,
    cache: Cache | None,
    environment: str,
) -> AuditUpdate:
    """Audit a book whose files were walked over; rows of the cache hold when they were made in this environment."""
    with quiet_collector():
        row_data = RowData(cache)
        rows = _kept_rows(root, walked, cache, environment, row_data)
        sources = Sources(root)
        context = context_of(sources, settings)
        made = _made([file for path, file in rows.files.items() if path not in rows.held], context, row_data, walked)
        outlines = {path: rows.held.get(path) or made[path] for path in rows.files}
        compilation = Compilation(sources, context, walked, rows.files, rows.problems, outlines, examine_all)
        audit = compilation.audit(now)

    opened = frozenset(row_data.opened | {str(diagnostic.path) for diagnostic in audit.book})
    # Of a picture it matters that it is there, not what it shows: it has no digest.
    young = {
        file.stamp.name: outlines[path].digest
        for path, file in rows.files.items()
        if outlines[path].digest and _is_young(file.stamp, walked)
    }
    company = compilation.book.company
    day = clock.today(company, now).isoformat()
    last = LastAudit(
        with_templates(root, environment), company.time_zone, day, walk_text(walked.stamps), young, opened, audit
    )
    lasting = not walked.problems and all(outline.digest != UNREAD for outline in outlines.values())
    return AuditUpdate(last, rows.moved, rows.gone, lasting)


def recalled(root: Path, settings: Settings, walked: Walked, cache: Cache | None, environment: str) -> Compilation:
    """Return the compilation of a book whose files were walked over; what the cache has of it is not made again.

    It lasts longer than the cache is open: items are opened from their files.
    """
    sources = Sources(root)
    with quiet_collector():
        rows = _kept_rows(root, walked, cache, environment, lambda _path: "")
        context = context_of(sources, settings)
        part = Compilation(sources, context, walked, rows.files, rows.problems, rows.held, examine_all)
    return part.updated(sources)


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


class _KeptRows(NamedTuple):
    """The files of a book with the outlines of rows that still hold, and what is to change in the cache.

    `moved` are new stamps of rows that hold, by path; `gone` are the paths of rows without a file.
    """

    files: dict[PurePosixPath, SourceFile]
    problems: tuple[Diagnostic, ...]
    held: dict[PurePosixPath, Outline]
    moved: dict[str, str]
    gone: frozenset[str]


def _kept_rows(root: Path, walked: Walked, cache: Cache | None, environment: str, kept_data: KeptData) -> _KeptRows:
    """Tell what the cache has of the files that were walked over; `kept_data`: see `rows.outlined`."""
    problems = list(walked.problems)
    files = {str(file.path): file for file in sort(root, walked.stamps, problems)}
    held: dict[PurePosixPath, Outline] = {}
    moved: dict[str, str] = {}
    gone: set[str] = set()
    same = cache is not None and cache.note("environment") == environment
    for row in cache.rows() if cache is not None else ():
        file = files.get(row.path)
        if file is None:
            gone.add(row.path)
        elif same and _holds(row, file):
            held[file.path] = outlined(row, file, kept_data)
            stamp = _stamp(file.stamp, walked)
            if row.stamp != stamp:
                moved[row.path] = stamp
    return _KeptRows({file.path: file for file in files.values()}, tuple(problems), held, moved, frozenset(gone))


def _made(files: list[SourceFile], context: Context, row_data: RowData, walked: Walked) -> dict[PurePosixPath, Outline]:
    """Compile files and return their outlines; the rows go where they are kept, portion by portion."""
    outlines: dict[PurePosixPath, Outline] = {}
    waiting: list[Row] = []
    for file, row in zip(files, examine_all(files, context), strict=True):
        outlines[file.path] = outlined(row, file, row_data)
        waiting.append(row._replace(stamp=_stamp(file.stamp, walked)))
        if len(waiting) == _PORTION:
            row_data.put(waiting)
            waiting = []
    row_data.put(waiting)
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
    changed_files = sort(root, changed, problems)
    if len(changed) > _FEW or problems or len(changed_files) != len(changed):
        return None
    if any(str(file.path) in last.opened or file.path == COMPANY for file in changed_files):
        return None
    context = context_of(Sources(root), settings)
    row_data = RowData(cache)
    audit, young = last.audit, dict(last.young)
    files, ignores, references = dict(audit.files), dict(audit.ignores), audit.references
    for file in changed_files:
        was, row = cache.row(str(file.path)), examine(file, context)
        if was is None or row.digest in ("", UNREAD):
            return None
        old, new = (outlined(r, file, row_data) for r in (was, row))
        if old.seen != new.seen:
            return None
        references += new.references - old.references
        put(files, file.path, tuple(new.findings))
        put(ignores, file.path, new.ignores)
        young.pop(file.stamp.name, None)
        if _is_young(file.stamp, walked):
            young[file.stamp.name] = row.digest
        row_data.put([row._replace(stamp=_stamp(file.stamp, walked))])
    now = Audit(audit.book, files, ignores, audit.items, references)
    return AuditUpdate(
        replace(last, walk=walk_text(walked.stamps), young=young, audit=now), {}, frozenset(), lasting=True
    )


def _holds(row: Row, file: SourceFile) -> bool:
    """Tell whether a row still says what its file would: the same times and size, or else the same bytes."""
    if row.stamp == file.stamp.text or not row.digest:
        return True
    data, _unreadable = read_bytes(file)
    return data is not None and digest_of(data) == row.digest
