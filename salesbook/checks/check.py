"""What a check is: a function that yields findings and whose docstring is its manual.

There are three sorts, by what they look at. A check of an item or a text sees nothing else of the book, so its
findings can be kept until that file changes; a check of the book is run every time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from inspect import cleandoc
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Rule, Severity


@dataclass(frozen=True)
class Check:
    """A check; its slug is the function's name with hyphens. `secret` and `by_tool`: see `Rule`."""

    find: Callable[..., Iterator[Finding]]
    severity: Severity = Severity.ERROR
    secret: bool = field(default=False, kw_only=True)
    by_tool: bool = field(default=False, kw_only=True)

    @cached_property
    def rule(self) -> Rule:
        """The slug, severity and manual of what the check finds."""
        slug = self.find.__name__.replace("_", "-")
        manual = cleandoc(self.find.__doc__ or "")
        return Rule(slug, self.severity, manual, secret=self.secret, by_tool=self.by_tool)


@dataclass(frozen=True)
class TextCheck(Check):
    """Looks at a file's text as it is, comments and all; the file need not be readable as an item."""

    find: Callable[[PurePosixPath, str, Context], Iterator[Finding]]


@dataclass(frozen=True)
class ItemCheck(Check):
    """Looks at one item and at what its context says; `kinds` are those it has something to say of (empty: all)."""

    find: Callable[[Item, Context], Iterator[Finding]]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class BookCheck(Check):
    """Looks at the book as a whole."""

    find: Callable[[Book], Iterator[Finding]]


@dataclass(frozen=True)
class DatedCheck(Check):
    """Looks at the book on a given day."""

    find: Callable[[Book, date], Iterator[Finding]]
