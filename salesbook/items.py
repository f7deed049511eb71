"""An item of the book and what it refers to: references in its fields and prose, anchors of its page."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from salesbook import markup
from salesbook.diagnostics import Route, Span
from salesbook.kinds import Kind
from salesbook.models.base import ContentModel, Link, Names
from salesbook.models.knowledge import Faq, Glossary
from salesbook.models.pipeline import Pipeline
from salesbook.models.regulation import Regulation
from salesbook.models.script import Script
from salesbook.models.walk import marked
from salesbook.source import nfc

FACT = Names(("fact",))


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
