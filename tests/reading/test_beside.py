"""What lies beside content/ and would be refused when the academy is built is found with the rest."""

import os
from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.load import load_book
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.source import MAX_BYTES, MAX_TEMPLATE_BYTES
from salesbook.reading.files import walk
from salesbook.reading.refusals import DEEPEST
from tests.books import write_book
from tests.odd_files import SECRET, make_odd, odd, outside, posix, watched

__all__ = ["watched"]

PLACES = ["site/assets/x", "site/pages/x.md", "site/theme/main.html", "templates/pages/faq.md", "mkdocs.yml"]


def found(root: Path) -> list[Diagnostic]:
    _book, problems = load_book(root)
    return problems


@posix
@odd
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.usefixtures("watched")
def test_nothing_odd_is_left_unsaid(tmp_path: Path, place: str, kind: str) -> None:
    root = write_book(tmp_path / "book")
    make_odd(kind, root / place, root)
    (problem,) = found(root)
    assert problem.path == PurePosixPath(place)
    assert problem.rule == ("unreadable-file" if kind in ("pipe", "socket") else "symlink")
    assert SECRET not in problem.message + problem.advice


@posix
@pytest.mark.parametrize("place", ["content", "content/faq", "site", "site/pages", "templates", "templates/pages"])
@pytest.mark.usefixtures("watched")
def test_a_linked_folder_is_not_followed(tmp_path: Path, place: str) -> None:
    root = write_book(tmp_path / "book")
    elsewhere = tmp_path / "elsewhere"
    if (root / place).exists():
        (root / place).rename(elsewhere)
    else:
        (root / place).parent.mkdir(exist_ok=True)
        elsewhere.mkdir()
    (root / place).symlink_to(elsewhere)
    assert [(d.rule, str(d.path)) for d in found(root) if d.rule == "symlink"] == [("symlink", place)]
    below = place.removeprefix("content").lstrip("/")
    assert not [s for s in walk(root).stamps if place.startswith("content") and s.name.startswith(f"{below}/")]


@posix
def test_a_link_to_a_file_of_the_same_folder_is_one_of_the_book(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    for folder in ("site/assets", "templates/pages"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "a.css").write_bytes(b"a")
        (root / folder / "b.css").symlink_to("a.css")
    assert found(root) == []
    (root / "site/assets/c.css").symlink_to("../../content/company.yml")
    assert [d.rule for d in found(root)] == ["symlink"]


@pytest.mark.parametrize(
    ("place", "limit"),
    [
        ("templates/pages/faq.md", MAX_TEMPLATE_BYTES),
        ("site/theme/main.html", MAX_TEMPLATE_BYTES),
        ("site/pages/own.md", MAX_BYTES),
        ("site/assets/own.css", 100_000_000),
        ("content/book/img/own.png", 100_000_000),
    ],
)
def test_a_file_that_is_too_large(tmp_path: Path, place: str, limit: int) -> None:
    root = write_book(tmp_path)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_bytes(b"")
    os.truncate(root / place, limit)
    assert found(root) == []
    os.truncate(root / place, limit + 1)
    assert [(d.rule, str(d.path)) for d in found(root)] == [("file-too-large", place)]


@pytest.mark.parametrize("top", ["content/book", "site/assets"])
def test_folders_that_lie_in_each_other_without_end(tmp_path: Path, top: str) -> None:
    root = write_book(tmp_path)
    here = Path.cwd()
    (root / top).mkdir(parents=True, exist_ok=True)
    os.chdir(root / top)
    try:
        for _ in range(DEEPEST + 5):
            Path("a").mkdir()
            os.chdir("a")
    finally:
        os.chdir(here)
    assert f"more than {DEEPEST} folders" in " ".join(d.message for d in found(root))


@posix
def test_what_a_link_leads_to_is_in_no_report(tmp_path: Path) -> None:
    from salesbook.output.formats.text import text
    from salesbook.output.report import report_on

    root = write_book(tmp_path / "book")
    for place in PLACES:
        make_odd("link out", root / place, root)
    assert SECRET in outside(root).read_text("utf-8")
    words = text(report_on(root, found(root), 0, 0))
    assert all(place in words for place in PLACES)
    assert SECRET not in words
