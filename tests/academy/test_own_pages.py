"""Pages that a book has of its own in site/pages are found by their titles, headings and texts."""

import os
from pathlib import Path

import pytest

from salesbook.academy.own_pages import own_pages
from salesbook.academy.settings import PAGES
from salesbook.core.language import Translations
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index
from salesbook.finding.search import find
from salesbook.pages.academy import found_in_pages
from tests.academy.tiny import compiled

GUIDE = """---
title: Как пользоваться академией
---
# Другой заголовок

Начните с поиска.

## Закладки в телефоне

Добавьте страницу на домашний экран. <!-- секрет -->
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "guide.md": GUIDE,
        "help/README.md": "# Столовая\n\nОбед в час.\n",
        "plain_page.md": "Парковка.\n",
    }.items():
        path = tmp_path / PAGES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def index_of(root: Path, role: str | None = None) -> Index:
    book = compiled(root / "book")
    return Index.of(book, role, Dictionary(), [page.item() for page in own_pages(root, PAGES)])


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("пользоваться академией", "page:guide#"),
        ("закладка", "page:guide#закладки-в-телефоне"),
        ("на домашнем экране", "page:guide#закладки-в-телефоне"),
        ("столовая", "page:help/index#"),
        ("где обедать", "page:help/index#"),
        ("парковка", "page:plain_page#"),
    ],
)
def test_a_page_of_the_books_own_is_found_as_sections(root: Path, typed: str, place: str) -> None:
    for role in (None, "manager"):  # it is printed in every edition
        section = find(index_of(root, role), typed)[0].section
        assert f"{section.item.name}#{section.anchor}" == place


def test_a_page_found_has_its_own_address_and_kind(root: Path) -> None:
    data, _terms = found_in_pages(
        compiled(root / "book"), Translations("ru"), (), None, Dictionary(), own_pages(root, PAGES)
    )
    places = "".join(file.text for file in data if file.uri.startswith("search/places/"))
    assert '["guide.html","закладки-в-телефоне","","Как пользоваться академией","страница",' in places
    assert '["help/index.html","","","Столовая"' in places
    assert "секрет" not in places


@pytest.mark.parametrize(
    "text",
    [
        b"", b"\xff\xfe", b"---\ntitle: [\n---\n# x", b"---\n- 5\n---\n", b"---\ntitle: {a: 1}\nsearch: 5\n---\n",
        b"---\ntitle: <img src=x onerror=alert(1)>\n---\n<script>alert(1)</script>\n## <b>`x`</b>\n",
        b"# " * 10_000, b"[[" * 50_000, b"{{" * 50_000, b"---\na: &a [*a]\n---\n", b"<" * 90_000,
    ],
)  # fmt: skip
def test_a_hostile_page_makes_a_search_of_words_or_none(root: Path, text: bytes) -> None:
    (root / PAGES / "guide.md").write_bytes(text)
    own = own_pages(root, PAGES)
    data, _terms = found_in_pages(compiled(root / "book"), Translations("ru"), (), None, Dictionary(), own)
    assert not any("<img" in file.text or "<script" in file.text for file in data)
    assert "page:help/index" in {section.item.name for section in index_of(root).sections}


def test_what_is_not_to_be_found_or_read_is_not(root: Path, tmp_path: Path) -> None:
    (root / PAGES / "guide.md").write_text("---\nsearch: {exclude: true}\n---\n" + GUIDE, encoding="utf-8")
    (root / PAGES / ".hidden.md").write_text("# Скрыто", encoding="utf-8")
    outside = tmp_path / "outside.md"
    outside.write_text("# Снаружи", encoding="utf-8")
    if os.name != "nt":
        (root / PAGES / "link.md").symlink_to(outside)
    assert [page.uri for page in own_pages(root, PAGES)] == ["help/index.md", "plain_page.md"]
    assert own_pages(root, "site/nowhere") == ()
