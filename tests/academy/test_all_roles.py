"""The editions of all roles at once: nothing of one is in another, in no byte of what is built; none or all."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from salesbook.academy import editions, press
from salesbook.academy.folders import MARKER
from salesbook.academy.record import Kept, kept_of
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from tests.books import NOW, OTHER, TODAY
from tests.canaries import Cage, caged, hideable

ROLES = ("director", "teacher", "curator")
BOOK = load_book(OTHER)[0]


def leaks(cage: Cage, folder: Path) -> list[str]:
    """Return the canaries that are found in the names and bytes of all files of a folder."""
    texts = [f"{path.relative_to(folder)}\n{path.read_bytes().decode(errors='replace')}" for path in files(folder)]
    return cage.found("\n".join(texts))


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def caught(tmp_path: Path, role: str, forbidden: set[str]) -> tuple[Book, Cage]:
    """Return a book on the disk with canaries in it, pictures and all."""
    root = tmp_path / "book"
    shutil.copytree(OTHER, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    cage = caged(load_book(root)[0], role, forbidden)
    for picture in cage.pictures:
        (root / picture).write_bytes(b"\x89PNG\r\n\x1a\n zqw0x")
    return cage.book, cage


@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1])
def test_no_byte_of_what_a_role_may_not_see_is_in_its_edition(half: int, tmp_path: Path) -> None:
    book, cage = caught(tmp_path, "teacher", set(hideable(BOOK)[half::2]))
    kept = partial(kept_of, book.root, options=(), now=NOW)
    site = tmp_path / "site"
    # The whole book lay in that folder before.
    press.build(book.root, book, site, today=TODAY, strict=False, kept=kept(site))
    assert leaks(cage, site)
    pages = tmp_path / "pages"
    press.build(book.root, book, site, today=TODAY, strict=False, role="teacher", kept=kept(site))
    press.build(book.root, book, site, today=TODAY, strict=False, role="teacher", pages=pages)
    assert leaks(cage, site) == []
    assert leaks(cage, pages) == []


@pytest.mark.slow
def test_editions_built_together_share_nothing_that_one_may_not_see(tmp_path: Path) -> None:
    book, cage = caught(tmp_path, "teacher", set(hideable(BOOK)[::2]))
    output = tmp_path / "out"
    built = editions.build_all(book.root, book, output, today=TODAY, strict=False)
    site = output / "site"
    assert {path.name for path in site.iterdir()} == {*ROLES, "index.html", "_entrance"}
    assert leaks(cage, site / "director")
    assert leaks(cage, site / "teacher") == []
    assert leaks(cage, output / "server") == []
    shutil.copytree(site, tmp_path / "around", ignore=shutil.ignore_patterns(*ROLES))
    assert leaks(cage, tmp_path / "around") == []
    # Each is what it is when it is built alone.
    for role, printed in built.printed:
        alone = tmp_path / role.id
        press.build(book.root, book, alone, today=TODAY, strict=False, role=role.id)
        ours = {path.relative_to(printed.output): path for path in files(printed.output)}
        others = {path.relative_to(alone): path for path in files(alone) if path.name != MARKER}
        assert ours.keys() == others.keys()
        differing = {str(name) for name in ours if ours[name].read_bytes() != others[name].read_bytes()}
        # The page for what is not there has its addresses from the top.
        assert differing <= {"404.html", "sitemap.xml.gz"}


@pytest.mark.slow
def test_what_has_not_changed_stays_and_a_dead_link_keeps_all_as_they_were(tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(OTHER, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    book = load_book(root)[0]
    output = tmp_path / "out"

    def kept(place: Path) -> Kept:
        return kept_of(root, place, (), NOW)

    build = partial(editions.build_all, root, output=output, today=TODAY, kept=kept)
    assert build(book).sound
    before = {path: path.stat().st_ino for path in files(output)}
    shared = [(output / "site" / role / "assets/salesbook/tools.js").stat().st_ino for role in ROLES]
    assert len(set(shared)) == 1
    again = build(book)
    assert [each.pages for _role, each in again.printed] == [each.pages for _role, each in build(book).printed]
    assert {path: path.stat().st_ino for path in files(output)} == before
    page = root / "content" / "faq" / "lessons.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("title: ", "title: Новые ", 1), encoding="utf-8")
    assert build(load_book(root)[0]).sound
    after = {path: path.stat().st_ino for path in files(output)}
    changed = {path.relative_to(output).as_posix() for path in files(output) if before.get(path) != after[path]}
    assert "site/director/faq/lessons.html" in changed
    assert "site/director/assets/salesbook/tools.js" not in changed
    chapter = root / "content" / "book" / "listening.md"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\nСм. [[faq:nobody]].\n", encoding="utf-8")
    assert not build(load_book(root)[0]).sound
    assert {path: path.stat().st_ino for path in files(output)} == after


def test_folders_of_roles_are_ascii_and_no_two_are_the_same() -> None:
    role = BOOK.company.roles[0]
    ids = ("head", "менеджер", "manager", "щука", "con", "ъ", "ь", "а_б", "a-b")
    roles = tuple(role.model_copy(update={"id": each}) for each in ids)
    folders = editions.folders_of(BOOK.company.model_copy(update={"roles": roles}))
    assert folders["менеджер"] == "menedzher"
    assert folders["con"] == "role-con"
    assert len(set(folders.values())) == len(ids)
    assert all(name.isascii() and not name.startswith(("_", "-", ".")) for name in folders.values())


def test_only_editions_built_earlier_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("мои заметки")
    with pytest.raises(UserError, match="all-roles"):
        editions.build_all(BOOK.root, BOOK, tmp_path, today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
