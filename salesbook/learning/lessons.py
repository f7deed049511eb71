"""The lessons of a course as a learner's progress knows them: what is read, and by which edition of it."""

from dataclasses import dataclass

from salesbook.book.book import Book
from salesbook.book.editions import edition_of
from salesbook.book.item import Item
from salesbook.book.seals import sealed_part
from salesbook.models.training import Course
from salesbook.text.naming import parted


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson of a course whose item is in the book."""

    place: int
    """Its place among the lessons, counted from 0."""
    item: str
    """What is read: the name of the item, with the anchor where a part is meant: pipeline:main#paid."""
    reference: str
    """The same, as the course refers to it."""
    edition: str
    """The edition of the item, or of the part: eight letters."""


def steps_of(course: Course, book: Book) -> tuple[Step, ...]:
    """Return the lessons of a course in order; one whose item is not in the book is left out."""
    steps = []
    for place, lesson in enumerate(course.lessons):
        target, anchor = parted(lesson.item)
        item = book.resolve(target)
        if item is not None:
            name = f"{item.name}#{anchor}" if anchor else item.name
            steps.append(Step(place, name, lesson.item, edition_read(item, anchor, book)))
    return tuple(steps)


def edition_read(item: Item, anchor: str | None, book: Book) -> str:
    """Return the edition of an item, or of its part under an anchor: a block, or the section of a heading."""
    part = sealed_part(item, anchor) if anchor else None
    if part is None:
        return book.edition(item.data)
    return edition_of([(("body",), part)], book.facts) if isinstance(part, str) else book.edition(part)
