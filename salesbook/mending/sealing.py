"""Quizzes: what the sources of questions say is remembered beside the questions."""

from pathlib import PurePosixPath
from typing import Any

from salesbook.book.book import Book
from salesbook.book.seals import seal
from salesbook.core.changes import Change, Plan
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import decode
from salesbook.models.training import Course
from salesbook.reading.document import data_of, split
from salesbook.reading.edit import Addition, add_fields
from salesbook.reading.files import on_disk

FIELD = "seen"


def seals(book: Book) -> Plan:
    """Return the changes that write `seen` for every question without one, below its `source`; see `seals.seal`.

    Questions whose source is not in the book are left out, and no `seen` that is there already is touched: a person
    must have compared the two. Every other byte of the files stays. Raises `UserError` when a line cannot be written.
    """
    changes = []
    for item, course in book.data(Course):
        additions = []
        for n, question in enumerate(course.quiz):
            target, _sharp, anchor = question.source.partition("#")
            source = book.resolve(target)
            if source is not None and question.seen is None:
                additions.append(Addition(("quiz", n), "source", FIELD, seal(source, anchor, book.facts)))
        if not additions:
            continue
        path = on_disk(book.root, item.path)
        before = path.read_bytes()
        after = add_fields(before, additions)
        if after is None or not _proven(item.path, before, after, additions):
            message = _("“seen” cannot be written into {path}").format(path=item.path)
            raise UserError(message, _("write every question of the quiz as a block of lines, “source: …” on one"))
        changes.append(Change(path, before, after))
    return Plan(tuple(changes))


def _proven(path: PurePosixPath, before: bytes, after: bytes, additions: list[Addition]) -> bool:
    """Tell whether the file read anew says the same as before, and the new fields."""
    old, new = (_read(path, data) for data in (before, after))
    for addition in additions:
        question = old["quiz"][addition.route[1]]
        if question.get(FIELD) is not None:
            return False
        question[FIELD] = addition.value
    return bool(old == new)


def _read(path: PurePosixPath, data: bytes) -> Any:
    return data_of(split(path, decode(data))[0])[0]
