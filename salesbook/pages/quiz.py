"""Questions as `site/assets/quiz.js` asks them, and the words it asks with: for a course's page, and for whatever else
asks questions of a course."""

from typing import Any

from salesbook.core.language import Translations
from salesbook.learning.questions import Question
from salesbook.learning.typed import Forms, accepted
from salesbook.models.training import Way
from salesbook.pages.sayings import Sayings

SCRIPTS = ("learning.js", "quiz.js")
"""The scripts of whoever asks questions and keeps what was answered."""


def question_data(question: Question, sayings: Sayings, forms: Forms) -> dict[str, Any]:
    """Return a question as data of a page; its fields stand in quiz.js. `forms` are those of the words of answers."""
    data: dict[str, Any] = {
        "id": question.id,
        "way": question.way.value,
        "words": sayings.says(question.words),
        "because": sayings.says(question.because),
        "source": sayings.link(question.source),
    }
    match question.way:
        case Way.ONE | Way.SEVERAL:
            return data | {"options": question.options, "right": question.right}
        case Way.ORDER:
            return data | {"sequence": question.sequence}
        case Way.MATCH:
            return data | {"pairs": question.pairs}
        case Way.SHORT:
            return data | {"accepts": question.accepts, "forms": accepted(question.accepts, forms)}


def quiz_words(labels: Translations) -> dict[str, str]:
    """Return the words that `site/assets/quiz.js` says."""
    _ = labels.gettext
    return {
        "how_several": _("Several answers are right. It counts when all of them are marked, and no other."),
        "how_order": _("Put the steps in order with the arrows. It counts when all of them are in their places."),
        "how_match": _("Choose what belongs to each. It counts when all of them are right."),
        "how_short": _("Type a word or a few. Case, endings, spaces and ё do not matter."),
        "choose": _("— choose —"),
        "up": _("Move up: {step}"),
        "down": _("Move down: {step}"),
        "moved": _("{step}: place {n} of {all}"),
        "right": _("Right"),
        "wrong": _("Wrong"),
        "unanswered": _("Not answered"),
        "yours": _("Your answer"),
        "right_answer": _("The right answer"),
        "source": _("Source:"),
    }
