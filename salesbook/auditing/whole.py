"""The compile behind an audit: rows that still hold, rows made anew, the book they make, and its checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Cache, Row
from salesbook.auditing.rows import UNREAD, Outline, outlined
from salesbook.auditing.workers import examine_all
from salesbook.book import Book
from salesbook.checks import CHECKS
from salesbook.checks.check import BookCheck, DatedCheck
from salesbook.diagnostics import Diagnostic
from salesbook.house import House
from salesbook.load import COMPANY, bind, located, quiet_collector, read, unread_company
from salesbook.models.company import Company
from salesbook.reading.files import Entry, Walked, read_bytes, sort
from salesbook.settings import Settings

_YOUNG_NS = 2_000_000_000
"""A file that was changed so shortly before it was looked at may change again without a newer time on some disks."""

_DOUBT = "~"
"""Stands before the stamp of a young file, so that its bytes are looked at next time."""


@dataclass(frozen=True, slots=True)
class Made:
    """An audit and what the cache is to keep of it.

    `rows` are new; `moved` are new stamps of files with the same bytes as before; `gone` are no longer there.
    `young` are digests of files whose times cannot be believed yet; `lasting`: the same files would give the same
    audit again.
    """

    audit: Audit
    rows: list[Row]
    moved: dict[str, str]
    gone: frozenset[str]
    young: dict[str, str]
    lasting: bool


def whole_audit(
    root: Path, settings: Settings, today: date, walked: Walked, cache: Cache | None, surroundings: str
) -> Made:
    """Audit a book whose files were walked over; rows of the cache hold when they were made in these surroundings."""
    with quiet_collector():
        problems = list(walked.problems)
        entries = {str(entry.path): entry for entry in sort(root, walked.stamps, problems)}
        known: dict[str, Row] = {} if cache is None else cache.rows()
        same = cache is not None and cache.note("environment") == surroundings
        held = {path: row for path, row in known.items() if _holds(row, entries.get(path))} if same else {}
        missing = [entry for path, entry in entries.items() if path not in held]
        made = {row.path: row for row in examine_all(missing, house_of(root, entries.values(), settings))}

        def texts(path: str) -> tuple[str, str]:
            if path in made or cache is None:
                return made[path].references, made[path].data
            return cache.texts(path)

        rows = held | made
        outlines = {entry.path: outlined(rows[path], entry, texts) for path, entry in entries.items()}
        book, found = assemble(root, outlines.values(), problems, files=entries.values())
        audit = gathered(book, outlines, found + book_findings(book, today))

    young = {path for path, entry in entries.items() if entry.stamp.mtime > walked.time - _YOUNG_NS}
    stamps = {path: _DOUBT * (path in young) + repr(tuple(entry.stamp)) for path, entry in entries.items()}
    lasting = all(row.digest != UNREAD for row in made.values())
    return Made(
        audit,
        rows=[row._replace(stamp=stamps[path]) for path, row in made.items() if row.digest != UNREAD],
        moved={path: stamps[path] for path, row in held.items() if row.stamp != stamps[path]},
        gone=frozenset(known) - (frozenset(held) | frozenset(made)),
        young={path: rows[path].digest for path in young if rows[path].digest},
        lasting=lasting and not walked.problems,
    )


def _holds(row: Row, entry: Entry | None) -> bool:
    """Tell whether a row still says what its file would: the same times and size, or else the same bytes."""
    if entry is None:
        return False
    if row.stamp == repr(tuple(entry.stamp)) or not row.digest:
        return True
    data, _unreadable = read_bytes(entry)
    return data is not None and blake2b(data, digest_size=16).hexdigest() == row.digest


def house_of(root: Path, entries: Iterable[Entry], settings: Settings) -> House:
    """Read company.yml ahead of everything else: single items are looked at by its words."""
    entry = next((entry for entry in entries if entry.path == COMPANY), None)
    item = None if entry is None else read(entry).part.item
    company = None if item is None else item.data
    return House(root, company if isinstance(company, Company) else unread_company(), settings)


def assemble(
    root: Path, outlines: Iterable[Outline], problems: Iterable[Diagnostic], files: Iterable[Entry]
) -> tuple[Book, list[Diagnostic]]:
    """Make the book of its outlines; return it with the problems of its files."""
    parts = (outline.part for outline in outlines if outline.part is not None)
    return bind(root, parts, (entry.path for entry in files if entry.kind is None), problems)


def book_findings(book: Book, today: date) -> list[Diagnostic]:
    """Run the checks that look at the whole book."""
    found: list[Diagnostic] = []
    for check in CHECKS:
        if isinstance(check, BookCheck):
            found += located(book.root, check.rule, check.find(book))
        elif isinstance(check, DatedCheck):
            found += located(book.root, check.rule, check.find(book, today))
    return found


def gathered(book: Book, outlines: dict[PurePosixPath, Outline], found: list[Diagnostic]) -> Audit:
    """Put the findings of files and of the book together."""
    findings = [*found, *(d for outline in outlines.values() for d in outline.findings)]
    ignores = {path: outline.ignores for path, outline in outlines.items() if outline.ignores}
    references = sum(outline.references for outline in outlines.values())
    return Audit(tuple(sorted(findings, key=lambda d: d.order)), ignores, len(book.items), references)
