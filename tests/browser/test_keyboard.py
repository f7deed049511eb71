"""The academy by keyboard alone: everything is reached, the focus is seen, Escape shuts and leads back; no motion."""

from typing import Any

import pytest

from tests.browser.kinds import pages_of_every_kind, until
from tests.browser.test_academy import a_pipeline

pytestmark = pytest.mark.browser

_FOCUS = """() => {
  const each = document.activeElement;
  const box = each.getClientRects()[0]; // of words on two lines the first
  const styles = getComputedStyle(each);
  const seen = each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const middle = document.elementFromPoint(
    Math.min(innerWidth - 1, Math.max(0, box.x + box.width / 2)),
    Math.min(innerHeight - 1, Math.max(0, box.y + Math.min(box.height / 2, 20))));
  return {
    name: (each.getAttribute('aria-label') || each.textContent).trim(), tag: each.localName, id: each.id,
    seen: seen && inside, ring: styles.outlineStyle !== 'none' && parseFloat(styles.outlineWidth) >= 1,
    above: !middle || each.contains(middle) || middle.contains(each),
    expanded: each.getAttribute('aria-expanded'), href: each.getAttribute('href'),
  };
}"""
_STOPS = """() => [...document.querySelectorAll('a[href], button, input, textarea, summary, [tabindex="0"]')].filter(
  (each) => each.tabIndex >= 0 && each.checkVisibility({ opacityProperty: true, visibilityProperty: true })
).length"""


def test_every_stop_of_a_page_is_named_seen_and_ringed(site: str, browser: Any) -> None:
    for width in (1440, 390):
        page = browser.new_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
        for name in (a_pipeline(), "/index.html", "/glossary.html"):
            page.goto(site + name)
            stops = min(60, page.evaluate(_STOPS))
            for n in range(stops):
                page.keyboard.press("Tab")
                focus = page.evaluate(_FOCUS)
                assert focus["name"], (name, n, focus)
                assert focus["seen"], (name, n, focus)
                assert focus["ring"], (name, n, focus)
                assert focus["above"], (name, n, focus)
        page.close()


def test_the_first_stop_leads_past_the_menu(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}{a_pipeline()}")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUS)["href"] == "#__content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.md-content').contains(document.activeElement)")
    page.close()


def test_the_menu_of_a_phone(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(f"{site}{a_pipeline()}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUS)["expanded"] == "false"
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-sidebar--primary :focus")
    assert page.locator(".menu-open").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.locator(".md-sidebar--primary :focus").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate(_FOCUS)["expanded"] == "false"
    page.keyboard.press("Tab")
    assert page.locator(".md-sidebar--primary :focus").count() == 0, "what is shut is reached"
    page.close()


def test_groups_of_the_menu_open_by_their_boxes(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page.goto(
        site + next(name for name in pages_of_every_kind() if name.startswith("/regulations/") and "index" not in name)
    )
    page.focus(".menu-open")
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-sidebar--primary a:focus")
    for _shut in range(2):  # the group of the page, and its section
        opened = page.locator(".md-nav__toggle:checked").last.element_handle()
        opened.focus()
        page.keyboard.press("Space")
        assert not opened.is_checked()
    boxes = page.locator(".md-sidebar--primary .md-nav__toggle")
    assert boxes.count() > 1
    boxes.first.focus()
    assert page.evaluate(_FOCUS)["name"]
    page.close()


def test_the_search_leads_back_to_where_it_was_opened(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    page.focus(".search-open")
    page.keyboard.press("Enter")
    assert page.evaluate(_FOCUS)["tag"] == "input"
    page.keyboard.press("Escape")
    assert page.locator(".search-open:focus").count() == 1
    page.close()


def test_the_scheme_turns_by_keyboard_and_keeps_the_focus(site: str, browser: Any) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"{site}/index.html")
    turn = page.locator("[data-md-component=palette] button:visible")
    for key, scheme in (("Enter", "slate"), ("Space", "default")):
        turn.focus()
        page.keyboard.press(key)
        assert page.get_attribute("body", "data-md-color-scheme") == scheme
        assert page.locator("[data-md-component=palette] button:focus:visible").count() == 1
    page.close()


@pytest.mark.parametrize("key", ["p", "n", ",", "."])
def test_a_single_letter_leads_nowhere(site: str, browser: Any, key: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}{a_pipeline()}")
    page.keyboard.press(key)
    page.wait_for_timeout(50)
    assert page.url == f"{site}{a_pipeline()}"
    page.close()


def test_a_wide_table_is_moved_by_keyboard(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    row = "<td>слово слово</td>" * 30
    page.goto(f"{site}{a_pipeline()}")
    page.evaluate(
        "html => document.querySelector('article').insertAdjacentHTML('beforeend', html)",
        f'<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table><tr>{row}</tr></table></div></div>',
    )
    page.set_viewport_size({"width": 391, "height": 844})
    wrap = page.locator(".md-typeset__scrollwrap").last
    wrap.and_(page.locator("[tabindex='0'][role=region]")).wait_for()
    assert wrap.get_attribute("aria-label")
    wrap.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
    page.close()


_MOTION = """() => [...document.querySelectorAll('*')].flatMap((each) => ['', '::before', '::after'].map((part) => {
  const styles = getComputedStyle(each, part || null);
  const long = (times) => times.split(',').some((time) => parseFloat(time) * (time.includes('ms') ? 1 : 1000) > 1);
  const moves = long(styles.transitionDuration) || styles.animationName !== 'none' && long(styles.animationDuration);
  return moves || styles.scrollBehavior === 'smooth' ? `${each.localName}.${each.className}${part}` : null;
})).filter(Boolean)"""


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_for_whoever_wants_no_motion(site: str, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    for name in (a_pipeline(), "/index.html"):
        page.goto(site + name)
        assert page.evaluate(_MOTION) == []
    page.close()
