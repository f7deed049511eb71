"""What is wrong with a book that extends another, without what is wrong with that one by itself: it is told there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.language import gettext as _
from salesbook.models.kinds import KINDS
from salesbook.reading.files import CONTENT
from salesbook.reading.sources import Sources

_MERGED = frozenset(PurePosixPath(CONTENT, kind.folder) for kind in KINDS if kind.merged)


def without_inherited(audit: Audit, base: Audit, sources: Sources) -> Audit:
    """Return an audit without what the nearest book beneath has; both are whole, as their compilations give them.

    Left are those of the book's own files, and those that files of a book beneath have only in this book: a stage names
    a regulation that was replaced, a letter is too long for a channel. Comments beneath silence what is found there.
    """
    told = Told(base)
    own = {path: sources.base_of(path) is None for path in {d.path for d in audit.diagnostics}}
    files = {path: told.new(found, own) for path, found in audit.files.items()}
    book = told.new(audit.book, own)
    ignores = {path: found for path, found in audit.ignores.items() if sources.base_of(path) is None}
    return replace(audit, book=book, files={path: found for path, found in files.items() if found}, ignores=ignores)


def shown_from(audit: Audit, sources: Sources) -> Audit:
    """Return an audit whose findings in a file of a book beneath name it as it is found from here: `../base/…`.

    They are not mended there: the other books of the base may find nothing wrong with the file.
    """
    book = tuple(_shown(d, sources) for d in audit.book)
    files = {sources.shown(path): tuple(_shown(d, sources) for d in found) for path, found in audit.files.items()}
    return replace(audit, book=book, files=files)


def _shown(found: Diagnostic, sources: Sources) -> Diagnostic:
    path = sources.shown(found.path)
    if path == found.path:
        return found
    advice = _("in the book beneath it is in order: copy the file to {path} and mend it there").format(path=found.path)
    return replace(found, path=path, advice=advice, replacement=None, by_tool=False)


class Told:
    """The findings that are told of the book beneath, each as often as it is there."""

    def __init__(self, base: Audit) -> None:
        self._left = Counter(_known_by(d) for d in base.diagnostics)

    def new(self, findings: Iterable[Diagnostic], own: Mapping[PurePosixPath, bool]) -> tuple[Diagnostic, ...]:
        """Return the findings that are not among those, in their order; `own` tells which files are the book's own."""
        # What comes from beneath stands behind the book's own in a list that is merged.
        fresh = [d for d in reversed(list(findings)) if not self._has(d, is_own=own[d.path])]
        return tuple(reversed(fresh))

    def _has(self, found: Diagnostic, *, is_own: bool) -> bool:
        if is_own and found.path not in _MERGED:
            return False
        known_by = _known_by(found)
        if not self._left[known_by]:
            return False
        self._left[known_by] -= 1
        return True


def _known_by(found: Diagnostic) -> tuple[object, ...]:
    """Return what a finding is known by; its place says nothing in a file that is merged of two."""
    place = None if found.path in _MERGED else (found.place, found.end)
    return (found.path, found.rule, found.message, place)
