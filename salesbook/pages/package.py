"""What the element of a course in a package of its own is made of: its questions and the words it says."""

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.learning.questions import exam_of
from salesbook.learning.typed import Forms
from salesbook.models.training import Course
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.quiz import question_data, quiz_words
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, common_words
from salesbook.text.naming import parted

SCRIPTS = ("quiz.js", "scorm.js", "package.js")


def package_tool(item: Item, course: Course, places: Places, labels: Translations, forms: Forms) -> Tool:
    """Return the element: asked is what the reader of this edition may see the source of."""
    writer = Writer(places, labels)
    writer.turn_to(places.uri(item) or "index.md", item)
    sayings = Sayings(writer, item)
    exam = exam_of(item.name, course, places.book.facts)
    questions = []
    for question in exam.questions:
        source = places.book.resolve(parted(question.source)[0])
        if source is not None and not places.withheld(source):
            data = question_data(question, sayings, forms)
            # A package leads nowhere.
            questions.append(data | {"source": data["source"] | {"href": None}})
    return Tool(
        "course-package",
        SCRIPTS,
        {
            "words": common_words(labels) | quiz_words(labels) | _words(labels),
            "language": labels.language,
            "edition": exam.edition,
            "pass_percent": exam.pass_percent,
            "questions": questions,
        },
    )


def _words(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "contents": _("Contents"),
        "kept": _("What you have read and the result of the exam are kept by the learning system."),
        "unkept": _("Nothing is kept here: the course is only shown."),
        "read": _("read"),
        "next": _("Read, to the next lesson"),
        "to_exam": _("Read, to the exam"),
        "all_read": _("All lessons are read."),
        "exam": _("Exam"),
        "end_exam": _("Finish the exam"),
        "again": _("Take the exam again"),
        "passed": _("passed"),
        "failed": _("not passed"),
        "result": _("{right} of {of}: {words}"),
    }
