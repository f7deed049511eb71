"""What a book answers to the questions that pages ask (see `asked`), and what is known of the pages themselves."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.pages.asked import is_seen

UNKNOWN = ""
"""The answer that is never the same: of an item whose text nobody has."""


class MadePage(NamedTuple):
    """What is known of a page: the questions it was made by, the digest of their answers, that of the page itself, and
    the files of the book that it shows."""

    questions: tuple[str, ...]
    answers: str
    said: str
    used: tuple[str, ...]


class Made(NamedTuple):
    """What is known of the pages of a build, by their addresses, and the questions that they asked together.

    `ground` is the digest of all else that a page is made of.
    """

    ground: str
    pages: Mapping[str, MadePage]
    shared: Mapping[str, tuple[str, ...]]


class Answers:
    """The answers of a book, each found out once; `shared` are questions that are asked together."""

    def __init__(self, book: Book, shared: Mapping[str, tuple[str, ...]]) -> None:
        self._book = book
        self._shared = shared
        self._answers: dict[str, str] = {}

    def to(self, questions: Iterable[str]) -> str:
        """Return the digest of questions with their answers; `UNKNOWN` when one of these is."""
        told: list[str] = []
        for question in questions:
            answer = self._answer(question)
            if answer == UNKNOWN:
                return UNKNOWN
            told += (question, answer)
        return blake2b("\0".join(told).encode(errors="surrogatepass"), digest_size=16).hexdigest()

    def hold(self, page: MadePage) -> bool:
        """Tell whether all that a page was made by is as it was."""
        return page.answers != UNKNOWN and self.to(page.questions) == page.answers

    def _answer(self, question: str) -> str:
        if question not in self._answers:
            sort, _space, name = question.partition(" ")
            self._answers[question] = _SORTS[sort](self, name)
        return self._answers[question]

    def _says(self, name: str) -> str:
        item = self._book.items.get(name)
        return "none" if item is None else item.digest and f"{item.digest} {item.path}"

    def _face(self, name: str) -> str:
        item = self._book.items.get(name)
        told = item and (str(item.path), item.title, item.article, item.card.status, item.readers)
        return repr(told)

    def _sees(self, name: str) -> str:
        item = self._book.items.get(name)
        return "none" if item is None else str(is_seen(item))

    def _names(self, target: str) -> str:
        return _name(self._book.resolve(target))

    def _lies(self, path: str) -> str:
        return _name(self._book.by_path.get(PurePosixPath(path)))

    def _kind(self, kind: str) -> str:
        return "\t".join(item.name for item in self._book.of_kind(kind)) or "none"

    def _all(self, _name: str) -> str:
        return "\t".join(self._book.items) or "none"

    def _refer(self, name: str) -> str:
        sources = dict.fromkeys(reference.source.name for reference in self._book.backlinks.get(name, ()))
        return self.to(f"says {source}" for source in sources)

    def _everything(self, _name: str) -> str:
        return self.to(("all", *(f"says {name}" for name in self._book.items)))

    def _together(self, place: str) -> str:
        questions = self._shared.get(f"shared {place}")
        return UNKNOWN if questions is None else self.to(questions)


_SORTS: Mapping[str, Callable[[Answers, str], str]] = {
    "says": Answers._says,
    "face": Answers._face,
    "sees": Answers._sees,
    "names": Answers._names,
    "lies": Answers._lies,
    "kind": Answers._kind,
    "all": Answers._all,
    "refer": Answers._refer,
    "everything": Answers._everything,
    "shared": Answers._together,
}


def _name(item: Item | None) -> str:
    return "none" if item is None else item.name
