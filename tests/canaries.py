"""Canaries: words that stand in what a role may not see, in every string of it, and may be nowhere in its edition."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import PurePosixPath
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.models.base import ContentModel, ItemModel, Link, Names
from salesbook.models.shapes import ValueShape, shapes_of
from salesbook.models.training import Course
from salesbook.pages.model import Academy, NavEntry
from salesbook.text.naming import parted

SECRET, TITLE = "zqw", "zqt"
"""How a canary begins; `TITLE` those of titles, which a link to an item may tell. No form of a word is shorter."""
FIGURE = 918_273_645
_KEPT = frozenset({"readers", "article", "status", "department"})


@dataclass(frozen=True)
class Cage:
    """A book with canaries in the items that `role` may not see: where each stands, and whose titles may be told."""

    book: Book
    role: str
    places: dict[str, str]
    told: frozenset[str]
    pictures: tuple[PurePosixPath, ...]

    def found(self, text: str) -> list[str]:
        """Return where the canaries stand that are found in a text of the edition."""
        found = set(re.findall(rf"(?:{SECRET}|{TITLE})\d+", text.lower()))
        places = [f"{canary}: {self.places.get(canary, '?')}" for canary in sorted(found - self.told)]
        return places + ([f"figure {FIGURE}"] if str(FIGURE) in re.sub(r"[\s\u00a0\u202f,]", "", text) else [])


def caged(book: Book, role: str, forbidden: Set[str]) -> Cage:
    """Return a book in which the items `forbidden` by name are hidden from a role, with a canary in each string.

    Canaries stand in their file names, their pictures, figures that nobody else cites, and in what visible courses
    teach and ask of them, too.
    """
    numbers, places = count(1), {}
    others = tuple(each.id for each in book.company.roles if each.id != role) or ("nobody",)

    def canary(where: str, prefix: str = SECRET) -> str:
        name = f"{prefix}{next(numbers)}"
        places[name] = where
        return name + "x"

    hidden = [book.items[name] for name in book.items if name in forbidden]
    slugs = {item.name: f"{item.slug}-{canary(f'{item.name}: slug')}" for item in hidden if not item.kind.single}
    rename = partial(_renamed, _patterns(book, slugs))
    items: dict[str, Item] = {}
    told: set[str] = set()
    pictures: list[PurePosixPath] = []
    for item in book.items.values():
        data = _changed(item.data, (), lambda _route, _shape, text: rename(text))
        if item.name in forbidden:
            title = canary(f"{item.name}: title", TITLE)

            def marked(
                route: tuple[Any, ...], shape: ValueShape, text: str, item: Item = item, title: str = title
            ) -> str:
                if route == ("title",):
                    return f"{text} {title}"
                if route[0] in _KEPT or isinstance(shape.mark, Names):
                    return text
                if isinstance(shape.mark, Link):
                    return f"{text}?{canary(f'{item.name}: {route}')}" if "://" in text else text
                return "\n".join(
                    f"{line} {canary(f'{item.name}: {route}')}" if line else "" for line in text.split("\n")
                )

            data = _changed(data, (), marked)
            if type(data).has_markdown_body():
                picture = item.path.parent / f"{canary(f'{item.name}: picture')}.png"
                pictures.append(picture)
                data = data.model_copy(update={"body": f"{data.body}\n\n![]({picture.name})"})
            data = data.model_copy(update={"readers": others})
            if any(r.source.name not in forbidden for r in book.backlinks.get(item.name, ())):
                told.add(title[:-1])
        elif isinstance(data, Course):
            data = _not_taught(data, book, forbidden, canary)
        slug = slugs.get(item.name, item.slug)
        path = item.path.with_stem(slug) if item.name in slugs else item.path
        made = Item(item.kind, slug, path, partial(lambda data: data, data))
        items[made.name] = made
    cited = {r.target for i in book.items.values() if i.name not in forbidden for r in i.references}
    letters = "\n".join(str(getattr(i.data, "body", "")) for i in book.of_kind("letter") if i.name not in forbidden)
    facts = tuple(
        fact
        if fact.id in cited or re.search(rf"\b{fact.id}\b", letters)
        else fact.model_copy(update={"name": f"{fact.name} {canary(f'fact {fact.id}')}", "value": float(FIGURE)})
        for fact in book.company.facts
    )
    company = book.company.model_copy(update={"facts": facts})
    changed = replace(book, items=items, company=company, files=book.files | set(pictures), _kinds={}, _known_names={})
    return Cage(changed, role, places, frozenset(told), tuple(pictures))


def hideable(book: Book) -> list[str]:
    """Return the names of the items that may be hidden from a role."""
    return [item.name for item in book.items.values() if isinstance(item.data, ItemModel)]


def said_in(academy: Academy) -> Iterator[str]:
    """Yield all that an academy says before it is printed."""

    def menu(entries: tuple[NavEntry, ...]) -> Iterator[str]:
        for entry in entries:
            yield f"{entry.title} {entry.uri} {entry.unlisted}"
            yield from menu(entry.children)

    for page in academy.pages:
        yield f"{page.uri} {page.title} {page.text} {page.meta!r} {page.drawings!r} {page.tools!r}"
    yield from menu(academy.navigation)
    yield from map(repr, academy.assets)
    yield from (f"{data.uri} {data.text}" for data in academy.data)
    yield repr(vars(academy.terms) if academy.terms else None)


def _not_taught(course: Course, book: Book, forbidden: Set[str], canary: Any) -> Course:
    """Put canaries into what a course teaches and asks of items that are forbidden."""

    def is_forbidden(name: str) -> bool:
        item = book.resolve(_original(parted(name)[0]))
        return item is not None and item.name in forbidden

    def marked(where: str, block: ContentModel) -> Any:
        return _changed(
            block, (), lambda _r, shape, text: text if isinstance(shape.mark, Names) else f"{text} {canary(where)}"
        )

    lessons = tuple(marked("lesson", each) if is_forbidden(each.item) else each for each in course.lessons)
    quiz = tuple(marked("question", each) if is_forbidden(each.source) else each for each in course.quiz)
    return course.model_copy(update={"lessons": lessons, "quiz": quiz})


def _original(name: str) -> str:
    return re.sub(rf"-{SECRET}\d+x", "", name)


def _patterns(book: Book, slugs: dict[str, str]) -> list[tuple[re.Pattern[str], str]]:
    patterns = []
    for name, slug in slugs.items():
        item = book.items[name]
        patterns.append((re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])"), f"{item.kind.name}:{slug}"))
        patterns.append((re.compile(rf"(?<=[/(]){re.escape(item.path.name)}\b"), f"{slug}{item.path.suffix}"))
    return patterns


def _renamed(patterns: list[tuple[re.Pattern[str], str]], text: str) -> str:
    for pattern, name in patterns:
        text = pattern.sub(name, text)
    return text


def _changed(block: ContentModel, route: tuple[Any, ...], change: Any) -> Any:
    """Return a block of a model with every string of it changed, the keys of mappings left."""
    update = {
        field.name: _value(getattr(block, field.name), (*route, field.name), field.value, change)
        for field in shapes_of(type(block))
    }
    return block.model_copy(update=update)


def _value(value: Any, route: tuple[Any, ...], shape: ValueShape, change: Any) -> Any:
    if isinstance(value, str):
        return value if shape.choices else change(route, shape, value)
    if isinstance(value, ContentModel):
        return _changed(value, route, change)
    if isinstance(value, tuple | list):
        inner = shape.entries or shape
        return type(value)(_value(each, (*route, n), inner, change) for n, each in enumerate(value))
    if isinstance(value, dict):
        inner = shape.values or shape
        return {key: _value(each, (*route, key), inner, change) for key, each in value.items()}
    return value
