"""`salesbook build` at 1,000 pages when little has changed, against builds of the same pages by other generators.

python -m bench.increments [N]
python -m bench.increments serve [N]

Wall and CPU seconds of whole processes, the best of three: of a build of all for each tool, then of one with nothing
changed, one after a sentence was added to a page and one after a page got another title. MkDocs and Hugo have no builds
of a part; Zensical has a cache. All but Hugo print Material's look: MkDocs with `navigation.prune`, Zensical with its
own templates; for Hugo there is one bare template without navigation and search, so its figures say what a generator in
Go takes for the Markdown alone. What is not installed under build/bench is installed by its package's name; what cannot
be is told. `serve` tells how long after an edit the server of `salesbook serve` has the new page.
"""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import yaml

from bench.academy import furnish, prepare
from bench.books import age, forget, generate
from bench.measure import Cost, cost, met, salesbook
from bench.tools import BIN, Tool, install

HEAD = "| {n:,} pages | everything | nothing changed | an edit of a body | an edit of a title |\n|---|---|---|---|---|"
GOALS = (("nothing changed", 1.0), ("an edit of a body", 1.5), ("an edit of a title", 3.0))
"""Seconds of wall time at 1,000 pages."""
_WAIT = 120.0

_LAYOUT = (
    '<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
    "<body>{{ .Content }}</body></html>\n"
)

Edit = Callable[[], object]


def main(n: int = 1_000, runs: int = 3) -> None:
    """Print the table, and how the goals stand."""
    with tempfile.TemporaryDirectory() as folder:
        book, pages = Path(folder, "book"), Path(folder, "pages")
        generate(book, n)
        furnish(book)
        age(book)
        cost(salesbook("--book", str(book), "build", "--pages", str(pages)), runs=1)
        print(HEAD.format(n=n), flush=True)
        build = salesbook("--book", str(book), "build")
        regulation = book / "content/regulations/d0/r00006.md"
        ours = _row("salesbook", build, lambda: forget(book), sentence(regulation), _title(regulation), runs)
        for name, packages, make in PEERS:
            missing = install(Tool(name, packages, lambda _root, _items: None, ())) if packages else None
            if missing is not None:
                print(f"| {name}: {missing} | | | | |", flush=True)
                continue
            peer = Path(folder, name.split()[0])
            command, clean = make(peer, pages)
            page = peer / ("content" if name == "Hugo" else "docs") / "regulations/d0/r00006.md"
            _row(name, command, clean, sentence(page), _title(page), runs)
    print("\n| goal at 1,000 pages, wall | measured | met |\n|---|---|---|")
    for (name, seconds), measured in zip(GOALS, ours[1:], strict=True):
        print(f"| {name} ≤ {seconds:g} s | {measured.wall:.2f} s | {met(measured.wall <= seconds)} |")


def _row(name: str, command: list[str], clean: Edit, body: Edit, title: Edit, runs: int) -> list[Cost]:
    """Measure a tool and print its line: wall seconds, CPU seconds in brackets."""
    costs = [cost(command, runs=runs, before=before) for before in (clean, None, body, title)]
    cells = " | ".join(f"{each.wall:.2f} s ({each.cpu:.2f})" for each in costs)
    print(f"| {name} | {cells} |", flush=True)
    return costs


def _mkdocs(peer: Path, pages: Path) -> tuple[list[str], Edit]:
    prepare(peer, pages)
    config = str(peer / "mkdocs.yml")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config], lambda: None


def _zensical(peer: Path, pages: Path) -> tuple[list[str], Edit]:
    prepare(peer, pages)
    command = [str(BIN / "zensical"), "build", "--config-file", str(peer / "mkdocs.yml")]
    return command, lambda: cost([*command, "--clean"], runs=1)


def _hugo(peer: Path, pages: Path) -> tuple[list[str], Edit]:
    """Give Hugo the same pages."""
    (peer / "layouts").mkdir(parents=True)
    (peer / "layouts" / "all.html").write_text(_LAYOUT, encoding="utf-8")
    (peer / "hugo.yaml").write_text(yaml.safe_dump({"title": "book", "languageCode": "ru"}), encoding="utf-8")
    for page in pages.rglob("*.md"):
        # Hugo takes index.md for all that its folder has.
        name = "_index.md" if page.name == "index.md" else page.name
        target = peer / "content" / page.relative_to(pages).with_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.read_text("utf-8"), encoding="utf-8")
    return [str(BIN / "hugo"), "--quiet", "--source", str(peer)], lambda: None


PEERS: tuple[tuple[str, tuple[str, ...], Callable[[Path, Path], tuple[list[str], Edit]]], ...] = (
    ("MkDocs Material, navigation.prune", (), _mkdocs),
    ("Zensical", ("zensical",), _zensical),
    ("Hugo", ("hugo",), _hugo),
)


def sentence(path: Path) -> Edit:
    """Return what adds a sentence to a file's end."""

    def edit() -> None:
        path.write_text(path.read_text("utf-8") + "\nМенеджер записывает ответ клиента.\n", "utf-8")

    return edit


def _title(path: Path) -> Edit:
    """Return what gives a page another title each time."""

    def edit() -> None:
        lines = path.read_text("utf-8").split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith("title: "))
        lines[at] += " и ещё"
        path.write_text("\n".join(lines), "utf-8")

    return edit


def serve(n: int = 1_000, runs: int = 3) -> None:
    """Print how long after an edit `salesbook serve` has the new page, the best of some."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder)
        generate(book, n)
        furnish(book)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(salesbook("--book", folder, "serve", "--port", str(port)))
        try:
            address = f"http://127.0.0.1:{port}/regulations/d0/r00006.html"
            _seen(address, "Порядок действий")
            waits = []
            for run in range(runs):
                time.sleep(3)
                path = book / "content/regulations/d0/r00006.md"
                path.write_text(path.read_text("utf-8") + f"\nПравка номер {run}.\n", "utf-8")
                waits.append(_seen(address, f"Правка номер {run}."))
        finally:
            server.terminate()
            server.wait()
    print(f"serve, {n:,} pages: an edit is on its page after {min(waits):.2f} s")


def _seen(address: str, words: str) -> float:
    """Wait until a page of the server has some words; return the seconds."""
    start = time.perf_counter()
    while time.perf_counter() - start < _WAIT:
        try:
            with urllib.request.urlopen(address) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except OSError:
            pass
        time.sleep(0.05)
    sys.exit(f"{address} has not got the words “{words}” in {_WAIT:g} s")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument != "serve"]
    (serve if "serve" in sys.argv[1:] else main)(*numbers)
