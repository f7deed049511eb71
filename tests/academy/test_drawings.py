"""Drawings of the pages' own come in where a page has their place, and nobody else can bring one in."""

from pathlib import Path

import pytest

from salesbook.academy import press
from salesbook.academy.drawings import drawn
from salesbook.academy.markdown import page_text
from salesbook.academy.sanitizer import clean
from salesbook.book.load import load_book
from salesbook.pages.model import Page
from salesbook.pages.svg import placeholder
from tests.academy.tiny import FILES, with_press, write_book
from tests.books import TODAY

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><a href="#a"><text>А</text></a></svg>'
NAME, PLACE = placeholder(0)


def test_a_drawing_takes_its_place() -> None:
    assert drawn(clean(f"<div>{PLACE}</div>"), {NAME: SVG}) == f"<div>{SVG}</div>"
    assert drawn(clean(f"<div>{PLACE}</div>"), {}) == "<div></div>"


@pytest.mark.parametrize(
    "html",
    [
        f"<p title='{PLACE}'>a</p>",
        f'<p title="{PLACE}">a</p>',
        f"<p>{str(PLACE).replace('<', '&lt;')}</p>",
        f"<code>{str(PLACE).replace('<', '&#60;')}</code>",
        f"<!-- {PLACE} -->",
        f"<script>{PLACE}</script><style>{PLACE}</style>",
        f"<textarea>{PLACE}",
    ],
)
def test_no_drawing_comes_where_a_browser_would_read_no_element(html: str) -> None:
    """Within an attribute the drawing's own quotes would end it; among words its place is shown as it is."""
    assert "<svg" not in drawn(clean(html), {NAME: SVG})


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.replace("<text>", "<text onclick='alert(1)'>"),
        SVG.replace("#a", "javascript:alert(1)"),
        SVG.replace("А", "<script>alert(1)</script>"),
        SVG.replace("А", "<foreignObject><img src='x'/></foreignObject>"),
        SVG.replace("</a>", ""),
        f"{SVG}<script>alert(1)</script>",
    ],
)
def test_a_drawing_in_which_anything_could_run_stays_out(drawing: str) -> None:
    assert drawn(str(PLACE), {NAME: drawing}) == ""


@pytest.mark.slow
def test_pages_of_a_site_have_maps_and_no_place_left(tmp_path: Path) -> None:
    hostile = FILES["pipelines/main.yml"].replace("Заявка взята", f"'{PLACE}'", 1)
    assert str(PLACE) in hostile
    root = with_press(write_book(tmp_path / "book", **{"pipelines/main.yml": hostile}))
    own = root / "site/pages/own.md"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(f"# Своя\n\n{PLACE}\n\n{SVG}\n", encoding="utf-8")
    book, _problems = load_book(root)
    assert press.build(root, book, today=TODAY).sound
    pages = {path.name: path.read_text(encoding="utf-8") for path in (root / "build/academy").rglob("*.html")}
    assert not [name for name, html in pages.items() if "<page-drawing" in html]
    assert pages["main.html"].count('class="map__drawing"') == 2
    assert 'href="main.html#taken"' in (root / "build/academy/pipelines/index.html").read_text(encoding="utf-8")
    assert "map__drawing" not in pages["own.html"]
    assert "<text>А" not in pages["own.html"]


def test_plain_markdown_has_no_place_of_a_drawing() -> None:
    assert "page-drawing" not in page_text(Page("a.md", "А", f"<div>{PLACE}</div>", drawings={NAME: SVG}))
