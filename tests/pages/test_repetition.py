"""What an academy has of repetition: its page, its deck and texts, and nothing in them of what a role may not see."""

import json
from dataclasses import replace
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.models.training import Course
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy
from tests.academy.tiny import TEMPLATES
from tests.books import OTHER, TODAY

BOOK = load_book(OTHER)[0]
WITH_CARDS = ("glossary", "course", "script", "audience")


def academy(book: Book = BOOK, role: str | None = None) -> Academy:
    return make_academy(book, (TEMPLATES,), Translations("ru"), (), role, today=TODAY)


def told(made: Academy) -> dict[str, Any]:
    """Return what the scripts of the cards hold, by their names."""
    files = {
        each.uri.removeprefix("repetition/"): each.text for each in made.data if each.uri.startswith("repetition/")
    }
    return {name: json.loads(text[text.index(",") + 1 : -len(");\n")]) for name, text in files.items()}


def changed(book: Book, name: str, **fields: object) -> Book:
    item = book.items[name]
    data = item.data.model_copy(update=fields)
    return replace(book, items={**book.items, name: Item(item.kind, item.slug, item.path, lambda: data)}, _kinds={})


def test_every_card_of_the_deck_has_its_text_and_every_position_its_own() -> None:
    files = told(academy())
    deck = files.pop("deck.js")
    names = [card[0] for card in deck["cards"]]
    assert sorted(names) == sorted(text["id"] for texts in files.values() for text in texts)
    assert sorted(deck["order"]) == list(range(len(names)))
    assert all(seconds >= 6 for _id, _edition, _kind, seconds in deck["cards"])
    orders = {name: [names[n] for n in order] for name, _title, order in deck["positions"]}
    assert any(name.startswith("script:first-talk/") for name in orders["position:curator"])
    assert not any(name.startswith("script:first-talk/") for name in orders["position:teacher"])


def test_pages_lead_to_it() -> None:
    made = academy()
    pages = {page.uri: page for page in made.pages}
    assert [tool.element for tool in pages["repeat.md"].tools.values()] == ["repeat-room"]
    [today] = [tool for tool in pages["positions/curator.md"].tools.values() if tool.element == "repeat-today"]
    assert today.data["href"] == "../repeat.html?position=position%3Acurator"
    assert "(../repeat.md?drill=script%3Afirst-talk)" in pages["scripts/first-talk.md"].text
    assert "(../repeat.md?drill=audience%3Atraveller)" in pages["audiences/traveller.md"].text
    assert "repeat.md" in {uri for entry in made.navigation for uri in entry.uris()}


def test_a_book_without_cards_has_nothing_of_it() -> None:
    items = {name: item for name, item in BOOK.items.items() if item.kind.name not in WITH_CARDS}
    made = academy(replace(BOOK, items=items, _kinds={}))
    assert told(made) == {}
    assert "repeat.md" not in {page.uri for page in made.pages}
    assert not any(tool.element == "repeat-today" for page in made.pages for tool in page.tools.values())


def test_of_what_a_role_may_not_see_no_card_is_made() -> None:
    for name in ("glossary", "course:welcome", "script:first-talk", "audience:traveller"):
        book = changed(BOOK, name, readers=("director",))
        assert any(card[0].startswith(name) for card in told(academy(book))["deck.js"]["cards"])
        assert not any(card[0].startswith(name) for card in told(academy(book, "teacher"))["deck.js"]["cards"])


def test_nobody_is_asked_what_is_told_where_he_may_not_look() -> None:
    source = BOOK.resolve("ПР-001")
    assert source is not None
    book = changed(BOOK, source.name, readers=("director",))
    course = book.items["course:welcome"].data
    assert isinstance(course, Course)
    quiz = course.quiz
    open_ones = [question for question in quiz if question.source != "ПР-001"]
    assert len(told(academy(book))["questions.js"]) == len(quiz) > len(open_ones)
    assert len(told(academy(book, "teacher"))["questions.js"]) == len(open_ones)


def test_a_talk_names_cards_that_there_are() -> None:
    script = BOOK.items["script:first-talk"]
    made = academy()
    [page] = [page for page in made.pages if page.item is not None and page.item.name == script.name]
    [tool] = [tool for tool in page.tools.values() if tool.element == "script-walk"]
    names = {card[0] for card in told(made)["deck.js"]["cards"]}
    assert {name for step in tool.data["steps"] for name in step["objections"]} <= names
    assert tool.data["prepare"] == ["Прочитать заявку."]
