"""The data of a scorecard's form: what the script adds up, and what it says, for the reader of an edition."""

import json
from pathlib import Path

from salesbook.academy.sanitizer import clean
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.defaults import folders
from salesbook.core.language import Translations
from salesbook.models.scorecard import Scorecard
from salesbook.pages.academy import make_academy
from salesbook.pages.lead_form import lead_form
from salesbook.pages.model import Page
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool, with_tools
from salesbook.scoring.editions import stamp_of
from tests.books import OTHER, TODAY, base_text, changed, write_book

URI = "scorecards/leads.md"


def page_of(root: Path, uri: str = URI, role: str | None = None) -> Page:
    book, _problems = load_book(root)
    academy = make_academy(book, folders(root, "templates"), Translations("en"), (), role, today=TODAY)
    return next(page for page in academy.pages if page.uri == uri and isinstance(page, Page))


def tool_of(page: Page) -> Tool:
    [tool] = page.tools.values()
    return tool


def test_a_page_of_a_card_has_its_form(tmp_path: Path) -> None:
    page = page_of(write_book(tmp_path))
    tool = tool_of(page)
    assert (tool.element, tool.scripts) == ("lead-form", ("scoring.js", "lead.js"))
    assert "<lead-form" in with_tools(clean(page.text), page.tools, page.uri)
    assert tool.data["refusal"]["regulation"]["href"].startswith("../regulations/")
    assert tool.data["refusal"]["letter"] == {"title": "Отказ", "href": "../letters/refusal.html"}
    assert tool.data["refusal"]["actions"] == ["Отправить «Отказ»."]


def test_a_card_that_does_not_cover_all_totals_has_a_word_and_no_form(tmp_path: Path) -> None:
    page = page_of(write_book(tmp_path, changed("scorecards/leads.yml", ("from: -1, to: 1", "from: -1, to: 0"))))
    assert not page.tools
    assert "Nobody can be scored by this card yet" in page.text
    assert "page-tool" not in page.text


def test_numbers_are_exact_and_answers_stand_as_a_file_has_them() -> None:
    book, _problems = load_book(OTHER)
    [(item, card)] = book.data(Scorecard)
    data = lead_form(item, card, Sayings(Writer(Places(book)), item), Translations("ru")).data
    goal, level = data["blocks"][0]["parameters"]
    assert [(each["counts"], each["note"], each["typed"]) for each in goal["choices"]] == [
        ("-2.5", "−2,5", -1),
        ("0", "0", 0),
        ("2.5", "+2,5", 1),
        ("0", "0", "unknown"),
    ]
    assert goal["weight"] == "Вес: 2,5."
    assert level["choices"][-1]["counts"] is None
    assert [(each["from"], each["to"]) for each in data["segments"]] == [("-3", "4"), ("4.25", "15.5")]
    stamp = stamp_of(item.name, card, book.facts)
    assert data["card"] == {"name": stamp.name, "edition": stamp.edition, "digest": stamp.digest}
    assert json.loads(json.dumps(data)) == data


def test_of_what_a_reader_may_not_see_the_form_says_no_more_than_a_title(tmp_path: Path) -> None:
    hidden = base_text("letters/refusal.md").replace("---\n", "---\nreaders: [head]\n", 1)
    root = write_book(tmp_path, {"letters/refusal.md": hidden})
    assert tool_of(page_of(root, role="head")).data["refusal"]["letter"]["href"] == "../letters/refusal.html"
    assert tool_of(page_of(root, role="manager")).data["refusal"]["letter"] == {
        "title": "Отказ",
        "href": None,
        "access": "access: РОП",
    }


def test_a_link_to_a_part_of_the_card_itself_stays_on_its_page(tmp_path: Path) -> None:
    book: Book = load_book(write_book(tmp_path))[0]
    item = book.items["scorecard:leads"]
    writer = Writer(Places(book))
    writer.turn_to(URI, item)
    assert Sayings(writer, item).link("scorecard:leads#budget")["href"] == "#budget"
    assert Sayings(writer, item).link("letter:nobody") == {"title": "letter:nobody", "href": None}
