"""What a learner has done, as the academy writes it: the file that he exports, in; frozen values out.

`site/assets/learning.js` writes such files, and its rows are checked here by the same rules: a file comes from a
browser, through a messenger, from whoever likes. A row that is not as the academy writes it is left out and counted.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from salesbook.core.source import nfc

MAX_BYTES = 12_000_000
"""Bytes of a file: whatever it holds, the academy writes none of more than four million characters."""
MAX_ROWS = 20_000
"""Rows of one kind; what comes after them is no learner's."""

_FORMAT = "salesbook-learning"
_VERSION = 1
_LONGEST = 300
_MAX_WRONG = 2_000
_MAX_COUNT = 100_000
_LATEST = 4_102_444_800_000
_EDITION = re.compile(r"[a-p]{8}")
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Of characters: JSON may hold them, and nothing can print them."""


class Fault(StrEnum):
    """Why a file cannot be taken."""

    FOREIGN = "foreign"
    """It is none that the academy exports."""
    NEWER = "newer"
    """A later version of the academy has written it."""
    DAMAGED = "damaged"
    """Its checksum is another one than that of its content."""
    LARGE = "large"
    """It is longer than the academy writes one."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that was read, or is marked as such no longer: which edition of it, when (UTC)."""

    course: str
    item: str
    edition: str
    at: datetime
    done: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """An exam as it ended: right answers of all, and the editions of the questions that were answered wrong."""

    course: str
    edition: str
    at: datetime
    right: int
    of: int
    passed: bool
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A task or a checkpoint of a plan, by its edition: done, or not any more."""

    plan: str
    task: str
    at: datetime
    done: bool


Row = TypeVar("Row", Lesson, Attempt, Tick)


@dataclass(frozen=True, slots=True)
class Progress:
    """All that one learner has done, by his own account; of one thing the latest row alone, oldest first.

    `source` says where it comes from, `book` for which book it was written, `made` when. What is not said is empty or
    None; `left_out` counts rows that were none.
    """

    source: str
    book: str
    made: datetime
    learner: str = ""
    position: str = ""
    started: date | None = None
    lessons: tuple[Lesson, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    ticks: tuple[Tick, ...] = ()
    left_out: int = 0


def progress_in(data: bytes, source: str) -> Progress | Fault:
    """Return what an exported file holds, or why it cannot be taken.

    Its first line says what it is, with the CRC-32 of the second one, which holds everything. The checksum shows damage
    and nothing else: whoever forges a file counts a new one.
    """
    head, _end, rest = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    body = rest.partition(b"\n")[0].removesuffix(b"\r")
    header = _block(head.removesuffix(b"\r"))
    if header is None or header.get("format") != _FORMAT:
        return Fault.FOREIGN
    if header.get("version") != _VERSION:
        return Fault.NEWER
    if header.get("crc32") != f"{zlib.crc32(body):08x}":
        return Fault.DAMAGED
    if len(data) > MAX_BYTES:
        return Fault.LARGE
    given = _block(body)
    return Fault.FOREIGN if given is None else _progress(given, source)


def moment(milliseconds: Any) -> datetime | None:
    """Return the moment that the academy writes as milliseconds since 1970; None for what is none."""
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int) or not 0 <= milliseconds < _LATEST:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def text(value: Any) -> str | None:
    """Return a name as the academy writes one; None for what is none: too long, with control characters, no text."""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST or _CONTROLS.search(value):
        return None
    return None if _HALVES.search(value) else nfc(value)


def edition(value: Any) -> str | None:
    """Return an edition, eight letters; None for what is none."""
    return value if isinstance(value, str) and _EDITION.fullmatch(value) else None


def day(value: Any) -> date | None:
    """Return a day written as 2026-11-28; None for what is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        return None


def count(value: Any) -> int | None:
    """Return a number of answers; None for what is none."""
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MAX_COUNT
    return value if is_count else None


def editions(value: Any) -> tuple[str, ...] | None:
    """Return a list of editions; None for what is none."""
    if not isinstance(value, list) or len(value) > _MAX_WRONG or not all(edition(each) for each in value):
        return None
    return tuple(value)


def with_latest(progress: Progress) -> Progress:
    """Return progress in which of two rows of one thing the later holds."""
    return replace(
        progress,
        lessons=_latest(progress.lessons, lambda row: (row.course, row.item)),
        attempts=_latest(progress.attempts, lambda row: (row.course, row.at)),
        ticks=_latest(progress.ticks, lambda row: (row.plan, row.task)),
    )


def _progress(given: Mapping[str, Any], source: str) -> Progress:
    """Return what the second line of a file says."""
    lessons = list(_rows(given, "lessons", _lesson))
    attempts = list(_rows(given, "exams", _attempt))
    ticks = list(_rows(given, "ticks", _tick))
    every = (*lessons, *attempts, *ticks)
    started = day(given.get("started"))
    return with_latest(
        Progress(
            source=source,
            book=text(given.get("book")) or "",
            made=moment(given.get("made")) or datetime.fromtimestamp(0, UTC),
            learner=" ".join((text(given.get("learner")) or "").split()),
            position=text(given.get("position")) or "",
            started=started,
            lessons=tuple(row for row in lessons if row is not None),
            attempts=tuple(row for row in attempts if row is not None),
            ticks=tuple(row for row in ticks if row is not None),
            left_out=sum(row is None for row in every),
        )
    )


def _rows(given: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any]], Row | None]) -> Iterator[Row | None]:
    """Yield rows of a kind, None for each that is not as it must be."""
    listed = given.get(name)
    for row in listed[:MAX_ROWS] if isinstance(listed, list) else ():
        yield read(row) if isinstance(row, dict) else None


def _lesson(row: Mapping[str, Any]) -> Lesson | None:
    course, item, done = text(row.get("course")), text(row.get("item")), row.get("done")
    made, at = edition(row.get("edition")), moment(row.get("at"))
    if course is None or item is None or made is None or at is None or not isinstance(done, bool):
        return None
    return Lesson(course, item, made, at, done)


def _attempt(row: Mapping[str, Any]) -> Attempt | None:
    course, made, at = text(row.get("course")), edition(row.get("edition")), moment(row.get("at"))
    right, of, wrong = count(row.get("right")), count(row.get("of")), editions(row.get("wrong"))
    passed = row.get("passed")
    if course is None or made is None or at is None or right is None or of is None or wrong is None:
        return None
    if not isinstance(passed, bool) or right > of:
        return None
    return Attempt(course, made, at, right, of, passed, wrong)


def _tick(row: Mapping[str, Any]) -> Tick | None:
    plan, task, at = text(row.get("plan")), text(row.get("task")), moment(row.get("at"))
    done = row.get("done")
    if plan is None or task is None or at is None or not isinstance(done, bool):
        return None
    return Tick(plan, task, at, done)


def _latest(rows: Iterable[Row], same: Callable[[Row], Any]) -> tuple[Row, ...]:
    latest: dict[Any, Row] = {}
    for row in rows:
        before = latest.get(same(row))
        if before is None or before.at <= row.at:
            latest[same(row)] = row
    return tuple(sorted(latest.values(), key=lambda row: row.at))


def _block(line: bytes) -> dict[str, Any] | None:
    """Return the object of JSON that a line holds; None for anything else."""
    try:
        value = json.loads(line.decode())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
