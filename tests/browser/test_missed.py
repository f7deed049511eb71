"""What a reader did not find: kept when the reader wants it, saved as a table, forgotten; damage costs only itself."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import SITE
from tests.browser.kinds import until
from tests.browser.test_search import typed

pytestmark = pytest.mark.browser
NOWHERE = "щщщъщщщ"
SEARCH = {"words": "скидка", "times": 2, "first": "2026-11-01", "last": "2026-11-02", "places": 10}


@pytest.fixture
def page(site: str, browser: Any) -> Iterator[Any]:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site}/index.html")
    yield page
    assert errors == []
    context.close()


def look_for(page: Any, words: str) -> None:
    page.keyboard.press("/")
    typed(page, words)
    until(page, f"document.querySelector('missed-searches').asked?.words === {json.dumps(words)}")


def leave(page: Any) -> None:
    page.click(".search-close")
    page.evaluate("() => new Promise((go) => setTimeout(go, 50))")  # the dialog tells of it in a task of its own
    page.wait_for_selector("dialog.search", state="hidden")


def switch_on(page: Any) -> None:
    page.keyboard.press("/")
    page.click(".missed summary")
    page.check(".missed input")
    leave(page)


def kept(page: Any) -> Any:
    return page.evaluate(
        "Object.values(localStorage).map(text => { try { return JSON.parse(text) } catch {} }).find(v => v?.searches)"
    )


def with_kept(page: Any, text: str) -> None:
    """Leave in the browser what somebody else may have written there."""
    key = page.evaluate("document.querySelector('missed-searches').key")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    page.reload()
    page.keyboard.press("/")
    page.click(".missed summary")
    page.wait_for_timeout(50)  # until the page has been told that its details are open


def table(page: Any) -> tuple[str, list[list[str]]]:
    with page.expect_download() as download:
        page.click(".missed__save")
    data = download.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    return download.value.suggested_filename, rows


def test_nothing_is_kept_before_the_reader_wants_it(page: Any) -> None:
    look_for(page, NOWHERE)
    leave(page)
    assert kept(page) is None
    page.keyboard.press("/")
    page.click(".missed summary")
    assert not page.is_checked(".missed input")
    assert page.is_disabled(".missed__save")


def test_what_is_not_opened_is_kept_and_saved_and_forgotten(page: Any) -> None:
    switch_on(page)
    for _ in range(2):
        look_for(page, NOWHERE)
        leave(page)
    look_for(page, "скидка")
    leave(page)
    searches = {search["words"]: search for search in kept(page)["searches"]}
    assert {words: search["times"] for words, search in searches.items()} == {NOWHERE: 2, "скидка": 1}
    assert searches[NOWHERE]["places"] == 0
    assert searches["скидка"]["places"] > 0
    page.reload()
    page.keyboard.press("/")
    page.click(".missed summary")
    assert page.locator(".missed__list li").all_inner_texts() == [f"{NOWHERE} × 2", "скидка"]
    name, rows = table(page)
    assert re.fullmatch(r".+-\d{4}-\d\d-\d\d\.csv", name)
    assert rows[0][0] == "Что искали"
    assert [row[:2] for row in rows[1:]] == [[NOWHERE, "2"], ["скидка", "1"]]
    page.click(".missed__clear")
    assert kept(page) == {"isOn": True, "searches": []}
    assert page.locator(".missed__list li").count() == 0


def test_what_is_opened_was_found(page: Any) -> None:
    switch_on(page)
    look_for(page, "скидка")
    page.wait_for_selector(".search__hits a")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('dialog.search').open")
    assert kept(page)["searches"] == []


def test_a_question_without_an_answer_is_kept_though_another_is_asked_then(page: Any) -> None:
    switch_on(page)
    look_for(page, NOWHERE)
    page.wait_for_timeout(2300)
    page.fill("dialog.search input[type=search]", "скидка")
    page.wait_for_selector(".search__hits a")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('dialog.search').open")
    assert [search["words"] for search in kept(page)["searches"]] == [NOWHERE]


def test_no_cell_of_the_table_is_a_formula(page: Any) -> None:
    words = ["=1+1", "@sum(a1)", "-2+3", "+7", "\"; ,';<b>", "＝1"]
    with_kept(page, json.dumps({"isOn": True, "searches": [SEARCH | {"words": each} for each in words]}))
    _name, rows = table(page)
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'@sum(a1)", "'-2+3", "'+7", words[4], "'＝1"]
    assert all(len(row) == 5 for row in rows)


def test_no_more_is_kept_than_fits(page: Any) -> None:
    many = [SEARCH | {"words": f"вопрос {n}"} for n in range(200)]
    with_kept(page, json.dumps({"isOn": True, "searches": many}))
    leave(page)
    look_for(page, "щъ" * 100)
    leave(page)
    searches = kept(page)["searches"]
    assert len(searches) == 200
    assert searches[0]["words"] == "щъ" * 50


HOSTILE = [
    "",
    "{",
    "null",
    "[]",
    '"x"',
    '{"isOn": "yes", "searches": {"length": 3}}',
    '{"isOn": true, "searches": [null, 1, "x", [], {}, {"words": 1}]}',
    json.dumps({"searches": [SEARCH | {"words": "<img src=x onerror=alert(1)>\u0000"}]}),
    json.dumps({"searches": [SEARCH | {"times": 1e300}, SEARCH | {"times": "2"}, SEARCH | {"first": "=1+1"}]}),
    json.dumps({"searches": [SEARCH | {"words": "x" * 101}]}),
    '{"__proto__": {"isOn": true}, "searches": [{"__proto__": {"words": "x"}}]}',
    "9" * 200_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40])
def test_damage_costs_only_itself(page: Any, text: str) -> None:
    with_kept(page, text)
    assert page.locator(".missed__list li").count() == 0
    page.uncheck(".missed input")
    page.check(".missed input")
    leave(page)
    look_for(page, NOWHERE)
    leave(page)
    assert [search["words"] for search in kept(page)["searches"]] == [NOWHERE]


def test_words_that_look_like_html_are_words(page: Any) -> None:
    with_kept(page, json.dumps({"isOn": True, "searches": [SEARCH | {"words": "<img src=x onerror=alert(1)>"}]}))
    assert page.locator(".missed__list").inner_text() == "<img src=x onerror=alert(1)> × 2"
    assert page.locator(".missed__list img").count() == 0


def test_a_browser_that_keeps_nothing_searches_as_well(site: str, browser: Any) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
    page.goto(f"{site}/index.html")
    page.keyboard.press("/")
    page.click(".missed summary")
    page.locator(".missed input").click()
    assert not page.is_checked(".missed input")
    leave(page)
    look_for(page, NOWHERE)
    leave(page)
    assert not [error for error in errors if "missed" in error]
    page.close()


def test_it_works_from_a_folder(browser: Any) -> None:
    page = browser.new_context(accept_downloads=True).new_page()
    page.goto((SITE / "index.html").as_uri())
    switch_on(page)
    look_for(page, NOWHERE)
    leave(page)
    page.goto((SITE / "glossary.html").as_uri())
    page.keyboard.press("/")
    page.click(".missed summary")
    _name, rows = table(page)
    assert rows[1][0] == NOWHERE
    page.context.close()
