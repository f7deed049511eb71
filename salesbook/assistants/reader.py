"""The book that a server answers from: read when somebody first asks, and anew when its files have changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from salesbook.assistants.visibility import seen_by
from salesbook.auditing.last import YOUNG_NS
from salesbook.book.book import Book
from salesbook.book.editions import edition
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.core.bases import vouch
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index
from salesbook.finding.memory import remembered
from salesbook.reading.files import Walked, walk
from salesbook.reading.newer_format import refuse_newer


@dataclass(frozen=True)
class OpenBook:
    """A book as the role that asks may see it, and what keeps files out of it.

    `book` is what is answered from, `whole` what it was taken from: an edition and the digest of a card are those that
    everybody knows, whatever a role is not told. `role` is None for whoever may see everything. `dictionary` is what is
    asked for the forms of words.
    """

    whole: Book
    book: Book
    problems: tuple[Diagnostic, ...]
    role: str | None
    dictionary: Dictionary

    @cached_property
    def index(self) -> Index:
        """What questions are answered from; made when somebody first looks for something."""
        return Index.of(self.book, dictionary=self.dictionary)

    def edition_of(self, item: Item) -> str:
        """Return the edition of an item."""
        return edition(self.whole.items[item.name].data, self.whole.facts)

    @cached_property
    def left_out(self) -> Mapping[str, Diagnostic]:
        """The files that could not be read, by the paths that people find them by, each with what is wrong first."""
        errors = [problem for problem in self.problems if problem.severity is Severity.ERROR]
        return {str(self.whole.sources.shown(each.path)): each for each in reversed(errors)}


class BookReader:
    """Opens the book in a folder for a role; None may see everything."""

    def __init__(self, root: Path, role: str | None) -> None:
        self._root = root
        self._role = role
        # One for all that the book will be: an edit makes it ask for the words that are new. The server writes nothing:
        # it knows what `salesbook find` has kept, and keeps nothing itself.
        self._dictionary = remembered()
        self._walked: Walked | None = None
        self._open: OpenBook | None = None

    def read(self) -> OpenBook:
        """Return the book as its files are now. Raises `UserError` for one that this program cannot read at all.

        Times and sizes tell whether files have changed; times of a file that was written in the last two seconds are
        not believed.
        """
        walked = walk(self._root)
        if self._open is None or self._walked is None or _may_differ(self._walked, walked):
            # Not kept when it fails: the next one who asks tries again.
            self._open = None
            refuse_newer(vouch(self._root))
            whole, problems = load_book(self._root)
            book = whole if self._role is None else seen_by(whole, self._role)
            self._open, self._walked = OpenBook(whole, book, tuple(problems), self._role, self._dictionary), walked
        return self._open


def _may_differ(before: Walked, now: Walked) -> bool:
    if before.stamps != now.stamps:
        return True
    return any(abs(before.time - max(stamp.mtime, stamp.ctime)) < YOUNG_NS for stamp in now.stamps)
