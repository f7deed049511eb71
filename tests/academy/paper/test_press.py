"""The book as one PDF, read back by another library."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import Destination

from salesbook.academy.drawings import still_drawings
from salesbook.academy.paper.press import Chapter, chapters_of, composed, pdf_of
from salesbook.book.load import load_book
from salesbook.core.defaults import folders
from salesbook.core.language import Translations
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy, NavEntry
from salesbook.pages.navigation import whole_tree
from tests.books import OTHER, TODAY, regulation, write_book

HOSTILE = 'Слово #panic("x") \\#eval("1") $x$ @label <label> ]] }} `#read("/etc/passwd")` //комментарий'


def academy_of(root: Path, role: str | None = None) -> Academy:
    book, problems = load_book(root)
    assert problems == []
    labels, drawings = Translations("ru"), still_drawings(root, book.files)
    made = make_academy(
        book, folders(root, "templates"), labels, drawings, role, today=TODAY, search=lambda: ((), None)
    )
    return replace(made, navigation=whole_tree(book, labels, role))


def bookmarks(outline: Sequence[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(entry)
        else:
            assert isinstance(entry, Destination)
            yield str(entry.title)


def test_a_book_has_contents_bookmarks_and_links(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book", {"regulations/sales/odd.md": regulation("Странный", "ОП-009", HOSTILE)})
    pdf = pdf_of(root, academy_of(root), tmp_path / "site", ["Полное издание"])
    assert pdf == pdf_of(root, academy_of(root), tmp_path / "site", ["Полное издание"])
    reader = PdfReader(io.BytesIO(pdf))
    pages = [page.extract_text() for page in reader.pages]
    assert "Полное издание" in pages[0]
    assert "Содержание" in pages[1]
    assert "ОП-001 Первый контакт" in pages[1]
    titles = list(bookmarks(reader.outline))
    assert {"Воронки", "ОП-001 Первый контакт", "Заявка получена"} <= set(titles)
    whole = "".join("".join(page.split()) for page in pages)
    assert '#panic("x")' in whole
    assert '#read("/etc/passwd")' in whole
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert links
    named = set(reader.named_destinations)
    for link in links:
        target = link.get("/Dest", link.get("/A", {}).get("/D") if "/A" in link else None)
        assert target is not None or "/URI" in link["/A"]
        assert not isinstance(target, str) or target in named
    assert not (tmp_path / "site").exists()


def test_every_field_of_every_kind_can_be_set(tmp_path: Path) -> None:
    academy = academy_of(OTHER)
    reader = PdfReader(io.BytesIO(pdf_of(OTHER, academy, tmp_path / "site", [])))
    titles = set(bookmarks(reader.outline))
    assert {chapter.title for chapter in chapters_of(academy.navigation)} <= titles


def test_what_a_role_may_not_see_is_not_there(tmp_path: Path) -> None:
    secret = regulation("Совещание-канарейка", "ОП-009", "Тайна-канарейка.").replace("[manager]", "[head]")
    link = regulation("Ссылка", "ОП-010", "Смотрите [[ОП-009]].")
    root = write_book(tmp_path / "book", {"regulations/sales/secret.md": secret, "regulations/sales/link.md": link})

    def all_of(role: str | None) -> str:
        book, files = composed(root, academy_of(root, role), tmp_path / "site", [])
        return json.dumps(book, ensure_ascii=False) + "".join(str(data) for data in files.values())

    assert "Тайна-канарейка" in all_of(None)
    assert "Тайна-канарейка" in all_of("head")
    assert "Тайна-канарейка" not in all_of("manager")
    assert "secret" not in all_of("manager")


def test_a_broken_picture_gives_way_to_its_words(tmp_path: Path) -> None:
    page = regulation("С картинкой", "ОП-009", "![Экран сделки](shot.png)")
    root = write_book(
        tmp_path / "book", {"regulations/sales/odd.md": page, "regulations/sales/shot.png": b"\x89PNG\r\n\x1a\nnone"}
    )
    reader = PdfReader(io.BytesIO(pdf_of(root, academy_of(root), tmp_path / "site", [])))
    assert any("Экран сделки" in page.extract_text() for page in reader.pages)


def test_chapters() -> None:
    tree = (
        NavEntry("Главная", "index.md"),
        NavEntry("Регламенты", "r/index.md", (NavEntry("Отдел", None, (NavEntry("ОП-001", "r/a.md"),)),)),
    )
    assert list(chapters_of(tree)) == [
        Chapter(1, "Регламенты", "r/index.md"),
        Chapter(2, "Отдел", None),
        Chapter(3, "ОП-001", "r/a.md"),
    ]


def test_everything_that_may_be_seen_has_a_chapter(tmp_path: Path) -> None:
    academy = academy_of(write_book(tmp_path / "book"), "marketer")
    chapters = {chapter.uri for chapter in chapters_of(academy.navigation) if chapter.uri}
    assert {page.uri for page in academy.pages} == {"index.md", "repeat.md", *chapters}, (
        "home and repetition have nothing to print"
    )
