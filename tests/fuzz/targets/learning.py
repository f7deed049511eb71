"""What learners hand in: exported files with a sound checksum over anything, and statements of a record store."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.calendar.working_time import WorkingTime, working_time_of
from salesbook.learning.progress import MAX_ROWS, Progress, progress_in
from salesbook.learning.report import each_once, report
from salesbook.learning.statements import COMPLETED, PASSED, recorded
from salesbook.output.learning_rows import report_csv, report_json
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.generators.words import hostile
from tests.fuzz.target import OF_TESTS, Target
from tests.learning.exported import at, exam, signed

_ACADEMY = "https://academy.example.com/"
_TODAY = date(2026, 11, 28)


def learner_file(data: bytes) -> None:
    """Read a file of a learner, as it is and with a sound checksum; whatever comes of it can be reported."""
    progress_in(data, "a.txt")
    progress = progress_in(signed(data.replace(b"\n", b" ")), "a.txt")
    if isinstance(progress, Progress):
        assert max(map(len, (progress.lessons, progress.attempts, progress.ticks))) <= MAX_ROWS
        _report([progress])


def record_statements(data: bytes) -> None:
    """Read statements of a store; whatever is left of them can be reported."""
    try:
        listed = json.loads(data)
    except (ValueError, RecursionError):
        return
    read = recorded(listed if isinstance(listed, list) else [listed], _ACADEMY, "Диалог", "store")
    _report(list(read.progress))


def _report(files: list[Progress]) -> None:
    book, working = _book()
    latest, _earlier = each_once([*files, *files])
    made = report(book, latest, working, _TODAY)
    say(json.dumps(report_json(book, made), ensure_ascii=False))
    say(report_csv(book, made).decode())


@cache
def _book() -> tuple[Book, WorkingTime]:
    book, _problems = load_book(OF_TESTS[1])
    return book, working_time_of(book)


def _given() -> dict[str, Any]:
    book, _working = _book()
    course = exam(book, next(item.name for item in book.of_kind("course")))
    wrong = [question.id for question in course.questions[:1]]
    row = {"course": course.course, "edition": course.edition, "at": at("2026-11-05"), "right": 1, "of": 2}
    lesson = {"course": course.course, "item": "x", "edition": "abcdefgh", "at": at("2026-11-05"), "done": True}
    position, plan = book.of_kind("position")[0].name, book.of_kind("onboarding")[0].name
    return {
        "book": book.company.title, "made": at("2026-11-20"), "learner": "Анна", "position": position,
        "started": "2026-11-02", "exams": [{**row, "passed": True, "wrong": wrong}],
        "lessons": [lesson],
        "ticks": [{"plan": plan, "task": "abcdefgh-2", "at": at("2026-11-05"), "done": True}],
    }  # fmt: skip


def _files(_books: Sequence[Path]) -> list[bytes]:
    return [json.dumps(_given(), ensure_ascii=False).encode()]


def _statement(verb: str, about: str, result: Any) -> dict[str, Any]:
    said = {f"{_ACADEMY}position": "position:teacher", f"{_ACADEMY}started": "2026-11-02"}
    return {
        "actor": {"account": {"homePage": _ACADEMY, "name": "Анна"}}, "verb": {"id": verb},
        "object": {"id": _ACADEMY + about}, "result": result, "timestamp": "2026-11-20T12:00:00Z",
        "context": {"revision": "abcdefgh", "extensions": said},
    }  # fmt: skip


def _stores(_books: Sequence[Path]) -> list[bytes]:
    score = {"score": {"raw": 1, "max": 2}, "success": True, "extensions": {f"{_ACADEMY}wrong": ["abcdefgh"]}}
    course = _book()[0].of_kind("course")[0].name
    said = [_statement(PASSED, f"{course}/exam", score), _statement(COMPLETED, f"{course}/lessons/x", {})]
    return [json.dumps([*said, _statement(COMPLETED, "onboarding:x/tasks/abcdefgh", {})]).encode()]


def _damaged(random: Random) -> bytes:
    """Return a file in which some values are others: of any kind, or hostile words."""
    given = _given()
    rows = [row for name in ("exams", "lessons", "ticks") for row in given[name]]
    for _time in range(random.randrange(1, 4)):
        block: Any = random.choice((given, *rows))
        block[random.choice([*block])] = random.choice(
            (hostile(random), generated.value(random), random.randrange(-2, 10**15))
        )
    try:
        return json.dumps(given).encode()
    except (TypeError, ValueError):
        return b"{}"


TARGETS = (
    Target(learner_file, _files, runs=4_000, generate=_damaged),
    Target(record_statements, _stores, runs=3_000),
)
