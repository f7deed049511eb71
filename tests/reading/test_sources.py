"""A book is read as it would be with other texts laid over its files."""

import unicodedata
from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.load import compile_book, load_book
from salesbook.core.changes import Change, Plan
from salesbook.core.source import MAX_BYTES
from salesbook.models.kinds import kind_of
from salesbook.reading.files import COMPANY, SourceFile, Stamp
from salesbook.reading.sources import Sources
from tests.books import base_text, changed, regulation, write_book

FAQ, NEW = PurePosixPath("content/faq/payments.yml"), PurePosixPath("content/faq/a/new.yml")


def test_a_text_counts_in_place_of_the_file(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    sources = Sources(root, {FAQ: b"\xef\xbb\xbftitle: \xd0\x90\r\n"})
    assert sources.bytes_of(FAQ) == b"\xef\xbb\xbftitle: \xd0\x90\r\n"
    assert sources.text_of(FAQ) == "title: А\n"
    assert sources.text_of(COMPANY) == base_text("company.yml")
    assert sources.text_of(NEW) is None
    assert Sources(root).text_of(FAQ) == base_text("faq/payments.yml")


def test_a_book_of_such_texts(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    (renamed,) = changed("faq/payments.yml", ("title: ", "title: Новая ")).values()
    discount = PurePosixPath("content/regulations/sales/discount.md")
    book, problems = compile_book(Sources(root, {FAQ: renamed.encode(), discount: regulation("Скидки").encode()}))
    assert problems == []
    assert book.items["faq:payments"].title == f"Новая {load_book(root)[0].items['faq:payments'].title}"
    assert book.items["regulation:discount"].title == "Скидки"
    assert book.sources.bytes_of(discount) == regulation("Скидки").encode()
    assert not (root / discount).exists()


def test_a_book_that_is_nowhere_yet(tmp_path: Path) -> None:
    book, problems = compile_book(Sources(tmp_path, {COMPANY: base_text("company.yml").encode()}))
    assert (list(book.items), problems) == (["company"], [])


def test_new_files_stand_where_a_walk_would_find_them(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    new = [PurePosixPath("content", name) for name in ("zz.txt", "faq/a/new.yml", "faq.txt", "a.txt", "faq/z.yml")]
    laid, problems = Sources(root, dict.fromkeys(new, b"x")).scan()
    for path in new:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(b"x")
    files, problems_on_disk = Sources(root).scan()
    assert [file.path for file in laid] == [file.path for file in files]
    assert [file.unwritten for file in laid if file.path in new] == [b"x"] * 4
    assert problems == problems_on_disk
    assert [str(problem.path) for problem in problems] == ["content/faq/a/new.yml"]


def test_a_text_over_a_file_with_a_name_that_is_composed_otherwise(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    path = PurePosixPath("content/book/ёлки.md")
    disk = root / unicodedata.normalize("NFD", str(path))
    disk.write_text(base_text("book/objections.md"), encoding="utf-8")
    sources = Sources(root, {path: b"---\n"})
    assert sources.disk(path) == disk
    assert sources.path(disk) == path
    assert sources.text_of(path) == "---\n"
    assert [file.disk for file in sources.scan()[0] if file.path == path] == [disk]


@pytest.mark.parametrize("overlay", [{}, {NEW: b"x", FAQ: b"y"}])
def test_only_what_is_wanted_is_among_the_files(tmp_path: Path, overlay: dict[PurePosixPath, bytes]) -> None:
    files, problems = Sources(write_book(tmp_path), overlay).scan({"glossary", "faq:payments"})
    assert [file.path for file in files] == [COMPANY, FAQ, PurePosixPath("content/glossary.yml")]
    assert problems == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [("content/faq/payments.yml", "faq"), ("content/x.png", None), ("faq/a.yml", None), ("x.yml", None)],
)
def test_a_file_by_its_path(tmp_path: Path, path: str, kind: str | None) -> None:
    name = PurePosixPath(path)
    file = Sources(tmp_path, {FAQ: b"x"}).file(name)
    assert (file.disk, file.path, file.kind and file.kind.name) == (tmp_path / path, name, kind)
    assert file.unwritten == (b"x" if name == FAQ else None)


def test_a_file_that_is_not_there_yet_has_no_stamp(tmp_path: Path) -> None:
    (file,) = Sources(tmp_path, {COMPANY: b""}).scan()[0]
    stamp = Stamp("company.yml", 0, 0, 0)
    assert file == SourceFile(str(tmp_path / COMPANY), COMPANY, kind_of("company.yml"), stamp, b"")


def test_what_a_plan_would_leave(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    plan = Plan((Change(root / FAQ, b"", b"title: x\n"), Change(root / NEW, None, b"title: y\n")))
    sources = Sources(root, {FAQ: b"title: a\n", COMPANY: b"name: b\n"}).after(plan)
    assert sources.overlay == {FAQ: b"title: x\n", COMPANY: b"name: b\n", NEW: b"title: y\n"}


@pytest.mark.parametrize(("size", "rules"), [(MAX_BYTES, ["yaml-depth"]), (MAX_BYTES + 1, ["file-too-large"])])
def test_a_text_may_be_as_large_as_a_file(tmp_path: Path, size: int, rules: list[str]) -> None:
    _book, problems = compile_book(Sources(write_book(tmp_path), {FAQ: b"[" * size}))
    assert [problem.rule for problem in problems] == rules


@pytest.mark.parametrize(
    ("path", "there"), [(FAQ, True), (FAQ.parent, True), (NEW, True), (NEW.with_name("other.yml"), False)]
)
def test_what_there_is(tmp_path: Path, path: PurePosixPath, there: bool) -> None:
    assert Sources(write_book(tmp_path), {NEW: b""}).exists(path) is there
