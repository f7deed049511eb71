"""A scorecard filled in on its page by the keyboard alone: it shows and copies what the terminal says."""

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
from salesbook.models.points import plain_number
from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.output.scores import score_text, signed
from salesbook.pages.lead_form import lead_form
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool
from salesbook.scoring.editions import stamp_of
from salesbook.scoring.explanation import explain
from salesbook.scoring.score import Lead, covers, read_lead, score
from tests.books import BASE, OTHER
from tests.browser.forms import chance_answers, chance_card, places
from tests.browser.screens import ROOT, STARTERS, asked, choose, context, copied, opened, pressed, scored

__all__ = ["context", "opened"]
pytestmark = pytest.mark.browser
LABEL = "заявка 118"
REFUSING = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
Opened = Callable[[Tool], Any]
Case = tuple[Book, Item, Scorecard]


def cards() -> Iterator[tuple[str, Case]]:
    """Yield the cards of all books of the repository, and some that chance has made."""
    for root in (ROOT, OTHER, *STARTERS):
        book, _problems = load_book(root)
        for item, card in book.data(Scorecard):
            yield f"{root.relative_to(ROOT.parent)}:{item.slug}", (book, item, card)
    book, _problems = load_book(BASE)
    for seed in (2, 5):
        yield f"chance:{seed}", (book, book.items["scorecard:leads"], chance_card(seed))


CARDS = dict(cards())
DEMO = next(iter(CARDS.values()))


def form_of(case: Case) -> Tool:
    book, item, card = case
    return lead_form(item, card, Sayings(Writer(Places(book)), item), Translations(spoken()))


def begin(page: Any, card: Scorecard) -> None:
    """Say by the keyboard that no knock-out holds; the next question is a Tab away."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the card itself"
    for _ in range(len(card.knockouts) + 1 if card.knockouts else 0):
        page.keyboard.press("Tab")
    if card.knockouts:
        page.keyboard.press("Space")


def answer(page: Any, card: Scorecard, answers: dict[str, str]) -> None:
    for place in places(card, answers):
        assert place is not None
        choose(page, place)


@pytest.mark.parametrize("name", CARDS)
def test_a_lead_is_scored_by_keys(
    opened: Opened, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, item, card = CARDS[name]
    assert covers(card)
    page = opened(form_of(CARDS[name]))
    answers = chance_answers(card, random.Random(name))
    begin(page, card)
    answer(page, card, answers)
    page.keyboard.press("Tab")
    page.keyboard.type(LABEL)
    lead = Lead((), answers, LABEL)
    result = score(lead, card)
    assert result.total is not None
    assert result.segment is not None
    verdict = page.locator(".tool__verdict")
    assert verdict.locator("strong").inner_text() == f"{result.segment.id} · {result.segment.title}"
    assert verdict.locator("span").inner_text() == f"Total: {signed(result.total)}"
    assert page.locator(".tool__sums dd").all_inner_texts() == [signed(points) for points in result.blocks.values()]
    assert copied(page, "Copy for the CRM") == score_text(book, card, lead, result)
    data = copied(page, "Copy as data")
    again, unfit = read_lead(json.loads(data), card)
    assert unfit == []
    assert again == Lead((), answers, LABEL, card=stamp_of(item.name, card, book.facts))
    assert score(again, card) == result
    if item.data == card:  # one that chance has made stands in no book
        said = scored(book.root, data, item.slug, tmp_path, capsys)
        assert (said["total"], said["segment"]) == (plain_number(result.total), result.segment.id)
        assert said["blocks"] == {key: plain_number(points) for key, points in result.blocks.items()}


@pytest.mark.parametrize("name", [name for name, (_book, _item, card) in CARDS.items() if card.knockouts])
def test_a_knock_out_ends_the_questions(opened: Opened, name: str) -> None:
    book, _item, card = CARDS[name]
    page = opened(form_of(CARDS[name]))
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    lead = Lead((card.knockouts[0].id,), {}, "")
    assert page.locator(".tool__block").first.is_hidden()
    assert page.locator(".tool__verdict strong").inner_text() == "Refusal"
    assert copied(page, "Copy for the CRM") == score_text(book, card, lead, score(lead, card))
    again, unfit = read_lead(json.loads(copied(page, "Copy as data")), card)
    assert (unfit, again and (again.knockouts, again.answers)) == ([], (lead.knockouts, {}))
    # It was a slip: the questions are there again, and nothing has been said of the others.
    page.locator(".tool-group--first input").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".tool__block").first.is_visible()
    assert page.locator(".tool__warning").first.inner_text() == "The reasons to refuse are not looked through yet."


def test_nothing_comes_out_before_everything_is_answered(opened: Opened) -> None:
    _book, _item, card = DEMO
    page = opened(form_of(DEMO))
    assert page.get_by_role("button", name="Copy for the CRM").count() == 0
    assert page.locator(".tool__spoken").inner_text() == ""
    begin(page, card)
    parameters, n = card.parameters(), len(card.blocks[0].parameters)
    answer(page, card.model_copy(update={"blocks": card.blocks[:1]}), {p.id: "plus" for p in parameters[:n]})
    so_far, answered = f"Total so far: {n}", f"{n} of {len(parameters)} answered"
    assert page.locator(".tool__verdict").inner_text().split("\n") == [so_far, answered]
    assert page.locator(".tool__spoken").inner_text() == f"{answered}. {so_far}"
    pressed(page, "To the next open question")
    assert asked(page) == parameters[n].title
    pressed(page, "Begin anew")
    assert page.locator(".tool input:checked").count() == 0
    assert page.evaluate("document.activeElement === document.querySelector('.tool input')")


def test_an_unknown_answer_is_named_and_asked_about(opened: Opened) -> None:
    case = next(each for name, each in CARDS.items() if "other_book" in name)
    card = case[2]
    page = opened(form_of(case))
    begin(page, card)
    answers = {p.id: UNKNOWN for p in card.parameters()}
    answer(page, card, answers)
    result = score(Lead((), answers), card)
    assert result.segment is not None
    assert page.locator(".tool__verdict strong").inner_text().startswith(result.segment.id)
    titles = [each.parameter.title for each in result.unknown if each.counts is None]
    assert page.get_by_text(f"Left out of the total: {', '.join(titles)}").count() == 1
    page.locator(".tool__questions button").first.focus()
    page.keyboard.press("Enter")
    assert asked(page) == explain(Lead((), answers), card).questions[0].parameter.title


def test_on_a_phone_the_result_is_a_button_away_and_nothing_is_wider_than_the_screen(opened: Opened) -> None:
    for case in CARDS.values():
        page = opened(form_of(case))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        sizes = page.locator(".tool-choice").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert min(sizes) >= 44
        bar = page.locator(".tool__bar")
        if page.viewport_size["width"] > 600:
            assert bar.is_hidden()
            continue
        bar.get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.classList.contains('tool__result')")
        assert page.evaluate("document.activeElement.getBoundingClientRect().top < innerHeight")


def test_where_a_page_may_not_copy_the_text_is_there_to_be_copied(opened: Opened) -> None:
    page = opened(form_of(DEMO))
    page.evaluate(f"() => {{ {REFUSING}; document.execCommand = () => false; }}")
    page.locator(".tool-group--first input").first.check()
    pressed(page, "Copy for the CRM")
    page.get_by_role("status").filter(has_text="This browser does not let a page copy").wait_for()
    text = page.locator(".tool-copy__text").first
    assert text.input_value().startswith(DEMO[2].title)
    assert page.evaluate("document.activeElement.value") == text.input_value()


def test_without_permission_the_old_way_copies(opened: Opened) -> None:
    book, _item, card = DEMO
    page = opened(form_of(DEMO))
    page.evaluate(f"() => {{ {REFUSING}; }}")
    page.locator(".tool-group--first input").first.check()
    lead = Lead((card.knockouts[0].id,), {}, "")
    assert copied(page, "Copy for the CRM") == score_text(book, card, lead, score(lead, card))
    assert page.evaluate("document.activeElement.textContent") == "Copy for the CRM"


def test_nothing_is_kept(opened: Opened) -> None:
    page = opened(form_of(DEMO))
    page.locator(".tool-group--first input").first.check()
    page.locator(".tool-field__control").fill(LABEL)
    # The reader's scheme is none of what is typed.
    keys = "Object.keys(localStorage).filter((key) => !key.endsWith('.__palette'))"
    kept = page.evaluate(f"[{keys}, sessionStorage.length, document.cookie, location.search]")
    assert kept == [[], 0, "", ""]
    page.reload()
    assert page.locator(".tool input:checked").count() == 0
    assert page.locator(".tool-field__control").input_value() == ""
