"""A scorecard filled in on its page by the keyboard alone: it shows and copies what the terminal says."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.core.language import Translations, spoken
from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.output.scores import score_text, signed
from salesbook.pages.lead_form import lead_form
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.scoring.editions import stamp_of
from salesbook.scoring.explanation import explain
from salesbook.scoring.score import Lead, covers, read_lead, score
from tests.books import BASE, OTHER
from tests.browser.forms import chance_answers, chance_card, open_form

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
STARTERS = sorted(path.parent for path in (ROOT / "salesbook" / "starters" / "books").glob("*/*/content"))
SCREENS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LABEL = "заявка 118"
REFUSING = "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"


def cards() -> Iterator[tuple[str, Book, Item, Scorecard]]:
    """Yield the cards of all books of the repository, and some that chance has made."""
    for root in (ROOT, OTHER, *STARTERS):
        book, _problems = load_book(root)
        for item, card in book.data(Scorecard):
            yield f"{root.relative_to(ROOT.parent)}:{item.slug}", book, item, card
    book, _problems = load_book(BASE)
    for seed in (2, 5):
        yield f"chance:{seed}", book, book.items["scorecard:leads"], chance_card(seed)


CARDS = list(cards())


@pytest.fixture(scope="module", params=SCREENS)
def context(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    phone = request.param == "phone"
    context = browser.new_context(viewport=SCREENS[request.param], has_touch=phone, is_mobile=phone)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def opened(context: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Any] = []

    def open_card(book: Book, item: Item, card: Scorecard) -> Any:
        sayings = Sayings(Writer(Places(book)), item)
        pages.append(open_form(context, tmp_path, lead_form(item, card, sayings, Translations(spoken()))))
        return pages[-1]

    yield open_card
    for page in pages:
        assert page.faults == []
        page.close()


def answer_by_keys(page: Any, card: Scorecard, answers: dict[str, str]) -> None:
    """Answer every question with Tab, arrows and the space bar, beginning at the last knock-out."""
    for parameter in card.parameters():
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.type") == "radio"
        wanted = [choice.id for choice in card.choices(parameter)].index(answers[parameter.id])
        page.keyboard.press("Space")
        for _ in range(wanted):
            page.keyboard.press("ArrowDown")


def copied(page: Any, button: str) -> str:
    """Return what a button copies; it is reached and pressed by the keyboard."""
    copying = page.locator(".tool-copy").filter(has=page.get_by_role("button", name=button, exact=True))
    copying.get_by_role("button").focus()
    page.keyboard.press("Enter")
    copying.get_by_role("status").filter(has_text="Copied.").wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def begin(page: Any, card: Scorecard) -> None:
    """Say by the keyboard that no knock-out holds; the next question is a Tab away."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the card itself"
    for _ in range(len(card.knockouts) + 1 if card.knockouts else 0):
        page.keyboard.press("Tab")
    if card.knockouts:
        page.keyboard.press("Space")


@pytest.mark.parametrize(("name", "book", "item", "card"), CARDS, ids=[name for name, *_rest in CARDS])
def test_a_lead_is_scored_by_keys(opened: Any, name: str, book: Book, item: Item, card: Scorecard) -> None:
    assert covers(card)
    page = opened(book, item, card)
    answers = chance_answers(card, random.Random(name))
    begin(page, card)
    answer_by_keys(page, card, answers)
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
    again, unfit = read_lead(json.loads(copied(page, "Copy as data")), card)
    assert unfit == []
    assert again == Lead((), answers, LABEL, card=stamp_of(item.name, card, book.facts))
    assert score(again, card) == result


@pytest.mark.parametrize(("name", "book", "item", "card"), CARDS, ids=[name for name, *_rest in CARDS])
def test_a_knock_out_ends_the_questions(opened: Any, name: str, book: Book, item: Item, card: Scorecard) -> None:
    if not card.knockouts:
        pytest.skip("the card has no knock-outs")
    page = opened(book, item, card)
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


def test_nothing_comes_out_before_everything_is_answered(opened: Any) -> None:
    _name, book, item, card = CARDS[0]
    page = opened(book, item, card)
    assert page.get_by_role("button", name="Copy for the CRM").count() == 0
    assert page.locator(".tool__spoken").inner_text() == ""
    begin(page, card)
    parameters = card.parameters()
    first = card.model_copy(update={"blocks": card.blocks[:1]})
    answer_by_keys(page, first, {p.id: "plus" for p in parameters})
    n = len(card.blocks[0].parameters)
    so_far, answered = f"Total so far: {n}", f"{n} of {len(parameters)} answered"
    assert page.locator(".tool__verdict").inner_text().split("\n") == [so_far, answered]
    assert page.locator(".tool__spoken").inner_text() == f"{answered}. {so_far}"
    page.get_by_role("button", name="To the next open question").focus()
    page.keyboard.press("Enter")
    group = page.evaluate("document.activeElement.closest('fieldset').querySelector('legend').firstChild.data")
    assert group == parameters[n].title
    page.get_by_role("button", name="Begin anew").focus()
    page.keyboard.press("Enter")
    assert page.locator(".tool input:checked").count() == 0
    assert page.evaluate("document.activeElement === document.querySelector('.tool input')")


def test_an_unknown_answer_is_named_and_asked_about(opened: Any) -> None:
    _name, book, item, card = next(each for each in CARDS if "other_book" in each[0])
    page = opened(book, item, card)
    begin(page, card)
    answers = {p.id: UNKNOWN for p in card.parameters()}
    answer_by_keys(page, card, answers)
    result = score(Lead((), answers), card)
    assert page.locator(".tool__verdict strong").inner_text().startswith(result.outcome.id)  # type: ignore[attr-defined]
    titles = [each.parameter.title for each in result.unknown if each.counts is None]
    assert page.get_by_text(f"Left out of the total: {', '.join(titles)}").count() == 1
    page.locator(".tool__questions button").first.focus()
    page.keyboard.press("Enter")
    asked = page.evaluate("document.activeElement.closest('fieldset').querySelector('legend').firstChild.data")
    assert asked == explain(Lead((), answers), card).questions[0].parameter.title


def test_on_a_phone_the_result_is_a_button_away_and_nothing_is_wider_than_the_screen(opened: Any) -> None:
    for _name, book, item, card in CARDS:
        page = opened(book, item, card)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        bar = page.locator(".tool__bar")
        if page.viewport_size["width"] > 600:
            assert bar.is_hidden()
            continue
        sizes = page.locator(".tool-choice").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert min(sizes) >= 44
        bar.get_by_role("button").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.classList.contains('tool__result')")
        assert page.evaluate("document.activeElement.getBoundingClientRect().top < innerHeight")


def test_where_a_page_may_not_copy_the_text_is_there_to_be_copied(opened: Any) -> None:
    _name, book, item, card = CARDS[0]
    page = opened(book, item, card)
    page.evaluate(f"() => {{ {REFUSING}; document.execCommand = () => false; }}")
    page.locator(".tool-group--first input").first.check()
    page.get_by_role("button", name="Copy for the CRM").click()
    page.get_by_role("status").filter(has_text="This browser does not let a page copy").wait_for()
    text = page.locator(".tool-copy__text").first
    assert text.input_value().startswith(card.title)
    assert page.evaluate("document.activeElement.value") == text.input_value()


def test_without_permission_the_old_way_copies(opened: Any) -> None:
    _name, book, item, card = CARDS[0]
    page = opened(book, item, card)
    page.evaluate(f"() => {{ {REFUSING}; }}")
    page.locator(".tool-group--first input").first.check()
    lead = Lead((card.knockouts[0].id,), {}, "")
    assert copied(page, "Copy for the CRM") == score_text(book, card, lead, score(lead, card))
    assert page.evaluate("document.activeElement.textContent") == "Copy for the CRM"


def test_nothing_is_kept(opened: Any) -> None:
    _name, book, item, card = CARDS[0]
    page = opened(book, item, card)
    page.locator(".tool-group--first input").first.check()
    page.locator(".tool-field__control").fill(LABEL)
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]")
    assert kept == [0, 0, "", ""]
    page.reload()
    assert page.locator(".tool input:checked").count() == 0
    assert page.locator(".tool-field__control").input_value() == ""
