"""What the academy of a book is made of, found out once: what its editions, its PDF and its packages have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from salesbook.academy.drawings import still_drawings
from salesbook.academy.inputs import files_of, program_words
from salesbook.academy.memory import Memory
from salesbook.academy.own_pages import own_pages
from salesbook.book.book import Book
from salesbook.book.load import quiet_collector
from salesbook.core.defaults import folders
from salesbook.core.digests import digest
from salesbook.core.language import Translations
from salesbook.finding.forms import Dictionary
from salesbook.finding.memory import remember, remembered
from salesbook.pages.academy import found_in_pages, make_academy
from salesbook.pages.answers import Made
from salesbook.pages.model import Academy, Data
from salesbook.pages.own import OwnPage
from salesbook.pages.term_links import Linker
from salesbook.pages.terms import Terms

Searched = tuple[tuple[Data, ...], Terms | None]
"""The files of a search, and the terms of the glossary: plain data."""


@dataclass(frozen=True, slots=True)
class Making:
    """A book with what lies beside it, the language of labels, and the day of samples.

    `own` are the pages that it has of its own; none where nothing is searched.
    """

    book: Book
    labels: Translations
    today: date
    drawings: frozenset[PurePosixPath]
    own: tuple[OwnPage, ...] = ()

    @classmethod
    def of(cls, book: Book, labels: Translations, today: date, docs: str | None = None) -> "Making":
        """Return it for a book; `docs` is the folder of its own pages, as mkdocs.yml names it."""
        own = () if docs is None else own_pages(book.root, docs)
        return cls(book, labels, today, still_drawings(book.root, book.files), own)

    def ground(self, role: str | None) -> str:
        """Return the digest of all that the pages of an edition are made of beside what items say."""
        book = self.book
        company = book.items["company"].digest if "company" in book.items else ""
        files = (sorted(map(str, book.files)), sorted(map(str, self.drawings)), sorted(book.broken))
        said = (company, self.labels.language, role, self.today.isoformat(), book.site_url)
        return digest(program_words(), files_of(folders(book.root, "templates")), *files, *said)

    def found(self, role: str | None, dictionary: Dictionary) -> Searched:
        """Return what is found in the pages of an edition."""
        return found_in_pages(self.book, self.labels, self.drawings, role, dictionary, self.own)

    def found_aside(self, role: str | None, memory: Memory | None, ground: str) -> Searched:
        """Return the same, perhaps in another process: what the dictionary has learnt is remembered.

        With a `memory` of the builds before in this process nothing is found out again that is as it was.
        """
        if memory is not None:
            given = (self.book, self.labels, self.drawings, role, memory.dictionary, self.own)
            return found_in_pages(*given, lambda book: memory.of_index(book, ground))
        dictionary = remembered()
        found = self.found(role, dictionary)
        remember(dictionary)
        return found

    def academy(
        self,
        role: str | None = None,
        *,
        found: Callable[[], Searched] | None = None,
        before: Sequence[Made] | None = None,
        dictionary: Dictionary | None = None,
    ) -> Academy:
        """Return the edition for a role, or the whole academy.

        `found` is asked last for what is found in its pages; without it nothing is. `before`, `dictionary`: see
        `make_academy`.
        """
        forms = dictionary or Dictionary()

        def search() -> tuple[tuple[Data, ...], Linker | None]:
            data, terms = found() if found is not None else ((), None)
            return data, None if terms is None else Linker(terms, forms)

        with quiet_collector():
            return make_academy(
                self.book,
                folders(self.book.root, "templates"),
                self.labels,
                self.drawings,
                role,
                today=self.today,
                search=search,
                before=before,
                dictionary=forms,
            )
