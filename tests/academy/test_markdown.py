"""Pages as plain Markdown: what stands in a file, and the settings beside them."""

from pathlib import Path

import yaml

from salesbook.academy import press
from salesbook.academy.markdown import page_text
from salesbook.book.load import load_book
from salesbook.pages.escaping import LT
from salesbook.pages.model import Page
from salesbook.pages.tools import Tool
from tests.books import OTHER, TODAY, write_book


def text(markdown: str) -> str:
    return page_text(Page("a.md", "А", markdown)).split("---\n", 2)[2].strip()


def test_headings_name_their_anchors() -> None:
    assert text("## Порядок\n\n## Порядок") == "## Порядок {: #порядок }\n\n## Порядок {: #порядок_1 }"
    assert text("## Свой {: #own_ }") == "## Свой {: #own_ }"
    assert text('# <span class="article-number">ОП-1</span> A &#38; B') == (
        '# <span class="article-number">ОП-1</span> A &#38; B {: #оп-1-a-b }'
    )
    assert text("```\n# code\n```") == "```\n# code\n```"


def test_forms_drawings_and_the_search_stay_in_the_academy() -> None:
    page = Page(
        "a.md",
        "А",
        'до<page-tool name="tool.0"></page-tool><page-drawing name="drawing.0"></page-drawing>'
        f'<open-search><button type="button">Найти</button></open-search>после `{LT}b>`',
        tools={"tool.0": Tool("lead-form", (), {"canary": "данные формы"})},
    )
    assert page_text(page).endswith("\n\nдопосле `<b>`\n")
    assert "данные формы" not in page_text(page)


def test_settings_are_data(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "mkdocs.yml").write_text(
        'site_url: https://book.example.com/\ntheme: {colours: {light: {primary: "#0d5c66"}}}\n', encoding="utf-8"
    )
    book, problems = load_book(root)
    assert problems == []
    press.build(root, book, today=TODAY, pages=tmp_path / "pages")
    settings = yaml.safe_load((tmp_path / "pages/mkdocs.yml").read_bytes())
    assert settings["site_name"] == "Берег"
    assert settings["site_url"] == "https://book.example.com/"
    assert settings["plugins"] == ["search"]
    assert "custom_dir" not in settings["theme"]
    assert "hooks" not in settings
    assert "extra_javascript" not in settings
    assert "navigation.prune" not in settings["theme"]["features"]
    assert {"Главная": "index.md"} in settings["nav"]
    for style in settings["extra_css"]:
        assert (tmp_path / "pages/docs" / style).is_file()
    assert any("#0d5c66" in (tmp_path / "pages/docs" / style).read_text() for style in settings["extra_css"])
    assert not list((tmp_path / "pages").rglob("*.js"))


def test_no_page_has_the_place_of_a_form(tmp_path: Path) -> None:
    book, _problems = load_book(OTHER)
    press.build(OTHER, book, tmp_path / "site", today=TODAY, pages=tmp_path / "pages")
    for path in (tmp_path / "pages").rglob("*.md"):
        written = path.read_text(encoding="utf-8")
        assert not any(f"<{name}" in written for name in ("page-tool", "page-drawing", "open-search"))
