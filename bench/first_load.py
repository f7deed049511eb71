"""What opening a page for the first time costs a reader with a slow phone: bytes, and the measures of Lighthouse.

python -m bench.first_load [SITE]

A page of every kind of the built academy SITE (build/academy) is opened in chromium at 390 px with an empty cache: the
processor slowed down four times, the network to 1.6 Mbit/s with 150 ms there and back, files compressed by gzip as a
host would. What the browser measures by itself (first and largest paint, tasks over 50 ms, shifts of the layout)
becomes a score by the curves that Lighthouse publishes: the logarithm of a measure lies on a normal curve through its
10th and 50th percentile (https://developer.chrome.com/docs/lighthouse/performance/performance-scoring). The speed index
needs frames of a video; its share goes to the first paint.
"""

import functools
import gzip
import http.server
import math
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

_SLOWER, _BYTES_A_SECOND, _LATENCY = 4, 1_600_000 / 8, 150
_PACKED = (".html", ".css", ".js", ".json", ".svg", ".xml")
_OF_THE_THEME = ("/assets/stylesheets/", "/assets/javascripts/", "/assets/images/")
_INVERSE_ERFC_OF_A_FIFTH = 0.9061938024368232

CURVES = {
    "first paint, ms": (1_800, 3_000, 0.20),
    "largest paint, ms": (2_500, 4_000, 0.25),
    "blocked, ms": (200, 600, 0.30),
    "shifts": (0.1, 0.25, 0.25),
}
"""Of each measure the value that a tenth of all pages is better than, that of half of them, and its weight."""

_OBSERVE = """
window.measured = { largest: 0, tasks: [], shifts: [] };
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({ type, buffered: true });
watch('largest-contentful-paint', (entry) => { measured.largest = entry.startTime; });
watch('longtask', (entry) => measured.tasks.push([entry.startTime, entry.duration]));
watch('layout-shift', (entry) => { if (!entry.hadRecentInput) measured.shifts.push([entry.startTime, entry.value]); });
"""
_READ = """() => ({
  ...measured, first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
})"""


class Load(NamedTuple):
    """One first load: bytes of the academy's own and of the theme's as transferred, and the measures by their names."""

    own: int
    theme: int
    measures: dict[str, float]

    @property
    def score(self) -> float:
        """The score out of 100."""
        return 100 * sum(weight * _share(self.measures[name], p10, p50) for name, (p10, p50, weight) in CURVES.items())


def main(site: Path = Path("build/academy")) -> None:
    """Print the figures."""
    from playwright.sync_api import sync_playwright

    print(f"| page | own, kB | theme, kB | {' | '.join(CURVES)} | score |")
    print(f"|---|{'---|' * (len(CURVES) + 3)}")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in longest_of_every_kind(site):
            load = opened(browser, f"{address}/{name}", slow=True)
            measures = " | ".join(f"{value:.3g}" if value < 1 else f"{value:.0f}" for value in load.measures.values())
            print(
                f"| {name} | {load.own / 1e3:.0f} | {load.theme / 1e3:.0f} | {measures} | {load.score:.0f} |",
                flush=True,
            )
        browser.close()


def longest_of_every_kind(site: Path) -> list[str]:
    """Return the longest page of every folder, and the pages that stand in none."""
    longest: dict[str, Path] = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        parts = path.relative_to(site).parts
        longest[parts[0]] = path
    return sorted(path.relative_to(site).as_posix() for path in longest.values())


def opened(browser: Any, url: str, *, slow: bool) -> Load:
    """Open a page for the first time, and wait until it has nothing more to do; `slow` as on a slow phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(_OBSERVE)
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    protocol.on("Network.responseReceived", lambda said: addresses.update({said["requestId"]: said["response"]["url"]}))
    protocol.on("Network.loadingFinished", lambda said: sizes.update({said["requestId"]: said["encodedDataLength"]}))
    if slow:
        protocol.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
        speed = {"latency": _LATENCY, "downloadThroughput": _BYTES_A_SECOND, "uploadThroughput": _BYTES_A_SECOND}
        protocol.send("Network.emulateNetworkConditions", {"offline": False, **speed})
    page.goto(url)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate(_READ)
    while seen["first"] is None:  # a busy machine paints late
        page.wait_for_timeout(200)
        seen = page.evaluate(_READ)
    context.close()
    of_theme = {key for key, address in addresses.items() if any(folder in address for folder in _OF_THE_THEME)}
    return Load(
        sum(size for key, size in sizes.items() if key not in of_theme),
        sum(size for key, size in sizes.items() if key in of_theme),
        {
            "first paint, ms": seen["first"],
            "largest paint, ms": seen["largest"] or seen["first"],
            "blocked, ms": sum(lasted - 50 for begun, lasted in seen["tasks"] if begun + lasted > seen["first"]),
            "shifts": _worst_window(seen["shifts"]),
        },
    )


def _worst_window(shifts: list[tuple[float, float]]) -> float:
    """Return the worst sum of shifts that follow each other within a second, of five seconds at the most."""
    worst = current = 0.0
    begun = last = -math.inf
    for at, value in sorted(shifts):
        if at - last > 1_000 or at - begun > 5_000:
            begun, current = at, 0.0
        last, current = at, current + value
        worst = max(worst, current)
    return worst


def _share(value: float, p10: float, p50: float) -> float:
    """Return how many of all pages are worse, from 0 to 1."""
    if value <= 0:
        return 1.0
    standard = math.log(value / p50) * _INVERSE_ERFC_OF_A_FIFTH / -math.log(p10 / p50)
    return (1 - math.erf(standard)) / 2


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder with texts packed by gzip, and yield its address."""

    @functools.cache
    def packed(path: Path) -> bytes:
        return gzip.compress(path.read_bytes(), 6)

    class Host(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """Send a file, packed when it is a text."""
            path = Path(self.translate_path(self.path))
            if path.suffix not in _PACKED or not path.is_file():
                super().do_GET()
                return
            data = packed(path)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
