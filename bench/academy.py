"""`salesbook build` at 1,000 pages against plain MkDocs Material with navigation.prune over the same Markdown pages.

python -m bench.academy [N]
python -m bench.academy large

The peer gets the pages as `build --pages` writes them, the same navigation, Markdown extensions, theme features and
search; ours compiles the book and makes the pages, too. Each figure is the CPU time of a whole process. `large` builds
books of 1,000 and of 20,000 items, and one of 20,000 pages of questions.
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from bench.books import forget, generate, write
from bench.items import Item, corpus
from bench.measure import HEAD, cost, row, salesbook
from bench.memory import weigh

REPOSITORY = Path(__file__).parent.parent


def main(n: int = 1_000, runs: int = 2) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        book, pages, peer = (Path(folder, name) for name in ("book", "pages", "peer"))
        generate(book, n)
        furnish(book)
        cost(salesbook("--book", str(book), "build", "--pages", str(pages)), runs=1)
        prepare(peer, pages)
        plain = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(peer / "mkdocs.yml")]
        floor = cost(plain, runs=runs)
        ours = cost(salesbook("--book", str(book), "build"), runs=runs, before=lambda: forget(book))
    print(row(f"build, {n:,} items, CPU", ours.cpu, floor.cpu, 0.5))


def large(sizes: Sequence[int] = (1_000, 20_000)) -> None:
    """Print what books cost of which each further item may cost no more than the ones before."""
    print("| build | CPU | an item | peak memory |\n|---|---|---|---|")
    for n in sizes:
        _weigh(f"{n:,} items of three kinds", corpus(n))
    # Of a corpus two fifths are pages of questions.
    questions = [item for item in corpus(sizes[-1] * 5 // 2) if item.kind != "checklist"]
    _weigh(f"{sizes[-1]:,} pages of questions beside {sizes[-1] // 2:,} regulations", questions)


def _weigh(name: str, items: Sequence[Item]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), items)
        furnish(Path(folder))
        weight = weigh(salesbook("--book", folder, "build"))
    if weight.code:
        sys.exit(f"build of {name} ended with {weight.code}")
    each = weight.cpu * 1_000 / len(items)
    print(f"| {name} | {weight.cpu:.1f} s | {each:.1f} ms | {weight.largest / 1024:.0f} MiB |", flush=True)


def furnish(book: Path) -> None:
    """Lay templates, theme and settings of the checkout beside the content of a book."""
    for name in ("templates", "site"):
        shutil.copytree(REPOSITORY / name, book / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", book)


def prepare(peer: Path, pages: Path) -> None:
    """Write the peer's mkdocs.yml: ours without the plugin, the theme's own templates, the styles and the scripts."""
    peer.mkdir()
    shutil.copytree(pages / "docs", peer / "docs")
    settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_bytes())
    settings["plugins"] = [{"search": {"lang": ["ru", "en"]}}]
    settings["nav"] = yaml.safe_load((pages / "mkdocs.yml").read_bytes())["nav"]
    settings["theme"] |= {"language": "ru"}
    for name in ("docs_dir", "extra_css", "extra_javascript"):
        settings.pop(name)
    settings["theme"].pop("custom_dir")
    (peer / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["large"]:
        large()
    else:
        print(HEAD)
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
