"""Two thousand hostile pages are built and opened: no script but ours runs, nobody is asked for anything.

The pages, drawings, templates and settings are those of `make fuzz` (tests/fuzz/generators), of one seed. Every event
that could set off a handler is sent to every element, every link is read as the browser reads it.
"""

import asyncio
import functools
import http.server
import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import pytest

from salesbook.academy import press
from salesbook.book.load import load_book
from tests.academy.tiny import with_press, write_book
from tests.books import TODAY
from tests.browser.conftest import CHROMIUM, Quiet
from tests.fuzz.generators import press as hostile
from tests.fuzz.generators.words import JINJA, XSS
from tests.fuzz.harmless import judge_drawing
from tests.fuzz.target import CHECKOUT, laid
from tests.fuzz.targets.academy import hostile_pages, without_data

pytestmark = pytest.mark.hostile

SEED = int(os.environ.get("SALESBOOK_SEED", "1"))
PAGES = int(os.environ.get("SALESBOOK_PAGES", "2000"))
BUILDS, TABS = 20, 8
_TRIES = 40
"""So many hostile templates or settings are offered to a build before it takes one."""
_SEARCHED = ("<img src=x onerror=pwn(1)>", "script", "pwn", '"><svg onload=pwn(1)>', "клиент")

_WATCH = """
window.pwn = (...words) => console.log('PWNED ' + words);
window.alert = window.prompt = window.confirm = (...words) => console.log('PWNED ' + words);
"""
_LOOK = """() => {
  const faults = [];
  // Forms of our own making: their elements are on no allowlist, so none of content's is called so.
  const forms = /^(lead|checklist|letter|plan)-form$/;
  const learnt = /^(start-(home|page)|course-(lessons|quiz)|repeat-(today|room)|script-walk|learning-records)$/;
  const isTool = (element) => forms.test(element?.localName) || learnt.test(element?.localName);
  const isOwnScript = (script) => !script.textContent
    && new URL(script.src, document.baseURI).origin === location.origin
    && /^[/][^/]+[/]assets[/]salesbook[/][a-z_]+[.]js$/.test(new URL(script.src, document.baseURI).pathname);
  const isOfTool = (element) => element.localName === 'form' ? isTool(element.closest('.tool'))
    : element.localName === 'script' && (element.type === 'application/json' ? isTool(element.parentElement)
    : isOwnScript(element) && element.parentElement.querySelector('.tool') !== null);
  const root = document.querySelector('.md-content') || document.documentElement;
  const events = ['load', 'error', 'click', 'focus', 'blur', 'mouseover', 'pointerenter', 'toggle', 'begin', 'end',
    'animationstart', 'transitionend', 'scroll', 'wheel', 'input', 'change', 'beforetoggle', 'search', 'play'];
  for (const details of root.querySelectorAll('details')) details.open = true;
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) faults.push('handler ' + element.outerHTML.slice(0, 200));
      if (name.startsWith('data-md-') && !element.closest('[data-md-component=content] > nav, .md-top, form')
          && element.closest('article') && !element.matches('.md-code__nav > button.md-code__button'))
        faults.push('component ' + element.outerHTML.slice(0, 200));
    }
    if (/^(script|iframe|object|embed|base|meta|link|style|form|frame|applet|portal)$/i.test(element.localName)
        && element.closest('article') && !isOfTool(element)) faults.push('element ' + element.outerHTML.slice(0, 200));
    for (const name of ['href', 'action', 'formaction', 'xlink:href', 'src']) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      try {
        if (!['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(value, document.baseURI).protocol))
          faults.push('address ' + element.outerHTML.slice(0, 200));
      } catch { /* no address at all */ }
    }
    if (element.closest('article') && !element.closest('a, .headerlink, label, input'))
      for (const type of events) element.dispatchEvent(new Event(type));
  }
  for (const id of ['__config', '__search', '__drawer', '__palette', '__toc'])
    for (const other of document.querySelectorAll('[id="' + id + '"], [name="' + id + '"]'))
      if (other.closest('article')) faults.push('clobbered ' + id);
  // Parts of the search's index and cards that are on their way: plain calls with data, from the academy's own folders.
  const isIndex = (script) => script.parentElement === document.head && !script.textContent
    && new URL(script.src, document.baseURI).origin === location.origin
    && /^[/][^/]+[/](search|repetition)[/][a-z0-9/-]+[.]js$/.test(new URL(script.src, document.baseURI).pathname);
  const scripts = [...document.scripts].filter((script) => !isIndex(script) && !isOfTool(script))
    .map((script) => script.outerHTML);
  return { faults, scripts };
}"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the sites; the first one is sound."""
    if CHROMIUM is None:
        (pytest.fail if os.environ.get("SALESBOOK_BROWSER") else pytest.skip)("chromium is not installed")
    folder = tmp_path_factory.mktemp("hostile")
    root = with_press(write_book(folder / "book"))
    press.build(root, load_book(root)[0], folder / "sites" / "sound", today=TODAY, strict=False)
    for n in range(BUILDS):
        _build(root, folder / "sites" / f"{n:02}", Random(f"{SEED} browser {n}"), n)
    return folder / "sites"


def _build(root: Path, output: Path, random: Random, n: int) -> None:
    """Build a site of hostile pages; three of four have a hostile template or hostile settings as well, if accepted."""
    pages = list(hostile_pages(random, PAGES // BUILDS + PAGES // BUILDS // 8))
    for _try in range(_TRIES if n % 4 else 0):
        with laid(root, [*pages, _harm(random, n)]):
            try:
                press.build(root, load_book(root)[0], output, today=TODAY, strict=False)
            except Exception:  # what fails is a matter of `make fuzz`
                continue
            return
    with laid(root, pages):
        press.build(root, load_book(root)[0], output, today=TODAY, strict=False)


def _harm(random: Random, n: int) -> tuple[str, bytes]:
    """Return a hostile file that a build may refuse."""
    if n % 4 == 1:
        name, text = "mkdocs.yml", hostile.mkdocs(random, (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8"))
    else:
        name = f"templates/pages/{random.choice(('article', 'regulation', 'instruction', '_parts', 'home'))}.md"
        lines = (CHECKOUT / name).read_text(encoding="utf-8").split("\n")
        lines.insert(random.randint(0, len(lines)), random.choice((random.choice(XSS), random.choice(JINJA))))
        text = "\n".join(lines)
    return name, text.encode("utf-8", "replace")


class _Server(Quiet):
    def do_GET(self) -> None:  # noqa: N802 - the server's name
        with suppress(ConnectionError):  # the page has been left
            super().do_GET()


@pytest.fixture(scope="module")
def address(sites: Path) -> Iterator[str]:
    handler = functools.partial(_Server, directory=str(sites))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_nothing_on_hostile_pages_runs_or_asks(sites: Path, address: str) -> None:
    pages = [path.relative_to(sites).as_posix() for path in sorted(sites.rglob("*.html")) if _is_worth_it(path)]
    drawings = [path.relative_to(sites).as_posix() for path in sorted(sites.rglob("media/**/*.svg"))]
    counts: Counter[str] = Counter(hostile=sum("/h" in page for page in pages))
    counts |= Counter(pages=len(pages), drawings=len(drawings))
    faults = asyncio.run(_visited(address, pages, drawings, counts))
    print(dict(counts))
    assert not faults, "\n".join(faults[:40])
    assert counts["opened"] == len(pages) + len(drawings)
    assert counts["hostile"] >= PAGES * 0.98
    for drawing in drawings:
        judge_drawing((sites / drawing).read_bytes())


def _is_worth_it(path: Path) -> bool:
    """Tell whether a page is hostile, or one that all templates and settings have made."""
    return path.name.startswith("h") or path.parent.name == "letters"


def test_search_for_hostile_words_runs_nothing(sites: Path, address: str) -> None:
    found = 0

    async def searched() -> list[str]:
        nonlocal found
        async with _Browser(address) as browser:
            page = await browser.tab()
            for site in sorted(path.name for path in sites.iterdir() if path.is_dir()):
                await page.goto(f"{address}/{site}/index.html?q={quote(_SEARCHED[0])}", wait_until="load")
                await page.wait_for_timeout(200)
                if not await page.locator("dialog.search").count():
                    continue  # settings may do without its script
                for words in _SEARCHED:
                    await page.locator("dialog.search .search__field").fill(words)
                    await page.wait_for_timeout(100)
                    found += await page.locator(".search-hit").count()
            return browser.faults

    faults = asyncio.run(searched())
    assert not faults, "\n".join(faults[:40])
    assert found


class _Browser:
    """A browser that knows no other host, and what goes wrong in it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.faults: list[str] = []

    async def __aenter__(self) -> "_Browser":
        api = pytest.importorskip("playwright.async_api")
        self._playwright = await api.async_playwright().start()
        rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        self._browser = await self._playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", rules])
        # Nothing may run where no policy is heeded, either: it would hide what the sanitizer lets through.
        self._context = await self._browser.new_context(bypass_csp=True)
        await self._context.add_init_script(_WATCH)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._browser.close()
        await self._playwright.stop()

    async def tab(self) -> Any:
        """Return a new tab, all that happens in it noted."""
        page = await self._context.new_page()
        note = self.faults.append
        page.on("dialog", lambda dialog: (note(f"dialog on {page.url}"), asyncio.ensure_future(dialog.dismiss())))
        page.on("pageerror", lambda error: note(f"error on {page.url}: {error}"))
        page.on("popup", lambda _popup: note(f"window opened by {page.url}"))
        # A form of ours saves what is kept as a file of the browser's own; only a script could make another one.
        page.on("download", lambda got: None if got.url.startswith("blob:") else note(f"download from {page.url}"))
        page.on("request", lambda r: None if self._is_own(r.url) else note(f"{page.url} asks for {r.url}"))
        page.on("console", lambda m: note(f"ran on {page.url}: {m.text}") if m.text.startswith("PWNED") else None)
        page.on("websocket", lambda _socket: note(f"socket from {page.url}"))
        return page

    def _is_own(self, url: str) -> bool:
        return url.startswith((f"{self.address}/", "data:image/", f"blob:{self.address}/", "about:blank"))


async def _visited(address: str, pages: list[str], drawings: list[str], counts: Counter[str]) -> list[str]:
    """Open everything, several at once; return what is wrong."""
    left = [*reversed(pages), *reversed(drawings)]
    async with _Browser(address) as browser:
        tab = await browser.tab()
        # A page without a form: beside one all scripts of ours would count as the form's.
        await tab.goto(f"{address}/sound/letters/index.html", wait_until="load")
        sound = {without_data(script) for script in (await tab.evaluate(_LOOK))["scripts"]}

        async def visit() -> None:
            page = await browser.tab()
            while left:
                path = left.pop()
                await page.goto(f"{address}/{path}", wait_until="load")
                looked = await page.evaluate(_LOOK)
                await page.wait_for_timeout(20)
                counts["opened"] += 1
                browser.faults.extend(f"{path}: {fault}" for fault in looked["faults"])
                foreign = {without_data(script) for script in looked["scripts"]} - sound
                browser.faults.extend(f"{path}: a script that is not ours: {script[:200]}" for script in foreign)
                if page.url.partition("#")[0] != f"{address}/{path}":
                    browser.faults.append(f"{path}: left for {page.url}")

        await asyncio.gather(*(visit() for _tab in range(TABS)))
        return browser.faults
