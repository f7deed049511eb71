"""Rules of a good book: `CHECKS` is the whole list; docs/recipes.md shows how to add one."""

from salesbook.checks import (
    articles,
    company,
    figures,
    glossary,
    letters,
    links,
    pipelines,
    quizzes,
    references,
    registers,
    reviews,
    scorecards,
    stages,
    usage,
)
from salesbook.checks.check import BookCheck, Check, DatedCheck, ItemCheck
from salesbook.diagnostics import Rule, Severity
from salesbook.checks.silencing import RULES as SILENCING_RULES
from salesbook.reading.rules import RULES as COMPILE_RULES

WARNING = Severity.WARNING

CHECKS: tuple[Check, ...] = (
    BookCheck(references.unknown_reference),
    BookCheck(references.unknown_reader),
    BookCheck(references.lookalike_reference),
    BookCheck(references.wrong_kind_reference),
    BookCheck(references.retired_reference),
    BookCheck(references.draft_reference),
    BookCheck(references.retired_without_successor),
    BookCheck(links.broken_link),
    BookCheck(links.unsafe_link),
    BookCheck(links.missing_anchor),
    ItemCheck(articles.missing_article, kinds=("regulation",)),
    ItemCheck(articles.ill_formed_article, kinds=("regulation",)),
    BookCheck(articles.duplicate_article),
    ItemCheck(articles.foreign_prefix, kinds=("regulation",)),
    BookCheck(articles.stale_register),
    ItemCheck(registers.unsorted_register, WARNING, kinds=("register", "glossary")),
    DatedCheck(reviews.overdue_review, WARNING),
    DatedCheck(reviews.future_review),
    BookCheck(reviews.regulation_without_owner, WARNING),
    BookCheck(pipelines.move_to_nowhere),
    BookCheck(pipelines.unreachable_stage),
    ItemCheck(pipelines.dead_end_stage, kinds=("pipeline",)),
    ItemCheck(pipelines.duplicate_stage, kinds=("pipeline",)),
    ItemCheck(stages.unmeasured_stage, WARNING, kinds=("pipeline",)),
    BookCheck(stages.unexplained_field, WARNING),
    ItemCheck(scorecards.segment_gap, kinds=("scorecard",)),
    ItemCheck(scorecards.segment_overlap, kinds=("scorecard",)),
    ItemCheck(scorecards.duplicate_answer, kinds=("scorecard",)),
    ItemCheck(letters.broken_template, kinds=("letter",)),
    ItemCheck(letters.undeclared_field, kinds=("letter",)),
    ItemCheck(letters.unused_field, kinds=("letter",)),
    ItemCheck(letters.bad_field, kinds=("letter",)),
    ItemCheck(company.duplicate_word, kinds=("company",)),
    ItemCheck(company.unknown_time_zone, kinds=("company",)),
    ItemCheck(figures.written_figure, WARNING, kinds=figures.PROMISING),
    ItemCheck(figures.contradictory_figure, WARNING, kinds=(*figures.PROMISING, "company")),
    BookCheck(glossary.undefined_abbreviation, WARNING),
    ItemCheck(glossary.duplicate_term, kinds=("glossary",)),
    ItemCheck(quizzes.impossible_answer, kinds=("course",)),
    ItemCheck(quizzes.course_without_quiz, WARNING, kinds=("course",)),
    BookCheck(quizzes.outdated_question),
    BookCheck(quizzes.unsealed_question, WARNING),
    BookCheck(usage.unused_item, WARNING),
    BookCheck(usage.duplicate_title, WARNING),
    BookCheck(usage.role_without_path, WARNING),
)

RULES: dict[str, Rule] = {
    rule.slug: rule for rule in (*COMPILE_RULES, *(check.rule for check in CHECKS), *SILENCING_RULES)
}
"""Everything `salesbook check` may report, by slug: what the compile finds, the checks, and comments that silence."""
