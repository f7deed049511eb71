"""What a process that builds again and again keeps in mind: what was made of files that are as they were.

`salesbook serve` has one. It saves time alone: whatever comes from it is what would be made anew.
"""

from pathlib import PurePosixPath

from salesbook.book.item import Item
from salesbook.book.load import Unit, read
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Memory as IndexMemory
from salesbook.finding.memory import remembered
from salesbook.finding.sections import Making, Section
from salesbook.pages.answers import Answers
from salesbook.pages.asked import AskedBook
from salesbook.reading.files import SourceFile, read_text


class Memory:
    """Files as they were compiled, sections of items as they were made for the search, the dictionary."""

    def __init__(self) -> None:
        self.dictionary: Dictionary = remembered()
        self._files: dict[PurePosixPath, tuple[str, Unit]] = {}
        self._sections: dict[str, tuple[tuple[str, ...], str, tuple[Section, ...]]] = {}
        self._ground = ""
        self._index = IndexMemory(self.dictionary)

    def read(self, file: SourceFile) -> Unit:
        """Compile a file, unless its text is what it was; one in which files beneath have a say always."""
        assert file.kind is not None
        text = None if file.kind.merged else read_text(file)[0]
        if text is None:
            return read(file).part
        known = self._files.get(file.path)
        if known is None or known[0] != text:
            known = self._files[file.path] = text, read(file, text).part
        return known[1]

    def of_index(self, book: AskedBook, ground: str) -> IndexMemory:
        """Return what the index of a book is made with; `ground` is the digest of what no item says (`Made.ground`)."""
        if ground != self._ground:
            self._sections, self._ground = {}, ground
        answers = Answers(book, {})

        def kept(item: Item, make: Making) -> tuple[Section, ...]:
            questions, answer, sections = self._sections.get(item.name, ((), "", ()))
            if answer and answers.to(questions) == answer:
                return tuple(section._replace(item=item) for section in sections)
            sections, questions = book.notes.taken(make)
            self._sections[item.name] = questions, answers.to(questions), sections
            return sections

        self._index.kept = kept
        return self._index
