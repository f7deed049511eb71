"""One hostile page of each kind is built, opened and found by search: nothing runs, asks another host or speaks up."""

import functools
import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from salesbook.academy import press
from salesbook.book.load import load_book
from tests.academy.tiny import with_press, write_book
from tests.books import TODAY
from tests.browser.conftest import Quiet

pytestmark = pytest.mark.browser

PWN = "<img src=x onerror=pwn(1)>"
CONFIGURATION = (
    '{"base": "https://evil.example/a/", "features": [], "search": "x.js", "tags": null, "translations": '
    '{"search.result.more.one": "\\u003cimg src=x onerror=pwn(1)\\u003e", "search.result.none": "x"}, "version": null}'
)
BODIES = {
    "configuration": f"{CONFIGURATION}\n{{: #__config }}",
    "addresses": (
        '![а][1] ![б][2] ![в](../img/card.png){ srcset="https://evil.example/3.png 1x" onclick="pwn(1)" }\n\n'
        '| а { background="https://evil.example/4.png" } | б |\n|---|---|\n| 1 | 2 |\n\n'
        "[1]: ///evil.example/1.png\n[2]: /\\evil.example/2.png"
    ),
    "links": "[а](<java script:pwn(1)>) [б][1] [в](&#106;avascript:pwn(1))\n\n[1]: java&#115;cript:pwn(1)",
    "clobbering": (
        "## __search\n\n<a id='__drawer'></a>\n\nСлово\n{: #__toc name=__config data-md-toggle=search .md-search }"
    ),
    "mermaid": "Схема\n{: .mermaid }\n\n```mermaid\ngraph TD; A-->B\n```",
    "titles": f"## Срок {PWN}\n\n### `{PWN}` &lt;img src=x onerror=pwn(1)&gt;",
    "marks": f'Слово data-search-x="\n\n![а](../img/card.png "{PWN}")\n\n[б](../img/card.png "{PWN}")',
    "drawing": "![а](../img/hostile.svg)",
}
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/2000/svg"><x:script>pwn(1)</x:script></svg>'
)
OWN_PAGE = f"---\ntitle: '{PWN}'\ndescription: '\"><script>pwn(1)</script>'\n---\n# А\n\n<script>pwn(1)</script>{PWN}\n"
_EVENTS = "load error click focus mouseover toggle animationstart".split()
_ACT = """(events) => {
  for (const element of document.querySelectorAll('article *'))
    if (!element.closest('a, label, button, open-search'))
      for (const type of events) element.dispatchEvent(new Event(type));
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = with_press(write_book(tmp_path_factory.mktemp("hostile") / "book"))
    for n, (name, body) in enumerate(BODIES.items(), 2):
        text = f"---\ntitle: 'Глава {name} {PWN}'\norder: {n}\ntheme: Оплата\n---\n{body}\n"
        (root / f"content/book/{name}.md").write_text(text, encoding="utf-8")
    (root / "content/img/hostile.svg").write_text(DRAWING, encoding="utf-8")
    (root / "site/pages").mkdir(exist_ok=True)
    (root / "site/pages/own.md").write_text(OWN_PAGE, encoding="utf-8")
    press.build(root, load_book(root)[0], root / "site-built", today=TODAY, strict=False)
    handler = functools.partial(Quiet, directory=str(root / "site-built"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_nothing_runs_or_asks_another_host(hostile: str, browser: Any) -> None:
    """Not even where a browser heeds no policy: `test_policy.py` looks at the policy by itself."""
    page = browser.new_page(bypass_csp=True)
    events: list[str] = []
    page.expose_function("pwn", lambda *words: events.append(f"ran: {page.url}"))

    def dismissed(dialog: Any) -> None:
        events.append(f"dialog: {page.url}")
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on(
        "request", lambda request: None if request.url.startswith((hostile, "data:")) else events.append(request.url)
    )
    addresses = [*(f"/book/{name}.html" for name in BODIES), "/own.html", "/book/index.html", "/index.html"]
    for address in addresses:
        assert page.goto(hostile + address, wait_until="networkidle").status == 200
        page.evaluate(_ACT, _EVENTS)
        page.wait_for_timeout(100)
        page.keyboard.press("/")
        page.wait_for_selector("dialog.search input:focus")
        page.keyboard.type("глава")
        page.wait_for_selector(".search-hit", timeout=10_000)
        page.wait_for_timeout(100)
    assert page.goto(f"{hostile}/media/img/hostile.svg").status == 404
    page.close()
    assert events == []


def test_what_is_watched_would_be_seen(hostile: str, browser: Any) -> None:
    page = browser.new_page(bypass_csp=True)
    events: list[str] = []
    page.expose_function("pwn", lambda *words: events.append("ran"))
    page.on("request", lambda request: events.append(request.url) if "evil.example" in request.url else None)
    page.goto(f"{hostile}/index.html")
    page.evaluate("html => { document.body.innerHTML = html }", f"{PWN}<img src='/\\evil.example/x.png'>")
    page.wait_for_timeout(300)
    page.close()
    assert "ran" in events
    assert any("evil.example" in event for event in events)
