"""Article numbers: the register, and numbers for regulations that have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.item import Item, Mention
from salesbook.core.changes import Change, Plan
from salesbook.core.diagnostics import Route
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import decode
from salesbook.core.spelling import skeleton
from salesbook.models.regulation import Regulation
from salesbook.reading.document import data_of, split
from salesbook.reading.edit import set_field, set_number
from salesbook.reading.files import CONTENT
from salesbook.reading.proof import proven_change, says_the_same
from salesbook.text.naming import ARTICLE

REGISTER = PurePosixPath(CONTENT, "articles.yml")
LAST = 999


@dataclass(frozen=True, slots=True)
class Assignment:
    """A regulation and the number it gets."""

    item: Item
    article: str


def numbered(book: Book) -> list[tuple[Item, Regulation]]:
    """Return all regulations in the order of their numbers, those without one last."""
    return sorted(
        book.data(Regulation), key=lambda pair: (pair[1].article is None, pair[1].article or "", pair[0].slug)
    )


def assign(book: Book) -> list[Assignment]:
    """Return a number for every regulation that has none: its department's next one that was never used.

    Used are the numbers of all regulations, those the register remembers, and those that anything refers to (the text
    may mean a regulation that was deleted or is still on another branch); what only a broken file of another kind
    refers to is not seen. Raises `UserError` when a department has no prefix or no numbers left, or when a regulation
    could not be read: its number would be unknown.
    """
    if unread := book.unread("regulation", "register", "company"):
        raise _unnumbered(unread)
    numbers = _Numbers(book)
    assignments = []
    regulations = (item for item in book.of_kind("regulation") if book.sources.base_of(item.path) is None)
    waiting = [item for item in regulations if item.article is None]
    for item in sorted(waiting, key=lambda i: str(i.path)):
        prefix = numbers.prefixes.get(item.path.parent.name)
        if prefix is None:
            message = _("there is no department “{name}” for {path}").format(name=item.path.parent.name, path=item.path)
            raise UserError(
                message, _("move the file into the folder of one of: {names}").format(names=", ".join(numbers.prefixes))
            )
        assignments.append(Assignment(item, numbers.take(prefix)))
    return assignments


def next_number(book: Book, department: str) -> str:
    """Return the number that a new regulation of a department gets; see `assign`.

    Of regulations that cannot be read the numbers count that their files name: one that is being written must not
    stand in the way of the next. Raises `UserError` when the number of one is unknown.
    """
    unread = book.unread("register", "company")
    nameless = book.unread("regulation")
    if unread or len(nameless) > len(_broken_articles(book)):
        raise _unnumbered((*unread, *nameless))
    numbers = _Numbers(book)
    return numbers.take(numbers.prefixes[department])


class _Numbers:
    """The numbers that each prefix has given, and those that nobody may get any more."""

    def __init__(self, book: Book) -> None:
        self.prefixes = {d.id: d.prefix for d in book.company.departments}
        self._highest = dict(book.register)
        mentioned = (Mention.read(brief).target for item in book.items.values() for brief in item.mentions)
        articles = (*book.by_article, *_broken_articles(book))
        self._used = {_shape(name.rpartition("/")[2]) for name in mentioned} | {_shape(a) for a in articles}
        for article in articles:
            if match := ARTICLE.fullmatch(article):
                self._highest[match["prefix"]] = max(self._highest.get(match["prefix"], 0), int(match["number"]))

    def take(self, prefix: str) -> str:
        """Return the next free number of a prefix, which nobody else gets; raises `UserError` when none is left."""
        number = self._highest.get(prefix, 0) + 1
        while _shape(f"{prefix}-{number:03d}") in self._used:
            number += 1
        if number > LAST:
            message = _("the department “{prefix}” has no numbers left").format(prefix=prefix)
            raise UserError(message, _("give the department a new prefix in content/company.yml"))
        self._highest[prefix] = number
        return f"{prefix}-{number:03d}"


def _broken_articles(book: Book) -> list[str]:
    """Return the numbers of the regulations that could not be read, as far as their files name them."""
    return [name for name in book.broken if ARTICLE.fullmatch(name)]


def _unnumbered(unread: Iterable[str]) -> UserError:
    message = _("numbers cannot be given while these files have errors: {names}").format(names=", ".join(unread))
    return UserError(message, _("mend what “salesbook check” shows, then run the command again"))


def _shape(article: str) -> tuple[str, int] | None:
    """Return what people would take a number for, however it is typed: `оп-7` is read as ОП-007."""
    prefix, _hyphen, number = skeleton(article).partition("-")
    return (prefix, int(number)) if number.isdecimal() and len(number) < 10 else None


def plan(book: Book, assignments: list[Assignment]) -> Plan:
    """Return the changes that write the numbers, one line a regulation, and bring the register up to date.

    The register comes first: a number that is remembered but not written is lost, not given twice.
    """
    changes = []
    for assignment in assignments:
        path, article = assignment.item.path, assignment.article
        added = partial(set_field, field="article", value=article, after="title")
        change = proven_change(book.sources, path, added, {("article",): article})
        if change is None:
            message = _("the number cannot be written into {path}").format(path=path)
            raise UserError(message, _("write it yourself: article: {article}").format(article=article))
        changes.append(change)
    remembered = remember(book, [assignment.article for assignment in assignments])
    return Plan((remembered, *changes) if remembered else tuple(changes))


def remember(book: Book, given: Iterable[str]) -> Change | None:
    """Return the change of the register after which it knows the highest number of every prefix, those given too.

    None when it is up to date. Raises `UserError` when it cannot be edited.
    """
    highest: dict[str, int] = {}
    prefixes = {d.prefix for d in book.company.departments}
    for article in (*book.by_article, *given):
        if (match := ARTICLE.fullmatch(article)) and match["prefix"] in prefixes:
            highest[match["prefix"]] = max(highest.get(match["prefix"], 0), int(match["number"]))
    behind = {prefix: number for prefix, number in sorted(highest.items()) if number > book.register.get(prefix, 0)}
    if not behind:
        return None
    # One of a book beneath is not written: what it knows is known already.
    before = None if book.sources.base_of(REGISTER) is not None else book.sources.bytes_of(REGISTER)
    head = _("# The highest article number ever given; kept by “salesbook articles assign”.") + "\n"
    after = head.encode() if before is None else before
    for prefix, number in behind.items():
        after = set_number(after, "issued", prefix, number)
    path = book.sources.own_disk(REGISTER)
    written: dict[Route, object] = {("issued",): {**_issued(before), **behind}}
    if not says_the_same(REGISTER, decode(before or b""), decode(after), written):
        message = _("the register {path} cannot be brought up to date").format(path=path)
        raise UserError(message, _("write a block “issued:” with lines “ОП: 15” in it"))
    return Change(path, before, after)


def _issued(register: bytes | None) -> dict[str, int]:
    """Return what the file of a register says by itself; of a new one, nothing."""
    data = None if register is None else data_of(split(REGISTER, decode(register))[0])[0]
    return dict(data["issued"]) if isinstance(data, dict) and isinstance(data.get("issued"), dict) else {}
