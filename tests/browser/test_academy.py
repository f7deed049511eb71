"""What a reader meets: no errors, no request to another server, search in Russian, stage cards, the phone, the dark."""

import re
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser


def every_page() -> list[str]:
    """Return the addresses of all pages of the site."""
    return ["/" + path.relative_to(SITE).as_posix() for path in sorted(SITE.rglob("*.html"))]


def one_of_each() -> list[str]:
    """Return a page of every folder: all kinds and sections are among them."""
    return [*{Path(page).parent: page for page in every_page()}.values(), "/index.html", "/glossary.html"]


def a_pipeline() -> str:
    """Return the address of the longest page of a pipeline."""
    longest = max((SITE / "pipelines").glob("*.html"), key=lambda path: path.stat().st_size)
    return f"/pipelines/{longest.name}"


class Links(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def test_pages_load_without_errors_and_ask_nobody_else(site: str, browser: Any) -> None:
    page = browser.new_page()
    errors: list[str] = []
    strangers: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(f"failed: {request.url}"))
    page.on(
        "request", lambda request: None if request.url.startswith((site, "data:")) else strangers.append(request.url)
    )
    for address in one_of_each():
        page.goto(site + address, wait_until="networkidle")
    page.close()
    assert errors == []
    assert strangers == []


def test_a_stage_card_says_at_once_what_the_client_is_closed_on(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    address = a_pipeline()
    page.goto(f"{site}{address}")
    cards = page.locator("article.stage")
    assert cards.count() > 3
    for n in range(cards.count()):
        card = cards.nth(n)
        identifier = card.get_attribute("id")
        page.goto(f"{site}{address}#{identifier}")
        close = card.locator(".stage__close")
        assert close.inner_text().strip().count("\n") >= 1
        page.wait_for_timeout(50)
        box = close.bounding_box()
        assert box["y"] > 0
        assert box["y"] + box["height"] < 900, f"{identifier}: out of sight"
    page.close()


def test_the_map_of_a_pipeline_leads_to_its_stages_by_mouse_and_by_keyboard(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{site}{a_pipeline()}")
    links = page.locator(".map--wide a[href^='#']")
    assert links.count() == page.locator("article.stage").count()
    links.nth(3).click()
    assert page.locator(f"[id='{urlsplit(page.url).fragment}'].stage").count() == 1
    links.nth(1).focus()
    page.keyboard.press("Enter")
    assert page.locator(".stage:target").get_attribute("id") == unquote(urlsplit(page.url).fragment)
    page.close()


def test_the_map_of_all_pipelines_leads_to_every_stage(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{site}/pipelines/index.html")
    links = page.locator(".map--wide a[href*='#']")
    addresses = links.evaluate_all("links => links.map(link => new URL(link.getAttribute('href'), location.href).href)")
    assert len(addresses) > 3
    for address in addresses[:: max(1, len(addresses) // 8)]:
        page.goto(address)
        assert page.locator(".stage:target").count() == 1
    page.close()


_WORDS_BEYOND = """
() => [...document.querySelectorAll('.map__drawing')].filter(map => map.getBoundingClientRect().width).flatMap(map => {
  const whole = map.getBoundingClientRect();
  const beyond = [...map.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    const link = text.parentElement.querySelector(':scope > rect');
    const room = link ? link.getBoundingClientRect() : whole;
    return box.right > room.right + 1 || box.left < room.left - 1 || box.bottom > room.bottom + 2;
  });
  return beyond.map(text => text.textContent);
})
"""


@pytest.mark.parametrize("width", [390, 800, 1440])
def test_words_of_maps_stay_in_their_boxes(site: str, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in sorted((SITE / "pipelines").glob("*.html")):
        page.goto(f"{site}/pipelines/{path.name}")
        page.evaluate("document.querySelectorAll('details.map').forEach(each => each.open = true)")
        assert page.evaluate(_WORDS_BEYOND) == [], path.name
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_maps_can_be_read_in_both_schemes(site: str, browser: Any, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page.add_init_script(_CONTRAST)
    for address in (a_pipeline(), "/pipelines/index.html"):
        page.goto(f"{site}{address}")
        pale = page.evaluate(_PALE_WORDS)
        assert pale == []
    page.close()


_PALE_WORDS = """
() => [...document.querySelectorAll('.map--wide text, .map--wide text tspan')].filter(text => {
  const box = text.closest('g, a').querySelector('rect') || document.body;
  const ground = getComputedStyle(box)[box === document.body ? 'backgroundColor' : 'fill'];
  return contrastOf(getComputedStyle(text).fill, ground) < 4.5;
}).map(text => text.textContent)
"""


def test_a_phone_opens_a_pipeline_as_a_list_of_stages(site: str, browser: Any) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(f"{site}{a_pipeline()}")
    cards = phone.locator("article.stage")
    count = cards.count()
    for n in range(count):
        card = cards.nth(n)
        assert card.bounding_box()["height"] < 420
        assert card.locator("h2").is_visible()
        assert card.locator(".stage__close p:not(.label)").first.is_visible()
        assert card.locator(".stage__owner").is_visible()
        assert not card.locator(".stage__parts").is_visible()
    listed = phone.evaluate("document.documentElement.scrollHeight")
    phone.locator(".stage__open a").nth(2).click()
    assert phone.locator(".stage__parts:visible").count() == 1
    assert cards.nth(2).locator(".stage__parts").is_visible()
    opened = cards.nth(2).bounding_box()
    assert 0 <= opened["y"] < 200
    phone.go_back()
    assert phone.locator(".stage__parts:visible").count() == 0
    phone.locator(".stage__open a").nth(count - 1).click()
    phone.locator(".stage__fold:visible a").click()
    assert phone.locator(".stage__parts:visible").count() == 0
    assert phone.evaluate("document.documentElement.scrollHeight") == listed
    phone.emulate_media(media="print")
    assert phone.locator(".stage__parts:visible").count() == count
    phone.close()


def test_an_address_of_a_stage_shows_that_stage_on_a_phone(site: str, browser: Any) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto(f"{site}{a_pipeline()}")
    anchors = phone.locator("article.stage").evaluate_all("stages => stages.map(stage => stage.id)")
    for anchor in (anchors[1], f"{anchors[-1]}_"):
        phone.goto(f"{site}{a_pipeline()}#{anchor}")
        assert phone.locator(".stage__parts:visible").count() == 1
        assert phone.locator(f"[id='{anchor.removesuffix('_')}'] .stage__parts").is_visible()
    phone.goto(f"{site}{a_pipeline()}#pipeline--about_")
    assert phone.locator(".pipeline-about .passport").is_visible()
    phone.close()


def test_no_page_is_wider_than_a_phone(site: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    wide = []
    for address in every_page():
        page.goto(site + address, wait_until="domcontentloaded")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(address)
    page.close()
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_are_readable(site: str, browser: Any, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)  # the measure is a script in the page
    page.goto(f"{site}{a_pipeline()}")
    ground = _luminance(page, "body", "background-color")
    assert (ground < 0.2) == (scheme == "dark")
    page.add_script_tag(content=_CONTRAST)
    for selector in (
        ".stage h2",
        ".stage__close p",
        ".label",
        ".passport a",
        ".badge",
        "dd",
        "li",
        ".muted",
    ):
        found = page.locator(f".md-content {selector}").first
        if found.count():
            assert found.evaluate("e => contrast(e)") >= 4.5, selector
    page.close()


def test_the_toggle_changes_the_scheme(site: str, browser: Any) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"{site}/index.html")
    page.locator("[data-md-component=palette] button:visible").click()
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    page.close()


def test_a_review_that_is_late_says_so(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    element = "<review-date id='{0}' datetime='{1}' data-late='пора'>день</review-date>"
    both = element.format("a", "2020-01-01") + element.format("b", "2999-01-01")
    page.evaluate("html => { document.body.innerHTML = html }", both)
    assert page.inner_text("#a") == "день — пора"
    assert page.inner_text("#b") == "день"
    page.close()


def test_every_internal_link_leads_somewhere(site: str) -> None:
    pages = {}
    for address in every_page():
        pages[address] = Links()
        pages[address].feed((SITE / address[1:]).read_text(encoding="utf-8"))
    broken = set()
    known: dict[str, bool] = {}
    for address, found in pages.items():
        if address == "/404.html":
            continue
        for link in found.links:
            url = urljoin(site + address, link)
            if not url.startswith(site) or link.startswith(("data:", "mailto:", "tel:", "javascript:")):
                continue
            path, anchor = unquote(urlsplit(url).path), unquote(urlsplit(url).fragment)
            if path not in known:
                known[path] = _answers(url)
            target = pages.get("/index.html" if path == "/" else path)
            if not known[path] or (anchor and target is not None and anchor not in target.ids and anchor != "__skip"):
                broken.add((address, link))
    assert broken == set()
    assert len(known) > 20


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url.partition("#")[0], timeout=10) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return False


def _luminance(page: Any, selector: str, what: str) -> float:
    value = page.evaluate(
        "([s, w]) => getComputedStyle(document.querySelector(s)).getPropertyValue(w)", [selector, what]
    )
    red, green, blue = (int(n) / 255 for n in re.findall(r"\d+", value)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_CONTRAST = """
window.contrast = (element) => {
  const numbers = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  let ground = null;
  for (let e = element; e && !ground; e = e.parentElement) {
    const colour = numbers(getComputedStyle(e).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) ground = colour;
  }
  const pair = [light(numbers(getComputedStyle(element).color)), light(ground || [255, 255, 255])];
  const [a, b] = pair.sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
};
window.contrastOf = (words, ground) => {
  const pair = document.createElement("p");
  pair.style.color = words;
  pair.style.backgroundColor = ground;
  document.body.append(pair);
  const ratio = contrast(pair);
  pair.remove();
  return ratio;
};
"""
