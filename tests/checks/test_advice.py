"""Advice is the right next step; the manual of every rule shows both ways. That every finding has some: test_cases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.book.load import located
from salesbook.checks import CHECKS, RULES
from salesbook.checks.check import BookCheck, ModelCheck
from salesbook.core.diagnostics import Finding, Severity
from salesbook.models.kinds import KINDS
from salesbook.models.letter import Letter
from tests.books import changed, compiled, findings, regulation


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_manual_is_a_title_a_reason_and_two_examples(rule: object) -> None:
    manual = getattr(rule, "manual", "")
    title, _blank, rest = manual.partition("\n\n")
    assert title.endswith(".")
    assert "\n" not in title or len(title) < 200
    assert rest.index("Bad:") < rest.index("Good:")


def test_slugs_are_the_names_of_the_functions() -> None:
    assert [check.rule.slug for check in CHECKS] == [check.find.__name__.replace("_", "-") for check in CHECKS]
    assert len({check.rule.slug for check in CHECKS}) == len(CHECKS)
    assert {check.severity for check in CHECKS} == set(Severity)


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        (
            changed("glossary.yml", ("see: [ОП-001]", "see: ['script:key-meting']")),
            "it looks like script:key-meeting «Ключевая встреча»",
        ),
        (changed("glossary.yml", ("see: [ОП-001]", "see: [OП-001]")), "retype it: ОП-001 Первый контакт"),
        (changed("pipelines/main.yml", ("to: meeting-held", "to: meeting-hold")), "it looks like meeting-held"),
        (changed("pipelines/main.yml", ("within: first_contact", "within: first")), "it looks like first_contact"),
        (changed("scorecards/leads.yml", ("to: -2", "to: 0")), "let B begin with 1"),
        (changed("letters/refusal.md", ("{{ reason }}", "{{ reason }} {{ clinet }}")), "it looks like client"),
        ({"regulations/sales/x.md": regulation(article="оп-3")}, "write ОП-003"),
        (
            {"regulations/sales/x.md": regulation(article="МК-009")},
            "move the file to the folder marketing, or remove the line and run: salesbook articles assign",
        ),
        (
            changed("products/mayak.yml", ("![План](img/plan.svg)", "![План](img/plan.png)")),
            "it looks like content/products/img/plan.svg",
        ),
    ],
)
def test_the_next_step_is_the_right_one(tmp_path: Path, change: dict[str, str], advice: str) -> None:
    assert any(d.advice.startswith(advice) for d in findings(tmp_path, change))


def test_a_check_of_a_model_is_handed_nothing_else(tmp_path: Path) -> None:
    def long_title(item: Item, letter: Letter, _context: Context) -> Iterator[Finding]:
        """A letter's title is seen."""
        yield Finding(item.path, ("title",), letter.title)

    book = compiled(tmp_path)
    check = ModelCheck(long_title, model=Letter)
    assert [kind.name for kind in KINDS if check.looks_at(kind)] == ["letter"]
    found = {f.message for item in book.items.values() for f in check.findings(item, book.context)}
    assert found == {item.title for item in book.of_kind("letter")}


def test_a_check_of_ones_own(tmp_path: Path) -> None:
    """What docs/recipes.md promises: a function with a docstring is a check."""

    def short_title(book: Book) -> Iterator[Finding]:
        """A title is one word."""
        for item in book.of_kind("pipeline"):
            if " " not in item.title:
                yield Finding(item.path, ("title",), f"“{item.title}” is short")

    check = BookCheck(short_title, Severity.WARNING)
    book = compiled(tmp_path)
    found_by_it = located(book.sources.text_of, check.rule, check.find(book))
    assert [(d.rule, d.severity, str(d.path), d.place.line, d.place.column) for d in found_by_it] == [
        ("short-title", Severity.WARNING, "content/pipelines/warmup.yml", 1, 8)
    ]
