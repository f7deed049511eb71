"""The files of a book: what is read, what is refused, what is passed over."""

import errno
import os
import sys
import unicodedata
from pathlib import Path, PurePosixPath
from time import time_ns
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.source import MAX_BYTES, LineColumn
from salesbook.reading.files import SourceFile, Stamp, on_disk, read_bytes, read_text, walk
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


@pytest.mark.parametrize("size", [0, 1, 5, MAX_BYTES])
def test_all_bytes_of_a_file(tmp_path: Path, size: int) -> None:
    disk = tmp_path / "x.md"
    disk.write_bytes(b"x" * size)
    assert read_bytes(SourceFile(disk, PurePosixPath("content/x.md"), None)) == (b"x" * size, None)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes out what a file only claims to hold")
def test_a_file_is_not_read_to_its_end_before_it_is_refused(tmp_path: Path) -> None:
    disk = tmp_path / "x.md"
    disk.touch()
    os.truncate(disk, 2**40)
    data, problem = read_bytes(SourceFile(disk, PurePosixPath("content/x.md"), None))
    assert data is None
    assert problem is not None
    assert (problem.rule, problem.message) == ("file-too-large", "the file is larger than 1 MB")
    assert problem.advice == "move pictures and tables out of the text"


def test_bytes_in_place_of_a_file() -> None:
    """What is laid over a file is read, whatever the file is."""
    file = SourceFile(Path("/nowhere/x.md"), PurePosixPath("content/x.md"), None, unwritten=b"")
    assert (read_bytes(file), read_text(file)) == ((b"", None), ("", None))


NOT_A_NAME = "“{}” cannot be the name of an item"
HYPHENS = "use lower-case letters, digits and hyphens, such as two-words.{}"
DEVICE = "Windows keeps this name for a device: choose another one"
KINDS = "see the folders of the kinds in docs/reference/kinds.md"
DEPARTMENTS = "regulations live in content/regulations/<department>/*.md"


@pytest.mark.parametrize(
    ("name", "rule", "message", "advice"),
    [
        ("faq/Ответы.yml", "bad-file-name", NOT_A_NAME.format("Ответы.yml"), HYPHENS.format("yml")),
        ("book/a b.md", "bad-file-name", NOT_A_NAME.format("a b.md"), HYPHENS.format("md")),
        ("book/-a.md", "bad-file-name", NOT_A_NAME.format("-a.md"), HYPHENS.format("md")),
        ("faq/con.yml", "bad-file-name", "“con.yml” cannot be checked out on Windows: CON is a device there", DEVICE),
        ("book/com1.md", "bad-file-name", "“com1.md” cannot be checked out on Windows: COM1 is a device there", DEVICE),
        ("faq/a.yaml", "misplaced-file", "no kind of content lives at content/faq/a.yaml", "rename it to a.yml"),
        ("x/a.yaml", "misplaced-file", "no kind of content lives at content/x/a.yaml", "rename it to a.yml"),
        ("regulations/a.md", "misplaced-file", "no kind of content lives at content/regulations/a.md", DEPARTMENTS),
        ("faq/a.md", "misplaced-file", "no kind of content lives at content/faq/a.md", KINDS),
        ("x.yml", "misplaced-file", "no kind of content lives at content/x.yml", KINDS),
        (
            "other/regulations/a.md",
            "misplaced-file",
            "no kind of content lives at content/other/regulations/a.md",
            KINDS,
        ),
    ],
)
def test_files_that_must_not_be_there(tmp_path: Path, name: str, rule: str, message: str, advice: str) -> None:
    files, problems = Sources(write_book(tmp_path, {name: "x"})).scan()
    path = PurePosixPath("content", name)
    assert problems == [Diagnostic(rule, Severity.ERROR, path, LineColumn(), message, advice)]
    assert path not in [file.path for file in files]


@pytest.mark.parametrize("name", ["book/a.md", "book/ёлка_2-я.md", "book/com.md", "book/7.md", "x/a.png", "A B.txt"])
def test_files_that_may_be_there(tmp_path: Path, name: str) -> None:
    files, problems = Sources(write_book(tmp_path, {name: "x"})).scan()
    assert problems == []
    kinds = {file.path: file.kind.name if file.kind else None for file in files}
    assert kinds[PurePosixPath("content", name)] == ("article" if name.startswith("book/") else None)


def test_what_is_walked_over(tmp_path: Path) -> None:
    """Of a file and of what a link leads to: times and size; a link to nothing has none."""
    content = tmp_path / "content"
    (content / "b").mkdir(parents=True)
    for name in ("z.md", "b/a.yml", "b.txt"):
        (content / name).write_bytes(name.encode())
    (content / "b" / "link.yml").symlink_to("a.yml")
    (content / "dead.yml").symlink_to("nowhere.yml")
    stamps, problems, time = walk(tmp_path)
    status = {name: (content / name).stat() for name in ("b/a.yml", "b.txt", "z.md")}
    expected = {n: Stamp(n, s.st_mtime_ns, s.st_ctime_ns, s.st_size) for n, s in status.items()}
    linked = expected["b/a.yml"]._replace(name="b/link.yml", is_link=True)
    dead = Stamp("dead.yml", 0, 0, 0, is_link=True)
    assert stamps == [expected["b/a.yml"], linked, expected["b.txt"], dead, expected["z.md"]]
    assert problems == []
    assert time_ns() - 10**11 < time <= time_ns()
    assert linked.text == f"{linked.mtime}:{linked.ctime}:7:1:b/link.yml"


RIGHTS = "check the rights to the folder"


@pytest.mark.parametrize("below", ["", "faq", f"faq/{unicodedata.normalize('NFD', 'й')}"])
def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    """The rest of the book is read all the same."""
    root = write_book(tmp_path)
    closed = root / "content" / below
    closed.mkdir(exist_ok=True)
    scandir = os.scandir

    def refusing(path: Path) -> Any:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    stamps, problems, _time = walk(root)
    path = PurePosixPath("content", unicodedata.normalize("NFC", below))
    message = "the folder cannot be read: no rights to it"
    assert problems == [Diagnostic("unreadable-file", Severity.ERROR, path, LineColumn(), message, RIGHTS)]
    assert ("company.yml" in [stamp.name for stamp in stamps]) is bool(below)


def test_content_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "content").write_bytes(b"x")
    message = "the folder cannot be read: a part of the path is not a folder"
    path = PurePosixPath("content")
    assert walk(tmp_path).problems == [
        Diagnostic("unreadable-file", Severity.ERROR, path, LineColumn(), message, RIGHTS)
    ]


def test_a_link_out_of_the_book(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text(base_text(FAQ), encoding="utf-8")
    root = write_book(tmp_path / "book")
    links = {"faq/out.yml": secret, "faq/dead.yml": Path("nowhere.yml"), "faq/loop.yml": Path("loop.yml")}
    links["faq/long.yml"] = Path("a/" * 150, "b" * 300)  # no system has room for such a name
    links |= {"faq/folder.yml": root / "content" / "book", "more": root / "content" / "faq"}
    for name, target in links.items():
        (root / "content" / name).symlink_to(target)
    _book, problems = load_book(root)
    message, advice = "a symbolic link that leads out of the book or to a folder", "put the file itself in the book"
    assert problems == [
        Diagnostic("symlink", Severity.ERROR, PurePosixPath("content", name), LineColumn(), message, advice)
        for name in sorted(links)
    ]


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
    message = "the file cannot be read: there is no such file or folder"
    assert problem == Diagnostic(
        "unreadable-file", Severity.ERROR, path, LineColumn(), message, "check the rights to the file"
    )


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
    assert on_disk(tmp_path, PurePosixPath("a/b.md")) == tmp_path / "a/b.md"
    assert on_disk(tmp_path, PurePosixPath("a/й.md")) == tmp_path / "a/й.md"


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
    path, message = PurePosixPath("content/faq/pipe.yml"), "this is not an ordinary file"
    assert problems == [
        Diagnostic("unreadable-file", Severity.ERROR, path, LineColumn(), message, "take it out of the book")
    ]
