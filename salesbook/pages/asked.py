"""What a page asks of the book while it is made: when all answers are the same, so is the page.

`AskedBook` is a book that writes down every question, `AskedItem` an item that does; nothing of a book can be had
without a question to them. A question is a word and a name, its answer a text, and both are plain data:

    says NAME      all that an item says           face NAME     what it is called, where it lies, who may read it
    sees NAME      whether the reader of the edition may see it
    names TARGET   which item a reference names    lies PATH     which item is made of a file
    refer NAME     who refers to it, and all that those say
    kind KIND      which items there are of a kind, in order     all    which items there are
    everything     all that all items say          shared PLACE  what many pages ask together (`noted`)

What no item says (the company, templates, the day) is no question: see `answers.Made`.
"""

from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from salesbook.book.book import Book
from salesbook.book.card import Card
from salesbook.book.item import Item, Reference
from salesbook.book.parts import Part
from salesbook.models.base import ContentModel
from salesbook.models.walk import Marked
from salesbook.pages.seen import SeenItem

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")


class Notes:
    """The questions that are asked while something is made."""

    def __init__(self) -> None:
        self._open: list[set[str]] = []
        self.shared: dict[str, tuple[str, ...]] = {}

    def note(self, question: str) -> None:
        """Write a question down for whatever is being made."""
        if self._open:
            self._open[-1].add(question)

    def taken(self, make: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
        """Return what `make` does, and what was asked meanwhile."""
        self._open.append(set())
        try:
            made = make()
        finally:
            questions = self._open.pop()
        return made, tuple(sorted(questions))


class noted(Generic[T]):  # noqa: N801 - it is used as `cached_property` is
    """A `cached_property` of what works on a `book`: whoever gets its value has asked what was asked to make it."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = self._question = ""
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name that it has."""
        self._name, self._question = name, f"shared {owner.__name__}.{name}"

    def __get__(self, of: Any, _owner: type) -> T:
        """Return the value, made once."""
        values, notes = vars(of), notes_of(of.book)
        if self._name not in values:
            values[self._name], questions = notes.taken(lambda: self._make(of))
            notes.shared[self._question] = questions
        notes.note(self._question)
        return values[self._name]  # type: ignore[no-any-return]

    def __set__(self, of: object, value: T) -> None:
        """Refuse: with this method Python asks `__get__` before it looks into the object."""
        raise AttributeError(self._name)


class AskedItem(Item):
    """An item of which it is written down what somebody wants to know: what it is called, or more."""

    def __init__(self, item: Item, notes: Notes) -> None:
        self.kind, self.slug, self.name = item.kind, item.slug, item.name
        self.digest = item.digest
        self._item, self._notes = item, notes
        self._face, self._says = f"face {item.name}", f"says {item.name}"

    @property
    def whole(self) -> Item:
        """The item as it stands in the book, whoever reads."""
        return whole(self._item)

    @property
    def is_seen(self) -> bool:
        """Whether the reader of the edition may see the item."""
        self._notes.note(f"sees {self.name}")
        return is_seen(self._item)

    @property
    def path(self) -> PurePosixPath:  # type: ignore[override]  # nobody sets it
        """See `Item.path`."""
        self._notes.note(self._face)
        return self._item.path

    @property
    def title(self) -> str:
        """See `Item.title`."""
        self._notes.note(self._face)
        return self._item.title

    @property
    def article(self) -> str | None:
        """See `Item.article`."""
        self._notes.note(self._face)
        return self._item.article

    @property
    def draft(self) -> bool:
        """See `Item.draft`."""
        self._notes.note(self._face)
        return self._item.draft

    @property
    def retired(self) -> bool:
        """See `Item.retired`."""
        self._notes.note(self._face)
        return self._item.retired

    @property
    def readers(self) -> tuple[str, ...]:
        """See `Item.readers`."""
        self._notes.note(self._face)
        return self._item.readers

    @property
    def data(self) -> ContentModel:
        """See `Item.data`."""
        self._notes.note(self._says)
        return self._item.data

    @property
    def strings(self) -> tuple[Marked, ...]:
        """See `Item.strings`."""
        self._notes.note(self._says)
        return self._item.strings

    @property
    def words(self) -> str:
        """See `Item.words`."""
        self._notes.note(self._says)
        return self._item.words

    @property
    def card(self) -> Card:
        """See `Item.card`."""
        self._notes.note(self._says)
        return self._item.card

    @property
    def parts(self) -> tuple[Part, ...]:
        """See `Item.parts`."""
        self._notes.note(self._says)
        return self._item.parts

    @property
    def references(self) -> tuple[Reference, ...]:
        """See `Item.references`."""
        self._notes.note(self._says)
        return self._references

    @property
    def mentions(self) -> tuple[str, ...]:
        """See `Item.mentions`."""
        self._notes.note(self._says)
        return self._item.mentions

    @cached_property
    def _references(self) -> tuple[Reference, ...]:
        return tuple(reference._replace(source=self) for reference in self._item.references)


class _Asked(Mapping[K, V], Generic[K, V]):
    """A block of which it is written down what is looked up in it, and whether anybody goes through it."""

    def __init__(self, block: Mapping[K, V], look_up: Callable[[K], object], go_through: Callable[[], object]) -> None:
        self._block, self._look_up, self._go_through = block, look_up, go_through

    def __getitem__(self, key: K) -> V:
        self._look_up(key)
        return self._block[key]

    def __iter__(self) -> Iterator[K]:
        self._go_through()
        return iter(self._block)

    def __len__(self) -> int:
        self._go_through()
        return len(self._block)

    def values(self) -> ValuesView[V]:
        """Return all that stands in the block."""
        self._go_through()
        return self._block.values()

    def items(self) -> ItemsView[K, V]:
        """Return it with its names."""
        self._go_through()
        return self._block.items()


def _of_all(name: str) -> Any:
    """Return a property of a book for which all of it is asked."""

    def asked(book: "AskedBook") -> Any:
        book.notes.note("everything")
        return getattr(book.whole, name)

    return property(asked, doc=f"See `Book.{name}`.")


class AskedBook(Book):
    """A book that writes down in `notes` what pages ask of it; all else of `whole` is asked as everything."""

    def __init__(self, whole: Book) -> None:
        notes = Notes()
        own: dict[str, Item] = {name: AskedItem(item, notes) for name, item in whole.items.items()}

        def note(sort: str) -> Callable[[object], None]:
            return lambda name: notes.note(f"{sort} {name}")

        items = _Asked(own, note("names"), lambda: notes.note("all"))
        super().__init__(whole.sources, whole.company, items, whole.broken, whole.files)
        paths: dict[PurePosixPath, Item] = {item.path: own[name] for name, item in whole.items.items()}
        links = {
            name: tuple(reference._replace(source=own[reference.source.name]) for reference in references)
            for name, references in whole.backlinks.items()
        }
        vars(self).update(
            notes=notes,
            whole=whole,
            by_path=_Asked(paths, note("lies"), lambda: notes.note("everything")),
            backlinks=_Asked(links, note("refer"), lambda: notes.note("everything")),
            _own=own,
        )

    notes: Notes
    whole: Book
    _own: Mapping[str, Item]
    by_article = _of_all("by_article")
    register = _of_all("register")
    references = _of_all("references")
    dubious = _of_all("dubious")
    used = _of_all("used")
    linked = _of_all("linked")
    _unsorted = _of_all("_unsorted")
    _twins = _of_all("_twins")
    _names_of = _of_all("_names_of")

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """See `Book.of_kind`."""
        self.notes.note(f"kind {kind}")
        return tuple(self._own[item.name] for item in self.whole.of_kind(kind))

    def edition(self, data: ContentModel) -> str:
        """See `Book.edition`; whoever has the data has asked for them, and figures are the company's."""
        return self.whole.edition(data)

    def resolve(self, target: str) -> Item | None:
        """See `Book.resolve`."""
        self.notes.note(f"names {target}")
        item = self.whole.resolve(target)
        return None if item is None else self._own[item.name]


def is_seen(item: Item) -> bool:
    """Tell whether the reader of the edition that an item is of may see it."""
    return item.is_seen if isinstance(item, AskedItem | SeenItem) else True


def whole(item: Item) -> Item:
    """Return an item of the whole book in the place of the one that is seen."""
    return item.whole if isinstance(item, AskedItem | SeenItem) else item


def notes_of(book: Book) -> Notes:
    """Return where it is written down what is asked of a book; of most books nobody wants to know."""
    return book.notes if isinstance(book, AskedBook) else Notes()
