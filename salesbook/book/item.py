"""An item of the book: its parts, and what it refers to in its fields and prose."""

import posixpath
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from salesbook.book.card import Card, card_of
from salesbook.book.parts import Part, parts_of, places_in
from salesbook.core.diagnostics import Route, Span
from salesbook.core.source import nfc
from salesbook.models.base import ContentModel, Link, Names, Prose
from salesbook.models.kinds import Kind
from salesbook.models.vocabularies import Vocabulary, vocabulary_of
from salesbook.models.walk import Marked, strings
from salesbook.text import anchors, markup, safety
from salesbook.text.naming import parted

_FACT = Names(("fact",))


class Item:
    """A piece of content under its name, such as `script:key-meeting`.

    `digest`: letters that are other ones when the text is that it was made of; none where that is not known.
    """

    def __init__(
        self, kind: Kind, slug: str, path: PurePosixPath, opened: Callable[[], ContentModel], digest: str = ""
    ) -> None:
        self.kind = kind
        self.slug = slug
        self.path = path
        self.name = kind.name if kind.single else f"{kind.name}:{slug}"
        """How references name the item; kinds with a single item go by the kind alone."""
        self.digest = digest
        self._opened = opened

    def __repr__(self) -> str:
        return f"<Item {self.name}>"

    @cached_property
    def data(self) -> ContentModel:
        """The item itself; one that the cache holds is opened when somebody asks for it."""
        return self._opened()

    @cached_property
    def strings(self) -> tuple[Marked, ...]:
        """Every string of the item."""
        return tuple(strings(self.data))

    @cached_property
    def words(self) -> str:
        """All strings that people read, one under another: one look at them tells whether a closer one is needed."""
        return "\n".join([string.value for string in self.strings if string.words])

    @cached_property
    def card(self) -> Card:
        """What others may know of the item."""
        return card_of(self.slug, self.data, self.strings, self.words, self.parts)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the item that links can point at: its blocks, the headings of its body, places with anchors."""
        parts = parts_of(self.data)
        return (*parts, *places_in(self.strings)) if anchors.may_hold_anchors(self.words) else parts

    def part(self, anchor: str) -> Part | None:
        """Return the part under an anchor; the first one, when it belongs to several."""
        return next((part for part in self.parts if part.anchor == anchor), None)

    def block(self, anchor: str) -> Part | None:
        """Return the block of data under an anchor: a stage, a term. Headings are none."""
        part = self.part(anchor)
        return None if part is None or part.data is None else part

    def block_at(self, route: Route) -> Part | None:
        """Return the block of data in which a route of the item ends; None outside of them."""
        return next((part for part in self.parts if part.data is not None and part.route[:2] == route[:2]), None)

    @cached_property
    def references(self) -> tuple["Reference", ...]:
        """Everything the item refers to, in the order of its fields."""
        return tuple(references_of(self))

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        """What the item refers to, each thing once and in brief: see `mention`."""
        return tuple(dict.fromkeys(map(mention, self.references)))

    def forget(self) -> None:
        """Let go of the references: they point back at the item, and a circle lives until the collector comes."""
        vars(self).pop("references", None)

    @property
    def title(self) -> str:
        """The words people know the item by."""
        return self.card.title

    @property
    def article(self) -> str | None:
        """A regulation's article number."""
        return self.card.article

    @property
    def draft(self) -> bool:
        """Whether the item is not in force yet."""
        return self.card.status == "draft"

    @property
    def retired(self) -> bool:
        """Whether the item is no longer in force."""
        return self.card.status == "retired"

    @property
    def readers(self) -> tuple[str, ...]:
        """The roles that may read the item; none are named where everybody may."""
        return self.card.readers

    def may_be_read_by(self, role: str | None) -> bool:
        """Tell whether a role may read the item; None stands for all of them together."""
        return role is None or not self.readers or role in self.readers

    @property
    def label(self) -> str:
        """Article and title: «ОП-007 Первый контакт»."""
        return f"{self.article} {self.title}" if self.article else self.title


class Reference(NamedTuple):
    """An item refers to something: where it says so, the name it uses, the anchor, and what may be named there.

    `names` is None for a reference in Markdown; `url` is set for an ordinary link (`../sales/first-call.md`).
    """

    source: Item
    route: Route
    target: str
    anchor: str | None
    names: Names | None
    span: Span | None
    label: str | None = None
    url: str | None = None
    image: bool = False

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The vocabulary of the company whose word is named; None for what names an item or a file."""
        return vocabulary_of(self.names)


def references_of(item: Item) -> Iterator[Reference]:
    """Yield what an item refers to: its typed fields, and what stands in its prose."""
    for route, mark, value, _words in item.strings:
        if isinstance(mark, Prose):
            for token in markup.tokens(value):
                yield prose_reference(item, route, token)
        elif mark is not None:
            yield field_reference(item, route, mark, value)


def prose_reference(item: Item, route: Route, token: markup.Token) -> Reference:
    """Return what a token of an item's Markdown refers to; the token starts in the string at the route."""
    span = Span(token.start, token.text)
    if token.kind == "reference":
        return Reference(item, route, token.target, token.anchor, None, span, token.label)
    if token.kind == "fact":
        return Reference(item, route, token.target, None, _FACT, span)
    image = token.kind == "image"
    return Reference(item, route, token.target, token.anchor, None, span, token.label, token.target, image)


def field_reference(item: Item, route: Route, mark: Names | Link, value: str) -> Reference:
    """Return what the value of a field refers to."""
    if isinstance(mark, Names):
        return Reference(item, route, value, parted(value)[1] or None, mark, None)
    path, anchor = parted(value)
    return Reference(item, route, path, anchor if "#" in value else None, None, None, url=path)


def linked_path(reference: Reference) -> PurePosixPath | None:
    """Return the file that a reference by an ordinary link leads to; None for the others. See `path_of_link`."""
    return None if reference.url is None else path_of_link(reference.source.path, reference.url)


def path_of_link(source: PurePosixPath, link: str) -> PurePosixPath | None:
    """Return where a link in the file `source` leads, relative to the book's root; None for addresses outside the book.

    The book need not have such a file, and `..` may lead out of it. An anchor alone leads to the file itself.
    """
    path = link.partition("#")[0]
    if not path:
        return source
    if not safety.is_relative(path):
        return None
    return PurePosixPath(nfc(posixpath.normpath(posixpath.join(source.parent.as_posix(), unquote(path)))))


class Mention(NamedTuple):
    """What a reference needs for its target to be judged.

    The mark is `@` for a link to a file of the book, `@@` for an address outside it, the kinds that a field takes
    (`pipeline#` when it asks for a place inside), or nothing for a reference in prose.
    """

    mark: str
    target: str
    anchor: str

    @classmethod
    def read(cls, brief: str) -> "Mention":
        """Return what `mention` has written."""
        return cls(*brief.split("\t"))


def mention(reference: Reference) -> str:
    """Return a reference in brief, as an item and the cache keep it: the parts of a `Mention`, parted by tabs."""
    names, mark, anchor = reference.names, "", reference.anchor or ""
    if reference.url is not None:
        path = linked_path(reference)
        mark, target = ("@@", reference.url) if path is None else ("@", str(path))
    elif names is None:
        target = reference.target or reference.source.name
    elif names.local and "#" not in reference.target:
        mark, target, anchor = "pipeline#", reference.source.name, reference.target
    else:
        mark, target = ",".join(names.kinds) + "#" * names.anchor, reference.target.partition("#")[0]
    brief = f"{mark}\t{target}\t{anchor}"
    if brief.count("\t") > 2:
        # Nothing in a book has a NUL in its name, so a name with a tab in it stays unknown.
        brief = "\t".join(part.replace("\t", "\0") for part in (mark, target, anchor))
    return brief
