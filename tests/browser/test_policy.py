"""The policy of the pages: whatever a page does is within it, and what is not runs, loads and sends nothing."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import SITE
from tests.browser.kinds import faults_of, pages_of_every_kind

pytestmark = pytest.mark.browser

_USE = """() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const button of document.querySelectorAll('article button:not([type=submit])')) button.click();
  document.querySelector('dialog[open]')?.close();
  return new Promise((go) => requestIdleCallback(() => setTimeout(go, 50)));
}"""


@pytest.fixture(params=["host", "path", "folder"])
def address(request: pytest.FixtureRequest, site: str, below: str) -> str:
    return {"host": site, "path": below, "folder": SITE.as_uri()}[request.param]


def test_no_page_of_any_kind_goes_beyond_its_policy_or_asks_anybody_else(browser: Any, address: str) -> None:
    page = browser.new_page()
    faults = faults_of(page, address)
    for name in pages_of_every_kind():
        if name == "/404.html" and not address.rpartition(":")[2].isdecimal():
            continue  # a host shows it in place of any page, so it links from the top
        page.goto(address + name)
        page.evaluate(_USE)
        assert faults == [], name
    page.close()


def test_search_palette_and_copying_are_within_the_policy(browser: Any, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    faults = faults_of(page, address)
    page.goto(f"{address}/index.html")
    page.click("open-search button")
    page.keyboard.insert_text("клиент")
    page.wait_for_selector(".search-hit")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    page.locator("[data-md-component=palette] button:visible").click()
    page.goto(f"{address}/letters/index.html")
    assert page.get_attribute("body", "data-md-color-scheme") == "default", "the choice is not kept"
    assert faults == []
    page.close()


def test_the_scheme_is_there_before_anything_is_drawn(site: str, browser: Any) -> None:
    page = browser.new_page(color_scheme="dark")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(f"{site}/index.html")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    page.close()


@pytest.mark.parametrize("kept", ["{", "null", "[1]", '{"color": 1}', '{"color": {"scheme": "x\\" onload=pwn(1)"}}'])
def test_damage_of_what_the_browser_keeps_costs_nothing(site: str, browser: Any, kept: str) -> None:
    page = browser.new_page()
    faults = faults_of(page, site)
    page.goto(f"{site}/index.html")
    page.evaluate(
        "kept => ['__palette', '__tabs', '__announce'].forEach(each => localStorage['/.' + each] = kept)", kept
    )
    page.reload()
    assert faults == []
    assert page.locator(".search-open").is_visible()
    page.close()


_ATTEMPTS = """async () => {
  const done = [];
  window.ran = (what) => done.push(what);
  const put = (html) => document.body.insertAdjacentHTML('beforeend', html);
  const script = document.createElement('script');
  script.textContent = "ran('script')";
  document.body.append(script);
  put('<img src="data:," onerror="ran(`handler`)"><p id="styled" style="position: fixed">x</p>');
  put('<iframe srcdoc="<script>parent.ran(`frame`)</script>"></iframe><object data="data:text/html,x"></object>');
  put('<a id="code" href="javascript:ran(`address`)">x</a><style>#styled { color: red }</style>');
  put('<form action="https://example.com/" method="post" target="_blank"><input name="words"></form>');
  put('<base href="https://example.com/">');
  document.querySelector('#code').click();
  document.querySelector('form[target]').submit();
  setTimeout(() => { try { eval("ran('eval')"); } catch {} try { new Function("ran('function')")(); } catch {} });
  const asks = {
    fetch: () => fetch('https://example.com/'), own: () => fetch(location.href),
    beacon: () => navigator.sendBeacon('https://example.com/', 'x') || Promise.reject(),
    worker: () => new Worker('data:text/javascript,'),
  };
  for (const [name, ask] of Object.entries(asks))
    try { await ask(); if (name !== 'beacon' && name !== 'worker') done.push(name); } catch { /* refused */ }
  const picture = new Image();
  picture.src = 'https://example.com/x.png';
  await new Promise((go) => setTimeout(go, 300));
  const styled = getComputedStyle(document.querySelector('#styled'));
  if (styled.position === 'fixed') done.push('style of an element');
  if (styled.color === 'rgb(255, 0, 0)') done.push('style of the page');
  if (!document.baseURI.startsWith(location.origin)) done.push('base');
  return done;
}"""


def test_what_a_hostile_page_would_try_is_refused(site: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html", wait_until="networkidle")
    asked: list[str] = []

    def note(route: Any) -> None:  # what the policy refuses does not come so far
        asked.append(route.request.url)
        route.abort()

    page.context.route("https://example.com/**", note)
    assert page.evaluate(_ATTEMPTS) == []
    assert asked == []
    assert len(page.context.pages) == 1
    page.close()


def test_every_page_begins_with_one_policy(site: str) -> None:
    for path in Path(SITE).rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        before, _meta, behind = head.partition(
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        )
        assert behind, path
        assert "<script" not in before, path
        assert "unsafe" not in behind.partition(">")[0], path
