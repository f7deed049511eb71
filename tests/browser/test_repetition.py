"""Repetition: cards are asked, forgotten, come back on their day; objections are drilled; nothing typed is kept."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.pages.model import Data
from salesbook.pages.tools import Tool
from tests.books import compiled
from tests.browser.kinds import until
from tests.browser.rooms import CHANGES, at, data_of, deck_of, repeating, write_room
from tests.browser.screens import SCREENS, pressed

pytestmark = pytest.mark.browser

ALL = 7
"""Cards of the small book: two terms, a question, four objections."""
_VOICES = """(voices) => {
  window.spoken = [];
  const speech = { getVoices: () => voices, cancel() {}, addEventListener() {},
    speak: (said) => spoken.push([said.text, said.lang]) };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return compiled(tmp_path_factory.mktemp("repetition"), CHANGES)


@pytest.fixture(scope="module")
def data(book: Book) -> list[Data]:
    return data_of(book)


class Learner:
    """Somebody at a browser in Moscow, whose clock is set by hand; `page` is the one that is open."""

    def __init__(self, context: Any, folder: Path, data: list[Data]) -> None:
        self.context, self.folder, self.data = context, folder, data
        self.faults: list[str] = []
        self.page: Any = None

    def opens(self, tool: Tool, when: datetime, query: str = "", script: str = "") -> Any:
        """Open a page with a tool at a moment; `script` runs before those of the page."""
        if self.page is not None:
            self.page.close()
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda r: None if r.url.startswith("file:") else self.faults.append(r.url))
        self.page.clock.set_fixed_time(when)
        if script:
            self.page.add_init_script(script)
        self.page.goto(write_room(self.folder, tool, self.data) + query)
        return self.page

    def kept(self) -> dict[str, Any]:
        """Return what the browser has kept of learning."""
        told = self.page.evaluate("JSON.stringify(window.__md_get('learning'))")
        kept: dict[str, Any] = json.loads(told)
        return kept

    def keeps(self, cards: Any) -> None:
        """Put rows of cards into the browser, as they may have been kept."""
        self.page.evaluate("cards => window.__md_set('learning', { cards })", cards)


@pytest.fixture(params=SCREENS)
def learner(request: pytest.FixtureRequest, browser: Any, tmp_path: Path, data: list[Data]) -> Iterator[Learner]:
    phone = request.param == "phone"
    context = browser.new_context(
        viewport=SCREENS[request.param], has_touch=phone, is_mobile=phone, timezone_id="Europe/Moscow"
    )
    learner = Learner(context, tmp_path, data)
    yield learner
    context.close()
    assert learner.faults == []


def verdict(page: Any) -> str:
    """Return what the room says while it asks nothing."""
    text: str = page.locator(".tool__verdict strong").inner_text()
    return text


def begun(page: Any) -> None:
    """Begin a session: its texts come by scripts of their own."""
    pressed(page, "Begin")
    page.locator(".flash").first.wait_for()


def answer(page: Any, grade: int) -> str:
    """Answer the card that is asked and judge it by keys; return what it asks."""
    card = page.locator(".flash")
    if card.locator(".quiz-question").count():
        asked: str = card.locator("legend").inner_text()
        card.get_by_text("Клиент" if grade == 1 else "Менеджер").click()
        pressed(page, "Check")
    else:
        asked = card.locator(".flash__front").inner_text()
        pressed(page, "Show the answer")
    page.keyboard.press(str(grade))
    return asked


def left(page: Any) -> int:
    """Return how many cards are left."""
    return int(page.locator(".room__bar span").inner_text().rpartition(" ")[2])


def _front(page: Any) -> str:
    text: str = page.locator(".flash").inner_text()
    return text


def test_what_was_forgotten_comes_back_tomorrow_after_four(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10))
    begun(page)
    forgotten = answer(page, 1)
    asked = [forgotten]
    while page.locator(".flash").count():
        asked.append(answer(page, 3 if page.locator(".flash__front, legend").inner_text() == forgotten else 4))
    assert len(asked) == ALL + 1
    assert asked[-1] == forgotten
    assert verdict(page) == "That is all for today."
    told = page.locator(".tool__verdict span").inner_text()
    assert told == f"Answers: {ALL + 1}, of them forgotten: 1. Next time: tomorrow, cards: 1."
    for when in (at(28, 23, 59), at(29, 3, 59)):
        assert verdict(learner.opens(repeating(book).room(), when)) == "That is all for today."
    page = learner.opens(repeating(book).room(), at(29, 4))
    assert verdict(page) == "Cards for today: 1"
    begun(page)
    assert answer(page, 3) == forgotten
    assert verdict(page) == "That is all for today."
    assert verdict(learner.opens(repeating(book).room(), at(29, 23))) == "That is all for today."


def test_what_was_not_asked_again_is_still_due(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10))
    begun(page)
    forgotten = answer(page, 1)
    pressed(page, "Finish")
    assert verdict(page) == f"Cards for today: {ALL}"
    page = learner.opens(repeating(book).room(), at(28, 10, 1))
    begun(page)
    assert answer(page, 4) == forgotten


def test_easy_ones_come_in_eight_days_and_a_year_is_the_longest(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(1, 12))
    begun(page)
    while page.locator(".flash").count():
        answer(page, 4)
    assert "Next time: in 8 days" in page.locator(".tool__verdict").inner_text()
    assert verdict(learner.opens(repeating(book).room(), at(9, 3, 59))) == "Nothing is due today."
    assert verdict(learner.opens(repeating(book).room(), at(9, 4))) == f"Cards for today: {ALL}"
    row = learner.kept()["cards"][0]
    cards = [row | {"stability": 900_000, "due": row["last"]}]
    learner.keeps(cards)
    page = learner.opens(repeating(book).room(), at(9, 12))
    begun(page)
    if page.locator(".quiz-question").count():
        page.locator(".flash").get_by_text("Менеджер").click()
        pressed(page, "Check")
    else:
        pressed(page, "Show the answer")
    assert page.locator(".flash__grade--4 span").inner_text() == "in 12 months"


def test_what_says_something_else_comes_again_and_says_so(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10))
    begun(page)
    while page.locator(".flash").count():
        answer(page, 4)
    cards = learner.kept()["cards"]
    term = next(row for row in cards if row["card"] == "glossary#бронь")
    learner.keeps([row if row is not term else row | {"edition": "aaaaaaaa"} for row in cards])
    page = learner.opens(repeating(book).room(), at(28, 11))
    assert verdict(page) == "Cards for today: 1"
    begun(page)
    assert page.locator(".badge--changed").inner_text() == "updated"
    assert answer(page, 3) == "Бронь"
    assert verdict(page) == "That is all for today."
    [again] = [row for row in learner.kept()["cards"] if row["card"] == "glossary#бронь"]
    assert again["edition"] == term["edition"]


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        '{"cards": 5}',
        '{"cards": [null, 1, [], {}]}',
        '{"cards": [{"card": "glossary#бронь", "edition": "aaaaaaaa", "due": 1e300, "last": -1}]}',
        '{"cards": [{"card": "nobody", "edition": "aaaaaaaa", "due": 1, "last": 1, "stability": 1, "difficulty": 1,'
        ' "step": 0, "reps": 1, "lapses": 0}]}',
        '{"cards": [{"card": "glossary#бронь", "edition": "aaaaaaaa", "due": 4102444799999, "last": 4102444799999,'
        ' "stability": 0, "difficulty": 0, "step": 99, "reps": 100000, "lapses": 100000}], "position": "<b>"}',
    ],
)
def test_damage_of_what_is_kept_costs_no_more_than_the_rows(learner: Learner, book: Book, kept: str) -> None:
    put = f"localStorage.setItem(new URL('.', location.href).pathname + '.learning', {json.dumps(kept)})"
    page = learner.opens(repeating(book).room(), at(28, 10), script=put)
    assert verdict(page) == f"Cards for today: {ALL}"
    begun(page)
    for _card in range(ALL):
        answer(page, 4)
    assert page.locator(".flash").count() == 0


def test_a_browser_that_keeps_nothing_is_told_of(learner: Learner, book: Book) -> None:
    page = learner.opens(
        repeating(book).room(), at(28, 10), script="Storage.prototype.setItem = () => { throw new Error(); }"
    )
    begun(page)
    answer(page, 4)
    assert page.locator(".tool__warning").inner_text().startswith("This browser keeps nothing")


def test_cards_that_cannot_be_loaded_are_told_of(learner: Learner, book: Book) -> None:
    learner.data = []
    page = learner.opens(repeating(book).room(), at(28, 10))
    assert page.locator(".tool__warning").inner_text() == "The cards have not been loaded. Open the page anew."
    assert [fault for fault in learner.faults if "deck.js" not in fault and "ERR_FILE_NOT_FOUND" not in fault] == []
    learner.faults.clear()


def test_a_wrong_answer_is_a_forgotten_one_and_a_right_one_is_judged(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10))
    begun(page)
    while not page.locator(".quiz-question").count():
        answer(page, 4)
    pressed(page, "I do not know")
    assert page.locator(".flash__grade").count() == 0
    before = left(page)
    page.keyboard.press("3")
    assert left(page) == before
    pressed(page, "Go on")
    if page.locator(".flash").count():
        while not page.locator(".quiz-question").count():
            answer(page, 4)
    page.locator(".flash").get_by_text("Менеджер").click()
    pressed(page, "Check")
    assert page.locator(".quiz-told--right").count() == 1
    assert page.locator(".flash__grade").count() == 4
    href = page.locator(".quiz-told a").get_attribute("href")
    assert href == f"{learner.folder.as_uri()}/regulations/sales/first-contact.html"


def test_words_of_the_book_are_no_markup(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10))
    begun(page)
    while "Лид (Л)" not in _front(page):
        answer(page, 4)
    pressed(page, "Show the answer")
    assert page.locator(".flash__back").inner_text().startswith("Кто спросил. </script><img src=x")
    assert page.locator(".flash img").count() == 0


def test_objections_are_drilled_by_script_and_part_and_what_is_typed_is_not_kept(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10), "?drill=script:key-meeting")
    assert verdict(page) == "Objections: 3"
    page.get_by_label("Part of the talk").select_option("Начало")
    assert verdict(page) == "Objections: 2"
    begun(page)
    page.keyboard.press("Tab")
    page.keyboard.type("А с чем 1 2 3 4?")
    pressed(page, "Show the answer")
    shown = page.locator(".flash__answers section")
    assert shown.nth(0).inner_text().endswith("А с чем 1 2 3 4?")
    assert shown.nth(1).inner_text().endswith("С чем сравниваете?")
    page.keyboard.press("2")
    assert page.locator("textarea").input_value() == ""
    answer(page, 4)
    assert left(page) == 1, "what was hard is asked once more"
    answer(page, 4)
    assert verdict(page) == "Objections: 2"
    assert "чем" not in json.dumps(learner.kept(), ensure_ascii=False)
    assert page.get_by_label("Part of the talk").input_value() == "начало"
    assert verdict(learner.opens(repeating(book).room(), at(28, 11))) == f"Cards for today: {ALL - 2}"


def test_a_drill_of_what_is_not_there_is_one_of_all(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10), "?drill=script:nobody&block=<b>")
    assert verdict(page) == "Objections: 4"


def test_what_is_due_is_drilled_first_and_what_is_known_best_last(learner: Learner, book: Book) -> None:
    room = repeating(book).room()
    learner.opens(room, at(28, 10))
    cards = {text["front"]: text["id"] for text in _objections(learner.data)}
    row = {"edition": "aaaaaaaa", "difficulty": 5, "step": 0, "reps": 1, "lapses": 0}
    now = int(at(28, 10).timestamp() * 1000)
    day = 86_400_000
    learner.keeps([
        row | {"card": cards["«Дорого»"], "stability": 500, "last": now - day, "due": now + 9 * day},
        row | {"card": cards["«Я подумаю»"], "stability": 5, "last": now - 4 * day, "due": now + day},
        row | {"card": cards["«Нет денег»"], "stability": 2, "last": now - 9 * day, "due": now - day},
    ])  # fmt: skip
    page = learner.opens(room, at(28, 10), "?drill=")
    begun(page)
    asked = [answer(page, 4) for _card in range(4)]
    assert asked == ["«Нет денег»", "«Мне некогда»", "«Я подумаю»", "«Дорого»"]


def _objections(data: list[Data]) -> list[dict[str, Any]]:
    [text] = [each.text for each in data if each.uri == "repetition/objections.js"]
    told: list[dict[str, Any]] = json.loads(text.removeprefix('bookCards.told("objections",').removesuffix(");\n"))
    return told


@pytest.mark.parametrize(("local", "heard"), [(True, True), (False, False)])
def test_an_objection_is_heard_when_it_is_asked_for_and_by_a_voice_of_the_machine(
    learner: Learner, book: Book, local: bool, heard: bool
) -> None:
    voices = [{"lang": "en-GB", "localService": local, "name": "A voice"}]
    page = learner.opens(
        repeating(book).room(), at(28, 10), "?drill=script:key-meeting", f"({_VOICES})({json.dumps(voices)})"
    )
    begun(page)
    assert page.evaluate("window.spoken") == []
    assert page.get_by_role("button", name="Listen").is_visible() is heard
    if heard:
        pressed(page, "Listen")
        assert page.evaluate("window.spoken") == [["Дорого", "en"]]


def test_a_session_takes_about_five_minutes_and_more_is_offered(learner: Learner, book: Book) -> None:
    page = learner.opens(repeating(book).room(), at(28, 10))
    now = int(at(28, 10).timestamp() * 1000)
    told = page.evaluate(
        """([now]) => {
          const order = Array.from({ length: 60 }, (_, n) => ({ id: `card-${n}`, edition: 'aaaaaaaa', seconds: 20 }));
          const row = (n, due) => [`card-${n}`, { card: `card-${n}`, edition: 'aaaaaaaa', due, last: now - 9e8, step: 0,
            stability: 3, difficulty: 5, reps: 2, lapses: 0 }];
          const known = new Map(order.slice(0, 40).map((_, n) => row(n, now - 1000 * (n + 1))));
          const names = (day) => day.ask.map(({ card }) => card.id);
          const first = bookCards.today(order, known, now);
          for (const { card } of first.ask)
            known.set(card.id, bookCards.graded(card, known.get(card.id) ?? null, 4, now));
          const after = bookCards.today(order, known, now);
          const more = bookCards.today(order, known, now, 300);
          const none = bookCards.today(order, new Map(), now);
          return { first: names(first), minutes: first.minutes, later: first.later, after: names(after),
            more: names(more).length, fresh: names(none).length, unmet: none.unmet };
        }""",
        [now],
    )
    assert told == {
        "first": [f"card-{n}" for n in range(39, 24, -1)],  # what has been due for longest
        "minutes": 5,
        "later": 25,
        "after": [],
        "more": 15,
        "fresh": 8,
        "unmet": 60,
    }


def test_a_position_is_asked_what_is_its_own(learner: Learner, book: Book) -> None:
    deck = deck_of(learner.data)
    [own] = [order for name, _title, order in deck["positions"] if name == "position:manager"]
    page = learner.opens(repeating(book).room(), at(28, 10), "?position=position:manager")
    assert page.get_by_label("Position").input_value() == "position:manager"
    assert verdict(page) == f"Cards for today: {len(own)}"
    page.get_by_label("Position").select_option("")
    assert verdict(page) == f"Cards for today: {ALL}"
    page.evaluate("learning.say({ position: 'position:manager' })")
    page = learner.opens(repeating(book).room(), at(28, 10))
    assert page.get_by_label("Position").input_value() == "position:manager"


def test_a_page_of_a_position_tells_what_is_due(learner: Learner, book: Book) -> None:
    tool = repeating(book).today(book.items["position:manager"])
    assert tool is not None
    deck = deck_of(learner.data)
    [own] = [order for name, _title, order in deck["positions"] if name == "position:manager"]
    page = learner.opens(tool, at(28, 10))
    link = page.locator("repeat-today a")
    assert link.inner_text() == f"Repeat: {len(own)} today"
    page.evaluate(
        """async () => {
          for (const card of (await bookCards.deck()).cards)
            learning.note('cards', bookCards.graded(card, null, 4, Date.now()));
        }"""
    )
    until(page, "document.querySelector('repeat-today').innerText.includes('all for today')")
    assert link.inner_text() == "Repetition"
    page = learner.opens(tool, at(29, 10))
    assert "Nothing is due today." in page.locator(".repeat-today").inner_text()
