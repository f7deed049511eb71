"""`salesbook build` at 1,000 pages against plain MkDocs Material with navigation.prune over the same Markdown pages.

python -m bench.academy [N]

The peer gets the pages as `build --pages` writes them, the same navigation, Markdown extensions, theme features and
search; ours compiles the book and makes the pages, too. Each figure is the wall time of a whole process.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import yaml

from bench.books import forget, generate
from bench.measure import HEAD, cost, row, salesbook

REPOSITORY = Path(__file__).parent.parent


def main(n: int = 1_000, runs: int = 2) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        book, pages, peer = (Path(folder, name) for name in ("book", "pages", "peer"))
        generate(book, n)
        for name in ("templates", "site"):
            shutil.copytree(REPOSITORY / name, book / name)
        shutil.copy(REPOSITORY / "mkdocs.yml", book)
        cost(salesbook("--book", str(book), "build", "--pages", str(pages)), runs=1)
        _prepare(peer, pages)
        plain = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(peer / "mkdocs.yml")]
        floor = cost(plain, runs=runs)
        ours = cost(salesbook("--book", str(book), "build"), runs=runs, before=lambda: forget(book))
    print(row(f"build, {n:,} items, wall", ours.wall, floor.wall, 1))


def _prepare(peer: Path, pages: Path) -> None:
    """Write the peer's mkdocs.yml: ours without the plugin, the theme's own templates, the styles and the scripts."""
    peer.mkdir()
    shutil.copytree(pages, peer / "docs")
    navigation = peer / "docs" / "nav.yml"
    settings = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_bytes())
    settings["plugins"] = [p for p in settings["plugins"] if p != "salesbook"]
    settings["nav"] = yaml.safe_load(navigation.read_bytes())
    settings["theme"] |= {"language": "ru"}
    for name in ("docs_dir", "extra_css", "extra_javascript"):
        settings.pop(name)
    settings["theme"].pop("custom_dir")
    navigation.unlink()
    (peer / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    print(HEAD)
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
