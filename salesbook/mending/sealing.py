"""Quizzes: what the sources of questions say is remembered beside the questions."""

from functools import partial

from salesbook.book.book import Book
from salesbook.book.seals import seal
from salesbook.core.changes import Plan
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.training import Course
from salesbook.reading.edit import Addition, add_fields
from salesbook.reading.proof import proven_change
from salesbook.text.naming import parted

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
            target, anchor = parted(question.source)
            source = book.resolve(target)
            if source is not None and question.seen is None:
                additions.append(Addition(("quiz", n), "source", FIELD, seal(source, anchor, book.facts)))
        if not additions:
            continue
        values = {(*addition.route, addition.field): addition.value for addition in additions}
        change = proven_change(book.sources, item.path, partial(add_fields, additions=additions), values)
        if change is None:
            message = _("“seen” cannot be written into {path}").format(path=item.path)
            raise UserError(message, _("write every question of the quiz as a block of lines, “source: …” on one"))
        changes.append(change)
    return Plan(tuple(changes))
