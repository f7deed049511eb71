"""Quizzes that can be answered without reading them: where the right answers stand, and how long they are.

What is found is what chance would hardly bring about: once in some `_SURELY` books.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb, prod

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.training import Course, QuizQuestion, Way

_SURELY = 500
_RUN = 6
"""Answers in a row that are compared between courses."""

Key = tuple[tuple[int, int], ...]
"""Of every question the number of its options and that of the right one."""


def guessable_quiz(item: Item, course: Course, _context: Context) -> Iterator[Finding]:
    """The right answers of a quiz can be told without reading: by their place, or by their length.

    Who has noticed that the third option follows the first, or that the long one is always right, passes and has
    learned nothing. Found is what chance would hardly bring about: places that repeat or count on, one place far more
    often than its share, the longest option right far more often than its share.

    Bad: twelve questions whose right answers are 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4

    Good: places drawn by lot, and options of about one length
    """
    questions = _of_one_answer(course.quiz)
    key = _key(questions)
    places = ", ".join(str(answer) for _options, answer in key)
    advice = _("put the options of every question in an order drawn by lot")
    if _follows_pattern(key):
        message = _("the right answers follow a pattern: {places}").format(places=places)
        yield Finding(item.path, ("quiz",), message, advice)
        return
    place, often = Counter(answer for _options, answer in key).most_common(1)[0] if key else (0, 0)
    if often and _chance(key, often) * max(options for options, _answer in key) < 1 / _SURELY:
        message = _("option {place} is right in {often} of {n} questions")
        yield Finding(item.path, ("quiz",), message.format(place=place, often=often, n=len(key)), advice)
    longest = sum(_is_longest(question) for question in questions)
    if longest and _chance(key, longest) < 1 / _SURELY:
        message = _("the longest option is right in {often} of {n} questions").format(often=longest, n=len(key))
        yield Finding(item.path, ("quiz",), message, _("make wrong options as long and as exact as the right one"))


def repeated_answer_key(book: Book) -> Iterator[Finding]:
    """The right answers of several courses stand in the same places, question after question.

    Who has passed one course knows the key of the next. Most often options were put in order by one list of numbers,
    used again and again.

    Bad: 3, 1, 2, 4, 1, 3, 3, 1 in one course, and the same row in another

    Good: places drawn by lot for every question
    """
    keys = {item.name: _key(_of_one_answer(course.quiz)) for item, course in book.data(Course)}
    first: dict[Key, set[str]] = {}
    for name, key in keys.items():
        for run in _runs(key):
            first.setdefault(run, set()).add(name)
    shared = {run: names for run, names in first.items() if len(names) > 1}
    if not shared or not _more_than_chance(keys, shared):
        return
    for item, _course in book.data(Course):
        runs = [run for run in _runs(keys[item.name]) if run in shared]
        if not runs:
            continue
        others = [book.items[name].label for name in keys if name != item.name and name in shared[runs[0]]]
        message = _("right answers stand in the same places as in “{course}”: {places}")
        places = ", ".join(str(answer) for _options, answer in runs[0])
        advice = _("put the options of every question in an order drawn by lot")
        yield Finding(item.path, ("quiz",), message.format(course=others[0], places=places), advice)


def _of_one_answer(quiz: Sequence[QuizQuestion]) -> list[QuizQuestion]:
    """Return the questions whose answer is one of their options: of the others no place is right."""
    return [question for question in quiz if question.way is Way.ONE and question.right[0] <= len(question.options)]


def _key(questions: Sequence[QuizQuestion]) -> Key:
    return tuple((len(question.options), question.right[0]) for question in questions)


def _runs(key: Key) -> list[Key]:
    return [key[n : n + _RUN] for n in range(len(key) - _RUN + 1)]


def _follows_pattern(key: Key) -> bool:
    """Tell whether places repeat with some period, or go on by one step, and chance would hardly do so."""
    n = len(key)
    answers = [answer for _options, answer in key]
    odds = [options for options, _answer in key]
    for period in range(1, n // 2 + 1):
        repeats = all(answers[i] == answers[i - period] for i in range(period, n))
        if repeats and prod(odds[period:]) > _SURELY * (n // 2):
            return True
    if n > 2 and len(set(odds)) == 1:
        steps = {(answers[i] - answers[i - 1]) % odds[0] for i in range(1, n)}
        return len(steps) == 1 and prod(odds[2:]) > _SURELY
    return False


def _chance(key: Key, often: int) -> float:
    """Return how probable it is that one thing or more of `often` in a quiz falls on the right option by chance."""
    n, share = len(key), sum(1 / options for options, _answer in key) / len(key)
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(often, n + 1))


def _is_longest(question: QuizQuestion) -> bool:
    """Tell whether the right option is longer than every other one."""
    (answer,) = question.right
    right = len(question.options[answer - 1])
    return all(len(option) < right for n, option in enumerate(question.options, 1) if n != answer)


def _more_than_chance(keys: dict[str, Key], shared: dict[Key, set[str]]) -> bool:
    """Tell whether courses share more runs of places than those whose places are drawn by lot."""
    lengths = Counter(tuple(options for options, _answer in run) for key in keys.values() for run in _runs(key))
    expected = sum(n * (n - 1) / 2 / prod(odds) for odds, n in lengths.items())
    pairs = sum(len(names) * (len(names) - 1) / 2 for names in shared.values())
    return pairs > 4 * expected + 2
