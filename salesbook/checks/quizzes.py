"""Checks of courses: a quiz can be answered."""

from collections.abc import Iterator

from salesbook.diagnostics import Finding
from salesbook.house import House
from salesbook.items import Item
from salesbook.language import gettext as _
from salesbook.models.training import Course


def impossible_answer(item: Item, _house: House) -> Iterator[Finding]:
    """A quiz question's answer is not among its options, or two options are the same.

    Nobody could pass: the right option is counted from 1.

    Bad: `answer: 4` with three options.

    Good: `answer: 3`
    """
    course = item.data
    assert isinstance(course, Course)
    for n, question in enumerate(course.quiz):
        if question.answer > len(question.options):
            message = _("the answer is option {answer}, but there are {n} options")
            message = message.format(answer=question.answer, n=len(question.options))
            yield Finding(item.path, ("quiz", n, "answer"), message, _("count the options from 1"))
        for m, option in enumerate(question.options):
            if option in question.options[:m]:
                message = _("the option “{option}” stands twice").format(option=option)
                yield Finding(item.path, ("quiz", n, "options", m), message, _("let every option differ"))
