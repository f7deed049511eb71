"""A checklist filled in on its page by the keyboard alone: it counts, shows and copies what the terminal says."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.core.language import Translations, spoken
from salesbook.models.training import Checklist
from salesbook.output.sheets import sheet_text
from salesbook.pages.checklist_form import checklist_form
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool
from salesbook.scoring.checklists.sheet import Mark, Sheet, checklist_edition, read_sheet, score_sheet, sheet_doubts
from tests.books import BASE, OTHER
from tests.browser.forms import HOSTILE, WORDS, open_form
from tests.browser.screens import ROOT, STARTERS, asked, choose, context, copied, opened, pressed, scored

__all__ = ["context", "opened"]
pytestmark = pytest.mark.browser
Opened = Callable[[Tool], Any]
Case = tuple[Book, Item, Checklist]
MARKS = tuple(Mark)
CHECKLISTS, SHEETS = 60, 20


def checklists() -> Iterator[tuple[str, Case]]:
    """Yield the checklists of all books of the repository."""
    for root in (ROOT, OTHER, *STARTERS):
        book, _problems = load_book(root)
        for item, checklist in book.data(Checklist):
            yield f"{root.relative_to(ROOT.parent)}:{item.slug}", (book, item, checklist)


CASES = dict(checklists())


def form_of(case: Case) -> Tool:
    book, item, checklist = case
    return checklist_form(item, checklist, Sayings(Writer(Places(book)), item), Translations(spoken()))


def chance_checklist(seed: int, book: Book) -> Case:
    """Return a checklist of any weights and pass mark."""
    chance = random.Random(seed)
    items = [
        {
            "check": chance.choice(WORDS),
            "weight": chance.choice([1, 1, 2, 3, 10, chance.randint(1, 100)]),
            "regulation": "ОП-001",
            "critical": chance.random() < 0.2,
        }
        for _ in range(chance.randint(1, 12))
    ]
    item = book.items["checklist:call"]
    changes = {"items": items, "pass_percent": chance.choice([1, 50, 85, 100, chance.randint(1, 100)])}
    data = item.data.model_dump(by_alias=True, exclude_unset=True) | changes
    return book, item, Checklist.model_validate(data)


def test_points_percent_and_words_are_those_of_the_terminal(browser: Any, tmp_path: Path) -> None:
    book, _problems = load_book(BASE)
    page = open_form(browser.new_context(), tmp_path, form_of(chance_checklist(0, book)))
    at_the_mark = 0
    for seed in range(CHECKLISTS):
        case, chance = chance_checklist(seed, book), random.Random(seed)
        _book, item, checklist = case
        chosen = [tuple(chance.choices(MARKS, (6, 2, 1), k=len(checklist.items))) for _ in range(SHEETS)]
        sheets = [Sheet(marks, HOSTILE, "Анна") for marks in chosen if {*marks} != {Mark.NOT_APPLICABLE}]
        told = page.evaluate(
            """([checklist, all]) => all.map(marks => {
              const { points, possible, failed, passed } = checklistScoring.score(checklist, marks);
              const sheet = { label: checklist.label, manager: "Анна", marks };
              const { text, file } = checklistScoring;
              return [points, possible, failed, passed, text(checklist, sheet), file(checklist, sheet)];
            })""",
            [{**form_of(case).data, "label": HOSTILE}, [[mark.value for mark in sheet.marks] for sheet in sheets]],
        )
        for sheet, (points, possible, failed, passed, text, file) in zip(sheets, told, strict=True):
            result = score_sheet(sheet, checklist)
            assert (points, possible, passed) == (result.points, result.possible, result.passed), seed
            assert [n + 1 for n in failed] == list(result.failed)
            assert text == sheet_text(book, checklist, sheet), seed
            again, unfit = read_sheet(json.loads(file), checklist)
            assert (unfit, again and again.marks) == ([], sheet.marks)
            assert again is not None
            assert sheet_doubts(again, item.name, checklist_edition(checklist, book.facts)) == []
            at_the_mark += 100 * points == checklist.pass_percent * possible
    assert page.faults == []
    assert at_the_mark > 10


@pytest.mark.parametrize("name", CASES)
def test_a_checklist_is_filled_in_by_keys(
    opened: Opened, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, item, checklist = CASES[name]
    page = opened(form_of(CASES[name]))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the checklist itself"
    chance = random.Random(name)
    marks = (*chance.choices(MARKS, k=len(checklist.items) - 1), Mark.YES)
    for mark in marks:
        choose(page, MARKS.index(mark))
    for words in ("звонок 118", "Анна"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    sheet = Sheet(marks, "звонок 118", "Анна")
    result = score_sheet(sheet, checklist)
    verdict = "Passed" if result.passed else "Not passed"
    assert page.locator(".tool__verdict strong").inner_text().startswith(verdict)
    assert page.locator(".tool__list li").count() == marks.count(Mark.NO)
    assert copied(page, "Copy the result") == sheet_text(book, checklist, sheet)
    data = copied(page, "Copy as data")
    again, unfit = read_sheet(json.loads(data), checklist)
    assert unfit == []
    assert again == Sheet(marks, "звонок 118", "Анна", "", item.name, checklist_edition(checklist, book.facts))
    said = scored(book.root, data, item.name, tmp_path, capsys)
    assert (said["points"], said["possible"], said["passed"]) == (result.points, result.possible, result.passed)
    assert said["percent"] == float(result.percent)


def test_nothing_comes_out_before_every_item_is_marked(opened: Opened) -> None:
    case = next(iter(CASES.values()))
    items = case[2].items
    page = opened(form_of(case))
    page.keyboard.press("Tab")
    choose(page, 0)
    assert page.locator(".tool__verdict strong").inner_text() == f"1 of {len(items)} marked"
    points = f"{items[0].weight} of {items[0].weight} points"
    assert page.locator(".tool__verdict span").inner_text() == f"{points}, 100\u00a0%"
    assert page.get_by_role("button", name="Copy the result").count() == 0
    pressed(page, "To the next item without a mark")
    assert asked(page).startswith("2. ")
    pressed(page, "Begin anew")
    assert page.locator(".tool input:checked").count() == 0


def test_where_nothing_applies_there_is_nothing_to_score(opened: Opened) -> None:
    case = next(each for name, each in CASES.items() if "other_book" in name)
    page = opened(form_of(case))
    page.keyboard.press("Tab")
    for _ in case[2].items:
        choose(page, MARKS.index(Mark.NOT_APPLICABLE))
    assert page.locator(".tool__warning").inner_text() == "No item applies: there is nothing to score"
    assert page.get_by_role("button", name="Copy the result").count() == 0
