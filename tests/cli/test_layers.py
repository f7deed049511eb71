"""Commands on a book that is laid over another one, and on many of them."""

import json
from pathlib import Path

import pytest

from tests.books import LAID_OVER, base_text, regulation, write_book, write_laid_over
from tests.cli.ran import Command

KEYS = {
    "company.yml": LAID_OVER + "departments:\n  - {id: branch, name: Филиал, prefix: ФЛ}\n",
    "regulations/branch/keys.md": regulation("Ключи", body="Смотрите [[ОП-001]]."),
}


@pytest.fixture
def own(root: Path) -> Path:
    """A book laid over the base book, which stands beside it."""
    root.rename(root.parent / "base")
    return write_laid_over(root.parent, KEYS)


def test_show_says_where_an_item_comes_from(own: Path, salesbook: Command) -> None:
    shown = salesbook("--book", own, "show", "ОП-001", book=False)
    assert "../base/content/regulations/sales/first-contact.md" in shown.out
    assert "from the book: ../base" in shown.out
    answer = salesbook("--book", own, "show", "ОП-001", "--json", book=False).json
    assert (answer["from"], answer["path"]) == ("../base", "../base/content/regulations/sales/first-contact.md")
    assert salesbook("--book", own, "show", "regulation:keys", "--json", book=False).json["from"] is None
    items = salesbook("--book", own, "list", "regulation", "--json", book=False).json["items"]
    assert [item["from"] for item in items].count("../base") == 3


def test_numbers_of_the_base_are_known_and_its_files_never_written(own: Path, salesbook: Command) -> None:
    before = {path: path.read_bytes() for path in (own.parent / "base/content").rglob("*") if path.is_file()}
    ours = own / "content/regulations/sales/ours.md"
    ours.parent.mkdir()
    ours.write_text(regulation("Наше"), encoding="utf-8")
    assert salesbook("--book", own, "articles", "assign", book=False).code == 0
    assert "article: ОП-003" in ours.read_text(encoding="utf-8")
    assert "article: ФЛ-001" in (own / "content/regulations/branch/keys.md").read_text(encoding="utf-8")
    register = (own / "content/articles.yml").read_text(encoding="utf-8")
    assert register.splitlines()[1:] == ["issued:", "  ОП: 3", "  ФЛ: 1"]
    assert salesbook("--book", own, "check", "--fix", book=False).code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_a_new_item_is_not_written_over_one_beneath(own: Path, salesbook: Command) -> None:
    ran = salesbook("--book", own, "new", "regulation", "sales/first-contact", book=False)
    assert ran.code == 2
    assert "../base/content/regulations/sales/first-contact.md is in the book that this one extends" in ran.err
    assert "copy the file to content/regulations/sales/first-contact.md" in ran.err


def test_a_base_with_errors_is_mentioned(own: Path, salesbook: Command) -> None:
    assert "beneath" not in salesbook("--book", own, "check", book=False).err
    broken = own.parent / "base/content/letters/refusal.md"
    broken.write_text("---\n[\n---\n", encoding="utf-8")
    ran = salesbook("--book", own, "check", book=False)
    assert "the book ../base beneath has 1 error: salesbook --book ../base check" in ran.err
    assert "refusal.md" not in ran.out


COMMANDS = [("check",), ("list",), ("show", "ОП-001"), ("build",), ("score", "lead.yml"), ("new", "faq", "x")]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("named", ["../nowhere", ".", "/etc"])
def test_a_base_that_is_none_ends_every_command(
    own: Path, salesbook: Command, command: tuple[str, ...], named: str
) -> None:
    company = own / "content/company.yml"
    company.write_text(KEYS["company.yml"].replace("../base", named), encoding="utf-8")
    before = sorted(own.rglob("*"))
    ran = salesbook("--book", own, *command, book=False)
    assert ran.code == 2
    assert ran.err.count("error:") == 1
    assert "content/company.yml" in ran.err
    assert sorted(own.rglob("*")) == before


def test_messages_speak_the_language_of_the_base(own: Path) -> None:
    from salesbook.cli import chosen_language

    assert chosen_language(["--book", str(own), "check"]) == "ru"
    base = own.parent / "base/content/company.yml"
    base.write_text(base_text("company.yml").replace("language: ru", "language: en"), encoding="utf-8")
    assert chosen_language(["--book", str(own), "check"]) == "en"


def test_the_schema_of_a_company_that_says_less(own: Path, salesbook: Command) -> None:
    required = json.loads(salesbook("--book", own, "schema", "company", book=False).out)
    assert required["required"] == []
    assert required["$defs"]["Fact"]["required"] == ["id"]
    alone = json.loads(salesbook("--book", own.parent / "base", "schema", "company", book=False).out)
    assert "hours" in alone["required"]


def test_client_data_stays_out_of_the_base_as_well(own: Path, salesbook: Command) -> None:
    ran = salesbook("--book", own, "letter", "summary", "--data", own.parent / "base/client.yml", book=False)
    assert ran.code == 2
    assert "lies inside the book" in ran.err


def test_all_books_below_a_folder_in_one_run(own: Path, salesbook: Command) -> None:
    folder = own.parent
    write_book(folder / "base", {"regulations/sales/first-contact.md": regulation("Звонок", "ОП-001", "[[ОП-099]]")})
    write_laid_over(folder, KEYS).rename(folder / "second")
    write_laid_over(folder, {"company.yml": LAID_OVER})
    ran = salesbook("check", "--each", folder, "--json", book=False)
    assert ran.code == 1
    assert ran.json["summary"]["books"] == 3
    paths = [(d["path"], d["code"]) for d in ran.json["diagnostics"] if d["code"] == "unknown-reference"]
    assert paths == [("base/content/regulations/sales/first-contact.md", "unknown-reference")]
    assert ("second/content/regulations/branch/keys.md", "missing-article") in [
        (d["path"], d["code"]) for d in ran.json["diagnostics"]
    ]


def test_a_finding_of_many_books_is_told_once(own: Path, salesbook: Command) -> None:
    short = {"company.yml": LAID_OVER + "channels:\n  - {id: telegram, max_length: 20}\n"}
    for name in ("first", "second"):
        write_laid_over(own.parent / name, short)
        (own.parent / name / "base").rename(own.parent / f"{name}-base")
        company = own.parent / name / "own/content/company.yml"
        company.write_text(company.read_text(encoding="utf-8").replace("../base", "../../base"), encoding="utf-8")
    ran = salesbook("check", "--each", own.parent, "--json", book=False)
    assert [d["path"] for d in ran.json["diagnostics"]].count("base/content/letters/summary.md") == 1


def test_books_in_order(own: Path, salesbook: Command) -> None:
    write_laid_over(own.parent, {"company.yml": LAID_OVER})
    (own / "content/regulations/branch/keys.md").unlink()
    ran = salesbook("check", "--each", own.parent, book=False)
    assert ran.code == 0
    assert ran.err.startswith("The books are in order: checked: 2 books, ")


@pytest.mark.parametrize("option", ["--fix", "--write-baseline", "content"])
def test_options_of_one_book(own: Path, salesbook: Command, option: str) -> None:
    ran = salesbook("check", "--each", own.parent, option, book=False)
    assert ran.code == 2
    assert "--each does not go with" in ran.err


def test_a_folder_without_books(tmp_path: Path, salesbook: Command) -> None:
    (tmp_path / "empty").mkdir()
    ran = salesbook("check", "--each", tmp_path / "empty", book=False)
    assert ran.code == 2
    assert "there is no book in" in ran.err


def test_fix_goes_on_whatever_is_wrong_beneath(own: Path, salesbook: Command) -> None:
    write_book(
        own.parent / "base", {"regulations/sales/first-contact.md": regulation("Звонок", "ОП-001", "[[ОП-099]]")}
    )
    ours = own / "content/regulations/branch/keys.md"
    ours.write_text(regulation("Ключи", "ФЛ-001", "Смотрите [[ОП-001]] - и всё."), encoding="utf-8")
    assert salesbook("--book", own, "check", "--fix", book=False).code == 0
    assert "[[ОП-001]]\xa0— и всё" in ours.read_text(encoding="utf-8")


def test_what_is_wrong_at_the_ground_is_told_there_alone(own: Path, salesbook: Command) -> None:
    write_book(
        own.parent / "base", {"regulations/sales/first-contact.md": regulation("Звонок", "ОП-001", "[[ОП-099]]")}
    )
    top = write_laid_over(own.parent / "top", {"company.yml": "extends: ../../own\nname: Верх\n"})
    ran = salesbook("--book", top, "check", "--json", book=False)
    assert "unknown-reference" not in {d["code"] for d in ran.json["diagnostics"]}


def test_one_unsound_book_does_not_end_a_run_over_many(own: Path, salesbook: Command) -> None:
    lost = write_laid_over(own.parent / "lost", {"company.yml": "extends: ../nowhere\nname: Нигде\n"})
    ran = salesbook("check", "--each", own.parent, "--json", book=False)
    assert ran.code == 1
    path = f"{lost.relative_to(own.parent).as_posix()}/content/company.yml"
    assert (path, "broken-base") in {(d["path"], d["code"]) for d in ran.json["diagnostics"]}
    assert any(d["path"].startswith("own/") for d in ran.json["diagnostics"])


def test_a_finding_beneath_says_in_whose_book(own: Path, salesbook: Command) -> None:
    short = KEYS["company.yml"] + "channels:\n  - {id: telegram, max_length: 20}\n"
    (own / "content/company.yml").write_text("\ufeff" + short, encoding="utf-8")
    found = salesbook("check", "--each", own.parent, "--json", book=False).json["diagnostics"]
    beneath = [d for d in found if d["path"] == "base/content/letters/summary.md"]
    assert beneath
    assert all(d["message"].endswith("in the book own") for d in beneath)
