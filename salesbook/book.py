"""The book: items, the references between them, article numbers, figures. Frozen, built once, read by everything."""

import difflib
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from salesbook import markup
from salesbook.diagnostics import Route, Span
from salesbook.kinds import BY_NAME, Kind
from salesbook.models.base import ContentModel, Link, Names
from salesbook.models.company import Company, Fact
from salesbook.models.knowledge import Faq, Glossary
from salesbook.models.pipeline import Pipeline, Stage
from salesbook.models.regulation import Register, Regulation
from salesbook.models.script import Script
from salesbook.models.walk import marked
from salesbook.source import nfc

M = TypeVar("M", bound=ContentModel)

ARTICLE = re.compile(r"(?P<prefix>[А-ЯЁA-Z]{1,6})-(?P<number>\d{3})")
"""An article number: the department's prefix and three digits (`ОП-007`)."""

_LOOKALIKES = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_DIGITS = str.maketrans("OОLIЗ", "00113")
VOCABULARY = ("role", "channel", "fact", "department")
"""Kinds of names that company.yml defines; everything else that a reference names is an item."""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of content under its name, such as `script:key-meeting`."""

    kind: Kind
    slug: str
    path: PurePosixPath
    data: ContentModel

    @property
    def name(self) -> str:
        """How references name the item; kinds with a single item go by the kind alone."""
        return self.kind.name if self.kind.single else f"{self.kind.name}:{self.slug}"

    @property
    def title(self) -> str:
        """The words people know the item by."""
        return str(getattr(self.data, "title", self.slug))

    @property
    def article(self) -> str | None:
        """A regulation's article number."""
        return self.data.article if isinstance(self.data, Regulation) else None

    @property
    def draft(self) -> bool:
        """Whether the item is not in force yet."""
        return isinstance(self.data, Regulation) and self.data.status == "draft"

    @property
    def retired(self) -> bool:
        """Whether the item is no longer in force."""
        return isinstance(self.data, Regulation) and self.data.status == "retired"

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


@dataclass(frozen=True)
class Book:
    """One company's book, as far as it could be read.

    `broken` names the items whose files did not become models: references to them are not unknown.
    `files` are the other files of content/ (pictures), relative to the book's root, as item paths are.
    """

    root: Path
    company: Company
    items: Mapping[str, Item]
    broken: frozenset[str] = frozenset()
    files: frozenset[PurePosixPath] = frozenset()
    complete: bool = True
    _kinds: dict[str, tuple[Item, ...]] = field(default_factory=dict, repr=False, compare=False)
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    # --- items

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """Return the items of a kind in reading order: by article, by `order`, by title."""
        if kind not in self._kinds:
            found = (item for item in self.items.values() if item.kind.name == kind)
            self._kinds[kind] = tuple(sorted(found, key=_reading_order))
        return self._kinds[kind]

    def data(self, model: type[M]) -> Iterator[tuple[Item, M]]:
        """Yield the items made of `model`, with their data typed."""
        for kind in BY_NAME.values():
            if kind.model is model:
                for item in self.of_kind(kind.name):
                    assert isinstance(item.data, model)
                    yield item, item.data

    @cached_property
    def by_article(self) -> dict[str, tuple[Item, ...]]:
        """Regulations by article number; more than one under a number is a finding."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.of_kind("regulation"):
            if item.article:
                found[item.article].append(item)
        return {article: tuple(items) for article, items in found.items()}

    @cached_property
    def by_path(self) -> dict[PurePosixPath, Item]:
        """Items by the path of their file."""
        return {item.path: item for item in self.items.values()}

    @cached_property
    def register(self) -> Mapping[str, int]:
        """The highest article number given under each prefix, as the register remembers it."""
        item = self.items.get("register")
        return item.data.issued if item is not None and isinstance(item.data, Register) else {}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The book's figures by id."""
        return {fact.id: fact for fact in self.company.facts}

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The names company.yml defines: kind of name → id → what people call it."""
        company = self.company
        return {
            "role": {r.id: r.name for r in company.roles},
            "channel": {c.id: c.name for c in company.channels},
            "fact": {f.id: f.name for f in company.facts},
            "department": {d.id: d.name for d in company.departments},
        }

    # --- references

    def resolve(self, target: str) -> Item | None:
        """Return the item that `target` names: an article number, `kind:slug`, or a kind with a single item."""
        found = self.items.get(target)
        if found is None:
            same = self.by_article.get(target)
            found = same[0] if same else None
        return found

    def stage(self, name: str, *, of: Item | None = None) -> tuple[Item, Stage] | None:
        """Return the pipeline and stage that `pipeline:main#meeting` names, or `meeting` in the pipeline `of`."""
        target, sharp, anchor = name.partition("#")
        item = self.resolve(target) if sharp else of
        if item is None or not isinstance(item.data, Pipeline):
            return None
        return next(((item, stage) for stage in item.data.stages if stage.id == (anchor or target)), None)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything any item refers to, in the order of items and of their fields."""
        return tuple(r for item in self.items.values() for r in references_of(item))

    def target(self, reference: Reference) -> Item | None:
        """Return the item a reference leads to; None for words of the company, pictures and unknown names."""
        if reference.url is not None:
            path = linked_path(reference)
            return None if path is None else self.by_path.get(path)
        if reference.names is not None and reference.names.local and "#" not in reference.target:
            return reference.source
        return self.resolve(reference.target.partition("#")[0])

    @cached_property
    def backlinks(self) -> dict[str, tuple[Reference, ...]]:
        """Who refers to an item: name → references from other items."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            item = self.target(reference)
            if item is not None and item is not reference.source:
                found[item.name].append(reference)
        return {name: tuple(references) for name, references in found.items()}

    def is_broken(self, target: str) -> bool:
        """Tell whether a name belongs to an item whose file could not be read."""
        return target in self.broken

    def nearest(self, target: str, names: Names | None = None) -> list[str]:
        """Return up to three names that look like `target`, look-alike letters first."""
        if names is not None and names.kinds and names.kinds[0] in VOCABULARY:
            return difflib.get_close_matches(target, self.words[names.kinds[0]], 3, 0.5)
        twin = lookalike(target, self.by_article)
        if twin is not None:
            return [twin]
        kinds = names.kinds if names else ()
        known = [n for n, i in self.items.items() if i.kind.page and (not kinds or i.kind.name in kinds)]
        if not kinds or "regulation" in kinds:
            known += list(self.by_article)
        if ":" not in target and (bare := [n for n in known if n.partition(":")[2] == target]):
            return bare[:3]
        return difflib.get_close_matches(target, known, 3, 0.6)

    def anchors(self, item: Item) -> frozenset[str]:
        """Return the anchors that links to the item's page may use."""
        if item.name not in self._anchors:
            self._anchors[item.name] = frozenset(anchors_of(item))
        return self._anchors[item.name]


def _reading_order(item: Item) -> tuple[str, str, int, str]:
    order = getattr(item.data, "order", 0)
    department = str(item.path.parent) if item.kind.in_departments else ""
    return (department, item.article or "", order if isinstance(order, int) else 0, item.title)


def references_of(item: Item) -> Iterator[Reference]:
    """Yield what an item refers to: its typed fields, and what stands in its prose."""
    for route, mark, value in marked(item.data):
        if isinstance(mark, Names):
            anchor = value.partition("#")[2] or None
            yield Reference(item, route, value, anchor, mark, None)
            continue
        if isinstance(mark, Link):
            path, sharp, fragment = value.partition("#")
            yield Reference(item, route, path, fragment if sharp else None, None, None, url=path)
            continue
        for token in markup.tokens(value):
            span = Span(token.start, token.text)
            if token.kind == "reference":
                yield Reference(item, route, token.target, token.anchor, None, span, token.label)
            elif token.kind == "fact":
                yield Reference(item, route, token.target, None, FACT, span)
            else:
                image = token.kind == "image"
                yield Reference(item, route, token.target, token.anchor, None, span, token.label, token.target, image)


FACT = Names(("fact",))


def linked_path(reference: Reference) -> PurePosixPath | None:
    """Return the file an ordinary link leads to, relative to the book's root; None for addresses outside the book."""
    url = reference.url
    if url is None or ":" in url.split("/", 1)[0] or url.startswith(("/", "#")):
        return None
    if not url:
        return reference.source.path
    return PurePosixPath(nfc(posixpath.normpath(posixpath.join(reference.source.path.parent.as_posix(), unquote(url)))))


def anchors_of(item: Item) -> Iterator[str]:
    """Yield the anchors of an item's page: headings, stages, terms, questions, blocks."""
    data = item.data
    if isinstance(data, Pipeline):
        yield from (stage.id for stage in data.stages)
    elif isinstance(data, Glossary):
        yield from numbered(term.term for term in data.terms)
    elif isinstance(data, Faq):
        yield from numbered(qa.question for qa in data.questions)
    elif isinstance(data, Script):
        yield from numbered(block.title for block in data.blocks)
    body = getattr(data, "body", None)
    if isinstance(body, str) and item.kind.name != "letter":
        yield from (heading.anchor for heading in markup.headings(body))


def numbered(titles: Iterable[str]) -> list[str]:
    """Return the anchors of parts with these titles, in order, repeated ones numbered."""
    taken: dict[str, int] = {}
    return [markup.unused(markup.slugify(title), taken) for title in titles]


def lookalike(article: str, known: Iterable[str]) -> str | None:
    """Return the known article number that `article` is meant to be, when only look-alike letters or digits differ."""
    shape = skeleton(article)
    return next((k for k in known if k != article and skeleton(k) == shape), None)


def skeleton(article: str) -> str:
    """Return an article number with look-alike letters and digits, case and dashes told apart no longer.

    Latin and Cyrillic twins become one letter; after the hyphen O, О become 0 and l, I become 1.
    """
    code = article.upper().translate(_LOOKALIKES).replace("–", "-").replace("—", "-").replace(" ", "")
    prefix, dash, number = code.partition("-")
    return prefix + dash + number.translate(_DIGITS)
