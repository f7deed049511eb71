"""The data of a course's page: ticks of lessons, questions, what an edition withholds."""

import json
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.core.defaults import folders
from salesbook.core.language import Translations
from salesbook.learning.questions import exam_of
from salesbook.models.training import Course
from salesbook.pages.academy import make_academy
from salesbook.pages.model import LaterPage, Page
from salesbook.pages.tools import Tool
from tests.books import OTHER, TODAY, changed, write_book

SECRET = {**changed("regulations/sales/first-contact.md", ("readers: [manager]", "readers: [head]"))}
COURSE = """\
title: Старт
about: Первые шаги.
lessons:
  - {item: ОП-001}
  - {item: 'script:key-meeting'}
quiz:
  - {question: Тайна?, accepts: [да], because: Так., source: ОП-001}
  - {question: Явь?, accepts: [бронь], because: 'Потому, [[ОП-002]].', source: 'script:key-meeting'}
  - {question: Ничего., because: Так., source: 'script:key-meeting'}
"""


def tools_of(root: Path, role: str | None = None) -> tuple[Page | LaterPage, dict[str, Tool]]:
    """Return the page of the course of a book, and its tools by their elements."""
    book, _problems = load_book(root)
    academy = make_academy(book, folders(root, "templates"), Translations("ru"), (), role, today=TODAY)
    pages = [page for page in academy.pages if isinstance(page, Page) and page.item is not None]
    [page] = [page for page in pages if page.item and isinstance(page.item.data, Course)]
    return page, {tool.element: tool for tool in page.tools.values()}


def test_a_course_has_ticks_and_questions() -> None:
    book, _problems = load_book(OTHER)
    [(item, course)] = book.data(Course)
    _page, tools = tools_of(OTHER)
    assert tools["course-lessons"].scripts == ("learning.js", "lessons.js")
    assert tools["course-quiz"].scripts == ("learning.js", "quiz.js", "course.js")
    lessons, quiz = tools["course-lessons"].data, tools["course-quiz"].data
    assert len(lessons["lessons"]) == len(course.lessons)
    exam = exam_of(item.name, course, book.facts)
    assert (quiz["course"], quiz["edition"], quiz["pass_percent"]) == (item.name, exam.edition, 90)
    assert [(each["id"], each["way"]) for each in quiz["questions"]] == [(q.id, q.way) for q in exam.questions]
    json.dumps(dict(quiz))


@pytest.mark.parametrize(
    ("way", "fields"),
    [
        ("one", {"options", "right"}),
        ("several", {"options", "right"}),
        ("order", {"sequence"}),
        ("match", {"pairs"}),
        ("short", {"accepts", "forms"}),
    ],
)
def test_a_question_has_the_fields_of_its_way(way: str, fields: set[str]) -> None:
    _page, tools = tools_of(OTHER)
    asked: dict[str, Any] = next(each for each in tools["course-quiz"].data["questions"] if each["way"] == way)
    assert set(asked) == {"id", "way", "words", "because", "source", *fields}
    assert asked["source"]["href"].startswith("../")


def test_short_answers_come_with_the_forms_of_their_words(tmp_path: Path) -> None:
    _page, tools = tools_of(write_book(tmp_path, {"courses/start.yml": COURSE}))
    asked = tools["course-quiz"].data["questions"][1]
    assert {"бронь", "брони", "бронью"} <= set(asked["forms"][0][0])
    assert "ОП-002" in asked["because"]


def test_what_cannot_be_answered_is_read_and_not_asked(tmp_path: Path) -> None:
    page, tools = tools_of(write_book(tmp_path, {"courses/start.yml": COURSE}))
    assert [each["words"] for each in tools["course-quiz"].data["questions"]] == ["Тайна?", "Явь?"]
    assert "Ничего." in page.text


def test_an_edition_asks_nothing_that_it_withholds_and_names_the_same_exam(tmp_path: Path) -> None:
    root = write_book(tmp_path, {"courses/start.yml": COURSE, **SECRET})
    page, tools = tools_of(root, "manager")
    _whole, all_tools = tools_of(root)
    quiz, lessons = tools["course-quiz"].data, tools["course-lessons"].data
    assert [each["words"] for each in quiz["questions"]] == ["Явь?"]
    assert [each["item"] for each in lessons["lessons"]] == ["script:key-meeting"]
    assert quiz["edition"] == all_tools["course-quiz"].data["edition"]
    assert "Тайна" not in page.text + json.dumps([dict(tool.data) for tool in tools.values()], ensure_ascii=False)


def test_a_course_without_questions_has_no_exam(tmp_path: Path) -> None:
    text = COURSE.partition("quiz:")[0]
    _page, tools = tools_of(write_book(tmp_path, {"courses/start.yml": text}))
    assert set(tools) == {"course-lessons"}
    assert not tools["course-lessons"].data["has_exam"]


def test_the_answers_of_every_way_are_read_without_a_script() -> None:
    page, _tools = tools_of(OTHER)
    for words in ("1. Цель.", "<li>Первый вопрос — Цель</li>", "цель; цель ученика", "Расставьте по порядку"):
        assert words in page.text
