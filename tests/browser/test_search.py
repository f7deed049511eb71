"""The search of the academy's page: the same places as the terminal finds, by keys alone, from a folder, on a phone."""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.core.spelling import other_layout
from salesbook.finding.excerpts import excerpt
from salesbook.finding.index import Index
from salesbook.finding.search import find
from tests.browser.conftest import SITE
from tests.browser.kinds import until

pytestmark = pytest.mark.browser
ROOT = SITE.parents[1]
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(load_book(ROOT)[0])


def questions(index: Index) -> list[str]:
    """Return questions to a book: its headings as they stand, begun, with slips, in the other layout; its articles."""
    headings = [section.heading for section in islice(index.sections, 0, None, 12)]
    asked = list(headings)
    for heading in headings:
        asked += [heading[: len(heading) // 2], heading[1:], heading[:3] + heading[4:], other_layout(heading)]
        asked += [" ".join(reversed(heading.split())), heading.swapcase()]
    for article in islice(index.articles, 8):
        asked += [article, article.lower().replace("-", ""), f"что в {article}", article.replace("-0", " ")]
    said = " ".join(section.text for section in islice(index.sections, 0, None, 40)).split()
    asked += [" ".join(said[n : n + 4]) for n in range(0, len(said) - 4, 60)]
    return [
        *asked,
        "",
        "и",
        "не",
        "?!",
        "a",
        "«»",
        "щщщщ",
        "İ",
        "ﬁ",
        "1000000",
        "constructor",
        "__proto__",
        "по 3 дня",
        "ОККОО3",
        "опОО1",
        "окк-О03",
        "перезд к морю",
        "клиент просит подарок",
        "бабки за бронь",
        "просят доходят передать",
        "как проверить письмо",
        "xстреча",
        "вмтреча",
    ]


def typed(page: Any, words: str) -> None:
    """Type words with the events of keys; Playwright sends none for Cyrillic."""
    protocol = page.context.new_cdp_session(page)
    for letter in words:
        protocol.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, "key": letter})
        protocol.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": letter})


def test_the_page_finds_what_the_terminal_finds(site: str, browser: Any, index: Index) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    asked = questions(index)
    assert len(asked) > 100
    ask = (
        "asked => bookSearch.find(asked, 10).then(hits => "
        "hits.map(hit => [hit.number, hit.excerpt.map(stretch => stretch[0]).join('')]))"
    )
    for question in asked:
        hits = find(index, question, 10)
        told = page.evaluate(ask, question)
        assert [number for number, _text in told] == [hit.number for hit in hits], question
        # What is cut out depends on words of which the page need not have the index; that it is of the place does not.
        for (_number, text), hit in zip(told, hits, strict=True):
            assert text == "".join(s.text for s in excerpt(index, hit)) or text.strip(" …") in _said(index, hit)
    page.close()


def _said(index: Index, hit: Any) -> str:
    texts = [s.text for s in index.sections[hit.number :] if s.item is hit.section.item]
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("width", [1440, 390])
def test_a_question_is_asked_and_followed_by_keys_alone(site: str, browser: Any, index: Index, width: int) -> None:
    section = next(s for s in index.sections if CYRILLIC.search(s.item.title) and s.item.kind.name == "regulation")
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{site}/index.html")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.search input:focus")
    typed(page, section.item.title)
    page.wait_for_selector(".search-hit mark")
    hits = page.locator(".search-hit")
    assert section.item.title in hits.nth(0).inner_text()
    assert page.get_attribute("dialog.search .search__field", "aria-activedescendant") == "search-hit-0"
    if hits.count() > 1:
        page.keyboard.press("ArrowDown")
        assert hits.nth(1).get_attribute("aria-selected") == "true"
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regulations/**")
    assert section.item.title in page.inner_text("h1")
    page.close()


def test_every_way_opens_one_search(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    opened = page.locator("dialog.search[open]")
    ways: list[Callable[[], Any]] = [
        lambda: page.click("open-search button"),
        lambda: page.click(".search-open"),
        lambda: page.keyboard.press("Control+k"),
        lambda: page.keyboard.press("/"),
    ]
    for way in ways:
        way()
        assert opened.count() == 1
        page.keyboard.press("Escape")
        assert opened.count() == 0
    page.goto(f"{site}/index.html?q=оп1")
    page.wait_for_selector(".search-hit")
    page.close()


def test_words_that_come_without_keys_are_looked_for(site: str, browser: Any, index: Index) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    page.click(".search-open")
    protocol = page.context.new_cdp_session(page)
    protocol.send("Input.insertText", {"text": index.sections[0].heading})  # as pasting, an IME or a voice does
    page.wait_for_selector(".search-hit")
    page.fill("dialog.search .search__field", "щщщщщщщ")
    page.wait_for_selector("[role=status]:has-text('щщщщщщщ')")
    assert page.locator(".search-hit").count() == 0
    page.close()


def test_the_search_works_from_a_folder(browser: Any, index: Index) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    deep = next((SITE / "regulations").rglob("*.html"))
    page.goto(deep.as_uri())
    page.keyboard.press("/")
    typed(page, index.sections[0].heading)
    page.wait_for_selector(".search-hit")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('dialog.search').open")
    assert page.url.startswith("file://")
    assert errors == []
    page.close()


def _length(answer: Any) -> int:
    return int(answer.headers.get("content-length", 0))


def test_what_is_not_asked_for_is_not_loaded(site: str, browser: Any) -> None:
    page = browser.new_page()
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(_length(answer)) if "/search/" in answer.url else None)
    page.goto(f"{site}/index.html", wait_until="networkidle")
    assert sum(loaded) < 20_000  # what every question needs
    before = sum(loaded)
    page.click(".search-open")
    typed(page, "бро")
    page.wait_for_selector(".search-hit")
    whole = sum(path.stat().st_size for path in (SITE / "search").rglob("*.js"))
    assert 0 < sum(loaded) - before < whole / 3
    page.close()
