"""Rules of a good book: Book in, findings out. `CHECKS` is the whole list; docs/recipes.md shows how to add one."""

from collections.abc import Iterable

from salesbook.book import Book
from salesbook.checks import articles, company, letters, links, pipelines, quizzes, references, scorecards
from salesbook.checks.check import Check
from salesbook.diagnostics import Diagnostic, Rule
from salesbook.load import located
from salesbook.reading.rules import RULES as COMPILE_RULES

CHECKS = (
    Check(references.unknown_reference),
    Check(references.lookalike_reference),
    Check(references.wrong_kind_reference),
    Check(references.retired_reference),
    Check(references.draft_reference),
    Check(references.retired_without_successor),
    Check(links.broken_link),
    Check(links.unsafe_link),
    Check(links.missing_anchor),
    Check(articles.missing_article),
    Check(articles.ill_formed_article),
    Check(articles.duplicate_article),
    Check(articles.foreign_prefix),
    Check(articles.stale_register),
    Check(pipelines.move_to_nowhere),
    Check(pipelines.unreachable_stage),
    Check(pipelines.dead_end_stage),
    Check(pipelines.duplicate_stage),
    Check(scorecards.segment_gap),
    Check(scorecards.segment_overlap),
    Check(scorecards.duplicate_answer),
    Check(letters.broken_template),
    Check(letters.undeclared_field),
    Check(letters.unused_field),
    Check(letters.bad_field),
    Check(company.duplicate_word),
    Check(company.unknown_time_zone),
    Check(quizzes.impossible_answer),
)

RULES: dict[str, Rule] = {rule.slug: rule for rule in (*COMPILE_RULES, *(check.rule for check in CHECKS))}
"""Everything `salesbook check` may report, by slug: what the compile finds, then the checks."""


def run(book: Book, checks: Iterable[Check] = CHECKS) -> list[Diagnostic]:
    """Run checks over a book; the findings come with their places, in the order of files and lines."""
    found = [d for check in checks for d in located(book.root, check.rule, check.find(book))]
    return sorted(found, key=lambda d: d.order)
