"""The plain pages built by Zensical: the same pages, anchors and links as the academy has."""

import posixpath
import re
import subprocess
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from salesbook.academy import press
from salesbook.book.load import load_book
from tests.books import BASE, OTHER, TODAY

pytestmark = pytest.mark.elsewhere

ROOT = Path(__file__).parents[2]
_HEADING = re.compile("h[1-6]")


@dataclass
class Looked(HTMLParser):
    """What a page holds: its ids, the ids of its headings in order, where it leads, its elements."""

    ids: set[str] = field(default_factory=set)
    headings: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    elements: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.add(tag)
        self.ids.add(attributes.get("id", ""))
        if _HEADING.fullmatch(tag):
            self.headings.append(attributes.get("id", ""))
        self.addresses += [attributes[name] for name in ("href", "src") if attributes.get(name)]


def pages_of(site: Path) -> dict[str, Looked]:
    pages = {}
    for path in site.rglob("*.html"):
        if path.name != "404.html":  # its addresses hold on the server's first folder alone
            looked = pages[path.relative_to(site).as_posix()] = Looked()
            looked.feed(path.read_text(encoding="utf-8"))
    return pages


@pytest.mark.parametrize("root", [BASE, OTHER, ROOT], ids=["base", "other", "demo"])
def test_zensical_builds_the_same_pages(root: Path, tmp_path: Path) -> None:
    book, problems = load_book(root)
    assert problems == []
    press.build(root, book, tmp_path / "academy", today=TODAY, pages=tmp_path / "pages")
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path / "pages", capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
    site = tmp_path / "pages/site"
    academy, plain = pages_of(tmp_path / "academy"), pages_of(site)
    assert set(academy) == set(plain)
    for name, page in plain.items():
        assert page.headings == academy[name].headings, name
        assert not page.elements & {"page-tool", "page-drawing", "open-search", "lead-form"}, name
        for address in page.addresses:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            target = target if parts.path else name
            assert (site / target).exists(), f"{name}: {address}"
            if parts.fragment and target in plain:
                assert unquote(parts.fragment) in plain[target].ids, f"{name}: {address}"
