"""How often the search of the demo book finds the right page, by the class of the question, in per cent.

python -m bench.search_quality [--kept-aside | --all] [--show]

The questions stand in bench/questions.yml. Two of three are there to tune the search with; the third is kept aside and
tells whether what was tuned holds for questions that nobody has looked at: `--show`, which prints what was found for
the questions that miss, is for the tuning part alone while the search is being worked on.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.measure import met
from salesbook.book.load import load_book
from salesbook.finding.index import Index
from salesbook.finding.search import find

BOOK = Path(__file__).parents[1]
QUESTIONS = Path(__file__).with_name("questions.yml")
HEAD = "| class | questions | right page first | among the first three | nothing found |\n|---|---|---|---|---|"
FIRST, FIRST_THREE, NOTHING = 75, 95, 1
"""The goals, in per cent: at least, at least, at most."""
LIMIT = 10
_EVERY = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What a person types, its class, and the names of the items that answer it, the best first."""

    ask: str
    kind: str
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question: names of items, the best first."""

    question: Question
    names: tuple[str, ...]

    def is_within(self, places: int) -> bool:
        """Whether one of the right pages is among the first `places`."""
        return not set(self.question.right).isdisjoint(self.names[:places])


def read_questions() -> tuple[Question, ...]:
    """Return all questions in the order of the file."""
    return tuple(
        Question(entry["ask"], entry["class"], tuple(entry["right"]))
        for entry in yaml.safe_load(QUESTIONS.read_text("utf-8"))
    )


def kept_aside(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return every third question."""
    return tuple(questions[_EVERY - 1 :: _EVERY])


def for_tuning(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Return the questions that are not kept aside."""
    return tuple(question for n, question in enumerate(questions) if n % _EVERY != _EVERY - 1)


def main() -> None:
    """Print the table, and with `--show` the questions that miss."""
    parser = argparse.ArgumentParser(prog="python -m bench.search_quality")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--kept-aside", action="store_true", help="the third that is kept aside instead of the others")
    part.add_argument("--all", action="store_true", help="both parts")
    parser.add_argument("--show", action="store_true", help="what was found for the questions that miss")
    asked = parser.parse_args()
    questions = read_questions()
    if not asked.all:
        questions = kept_aside(questions) if asked.kept_aside else for_tuning(questions)
    index = Index.of(load_book(BOOK)[0])
    answers = [_answered(index, question) for question in questions]
    print("\n".join(table(answers)))
    if asked.show:
        print("\n" + "\n".join(misses(answers)))


def table(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield the lines of the table: the classes by name, all together, the goals."""
    yield HEAD
    for kind in sorted({answer.question.kind for answer in answers}):
        of_kind = [answer for answer in answers if answer.question.kind == kind]
        first, first_three, nothing = _shares(of_kind)
        yield f"| {kind} | {len(of_kind)} | {first:.0f} % | {first_three:.0f} % | {nothing:.0f} % |"
    first, first_three, nothing = _shares(answers)
    yield f"| all | {len(answers)} | {first:.1f} % | {first_three:.1f} % | {nothing:.1f} % |"
    yield f"| goal | | ≥ {FIRST} % | ≥ {FIRST_THREE} % | ≤ {NOTHING} % |"
    yield f"| met | | {met(first >= FIRST)} | {met(first_three >= FIRST_THREE)} | {met(nothing <= NOTHING)} |"


def misses(answers: Sequence[Answer]) -> Iterator[str]:
    """Yield a line for every question whose right page is not among the first three, by class."""
    for answer in sorted(answers, key=lambda answer: answer.question.kind):
        if not answer.is_within(3):
            found = ", ".join(answer.names[:3]) or "nothing"
            yield f"{answer.question.kind}: {answer.question.ask} — {found}; right: {', '.join(answer.question.right)}"


def _answered(index: Index, question: Question) -> Answer:
    return Answer(question, tuple(hit.section.item.name for hit in find(index, question.ask, LIMIT)))


def _shares(answers: Sequence[Answer]) -> tuple[float, float, float]:
    """Return the per cent with a right page first, with one among the first three, with nothing found."""
    counts = (
        sum(answer.is_within(1) for answer in answers),
        sum(answer.is_within(3) for answer in answers),
        sum(not answer.names for answer in answers),
    )
    first, first_three, nothing = (100 * count / max(1, len(answers)) for count in counts)
    return first, first_three, nothing


if __name__ == "__main__":
    main()
