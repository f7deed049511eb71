"""Rules of a good book: `CHECKS` is the whole list; docs/recipes.md shows how to add one."""

from salesbook.checks import (
    addresses,
    alphabets,
    articles,
    calendars,
    citations,
    company,
    figures,
    foreign,
    gaps,
    glossary,
    headings,
    letters,
    links,
    live,
    notes,
    pictures,
    pipelines,
    privacy,
    quizzes,
    quotes,
    references,
    registers,
    reviews,
    samples,
    scorecards,
    stages,
    times,
    titles,
    typography,
    usage,
    yo,
)
from salesbook.checks.check import BookCheck, Check, DatedCheck, ItemCheck, ModelCheck, TextCheck
from salesbook.checks.silencing import RULES as SILENCING_RULES
from salesbook.core.diagnostics import Rule, Severity
from salesbook.models.calendar import ProductionCalendar
from salesbook.models.company import Company
from salesbook.models.knowledge import Glossary
from salesbook.models.letter import Letter
from salesbook.models.pipeline import Pipeline
from salesbook.models.regulation import Regulation
from salesbook.models.scorecard import Scorecard
from salesbook.models.training import Course
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
    ItemCheck(titles.uninflected_title, WARNING),
    BookCheck(citations.unknown_article, WARNING),
    BookCheck(citations.dangling_clause, WARNING),
    BookCheck(citations.renumbered_clause, WARNING),
    BookCheck(links.broken_link),
    BookCheck(links.unsafe_link),
    BookCheck(links.missing_anchor),
    BookCheck(links.insecure_link, WARNING),
    BookCheck(addresses.own_address, WARNING),
    BookCheck(headings.shifting_anchor, WARNING),
    ItemCheck(headings.heading_jump, WARNING),
    ItemCheck(pictures.missing_alt),
    BookCheck(pictures.unused_picture, WARNING),
    TextCheck(live.active_html),
    TextCheck(notes.broken_comment),
    TextCheck(notes.comment_in_letter, WARNING),
    TextCheck(privacy.personal_data, secret=True),
    ItemCheck(foreign.foreign_markup, WARNING),
    ItemCheck(alphabets.mixed_alphabets),
    ItemCheck(quotes.straight_quotes, WARNING),
    ItemCheck(typography.wrong_dash, WARNING),
    ItemCheck(typography.missing_no_break_space, WARNING),
    ItemCheck(typography.stray_space, WARNING),
    ItemCheck(yo.yo, WARNING),
    ModelCheck(articles.missing_article, model=Regulation, by_tool=True),
    ModelCheck(articles.ill_formed_article, model=Regulation),
    BookCheck(articles.duplicate_article),
    ModelCheck(articles.foreign_prefix, model=Regulation),
    BookCheck(articles.stale_register, by_tool=True),
    ItemCheck(registers.unsorted_register, WARNING, by_tool=True),
    DatedCheck(reviews.overdue_review, WARNING),
    DatedCheck(reviews.future_review),
    BookCheck(reviews.regulation_without_owner, WARNING),
    BookCheck(pipelines.move_to_nowhere),
    BookCheck(pipelines.unreachable_stage),
    ModelCheck(pipelines.dead_end_stage, model=Pipeline),
    ModelCheck(pipelines.duplicate_stage, model=Pipeline),
    ModelCheck(stages.unmeasured_stage, WARNING, model=Pipeline),
    BookCheck(stages.unexplained_field, WARNING),
    ModelCheck(scorecards.segment_gap, model=Scorecard),
    ModelCheck(scorecards.segment_overlap, model=Scorecard),
    ModelCheck(scorecards.duplicate_answer, model=Scorecard),
    ModelCheck(letters.broken_template, model=Letter),
    ModelCheck(letters.undeclared_field, model=Letter),
    ModelCheck(letters.unused_field, model=Letter),
    ModelCheck(letters.bad_field, model=Letter),
    ModelCheck(samples.letter_without_sample, WARNING, model=Letter),
    ModelCheck(samples.bad_sample, model=Letter),
    ModelCheck(samples.absolute_date, model=Letter),
    ModelCheck(samples.letter_too_long, model=Letter),
    ModelCheck(times.time_without_zone, WARNING, model=Letter),
    ModelCheck(gaps.gap_in_letter, WARNING, model=Letter),
    ModelCheck(company.duplicate_word, model=Company),
    ModelCheck(company.unknown_time_zone, model=Company),
    ModelCheck(calendars.unknown_country, model=Company),
    ModelCheck(calendars.impossible_hours, model=Company),
    BookCheck(calendars.contradictory_day),
    ItemCheck(calendars.repeated_day, WARNING, kinds=("company", "calendar")),
    ModelCheck(calendars.day_of_another_year, model=ProductionCalendar),
    ItemCheck(figures.written_figure, WARNING),
    ItemCheck(figures.contradictory_figure, WARNING),
    BookCheck(glossary.undefined_abbreviation, WARNING),
    ModelCheck(glossary.duplicate_term, model=Glossary),
    ModelCheck(quizzes.impossible_answer, model=Course),
    ModelCheck(quizzes.course_without_quiz, WARNING, model=Course),
    BookCheck(quizzes.outdated_question, WARNING),
    BookCheck(quizzes.unsealed_question, WARNING, by_tool=True),
    BookCheck(usage.unused_item, WARNING),
    BookCheck(usage.duplicate_title, WARNING),
    BookCheck(usage.role_without_path, WARNING),
)

RULES: dict[str, Rule] = {
    rule.slug: rule for rule in (*COMPILE_RULES, *(check.rule for check in CHECKS), *SILENCING_RULES)
}
"""Everything `salesbook check` may report, by slug: what the compile finds, the checks, and comments that silence."""
