"""The book: items, the references between them, article numbers, figures. Frozen, built once, read by everything."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from salesbook.book.context import Context
from salesbook.book.editions import edition
from salesbook.book.item import Item, Mention, Reference, linked_path, mention
from salesbook.book.parts import Part
from salesbook.core.nearest import KnownNames, nearest
from salesbook.core.spelling import lookalikes, twins
from salesbook.models.base import ContentModel, Names
from salesbook.models.company import Company, Fact
from salesbook.models.kinds import KINDS, kind_made_of, kind_of
from salesbook.models.pipeline import Stage
from salesbook.models.regulation import Register
from salesbook.models.vocabularies import VOCABULARIES, vocabulary_of
from salesbook.reading.files import site_url
from salesbook.reading.sources import Sources
from salesbook.text import safety
from salesbook.text.naming import parted

M = TypeVar("M", bound=ContentModel)


@dataclass(frozen=True)
class Book:
    """One company's book, as far as it could be read, and the files that it was read from.

    `broken` names the items whose files did not become models: references to them are not unknown.
    `files` are the other files of content/ (pictures), relative to the book's root, as item paths are.
    """

    sources: Sources
    company: Company
    items: Mapping[str, Item]
    broken: frozenset[str] = frozenset()
    files: frozenset[PurePosixPath] = frozenset()
    _kinds: dict[str, tuple[Item, ...]] = field(default_factory=dict, repr=False, compare=False)
    _known_names: dict[tuple[str, ...], KnownNames] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def site_url(self) -> str:
        """The address under which the academy is published, as mkdocs.yml gives it; nothing when it does not."""
        return site_url(self.root)

    @property
    def root(self) -> Path:
        """The book's folder."""
        return self.sources.root

    # --- items

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """Return the items of a kind in reading order: by article, by `order`, by title."""
        if kind not in self._kinds:
            self._kinds[kind] = tuple(sorted(self._unsorted.get(kind, ()), key=_reading_order))
        return self._kinds[kind]

    @cached_property
    def _unsorted(self) -> dict[str, list[Item]]:
        """Items by kind, as they come."""
        by_kind: dict[str, list[Item]] = defaultdict(list)
        for item in self.items.values():
            by_kind[item.kind.name].append(item)
        return by_kind

    def data(self, model: type[M]) -> Iterator[tuple[Item, M]]:
        """Yield the items made of `model`, with their data typed."""
        for item in self.of_kind(kind_made_of(model).name):
            if isinstance(item.data, model):  # always: the kind says so, which a type cannot
                yield item, item.data

    @cached_property
    def by_article(self) -> dict[str, tuple[Item, ...]]:
        """Regulations by article number; more than one under a number is a finding."""
        by_article: dict[str, list[Item]] = defaultdict(list)
        for kind in KINDS:
            for item in self.of_kind(kind.name) if kind.in_departments else ():
                if item.article:
                    by_article[item.article].append(item)
        return {article: tuple(items) for article, items in by_article.items()}

    @cached_property
    def by_path(self) -> dict[PurePosixPath, Item]:
        """Items by the path of their file."""
        return {item.path: item for item in self.items.values()}

    @cached_property
    def register(self) -> Mapping[str, int]:
        """The highest article number given under each prefix, as the register remembers it."""
        register = self.resolve_as(Register, "register")
        return register[1].issued if register is not None else {}

    @cached_property
    def context(self) -> Context:
        """The company as letters and the checks of single items see it."""
        return Context(self.root, self.company)

    @property
    def facts(self) -> dict[str, Fact]:
        """The book's figures by id."""
        return self.context.facts

    def edition(self, data: ContentModel) -> str:
        """Return the edition of an item of the book, or of a block of one, found out once (`editions.edition`)."""
        known = self._editions.get(id(data))
        if known is None:
            # The data are kept, too: another block might come to lie in the same place.
            known = self._editions[id(data)] = (data, edition(data, self.facts))
        return known[1]

    @cached_property
    def _editions(self) -> dict[int, tuple[ContentModel, str]]:
        return {}

    def figure(self, name: str) -> str:
        """Return a figure in words, «15 минут»; its name when the company has none of that name."""
        fact = self.facts.get(name)
        return name if fact is None else self.company.amount(fact)

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The words of the company: vocabulary → id → what people call it."""
        return {name: vocabulary.names(self.company) for name, vocabulary in VOCABULARIES.items()}

    # --- references

    def resolve(self, target: str) -> Item | None:
        """Return the item that `target` names: an article number, `kind:slug`, or a kind with a single item."""
        named = self.items.get(target)
        if named is None:
            same = self.by_article.get(target)
            named = same[0] if same else None
        return named

    def resolve_as(self, model: type[M], target: str) -> tuple[Item, M] | None:
        """Return the item that `target` names and its data; None when it is not made of `model`."""
        item = self.resolve(target)
        return (item, item.data) if item is not None and isinstance(item.data, model) else None

    def block(self, name: str, *, of: Item | None = None) -> tuple[Item, Part] | None:
        """Return the item and the block in it that `pipeline:main#meeting` names, or `meeting` in the item `of`."""
        target, anchor = parted(name)
        item = self.resolve(target) if "#" in name else of
        block = None if item is None else item.block(anchor or target)
        return None if item is None or block is None else (item, block)

    def stage(self, name: str, *, of: Item | None = None) -> tuple[Item, Stage] | None:
        """Return the pipeline and stage that `pipeline:main#meeting` names, or `meeting` in the pipeline `of`."""
        match self.block(name, of=of):
            case item, Part(data=Stage() as stage):
                return item, stage
        return None

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything any item refers to, in the order of items and of their fields."""
        return tuple(r for item in self.items.values() for r in item.references)

    @cached_property
    def dubious(self) -> tuple[Reference, ...]:
        """The references that are not plainly sound; checks of references need to look at no others.

        Thousands of references name the same few things, so each thing is judged once.
        """
        sound: dict[str, bool] = {}
        doubtful: list[Reference] = []
        for item in self.items.values():
            for brief in item.mentions:
                if brief not in sound:
                    sound[brief] = self._is_sound(Mention.read(brief))
                if not sound[brief]:
                    doubtful += (r for r in item.references if not sound.get(mention(r), False))
                    break
        return tuple(doubtful)

    def _is_sound(self, mentioned: Mention) -> bool:
        """Tell whether nothing can be wrong with a reference: what it names exists, is in force and of a right kind."""
        mark, target, anchor = mentioned
        if mark == "@@":
            return safety.is_sound(target)
        if mark in VOCABULARIES:
            return target in self.words[mark]
        if mark == "@":
            path = PurePosixPath(target)
            if path in self.files:
                return not anchor
            item = self.by_path.get(path)
        else:
            item = self.resolve(target)
        if item is None or item.card.status != "active":
            return False
        kinds = mark.rstrip("#")
        if mark not in ("", "@") and kinds and item.kind.name not in kinds.split(","):
            return False
        return anchor in item.card.anchors if anchor else not mark.endswith("#")

    @cached_property
    def used(self) -> frozenset[str]:
        """Names of the items that another item refers to."""
        targets: dict[str, Item | None] = {}
        used = set()
        for item in self.items.values():
            for brief in item.mentions:
                if brief not in targets:
                    mark, target, _anchor = Mention.read(brief)
                    if mark == "@":
                        targets[brief] = self.by_path.get(PurePosixPath(target))
                    else:
                        targets[brief] = None if mark == "@@" or mark in VOCABULARIES else self.resolve(target)
                target_item = targets[brief]
                if target_item is not None and target_item is not item:
                    used.add(target_item.name)
        return frozenset(used)

    @cached_property
    def linked(self) -> frozenset[PurePosixPath]:
        """Files of the book that an item shows or links to."""
        links = {brief for item in self.items.values() for brief in item.mentions if brief.startswith("@\t")}
        return frozenset(PurePosixPath(Mention.read(brief).target) for brief in links)

    def target(self, reference: Reference) -> Item | None:
        """Return the item a reference leads to; None for words of the company, pictures and unknown names."""
        if reference.vocabulary is not None:
            return None
        if reference.url is not None:
            path = linked_path(reference)
            return None if path is None else self.by_path.get(path)
        if reference.names is not None and reference.names.local and "#" not in reference.target:
            return reference.source
        return self.resolve(reference.target.partition("#")[0])

    @cached_property
    def backlinks(self) -> dict[str, tuple[Reference, ...]]:
        """Who refers to an item: name → references from other items."""
        backlinks: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            item = self.target(reference)
            if item is not None and item is not reference.source:
                backlinks[item.name].append(reference)
        return {name: tuple(references) for name, references in backlinks.items()}

    def is_broken(self, target: str) -> bool:
        """Tell whether a name belongs to an item whose file could not be read."""
        return target in self.broken

    def unread(self, *kinds: str) -> tuple[str, ...]:
        """Return the names of the items of `kinds` (of any kind when empty) whose files could not be read.

        Whoever looks for what is missing asks first: it may stand in such a file.
        """
        return tuple(sorted(name for name in self.broken if not kinds or name.partition(":")[0] in kinds))

    def is_unread(self, path: PurePosixPath) -> bool:
        """Tell whether a file of content/ is there and could not be read."""
        kind = kind_of("/".join(path.parts[1:]))
        names = {f"regulation:{path.stem}"} if path.parts[1:2] == ("regulations",) else set()
        if kind is not None:
            names.add(kind.name if kind.single else f"{kind.name}:{path.stem}")
        return not self.broken.isdisjoint(names)

    def lookalikes(self, article: str) -> list[str]:
        """Return the article numbers that `article` may be meant to be: only look-alike letters or digits differ."""
        return lookalikes(article, self._twins)

    def nearest(self, target: str, names: Names | None = None) -> list[str]:
        """Return up to three names that look like `target`, look-alike letters first."""
        vocabulary = vocabulary_of(names)
        if vocabulary is not None:
            return nearest(target, self.words[vocabulary.name])
        return self.lookalikes(target)[:1] or self._names_of(names.kinds if names else ()).nearest(target)

    @cached_property
    def _twins(self) -> Mapping[str, list[str]]:
        return twins(self.by_article)

    def _names_of(self, kinds: tuple[str, ...]) -> KnownNames:
        """Return the names that a reference to these kinds may use (any kind with a page when empty)."""
        if kinds not in self._known_names:
            names = [n for n, i in self.items.items() if i.kind.page and (not kinds or i.kind.name in kinds)]
            names += [a for a, items in self.by_article.items() if not kinds or items[0].kind.name in kinds]
            self._known_names[kinds] = KnownNames(names)
        return self._known_names[kinds]


def _reading_order(item: Item) -> tuple[str, str, int, str]:
    card = item.card
    department = str(item.path.parent) if item.kind.in_departments else ""
    return (department, card.article or "", card.order, card.title)
