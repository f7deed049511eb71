"""What one item is judged by without the rest of the book: the company's words and figures, and the settings."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from salesbook.core.settings import Settings
from salesbook.models.company import Company, Fact


@dataclass(frozen=True, eq=False)
class Context:
    """The company of the book at `root` and how its book is to be checked.

    Whatever a check of one item reads must be here: the cache forgets all items when any of it changes.
    """

    root: Path
    company: Company
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The book's figures by id."""
        return {fact.id: fact for fact in self.company.facts}

    @property
    def known(self) -> bool:
        """Whether company.yml could be read; nothing can be said of its words otherwise."""
        return bool(self.company.name)
