"""Questions of quizzes that nobody can answer: they say no way to do it, or two, or their answer is none."""

from collections.abc import Iterator, Sequence

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.learning.typed import words
from salesbook.models.training import Course, QuizQuestion, Way

_FIELDS = {
    Way.ONE: "answer",
    Way.SEVERAL: "answers",
    Way.ORDER: "sequence",
    Way.MATCH: "pairs",
    Way.SHORT: "accepts",
}

Fault = tuple[Route, str, str]
"""Where in the question, what is wrong, what to do."""


def impossible_answer(item: Item, course: Course, _context: Context) -> Iterator[Finding]:
    """A quiz question cannot be answered: it says no way to do it or two, or its answer is none.

    A question is answered in one of five ways: `options` with `answer`, the number of the right one, counted from 1;
    `options` with `answers`, where several are right; `sequence`, steps in the right order; `pairs` of things that
    belong together; `accepts`, what may be typed. One that says none of them, or two, is asked of nobody. So is a
    number that no option has, an option, a step or a pair that stands twice, options that are all right, and an answer
    to be typed that holds no letter and no digit.

    Bad: `answer: 4` with three options; `answers: [1, 2]` with two; `sequence` beside `options`; `accepts: ["—"]`

    Good: `answer: 3`; `answers: [1, 3]` with four options; `sequence: [Позвонить, Записать, Назначить]`
    """
    for n, question in enumerate(course.quiz):
        for route, message, advice in _faults(question):
            yield Finding(item.path, ("quiz", n, *route), message, advice)


def _faults(question: QuizQuestion) -> Iterator[Fault]:
    ways = question.ways
    if not ways:
        yield (
            ("options",) if question.options else ("question",),
            _("nothing says which answer is right"),
            _("fill in “answer” or “answers” beside “options”, or else “sequence”, “pairs” or “accepts”"),
        )
        return
    for way in ways[1:]:
        message = _("the question is answered in two ways: “{one}” and “{other}”")
        message = message.format(one=_FIELDS[ways[0]], other=_FIELDS[way])
        yield (_FIELDS[way],), message, _("leave one of them, or make two questions of it")
    if len(ways) == 1:
        yield from _faults_of(question, ways[0])


def _faults_of(question: QuizQuestion, way: Way) -> Iterator[Fault]:
    field = _FIELDS[way]
    match way:
        case Way.ONE | Way.SEVERAL:
            yield from _chosen(question, field)
            return
        case Way.ORDER:
            yield from _twice(question.sequence, field)
        case Way.MATCH:
            yield from _matched(question)
        case Way.SHORT:
            yield from _typed(question.accepts, field)
    if question.options:
        message = _("there are options, and “{field}” needs none").format(field=field)
        yield ("options",), message, _("remove “options”, or “{field}”").format(field=field)


def _chosen(question: QuizQuestion, field: str) -> Iterator[Fault]:
    n = len(question.options)
    if not n:
        yield (field,), _("there are no options to choose from"), _("write two or more “options”")
        return
    numbers = question.answers or question.right
    for place, number in enumerate(numbers):
        route: Route = (field, place) if question.answers else (field,)
        if number > n:
            message = _("the answer is option {answer}, but there are {n} options").format(answer=number, n=n)
            yield route, message, _("count the options from 1")
        if number in numbers[:place]:
            yield route, _("option {answer} is named twice").format(answer=number), _("name it once")
    if question.answers and len(question.right) == 1:
        message = _("“answers” names one option alone: {answer}").format(answer=question.right[0])
        yield (field,), message, _("write “answer: {answer}”, or name the others").format(answer=question.right[0])
    elif len(question.right) == n:
        yield (field,), _("all options are right: there is nothing to choose"), _("add options that are wrong")
    yield from _twice(question.options, "options")


def _matched(question: QuizQuestion) -> Iterator[Fault]:
    lefts = [pair.left for pair in question.pairs]
    for n, left in enumerate(lefts):
        if left in lefts[:n]:
            message = _("“{words}” stands twice").format(words=left)
            yield ("pairs", n, "left"), message, _("let it stand once: two answers would be right")
    if len({pair.right for pair in question.pairs}) == 1:
        yield ("pairs",), _("all of it belongs to the same: there is nothing to match"), _("let the pairs differ")


def _typed(accepts: Sequence[str], field: str) -> Iterator[Fault]:
    said = ["".join(words(text)) for text in accepts]
    for n, text in enumerate(accepts):
        if not said[n]:
            message = _("“{words}” holds no letter and no digit").format(words=text)
            yield (field, n), message, _("write the words that are right")
        elif said[n] in said[:n]:
            message = _("“{words}” stands twice").format(words=text)
            yield (field, n), message, _("remove one: case, spaces and punctuation do not count")


def _twice(entries: Sequence[str], field: str) -> Iterator[Fault]:
    for n, entry in enumerate(entries):
        if entry in entries[:n]:
            if field == "options":
                message = _("the option “{option}” stands twice").format(option=entry)
                yield (field, n), message, _("let every option differ")
            else:
                yield (field, n), _("the step “{step}” stands twice").format(step=entry), _("let every step differ")
