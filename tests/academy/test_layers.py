"""The academy of a book that is laid over another one: its pages, pictures, templates and look."""

from pathlib import Path

from salesbook.academy import press
from salesbook.academy.settings import read_settings
from salesbook.book.load import load_book
from tests.academy.tiny import with_press, write_book
from tests.books import TODAY

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>'


def test_what_the_book_has_not_is_printed_from_beneath(tmp_path: Path) -> None:
    base = with_press(write_book(tmp_path / "base"))
    (base / "site/assets").mkdir(parents=True, exist_ok=True)
    (base / "site/assets/logo.svg").write_text(LOGO, encoding="utf-8")
    (base / "mkdocs.yml").write_text(
        "site_url: https://base.example/\nsite_name: База\ncopyright: Основа\ntheme:\n  logo: site/assets/logo.svg\n",
        encoding="utf-8",
    )
    root = tmp_path / "own"
    (root / "content").mkdir(parents=True)
    (root / "content/company.yml").write_text("extends: ../base\nname: Залив\n", encoding="utf-8")
    (root / "site/assets").mkdir(parents=True)
    (root / "site/assets/own.css").write_text("p { color: red }", encoding="utf-8")
    book, problems = load_book(root)
    assert problems == []
    printed = press.build(root, book, today=TODAY, pages=tmp_path / "plain")
    assert printed.sound
    site = root / "build/academy"
    page = (site / "pipelines/main.html").read_text(encoding="utf-8")
    assert "<title>Продажа — Залив</title>" in page
    assert 'class="stage" id="taken"' in page
    assert (site / "media/img/card.png").read_bytes() == (base / "content/img/card.png").read_bytes()
    assert (tmp_path / "plain/docs/media/img/card.png").is_file()
    assert LOGO.encode() in {file.read_bytes() for file in site.rglob("logo*.svg")}
    assert list(site.rglob("own.css"))
    assert "base.example" not in page
    settings = read_settings(root)
    assert settings["copyright"] == "Основа"
    assert "site_url" not in settings
    assert not (base / "build").exists()
