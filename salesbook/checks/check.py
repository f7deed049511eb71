"""What a check is: a function Book → findings whose docstring is its manual."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from inspect import cleandoc

from salesbook.book import Book
from salesbook.diagnostics import Finding, Rule, Severity

Find = Callable[[Book], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """A check of the book; its slug is the function's name with hyphens."""

    find: Find
    severity: Severity = Severity.ERROR

    @cached_property
    def rule(self) -> Rule:
        """The slug, severity and manual of what the check finds."""
        slug = self.find.__name__.replace("_", "-")
        return Rule(slug, self.severity, cleandoc(self.find.__doc__ or ""))
