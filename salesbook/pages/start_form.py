"""Where a learner begins: the position is chosen on the home page, its main file then shows what to do, in order."""

from collections.abc import Iterable, Iterator
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.lessons import steps_of
from salesbook.models.training import Course, Onboarding, Position
from salesbook.pages.plan_data import counted_from, named_link, plan_data, plan_words
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, common_words
from salesbook.text.naming import parted

SCRIPTS = ("learning.js", "learning_path.js", "learning_kept.js", "learning_parts.js")

_LISTS = ("regulations", "scripts", "instructions")
"""Lists of a position that are read, in the order of its page."""


def position_form(
    item: Item, position: Position, sayings: Sayings, labels: Translations, rest: dict[str, str] | None
) -> Tool:
    """Return the start of a position, the data of `item`; `rest` are days off (`learning.plans.rest_around`)."""
    titles = {
        "regulations": labels.gettext("Regulations"),
        "scripts": labels.gettext("Scripts"),
        "instructions": labels.gettext("CRM"),
    }
    data: dict[str, Any] = {
        "words": common_words(labels) | plan_words(labels) | kept_words(labels, sayings.book) | _words(labels),
        "book": sayings.book.company.title,
        "name": item.name,
        "title": item.title,
        "plan": _plan(item, position, sayings),
        "courses": list(_courses(position.courses, sayings)),
        "lists": [
            {"title": titles[name], "items": items}
            for name in _LISTS
            if (items := list(_readings(getattr(position, name), sayings)))
        ],
        "rest": rest,
    }
    return Tool("start-page", (*SCRIPTS, "start.js"), data)


def home_form(positions: Iterable[Item], writer: Writer, labels: Translations) -> Tool:
    """Return what asks on the home page who the learner is, and leads to the start page of the position."""
    listed = [Sayings(writer, item).link(item.name) | {"name": item.name} for item in positions]
    words = common_words(labels) | plan_words(labels) | kept_words(labels, writer.book) | _home_words(labels)
    return Tool(
        "start-home",
        (*SCRIPTS, "start_home.js"),
        {"words": words, "book": writer.book.company.title, "positions": listed},
    )


def _plan(position_item: Item, position: Position, sayings: Sayings) -> dict[str, Any] | None:
    """Return the plan that a position names, else one that names the position; none that its reader may not see."""
    book = sayings.book
    named = None if position.onboarding is None else book.resolve(parted(position.onboarding)[0])
    plans = [named] if named is not None else [
        item for item, plan in book.data(Onboarding) if _is(book.resolve(parted(plan.position)[0]), position_item)
    ]  # fmt: skip
    for item in plans:
        link = sayings.link(item.name)
        if link["href"] is not None and isinstance(item.data, Onboarding):
            return plan_data(item, item.data, sayings) | {"href": link["href"]}
    return None


def _is(item: Item | None, other: Item) -> bool:
    return item is not None and item.name == other.name


def _courses(names: Iterable[str], sayings: Sayings) -> Iterator[dict[str, Any]]:
    """Yield the courses of a position: lessons by their names and editions, how many questions, what passes."""
    for name in names:
        link = named_link(sayings, name)
        item = sayings.book.resolve(parted(name)[0])
        if item is None or link["name"] is None or not isinstance(item.data, Course):
            continue
        course: Course = sayings.shown(item.data)
        lessons = [
            sayings.link(step.reference) | {"item": step.item, "edition": step.edition}
            for step in steps_of(course, sayings.book)
        ]
        yield link | {"lessons": lessons, "questions": len(course.quiz), "pass_percent": course.pass_percent}


def _readings(names: Iterable[str], sayings: Sayings) -> Iterator[dict[str, Any]]:
    """Yield what is read for a position, each with its edition; what has no page for the reader is left out."""
    for name in names:
        link = named_link(sayings, name)
        item = sayings.book.resolve(parted(name)[0])
        if item is not None and link["name"] is not None:
            yield {
                "title": link["title"],
                "href": link["href"],
                "item": item.name,
                "edition": sayings.book.edition(item.data),
            }


def _words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "heading": _("Where to begin"),
        "is_it": _("Is this your position? Here you will see what to learn, in order, and how far you are."),
        "it_is": _("This is my position"),
        "other": _("You have said that you are here as: {title}."),
        "switch": _("Now this is my position"),
        "to_mine": _("To my start page"),
        "now": _("Do this now"),
        "when": _("When is your first day of work?"),
        "when_hint": _("The days of your plan are counted from it. It can be changed later."),
        "or_begin": _("Or begin at once with"),
        "mark_done": _("It is done"),
        "read_it": _("I have read it"),
        "open": _("Open:"),
        "whole_plan": _("The whole plan"),
        "plan": _("Plan of the first weeks"),
        "no_date": _("without dates: your first day of work is not named"),
        "plan_over": _("the days of the plan are over"),
        "counted": counted_from(labels),
        "courses": _("Courses"),
        "passed_of": _("passed: {n} of {all}"),
        "lessons_of": _("lessons: {n} of {all}"),
        "exam_passed": _("exam passed, {percent}"),
        "exam_failed": _("exam not passed: {percent}, {least} needed"),
        "exam_open": _("exam not taken"),
        "updated": _("updated: {n}"),
        "updated_one": _("updated"),
        "updated_hint": _("it says something else since you read it"),
        "passed": _("passed"),
        "read_label": _("I have read it"),
        "read_of": _("read: {n} of {all}"),
        "next_lesson": _("Next lesson of the course “{course}”"),
        "next_again": _("Read it again: it has changed since you read it"),
        "next_exam": _("All lessons of the course are read: take the exam"),
        "next_reading": _("Read and mark it"),
        "all_done": _("You have gone through all of it. What changes in the book will show up here."),
        "period_done": _("“{title}” is done. The next part of the plan begins on {day}; until then:"),
        "to_reading": _("To the position itself"),
    }


def _home_words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "heading": _("Where to begin"),
        "about": _("Choose your position: you will see what to learn, in order, and how far you are."),
        "who": _("I am"),
        "choose": _("choose a position"),
        "choose_first": _("Choose a position from the list."),
        "begin": _("Show where to begin"),
        "mine": _("Your learning"),
        "go_on": _("Go on"),
        "other_position": _("Another position"),
        "gone": _("The position that you had chosen is no longer in the book: choose another one."),
    }


def kept_words(labels: Translations, book: Book) -> dict[str, str]:
    """Return the words of the place where what a learner has done is saved, taken in and forgotten."""
    _ = labels.gettext
    where = _(
        "Your marks are kept in this browser, on this device, and nowhere else: the academy sends nobody anything. "
        "On another device, or after the browser's data are cleared, they are gone, unless you have saved a file."
    )
    if book.company.learning is not None:
        where = _(
            "Your marks are kept in this browser, on this device. Results go to the company's record store only if you "
            "switch that on, on the page of your position. On another device, or after the browser's data are cleared, "
            "your marks are gone, unless you have saved a file."
        )
    return {
        "kept": _("My marks: save, move, forget"),
        "kept_where": where,
        "kept_nothing": _("Nothing is kept yet."),
        "kept_ticks": _("Ticks of the plan"),
        "kept_lessons": _("Read"),
        "kept_exams": _("Exams"),
        "kept_cards": _("Cards to repeat"),
        "save_file": _("Save to a file"),
        "save_hint": _("For another device, or for your head: send the file as an attachment."),
        "learner": _("Your name, for the head"),
        "learner_hint": _("It stands in the file alone. May stay empty when the file is for yourself."),
        "saved": _("The file is saved: {name}"),
        "take_file": _("Take in a file"),
        "take_hint": _("A file that was saved here or on another device. Choose it, or drop it here."),
        "in_file": _("In the file: {what}. Saved on {day}."),
        "in_file_learner": _("Whose marks: {name}."),
        "other_book": _("The file is of another book, “{book}”. Marks of other courses will not show here."),
        "unnamed_book": _("The file does not say of which book it is."),
        "other_learner": _(
            "Here are the marks of {mine}, in the file those of {theirs}: both would be mixed."
        ),
        "add": _("Add to my marks"),
        "leave": _("Leave it"),
        "taken": _("The marks are added."),
        "ticks_n": _("ticks of plans: {n}"),
        "lessons_n": _("read: {n}"),
        "exams_n": _("exams: {n}"),
        "cards_n": _("cards: {n}"),
        "file_empty": _("There are no marks in this file: whoever saved it had not begun yet."),
        "file_large": _("“{name}” is larger than any file of marks. Choose the one that “Save to a file” has made."),
        "file_foreign": _(
            "“{name}” is no file of marks. Choose the one that “Save to a file” has made; its name begins with "
            "{prefix}."
        ),
        "file_newer": _(
            "“{name}” was saved by a newer academy. Reload this page; if that does not help, ask whoever keeps the "
            "academy to build it anew."
        ),
        "file_damaged": _(
            "“{name}” is damaged: something in it has changed since it was saved. Save it once more and send it as "
            "an attachment, not as the text of a message."
        ),
        "file_unreadable": _("“{name}” cannot be read. Save it on this device first, then choose it again."),
        "one_file": _("Take one file at a time."),
        "forget": _("Forget all my marks"),
        "forget_sure": _(
            "All marks in this browser will be gone, also those of other positions. That cannot be undone; a saved "
            "file can be taken in again."
        ),
        "forget_yes": _("Forget all"),
        "forget_no": _("Keep them"),
        "forgotten": _("All marks are forgotten."),
        "file_prefix": "learning",
    }  # fmt: skip
