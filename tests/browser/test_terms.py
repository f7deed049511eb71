"""Meanings of terms beside them: for a pointer, the keyboard and a finger, from a folder, never on paper."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SITE
from tests.browser.kinds import until

pytestmark = pytest.mark.browser


def page_with_terms() -> Path:
    for path in sorted((SITE / "regulations").rglob("*.html")):
        if path.read_text(encoding="utf-8").count('class="term-link"') > 2:
            return path
    pytest.fail("no page leads to the glossary")


@pytest.fixture
def page(site: str, browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(f"{site}/{page_with_terms().relative_to(SITE).as_posix()}")
    yield page
    assert page.errors == []
    context.close()


def shown(page: Any, link: Any) -> str:
    """Return the meaning that is shown, which must be told to screen readers as that of the link."""
    page.wait_for_selector(".term-tip:not([hidden])")
    name = link.get_attribute("aria-describedby")
    tip = page.locator(f"[id='{name}'][role=tooltip]")
    assert tip.bounding_box()["x"] >= 0
    assert tip.bounding_box()["x"] + tip.bounding_box()["width"] <= page.viewport_size["width"]
    return str(tip.inner_text())


def hidden(page: Any) -> None:
    page.wait_for_selector(".term-tip", state="hidden")


def test_a_pointer_that_rests_on_a_term_reads_its_meaning(page: Any) -> None:
    link = page.locator("a.term-link").nth(1)
    link.hover()
    words = shown(page, link)
    assert len(words.splitlines()) > 1
    page.locator(".term-tip").hover()  # it may be pointed at and read, or copied from
    page.wait_for_timeout(300)
    assert shown(page, link) == words
    page.mouse.move(1, 1)
    hidden(page)
    assert link.get_attribute("aria-describedby") is None
    assert link.get_attribute("title") is None


def test_the_keyboard_reads_a_meaning_and_follows_the_term(page: Any) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.term-link')"):
            break
    link = page.locator("a.term-link:focus")
    shown(page, link)
    page.keyboard.press("Escape")
    hidden(page)
    place = link.get_attribute("href").partition("#")[2]
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html**")
    assert page.locator(f"[id='{place}']").is_visible()


def test_a_finger_taps_once_for_the_meaning_and_again_for_the_glossary(page: Any) -> None:
    first, other = page.locator("a.term-link").nth(0), page.locator("a.term-link").nth(2)
    address = page.url
    first.tap()
    words = shown(page, first)
    assert page.url == address
    other.tap()
    until(page, "document.querySelectorAll('a.term-link')[2].hasAttribute('aria-describedby')")
    assert shown(page, other) != words
    page.locator("h1").tap()
    hidden(page)
    other.tap()
    shown(page, other)
    other.tap()
    page.wait_for_url("**/glossary.html**")


def test_meanings_are_loaded_by_whoever_moves_and_from_a_folder_too(browser: Any) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_with_terms().as_uri(), wait_until="networkidle")
    assert not any(url.endswith("/terms.js") and "assets" not in url for url in asked)
    link = page.locator("a.term-link").first
    link.hover()
    shown(page, link)
    page.emulate_media(media="print")
    assert page.locator(".term-tip").is_hidden()
    assert link.evaluate("link => getComputedStyle(link).textDecorationLine") == "none"
    page.close()


@pytest.mark.parametrize("told", ["null", "{}", "{'__proto__': ['a', 'b']}", "{constructor: ['a', 'b']}"])
def test_terms_that_the_script_does_not_tell_are_links_alone(page: Any, told: str) -> None:
    page.route(
        re.compile(r"(?<!assets/salesbook)/terms\.js$"), lambda route: route.fulfill(body=f"glossaryTerms({told})")
    )
    page.reload()
    link = page.locator("a.term-link").first
    link.hover()
    page.wait_for_timeout(300)
    assert page.locator(".term-tip:not([hidden])").count() == 0
