"""The search of the academy's page on a slow phone: how long a question takes, and what has to be loaded for it.

python -m bench.search_page [N]

A book of N items is built and opened in chromium at 390 px, the processor slowed down four times, the network to
1.6 Mbit/s with 150 ms there and back. Measured are the time from the key that opens the search to the first result, and
that of questions whose part of the index has been loaded.
"""

import functools
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from bench.academy import furnish
from bench.books import generate
from bench.measure import salesbook
from salesbook.book.load import load_book
from salesbook.finding.index import Index

_SLOWER = 4
_BYTES_A_SECOND = 1_600_000 / 8
_LATENCY = 150
_QUESTIONS = 40

_ASK = """async asked => {
  const begun = performance.now();
  const hits = await bookSearch.find(asked, 10);
  return [performance.now() - begun, hits.length];
}"""


def main(n: int = 1_000) -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book")
        generate(book, n)
        furnish(book)
        subprocess.run(salesbook("--book", str(book), "build", "--no-strict"), check=True, stdout=subprocess.DEVNULL)
        index = Index.of(load_book(book)[0])
        step = max(1, len(index.sections) // _QUESTIONS)
        asked = [section.heading for section in islice(index.sections, 0, None, step)][:_QUESTIONS]
        site = book / "build" / "academy"
        whole = sum(path.stat().st_size for path in (site / "search").rglob("*.js"))
        with served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            first, loaded = zip(*(_opened(browser, address, words) for words in asked[:10]), strict=True)
            warm = _asked_again(browser, address, asked)
            browser.close()
    print(f"| {n:,} items, {len(index.sections):,} sections, an index of {whole / 1e6:.1f} MB | |\n|---|---|")
    print(f"| first result after the key that opens the search, median | {statistics.median(first):.2f} s |")
    print(f"| loaded for it, median and most | {statistics.median(loaded) / 1e3:.0f}, {max(loaded) / 1e3:.0f} kB |")
    print(
        f"| a question whose index is there, median and longest | {statistics.median(warm):.0f}, {max(warm):.0f} ms |"
    )


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder, and yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _slow(page: Any) -> None:
    protocol = page.context.new_cdp_session(page)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    speed = {"latency": _LATENCY, "downloadThroughput": _BYTES_A_SECOND, "uploadThroughput": _BYTES_A_SECOND}
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", {"offline": False, **speed})


def _length(answer: Any) -> int:
    return int(answer.headers.get("content-length", 0))


def _opened(browser: Any, address: str, words: str) -> tuple[float, int]:
    """Open the search of a page that has just been loaded, and ask; return seconds to the first result, and bytes."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    loaded: list[int] = []
    page.on("response", lambda answer: loaded.append(_length(answer)) if "/search/" in answer.url else None)
    page.goto(f"{address}/index.html", wait_until="networkidle")
    _slow(page)
    begun = page.evaluate("performance.now()")
    page.keyboard.press("/")
    page.context.new_cdp_session(page).send("Input.insertText", {"text": words})
    page.wait_for_selector(".search-hit")
    seconds = (page.evaluate("performance.now()") - begun) / 1_000
    page.wait_for_load_state("networkidle")
    page.context.close()
    return seconds, sum(loaded)


def _asked_again(browser: Any, address: str, asked: list[str]) -> list[float]:
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    for words in asked:
        page.evaluate(_ASK, words)
    _slow(page)
    times = [page.evaluate(_ASK, words) for words in asked]
    assert all(hits for _milliseconds, hits in times)
    return [milliseconds for milliseconds, _hits in times]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
