"""What axe finds on pages of every kind, light and dark, at a desk and on a phone, with everything opened."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.kinds import pages_of_every_kind

axe = pytest.importorskip("axe_playwright_python")

pytestmark = pytest.mark.browser

AXE = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_OPEN = """() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  // Under the title of its section a link of the menu that is scrolled is cut off, and no fault.
  for (const menu of document.querySelectorAll('.md-sidebar__scrollwrap')) menu.scrollTop = 0;
}"""
_LOOK = """async (rules) => {
  const options = rules ? { runOnly: rules } : { rules: { 'target-size': { enabled: true } } };
  const brief = { resultTypes: ['violations'], selectors: false, preload: false };
  const { violations } = await axe.run(document, { ...options, ...brief });
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 150)}`));
}"""
_OTHER = "scheme => document.body.setAttribute('data-md-color-scheme', scheme)"


def faults(page: Any, rules: list[str] | None = None) -> list[str]:
    page.evaluate(AXE)  # through the protocol: the policy would refuse it as a script of the page
    return list(page.evaluate(_LOOK, rules))


@pytest.mark.parametrize(("scheme", "other", "width"), [("light", "slate", 1440), ("dark", "default", 390)])
def test_nothing_grave_on_pages_of_every_kind(site: str, browser: Any, scheme: str, other: str, width: int) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    for name in pages_of_every_kind():
        page.goto(site + name)
        page.evaluate(_OPEN)
        assert faults(page) == [], name
        page.evaluate(_OTHER, other)
        assert faults(page, ["color-contrast"]) == [], (name, other)
    page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_nothing_grave_in_the_search_and_the_menu(site: str, browser: Any, scheme: str, width: int) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto(f"{site}/index.html")
    page.click(".search-open")
    page.keyboard.insert_text("клиент")
    page.wait_for_selector(".search-hit")
    assert faults(page) == []
    page.keyboard.press("Escape")
    if width < 1000:
        page.click(".menu-open")
        assert faults(page) == []
    page.close()


def test_axe_sees_what_is_grave(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('beforeend', '<button></button><img src=\"data:,\">')"
    )
    assert {fault.partition(":")[0] for fault in faults(page)} == {"button-name", "image-alt"}
    page.close()
