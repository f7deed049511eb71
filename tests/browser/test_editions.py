"""An edition is opened as each role, at a desk and on a phone: every link leads somewhere, and none into another."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from salesbook.academy.editions import build_all
from salesbook.book.load import load_book
from tests.books import OTHER, TODAY
from tests.browser.conftest import Quiet
from tests.canaries import caged, hideable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROLES = ("director", "teacher", "curator")
_ADDRESSES = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
"""Links of drawings have no words in `href`."""
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    root = tmp_path_factory.mktemp("book") / "book"
    shutil.copytree(OTHER, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    book, _problems = load_book(root)
    hidden = {name for name in hideable(book) if not name.startswith(("position:", "company"))}
    cage = caged(book, "teacher", set(sorted(hidden)[::3]))
    for picture in cage.pictures:
        (root / picture).write_bytes(b"\x89PNG\r\n\x1a\n")
    output = tmp_path_factory.mktemp("editions") / "out"
    build_all(book.root, cage.book, output, today=TODAY, strict=False)
    handler = partial(Quiet, directory=str(output / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", output / "site"
        server.shutdown()


def opened(browser: "Browser", size: str) -> "tuple[Page, list[str]]":
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=size == "phone")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return page, asked


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", ROLES)
def test_an_edition_leads_nowhere_but_into_itself(
    chromium: "Browser", editions: tuple[str, Path], role: str, size: str
) -> None:
    address, folder = editions
    page, asked = opened(chromium, size)
    page.goto(f"{address}/{role}/index.html")
    own = [path for path in sorted((folder / role).rglob("*.html")) if path.name != "404.html"]
    own = own if size == "desk" else own[::4]  # the same links stand on a phone
    for path in own:
        page.goto(f"{address}/{role}/{path.relative_to(folder / role).as_posix()}", wait_until="domcontentloaded")
        links = page.eval_on_selector_all("a[href]", _ADDRESSES)
        for link in {link.partition("#")[0] for link in links if link.startswith(address)}:
            place = urlsplit(link).path.removeprefix(f"/{role}/")
            assert urlsplit(link).path.startswith(f"/{role}/"), (path, link)
            assert (folder / role / (place or "index.html")).is_file(), (path, link)
    assert [url for url in asked if not url.startswith(f"{address}/{role}/")] == []
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_search_finds_nothing_forbidden(chromium: "Browser", editions: tuple[str, Path], size: str) -> None:
    address, _folder = editions
    page, asked = opened(chromium, size)
    page.goto(f"{address}/teacher/index.html")
    page.locator(".home-search").click()
    for words in ("zqw1x", "zqt2x", "zqw"):
        page.keyboard.type(words)
        page.wait_for_timeout(700)
        assert "zqw" not in page.locator("book-search").inner_text().replace(words, "")
        page.keyboard.press("Control+A")
        page.keyboard.press("Delete")
    assert [url for url in asked if not url.startswith(f"{address}/teacher/")] == []
    page.context.close()


def test_the_entrance_remembers_who_somebody_is_until_he_says_otherwise(
    chromium: "Browser", editions: tuple[str, Path]
) -> None:
    address, _folder = editions
    page, _asked = opened(chromium, "phone")
    page.goto(f"{address}/")
    page.get_by_role("link", name="Преподаватель").click()
    page.wait_for_url(f"{address}/teacher/index.html")
    page.goto(f"{address}/")
    page.get_by_role("button").click()
    page.wait_for_timeout(2500)
    assert page.url == f"{address}/"
    assert page.get_by_role("button").count() == 0
    page.get_by_role("link", name="Куратор").click()
    page.wait_for_url(f"{address}/curator/index.html")
    page.goto(f"{address}/")
    page.wait_for_url(f"{address}/curator/index.html")
    # What is not a role of the list is nobody's.
    page.goto(f"{address}/_entrance/no-role.html")
    page.evaluate("localStorage.setItem('salesbook-role', 'javascript:alert(1)')")
    page.goto(f"{address}/")
    assert page.get_by_role("button").count() == 0
    page.context.close()
