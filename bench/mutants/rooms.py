"""The rooms whose mutants are tried, and the tests that are to kill them."""

from typing import NamedTuple

SEED = 1


class Room(NamedTuple):
    """A room: its tests, and how many of its mutants are tried; all where `sample` is None."""

    name: str
    tests: tuple[str, ...]
    sample: int | None = None


_GOLDEN = "tests/test_cases.py"
ROOMS = (
    Room("scoring", ("tests/scoring", "tests/cli/test_score.py", "tests/cli/test_questions.py")),
    Room("articles", ("tests/articles", "tests/cli/test_articles.py")),
    Room("letters", ("tests/letters", "tests/cli/test_letter.py", "tests/cli/test_questions.py")),
    Room("book", ("tests/book", _GOLDEN), 400),
    Room("reading", ("tests/reading", "tests/models", _GOLDEN), 400),
    Room("checks", ("tests/checks", _GOLDEN), 400),
)
BY_NAME = {room.name: room for room in ROOMS}
