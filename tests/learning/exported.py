"""Files as the academy exports them, and the small book of the tests with a course that asks three questions."""

import json
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

from salesbook.book.book import Book
from salesbook.learning.plans import plan_steps
from salesbook.learning.questions import Exam, exam_of
from salesbook.models.training import Course, Onboarding
from tests.books import compiled

COURSE = """\
title: Старт
about: Первые шаги.
positions: ['position:manager']
lessons: [{item: ОП-001}, {item: 'script:key-meeting'}]
pass_percent: 60
quiz:
  - {question: Кто ведёт прогрев?, options: [Я., Вы.], answer: 1, because: Так., source: 'position:marketer'}
  - {question: За сколько звонят?, options: [За час., Сразу.], answer: 2, because: Так., source: ОП-001}
  - {question: Кто главный?, options: [Клиент., Я.], answer: 1, because: Так., source: 'script:key-meeting'}
"""
READING = "title: Чтение\nabout: Без вопросов.\nlessons: [{item: ОП-001}, {item: 'position:head'}]\n"


def book_of(root: Path, **changes: str) -> Book:
    """Return the small book with a course of three questions and one without any."""
    return compiled(root, {"courses/start.yml": COURSE, "courses/reading.yml": READING, **changes})


def exam(book: Book, name: str = "course:start") -> Exam:
    """Return the exam of a course as it is now."""
    course = book.items[name].data
    assert isinstance(course, Course)
    return exam_of(name, course, book.facts)


def steps(book: Book) -> list[str]:
    """Return what the steps of the plan are known by."""
    plan = book.items["onboarding:manager"].data
    assert isinstance(plan, Onboarding)
    return [step.key for step in plan_steps(plan, book.facts)]


def at(day: str) -> int:
    """Return the noon of a day in UTC, as the academy writes moments."""
    return int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp() * 1000)


def taken(book: Book, day: str, *wrong: int, **changes: Any) -> dict[str, Any]:
    """Return an exam of the course as it is now, the questions at the places `wrong` answered wrong."""
    made = exam(book)
    right = len(made.questions) - len(wrong)
    failed = [made.questions[n].id for n in wrong]
    row = {"course": made.course, "edition": made.edition, "at": at(day), "right": right, "of": len(made.questions)}
    return {**row, "passed": made.passes(right), "wrong": failed, **changes}


def exported(given: dict[str, Any], **header: Any) -> bytes:
    """Return a file as the academy writes it; `header` has its first line say something else."""
    body = json.dumps({"book": "Берег", "made": at("2026-11-20"), **given}, ensure_ascii=False)
    return signed(body.encode("utf-8", "backslashreplace"), **header)  # half a character as browsers write it


def signed(body: bytes, **header: Any) -> bytes:
    """Return a file with its first line."""
    head = {"format": "salesbook-learning", "version": 1, "crc32": f"{zlib.crc32(body):08x}", **header}
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + body + b"\n"
