r"""Questions as Moodle's GIFT (https://docs.moodle.org/en/GIFT_format), for a question bank of others.

What is one of several ways here is what comes nearest there: steps in order are matched with their numbers. Nothing a
book says can be a mark of the format: marks are escaped, a new line is `\n`, an arrow of two signs is one sign.
"""

import re
from collections.abc import Callable, Iterable

from salesbook.learning.questions import Question
from salesbook.learning.typed import Forms
from salesbook.models.training import Way

LONGEST_TITLE = 80
"""Characters of the words of a question that stand in its title."""
_MARKS = re.compile(r"[\\~=#{}:]")
_NEW_LINE = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_FORMAT = re.compile(r"\s*\[")
_RUSSIAN_WORD = re.compile("[А-Яа-яЁё]+")


def category(*names: str) -> str:
    """Return the line that puts what follows into a category within a category; a slash in a name is a part of it."""
    path = "/".join(" ".join(name.split()).replace("/", "//") for name in names)
    return f"$CATEGORY: {path}\n"


def gift(question: Question, said: Callable[[str], str], source: str, forms: Forms) -> str:
    """Return a question with its feedback, and an empty line behind it.

    `said` makes words of Markdown, `source` is where the answer stands, in words; `forms` are those of Russian words.
    """
    words = said(question.words)
    title = " ".join(words.split())[:LONGEST_TITLE].rstrip()
    answers = "\n".join(_answers(question, forms))
    feedback = escaped(f"{said(question.because)}\n{source}".strip())
    head = f"::{_marked(f'{title} ({question.id})')}::[plain]{_marked(words)}"
    return f"{head}{{\n{answers}\n####{feedback}\n}}\n\n"


def escaped(text: str) -> str:
    """Return words in which nothing is a mark of the format."""
    # Words in brackets at the beginning would name a format.
    return f"[plain]{_marked(text)}" if _FORMAT.match(text) else _marked(text)


def _marked(text: str) -> str:
    text = _NEW_LINE.sub("\n", text).replace("->", "→")
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text).replace("\n", "\\n")


def _answers(question: Question, forms: Forms) -> Iterable[str]:
    match question.way:
        case Way.ONE:
            return (
                f"{'=' if n in question.right else '~'}{escaped(option)}" for n, option in enumerate(question.options)
            )
        case Way.SEVERAL:
            # Shares that Moodle knows: of up to six right answers; one that is wrong takes everything.
            share = f"{100 / len(question.right):.5f}".rstrip("0").rstrip(".")
            return (
                f"~%{share if n in question.right else -100}%{escaped(option)}"
                for n, option in enumerate(question.options)
            )
        case Way.ORDER:
            return (f"={n} -> {_target(step)}" for n, step in enumerate(question.sequence, 1))
        case Way.MATCH:
            return (f"={escaped(left)} -> {_target(right)}" for left, right in question.pairs)
        case Way.SHORT:
            # A star by itself would stand for any letters.
            starless = (answer.replace("*", r"\*") for answer in _accepted(question.accepts, forms))
            return (f"={escaped(answer)}" for answer in starless)


def _target(text: str) -> str:
    """Return what belongs to something: plain words always, a format has no place there."""
    return _marked(text)


def _accepted(phrases: Iterable[str], forms: Forms) -> list[str]:
    """Return what may be typed: each phrase, and of one word all forms; case does not count there."""
    answers: dict[str, None] = {}
    for phrase in phrases:
        answers[phrase] = None
        if _RUSSIAN_WORD.fullmatch(phrase):
            answers.update(dict.fromkeys(sorted(forms(phrase.lower().replace("ё", "е")))))
    return list(answers)
