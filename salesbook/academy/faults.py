"""References that would lead nowhere on the site, found by the book's own checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.book.book import Book
from salesbook.checks import links, pipelines, references
from salesbook.checks.check import Check
from salesbook.core.diagnostics import Finding, Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """A reference that leads nowhere on the site; `fatal` ones fail a strict build."""

    rule: Rule
    finding: Finding
    fatal: bool


FATAL = (
    Check(references.unknown_reference),
    Check(references.unknown_reader),
    Check(references.lookalike_reference),
    Check(links.broken_link),
    Check(links.unsafe_link),
    Check(links.missing_anchor),
    Check(pipelines.move_to_nowhere),
)
REPORTED = (Check(references.draft_reference),)


def faults(book: Book) -> Iterator[Fault]:
    """Yield the faults of pages that are shown: a draft is not, so what it refers to may come later."""
    drafts = {item.path for item in book.items.values() if item.draft}
    for check in (*FATAL, *REPORTED):
        for finding in check.find(book):
            if finding.path not in drafts:
                yield Fault(check.rule, finding, check in FATAL)
