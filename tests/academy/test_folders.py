"""What a build replaces: folders of its own, and nothing else."""

from pathlib import Path

import pytest

from salesbook.academy import press
from salesbook.academy.folders import MARKER, PAGES, SITE, checked_output, checked_pages, make_new
from salesbook.academy.markdown import write_pages
from salesbook.book.load import load_book
from salesbook.core.door import ShutError
from salesbook.core.errors import UserError
from tests.academy.tiny import academy_of, with_press, write_book
from tests.books import TODAY
from tests.odd_files import SECRET, make_odd, posix


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "book"
    (root / "content").mkdir(parents=True)
    return root


def marked(folder: Path, mark: bytes) -> Path:
    folder.mkdir(parents=True)
    (folder / MARKER).write_bytes(mark)
    (folder / "index.html").write_bytes(b"x")
    return folder


def test_each_replaces_what_it_has_made_itself(root: Path, tmp_path: Path) -> None:
    site, pages = marked(tmp_path / "site", SITE), marked(tmp_path / "pages", PAGES)
    assert checked_output(root, site) == site
    assert checked_pages(root, site, pages) == pages
    with pytest.raises(UserError, match="other than an academy"):
        checked_output(root, pages)
    with pytest.raises(UserError, match="other than pages written earlier"):
        checked_pages(root, tmp_path / "new", site)


def test_a_folder_that_git_keeps_is_not_replaced(root: Path, tmp_path: Path) -> None:
    site = marked(tmp_path / "site", SITE)
    (site / ".git").mkdir()
    with pytest.raises(UserError, match="other than an academy"):
        checked_output(root, site)


@pytest.mark.parametrize("name", ["site", "site/pages", "."])
def test_pages_and_the_site_do_not_lie_in_each_other(root: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError, match="cannot lie in each other"):
        checked_pages(root, tmp_path / "out" / "site", tmp_path / "out" / name)


def test_homes_and_roots_are_not_replaced(root: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "notes.txt").write_bytes(b"x")
    for folder in (tmp_path / "home", Path(root.anchor), root, root / "content", root / "site" / "pages"):
        with pytest.raises(UserError):
            checked_output(root, folder)


@posix
def test_no_link_leads_a_build_out_of_the_book(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "build").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="leads out of the book by a link"):
        checked_output(root, root / "build" / "academy")
    (root / "output").symlink_to("output")
    with pytest.raises(UserError, match="not a folder"):
        checked_output(root, root / "output")


@posix
@pytest.mark.parametrize("kind", ["pipe", "link out", "device"])
def test_a_mark_that_is_no_file(root: Path, tmp_path: Path, kind: str) -> None:
    site = marked(tmp_path / "site", SITE)
    make_odd(kind, site / MARKER, root)
    with pytest.raises(UserError, match="other than an academy"):
        checked_output(root, site)


@posix
def test_a_temporary_name_that_is_taken_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_bytes(b"x")
    (tmp_path / "new").symlink_to(tmp_path / "elsewhere")
    make_new(tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
    assert (tmp_path / "elsewhere" / "file").read_bytes() == b"x"


@posix
def test_what_becomes_a_link_after_the_check_is_not_published(tmp_path: Path) -> None:
    root = with_press(write_book(tmp_path / "book"))
    book, problems = load_book(root)
    assert problems == []
    make_odd("link out", root / "site" / "assets" / "late.css", root)
    with pytest.raises(UserError, match="a link leads out of site"):
        press.build(root, book, today=TODAY)
    assert not (root / "build" / "academy").exists()


@posix
def test_a_picture_that_becomes_a_link_is_in_no_folder_of_plain_pages(tmp_path: Path) -> None:
    root = tmp_path / "book"
    academy = academy_of(root)
    make_odd("link out", root / "content" / "img" / "card.png", root)
    with pytest.raises(ShutError, match="a link leads out of book"):
        write_pages(academy, root, tmp_path / "pages", {}, {})
    pages = [path for path in (tmp_path / "pages").rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in path.read_bytes() for path in pages)
