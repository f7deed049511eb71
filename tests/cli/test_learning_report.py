"""`learning report`: files, folders and patterns; what is said of each that cannot be taken; the golden report."""

import csv
import io
from pathlib import Path

import pytest

from salesbook.book.book import Book
from tests.books import write_book
from tests.cli.ran import Command
from tests.learning.exported import COURSE, READING, at, book_of, exported, steps, taken

GOLDEN = Path(__file__).parent / "learning_report.txt"
DAY = ("--today", "2026-11-21")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book", {"courses/start.yml": COURSE, "courses/reading.yml": READING})


@pytest.fixture
def book(root: Path) -> Book:
    return book_of(root)


@pytest.fixture
def folder(tmp_path: Path, book: Book) -> Path:
    folder = tmp_path / "learners"
    folder.mkdir()
    manager = {"position": "position:manager", "started": "2026-11-02"}
    done = {"plan": "onboarding:manager", "task": steps(book)[0], "at": at("2026-11-02"), "done": True}
    older = taken(book, "2026-11-05", edition="ponmlkji") | {"wrong": ["aaaaaaaa"], "right": 2}
    files = {
        "anna.txt": {**manager, "learner": "Анна", "exams": [taken(book, "2026-11-05", 1)], "ticks": [done]},
        "boris.txt": {**manager, "learner": "Борис", "exams": [taken(book, "2026-11-06", 1, 2)], "ticks": [done]},
        "vera.txt": {"position": "position:head", "learner": "Вера", "exams": [older]},
        "nobody.txt": {"position": "position:pilot", "lessons": [{"course": 1}]},
    }
    for name, given in files.items():
        (folder / name).write_bytes(exported(given))
    (folder / "notes.txt").write_text("hello", encoding="utf-8")
    return folder


def test_the_report(salesbook: Command, folder: Path, golden: bool) -> None:
    ran = salesbook("learning", "report", folder, *DAY)
    if golden:
        GOLDEN.write_text(ran.out, encoding="utf-8")
    assert ran.out == GOLDEN.read_text(encoding="utf-8")
    assert ran.code == 0
    assert "The checksum of a file shows damage, not forgery" in ran.err
    assert "1 rows are not as the academy writes them" in ran.err


def test_the_report_for_programs(salesbook: Command, folder: Path) -> None:
    made = salesbook("learning", "report", folder, *DAY, "--json").json
    anna, boris = made["learners"][:2]
    assert (anna["courses"][0]["standing"], boris["courses"][0]["standing"]) == ("passed", "failed")
    assert [step["checkpoint"] for step in anna["overdue"]] == [True]
    assert boris["only_ticked"][0]["courses_not_passed"] == ["course:start"]
    first = made["questions"][0]
    assert (first["number"], first["failed"], first["of"]) == (2, 2, 2)
    assert (first["file"], first["source_file"]) == (
        "content/courses/start.yml",
        "content/regulations/sales/first-contact.md",
    )
    assert made["gone_questions"] == [{"course": "course:start", "id": "aaaaaaaa", "failed": 1}]
    assert made["refused"] == []


def test_only_a_position(salesbook: Command, folder: Path) -> None:
    made = salesbook("learning", "report", folder, "--position", "head", "--json").json
    assert [each["learner"] for each in made["learners"]] == ["Вера"]
    ran = salesbook("learning", "report", folder, "--position", "position:hed")
    assert (ran.code, "there is no position" in ran.err, "head" in ran.err) == (2, True, True)


def test_a_table(salesbook: Command, folder: Path, tmp_path: Path) -> None:
    (folder / "anna.txt").write_bytes(exported({"learner": "=HYPERLINK(1)", "position": "position:manager"}))
    output = tmp_path / "out.csv"
    ran = salesbook("learning", "report", folder, *DAY, "--output", output)
    assert (ran.code, ran.out) == (0, "")
    rows = list(csv.reader(io.StringIO(output.read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "learner"
    assert {row[0] for row in rows[1:]} >= {"'=HYPERLINK(1)", "Борис", "Вера"}
    boris = next(row for row in rows if row[0] == "Борис" and row[3] == "course")
    assert boris[4:] == ["Старт", "exam not passed", "1", "3", "06.11.2026", "02.11.2026", "19"]


@pytest.mark.parametrize("ending", [".xlsx", ""])
def test_a_table_of_another_kind(salesbook: Command, folder: Path, tmp_path: Path, ending: str) -> None:
    ran = salesbook("learning", "report", folder, "--output", tmp_path / f"out{ending}")
    assert (ran.code, "write it to .csv or .json" in ran.err) == (2, True)


def test_files_and_patterns(salesbook: Command, folder: Path) -> None:
    named = salesbook(
        "learning", "report", folder / "anna.txt", folder / "?oris.txt", folder / "anna.txt", "--json"
    ).json
    assert [each["learner"] for each in named["learners"]] == ["Анна", "Борис"]
    ran = salesbook("learning", "report", folder / "*.json")
    assert (ran.code, "no file fits" in ran.err) == (2, True)


def test_a_folder_without_a_learner(salesbook: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = salesbook("learning", "report", tmp_path / "empty")
    assert (ran.code, "there is no file of a learner in the folder" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", "is no file of a learner"),
        (exported({}, version=2), "was saved by a newer academy"),
        (exported({}, crc32="00000000"), "is damaged: its checksum is another one"),
        (exported({"book": "Другая"}), "is of another book: «Другая»"),
        (exported({"book": None}), "is of another book: a book that it does not name"),
        (b" " * 12_000_001, "is larger than 12 MB"),
    ],
)
def test_a_file_that_cannot_be_taken(
    salesbook: Command, folder: Path, tmp_path: Path, data: bytes, message: str
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes(data)
    alone = salesbook("learning", "report", wrong)
    assert (alone.code, alone.out) == (2, "")
    assert message in alone.err
    beside = salesbook("learning", "report", wrong, folder / "anna.txt", "--json")
    assert beside.code == 1
    assert [each["learner"] for each in beside.json["learners"]] == ["Анна"]
    assert message in beside.json["refused"][0]["message"]


def test_a_file_that_is_not_there(salesbook: Command, tmp_path: Path) -> None:
    ran = salesbook("learning", "report", tmp_path / "gone.txt")
    assert (ran.code, "there is no such file or folder" in ran.err) == (2, True)


def test_learning_data_are_never_in_the_book(salesbook: Command, root: Path, folder: Path) -> None:
    inside = root / "anna.txt"
    inside.write_bytes(exported({"learner": "Анна"}))
    for arguments in ([inside], [root / "*.txt"], [folder, "--output", root / "out.csv"]):
        ran = salesbook("learning", "report", *arguments)
        assert (ran.code, "learning data are personal and never go there" in ran.err) == (2, True)
    assert not (root / "out.csv").exists()


def test_a_later_file_of_the_same_learner(salesbook: Command, folder: Path) -> None:
    (folder / "anna-2.txt").write_bytes(exported({"learner": "анна", "made": at("2026-11-21")}))
    ran = salesbook("learning", "report", folder, "--json")
    assert [each["learner"] for each in ran.json["learners"]][:2] == ["анна", "Борис"]
    assert "anna.txt was left out" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "which files?"),
        (["a.txt", "--store", "https://a.b"], "name either files or a record store"),
        (["a.txt", "--today", "nonsense"], "is no day"),
        (["--store", "https://a.b"], "company.yml names no record store"),
    ],
)
def test_what_cannot_be_meant(salesbook: Command, arguments: list[str], message: str) -> None:
    ran = salesbook("learning", "report", *arguments)
    assert (ran.code, message in ran.err) == (2, True)


LEARNING = "learning: {store: 'https://records.example.com/xapi', academy: 'https://academy.example.com'}\n"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://records.example.com/xapi", "is no address of a record store"),
        ("https://head:s3cret@records.example.com/xapi", "a key does not belong into an address"),
        ("https://records.example.com/xapi", "none is in the environment"),
    ],
)
def test_a_store_that_cannot_be_asked(
    salesbook: Command, root: Path, monkeypatch: pytest.MonkeyPatch, address: str, message: str
) -> None:
    for name in ("KEY", "SECRET"):
        monkeypatch.delenv(f"SALESBOOK_STORE_{name}", raising=False)
    company = root / "content" / "company.yml"
    company.write_text(company.read_text(encoding="utf-8") + LEARNING, encoding="utf-8")
    ran = salesbook("learning", "report", "--store", address)
    assert (ran.code, message in ran.err, "s3cret" in ran.err) == (2, True, False)
