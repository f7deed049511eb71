"""The files of a book: what is read, what is refused, what is passed over."""

import os
import unicodedata
from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.load import load_book
from salesbook.core.source import MAX_BYTES, LineColumn
from salesbook.reading.files import SourceFile, on_disk, read_text
from salesbook.reading.sources import Sources
from tests.books import BASE, base_text, changed, findings, found, regulation, shown, write_book

FAQ = "faq/payments.yml"


def test_not_utf8(tmp_path: Path) -> None:
    text = base_text(FAQ).encode("cp1251")
    assert [shown(d) for d in findings(tmp_path, {FAQ: text})] == [
        "content/faq/payments.yml:1:8: not-utf8: the file is not in UTF-8: byte 0xCE"
    ]


def test_bom_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + base_text("letters/summary.md").replace("\n", "\r\n").encode()
    assert findings(tmp_path, {"letters/summary.md": text}) == []


def test_places_in_a_file_with_windows_line_ends(tmp_path: Path) -> None:
    name = "regulations/sales/first-contact.md"
    text = b"\xef\xbb\xbf" + changed(name, ("script:key-meeting", "script:no"))[name].replace("\n", "\r\n").encode()
    found = findings(tmp_path, {name: text})
    assert [(d.rule, d.place) for d in found] == [("unknown-reference", LineColumn(14, 28))]


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["file-too-large"])])
def test_size(tmp_path: Path, size: int, codes: list[str]) -> None:
    text = base_text(FAQ).encode()
    assert [d.rule for d in findings(tmp_path, {FAQ: text + b"#" * (size - len(text))})] == codes


def test_a_link_out_of_the_book(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text(base_text(FAQ), encoding="utf-8")
    root = write_book(tmp_path / "book")
    links = {"faq/out.yml": secret, "faq/dead.yml": Path("nowhere.yml"), "faq/loop.yml": Path("loop.yml")}
    links |= {"faq/folder.yml": root / "content" / "book", "more": root / "content" / "faq"}
    for name, target in links.items():
        (root / "content" / name).symlink_to(target)
    _book, problems = load_book(root)
    assert [(d.rule, str(d.path)) for d in problems] == [("symlink", f"content/{name}") for name in sorted(links)]


def test_a_link_inside_the_book(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    (root / "content/faq/same.yml").symlink_to("payments.yml")
    book, problems = load_book(root)
    assert problems == []
    assert "faq:same" in book.items


def test_an_unreadable_file() -> None:
    path = PurePosixPath("content/faq/gone.yml")
    text, problem = read_text(SourceFile(Path("/nowhere/at/all/gone.yml"), path, None))
    assert text is None
    assert problem is not None
    assert (problem.rule, problem.path) == ("unreadable-file", path)
    assert "there is no such file" in problem.message


def test_hidden_files_and_office_locks_are_passed_over(tmp_path: Path) -> None:
    changes = {"faq/.x.yml": "[", "faq/~$x.yml": "[", ".git/x.yml": "[", "crm/.img/x.md": "["}
    assert findings(tmp_path, changes) == []


DECOMPOSED = unicodedata.normalize("NFD", "й")


def test_a_decomposed_file_name(tmp_path: Path) -> None:
    """macOS and archives give й as и and a breve: the item, its places and its file are found all the same."""
    changes = {
        f"regulations/sales/звонки-{DECOMPOSED}.md": regulation(
            "Й", "ОП-003", f"[[regulation:звонки-{DECOMPOSED}]] [[ОП-098]]"
        ),
        "articles.yml": "issued: {ОП: 3, МК: 1}\n",
    }
    root = write_book(tmp_path, changes)
    assert "regulation:звонки-й" in load_book(root)[0].items
    assert [shown(d) for d in found(root) if d.rule == "unknown-reference"] == [
        "content/regulations/sales/звонки-й.md:10:25: unknown-reference: there is nothing called “ОП-098” in the book"
    ]


def test_where_a_path_is_on_the_disk(tmp_path: Path) -> None:
    folder = tmp_path / DECOMPOSED
    folder.mkdir()
    (folder / f"{DECOMPOSED}.md").write_bytes(b"x")
    assert on_disk(tmp_path, PurePosixPath("й/й.md")) == folder / f"{DECOMPOSED}.md"
    assert on_disk(tmp_path, PurePosixPath("й/ж.md")).name == "ж.md"
    assert on_disk(tmp_path, PurePosixPath("a.md")) == tmp_path / "a.md"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"letter"}, {"company", "letter:summary", "letter:refusal"}),
        ({"letter:summary"}, {"company", "letter:summary"}),
        ({"glossary"}, {"company", "glossary"}),
        (set[str](), {"company"}),
    ],
)
def test_a_command_reads_only_what_it_wants(tmp_path: Path, wanted: set[str], names: set[str]) -> None:
    book, problems = load_book(write_book(tmp_path), wanted)
    assert problems == []
    assert set(book.items) == names


def test_entries_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    entries, problems = Sources(write_book(tmp_path)).scan()
    paths = [str(entry.path) for entry in entries]
    assert problems == []
    assert sorted(paths) == sorted(p.relative_to(BASE).as_posix() for p in BASE.rglob("content/**/*") if p.is_file())
    assert [p for p in paths if p.startswith("content/letters")] == [
        "content/letters/refusal.md",
        "content/letters/summary.md",
    ]


def test_no_content_folder_at_all(tmp_path: Path) -> None:
    assert [d.rule for d in found(tmp_path)] == ["no-company"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_is_not_an_ordinary_file(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    os.mkfifo(root / "content" / "faq" / "pipe.yml")
    _book, problems = load_book(root)
    assert [(str(p.path), p.rule) for p in problems] == [("content/faq/pipe.yml", "unreadable-file")]
