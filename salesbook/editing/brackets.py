"""YAML in brackets, `[a, b]` and `{key: value}`, closed or not yet: the pieces in it, and what is typed at its end."""

from typing import NamedTuple

from salesbook.core.diagnostics import Route


class YamlNode(NamedTuple):
    """A value where it stands, quotes included, and its key, as offsets; an empty value ends where it starts."""

    route: Route
    key: tuple[int, int] | None
    start: int
    end: int


class Bracketed(NamedTuple):
    """What stands in brackets. While they are open, `route` is where the last word belongs: a field, or a block."""

    pieces: list[YamlNode]
    end: int
    route: Route | None
    start: int
    word: str


_DEPTH = 40
"""Deeper brackets are no book's: reading ends there."""


class _Reader:
    def __init__(self, text: str, at: int, end: int, route: Route) -> None:
        self.text, self.at, self.end, self.root = text, at, end, route
        self.open: list[str] = []
        self.steps: list[str | int | None] = []
        self.key: tuple[int, int] | None = None
        self.word, self.begun = at, False
        self.pieces: list[YamlNode] = []

    @property
    def route(self) -> Route:
        return (*self.root, *(step for step in self.steps if step is not None))

    def read(self) -> Bracketed:
        text, end = self.text, self.end
        while self.at < end and len(self.open) < _DEPTH:
            letter = text[self.at]
            if letter in "[{":
                self.opens(letter)
            elif letter in "]}":
                self.flush()
                self.open.pop()
                self.steps.pop()
                if not self.open:
                    return Bracketed(self.pieces, self.at + 1, None, self.at + 1, "")
                self.word, self.key, self.begun = self.at + 1, None, True
            elif letter == ",":
                self.next()
            elif letter == ":" and self.steps[-1] is None and text[self.at + 1 : self.at + 2] in " \t\n,}":
                self.names()
            elif letter in "'\"" and not self.begun:
                closing = text.find(letter, self.at + 1, end)
                self.at, self.begun = end if closing < 0 else closing, True
            elif letter == "#" and text[self.at - 1].isspace():
                line_end = text.find("\n", self.at, end)
                self.flush()
                self.at = end if line_end < 0 else line_end
                self.word, self.begun = self.at, False
            elif not letter.isspace():
                self.begun = True
            self.at += 1
        word = text[self.word : end].lstrip()
        return Bracketed(self.pieces, end, self.route, end - len(word), word)

    def opens(self, letter: str) -> None:
        if self.key is not None:
            self.pieces.append(YamlNode(self.route, self.key, self.at, self.at))
        self.open.append(letter)
        self.steps.append(0 if letter == "[" else None)
        self.word, self.key, self.begun = self.at + 1, None, False

    def next(self) -> None:
        self.flush()
        step = self.steps[-1]
        self.steps[-1] = step + 1 if isinstance(step, int) else None
        self.word, self.key, self.begun = self.at + 1, None, False

    def names(self) -> None:
        word = self.text[self.word : self.at]
        start = self.word + len(word) - len(word.lstrip())
        self.key = (start, start + len(word.strip()))
        self.steps[-1] = word.strip().strip("'\"")
        self.word, self.begun = self.at + 1, False

    def flush(self) -> None:
        """Keep the word that has ended."""
        word = self.text[self.word : self.at]
        if self.steps[-1] is not None and (word.strip() or self.key is not None):
            start = self.word + len(word) - len(word.lstrip())
            self.pieces.append(YamlNode(self.route, self.key, start, start + len(word.strip())))


def bracketed(text: str, at: int, end: int, route: Route) -> Bracketed:
    """Read what stands from the bracket at `at` to the one that closes it, or to `end`."""
    return _Reader(text, at, end, route).read()
