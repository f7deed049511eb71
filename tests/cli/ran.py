"""What a command has done."""

import io
import json
from typing import Any, NamedTuple, Protocol


class Terminal(io.StringIO):
    """A person's keyboard or screen."""

    def isatty(self) -> bool:
        return True


class Ran(NamedTuple):
    """An exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer for programs; every one has a version."""
        answer = json.loads(self.out)
        assert answer["version"] == 1
        return answer


class Command(Protocol):
    """Runs a command of salesbook."""

    def __call__(self, *arguments: Any, stdin: str | bytes = b"", book: bool = True) -> Ran: ...
