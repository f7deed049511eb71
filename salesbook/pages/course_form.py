"""The page of a course as a place to learn: ticks for its lessons, its questions as practice and as an exam, the
certificate. What `site/assets/lessons.js` and `course.js` ask, count and say; `learning.js` keeps it in the browser."""

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.lessons import steps_of
from salesbook.learning.questions import exam_of
from salesbook.learning.typed import Forms
from salesbook.models.training import Course
from salesbook.pages.quiz import SCRIPTS, question_data, quiz_words
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, common_words


def lessons_form(item: Item, course: Course, sayings: Sayings, labels: Translations) -> Tool | None:
    """Return the ticks of a course's lessons, in the order of those on the page; None where there is nothing to tick.

    What the reader of this edition may not see stands on no page; a lesson whose item is not in the book has no tick.
    """
    steps = {step.place: {"item": step.item, "edition": step.edition} for step in steps_of(course, sayings.book)}
    shown = [n for n, lesson in enumerate(course.lessons) if not sayings.withholds(lesson.item)]
    if not any(n in steps for n in shown):
        return None
    data = {
        "words": _lesson_words(labels),
        "language": labels.language,
        "course": item.name,
        "has_exam": bool(course.quiz),
        "lessons": [steps.get(n) for n in shown],
    }
    return Tool("course-lessons", ("learning.js", "lessons.js"), data)


def quiz_form(item: Item, course: Course, sayings: Sayings, labels: Translations, forms: Forms) -> Tool | None:
    """Return the practice and the exam of a course; None where nothing can be asked.

    Asked is what the reader of this edition may see the source of. The edition of the exam is that of the whole course,
    so that it is the same for everybody.
    """
    exam = exam_of(item.name, course, sayings.book.facts)
    questions = [question for question in exam.questions if not sayings.withholds(question.source)]
    if not questions:
        return None
    data = {
        "words": _words(labels),
        "language": labels.language,
        "comma": "," if labels.language == "ru" else ".",
        "course": exam.course,
        "edition": exam.edition,
        "pass_percent": exam.pass_percent,
        "title": exam.title,
        "book": sayings.book.company.title,
        "questions": [question_data(question, sayings, forms) for question in questions],
    }
    return Tool("course-quiz", (*SCRIPTS, "course.js"), data)


def _lesson_words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "progress": _("Lessons read"),
        "read": _("Read"),
        "changed": _("updated"),
        "changed_since": _("since you read it on {day}"),
        "read_of": _("{n} of {all} lessons read."),
        "changed_of": _("Updated since: {n}."),
        "all_read": _("You can take the exam."),
        "unkept": _unkept(labels),
    }


def _words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return common_words(labels) | quiz_words(labels) | _exam_words(labels) | _certificate_words(labels) | {
        "about": _("Questions: {n}. The exam is passed from {least} of right answers on."),
        "practise": _("Practise"),
        "exam": _("Take the exam"),
        "exam_again": _("Take the exam again"),
        "show_list": _("All questions with answers"),
        "hide_list": _("Hide the questions"),
        "question_of": _("Question {n} of {all}"),
        "check": _("Check"),
        "answer_first": _("Answer first."),
        "next": _("Next question"),
        "finish": _("To the result"),
        "stop": _("Stop"),
        "practice_done": _("Practice is over"),
        "practised": _("Right: {right} of {of}"),
        "repeat_wrong": _("Repeat what was wrong"),
        "back": _("Back"),
    }  # fmt: skip


def _exam_words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "exam_title": _("The exam"),
        "exam_about": _("Questions: {n}; passed from {least} on. Answers are told at the end. Do not close the page."),
        "answered": _("Answered: {n} of {all}"),
        "end_exam": _("Finish the exam"),
        "open": _("Without an answer: {n}. They count as wrong."),
        "to_open": _("To the first of them"),
        "end_anyway": _("Finish as it is"),
        "stop_exam": _("Leave the exam"),
        "exam_passed": _("The exam is passed"),
        "exam_failed": _("The exam is not passed"),
        "result": _("{right} of {of}, {percent}"),
        "passes_from": _("Passes from {least} on."),
        "passed_on": _("The exam is passed: {right} of {of}, {percent}, {day}"),
        "attempts": _("Attempts: {n}"),
        "attempt": _("{day}: {right} of {of}, {percent}"),
        "passed": _("passed"),
        "failed": _("not passed"),
        "older": _("an earlier edition of the exam"),
        "unkept": _unkept(labels),
    }


def _certificate_words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "certificate": _("Certificate"),
        "name": _("First and last name"),
        "name_hint": _("As they are to be printed. They stay in this browser."),
        "name_missing": _("type the name"),
        "print": _("Print"),
        "course_of": _("Course “{title}”"),
        "on_day": _("Exam passed"),
        "with_result": _("Result"),
        "edition": _("Edition of the exam"),
        "certificate_note": _("Made on the course's page by the learner's own answers; nobody has signed it."),
    }


def _unkept(labels: Translations) -> str:
    _ = labels.gettext
    return _("This browser keeps nothing: what is done here is lost when the page is closed.")
