"""An exam passed on the page of its course, by the form alone: the store has it, and the report reads it."""

from typing import Any

import pytest

from tests.records.conftest import Store
from tests.records.test_records import SENT, Reported, reported, switch_on, until

__all__ = ["reported"]
pytestmark = pytest.mark.records
QUIZ = "document.querySelector('course-quiz')"


def answered(page: Any, *wrong: int) -> None:
    """Take the exam; the questions at the places `wrong` of the course are answered wrong."""
    words = page.evaluate(f"{QUIZ}.words")
    page.get_by_role("button", name=words["exam"], exact=True).click()
    for n, question in enumerate(page.evaluate(f"{QUIZ}.course.questions")):
        chosen = question["options"][1 - question["right"][0] if n in wrong else question["right"][0]]
        group = page.locator("course-quiz fieldset").filter(has_text=question["words"])
        group.get_by_label(chosen, exact=True).check()
    page.get_by_role("button", name=words["end_exam"], exact=True).click()


def test_an_exam_that_is_failed_and_passed_on_its_page_is_reported(page: Any, academy: str, reported: Reported) -> None:
    switch_on(page, "Ян")
    page.goto(f"{academy}/courses/start.html")
    answered(page, 0, 1)
    until(page, SENT)
    failed = reported()["Ян"]["courses"][0]
    assert (failed["standing"], failed["exam"]["right"], failed["exam"]["of"]) == ("failed", 1, 3)
    page.reload()
    answered(page, 2)
    until(page, SENT)
    passed = reported()["Ян"]["courses"][0]
    assert (passed["standing"], passed["exam"]["right"], passed["attempts"]) == ("passed", 2, 2)


def test_a_lesson_that_is_opened_is_begun(page: Any, academy: str, store: Store) -> None:
    switch_on(page, "Юля")
    page.goto(f"{academy}/courses/start.html")
    page.locator(".lesson__item a").first.click()
    page.wait_for_load_state()
    until(page, SENT)
    page.go_back()
    page.locator("course-lessons, .lesson__tick input").last.wait_for()
    page.locator(".lesson__tick input").first.check()
    until(page, SENT)
    said = [each for each in store.kept() if each["actor"]["account"]["name"] == "Юля"]
    assert [each["verb"]["display"]["en"] for each in said] == ["initialized", "completed"]
    assert len({each["object"]["id"] for each in said}) == 1
