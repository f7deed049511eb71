"""What a check is: a function that yields findings and whose docstring is its manual.

There are several sorts, by what they look at. A check of a text, an item or a model sees nothing else of the book, so
its findings can be kept until that file changes; a check of the book is run every time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from inspect import cleandoc
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Rule, Severity
from salesbook.models.base import ContentModel
from salesbook.models.kinds import Kind, kind_made_of

M = TypeVar("M", bound=ContentModel)


@dataclass(frozen=True)
class Check:
    """A check; its slug is the function's name with hyphens. `secret`, `by_tool` and `security`: see `Rule`."""

    find: Callable[..., Iterator[Finding]]
    severity: Severity = Severity.ERROR
    secret: bool = field(default=False, kw_only=True)
    by_tool: bool = field(default=False, kw_only=True)
    security: bool = field(default=False, kw_only=True)

    @cached_property
    def rule(self) -> Rule:
        """The slug, severity and manual of what the check finds."""
        slug = self.find.__name__.replace("_", "-")
        manual = cleandoc(self.find.__doc__ or "")
        marks = {"secret": self.secret, "by_tool": self.by_tool, "security": self.security}
        return Rule(slug, self.severity, manual, **marks)


@dataclass(frozen=True)
class TextCheck(Check):
    """Looks at a file's text as it is, comments and all; the file need not be readable as an item."""

    find: Callable[[PurePosixPath, str, Context], Iterator[Finding]]


@dataclass(frozen=True)
class ItemCheck(Check):
    """Looks at one item and at what its context says; `kinds` are those it has something to say of (empty: all)."""

    find: Callable[[Item, Context], Iterator[Finding]]
    kinds: tuple[str, ...] = ()

    def looks_at(self, kind: Kind) -> bool:
        """Tell whether the check has something to say of items of a kind."""
        return not self.kinds or kind.name in self.kinds


@dataclass(frozen=True)
class ModelCheck(Check, Generic[M]):
    """Looks at one item of the kind that is made of `model`, and at what its context says."""

    find: Callable[[Item, M, Context], Iterator[Finding]]
    model: type[M] = field(kw_only=True)

    def looks_at(self, kind: Kind) -> bool:
        """Tell whether items of a kind are made of the check's model."""
        return kind == kind_made_of(self.model)

    def findings(self, item: Item, context: Context) -> Iterator[Finding]:
        """Yield what is found in an item; nothing in one that is made of another model."""
        if isinstance(item.data, self.model):
            yield from self.find(item, item.data, context)


@dataclass(frozen=True)
class BookCheck(Check):
    """Looks at the book as a whole."""

    find: Callable[[Book], Iterator[Finding]]


@dataclass(frozen=True)
class DatedCheck(Check):
    """Looks at the book on a given day."""

    find: Callable[[Book, date], Iterator[Finding]]
