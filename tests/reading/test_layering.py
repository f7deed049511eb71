"""A book laid over another one: which files it has, and what company.yml and the register say together."""

from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.load import load_book
from salesbook.models.company import Company
from salesbook.models.regulation import Register
from salesbook.reading.sources import Sources
from tests.books import BASE, LAID_OVER, base_text, regulation, shown, write_book, write_laid_over

FIRST = PurePosixPath("content/regulations/sales/first-contact.md")


def test_what_the_book_has_not_is_there_from_beneath(tmp_path: Path) -> None:
    root = write_laid_over(tmp_path, {"regulations/sales/first-contact.md": regulation("По-нашему", "ОП-001")})
    book, problems = load_book(root)
    base, _problems = load_book(tmp_path / "base")
    assert problems == []
    assert set(book.items) == set(base.items)
    assert book.files == base.files
    assert book.items["regulation:first-contact"].title == "По-нашему"
    assert book.company.name == "Берег в Сочи"
    assert book.sources.base_of(FIRST) is None
    assert book.sources.base_of(PurePosixPath("content/letters/summary.md")) == tmp_path / "base"
    assert book.sources.shown(PurePosixPath("content/letters/summary.md")) == PurePosixPath(
        "../base/content/letters/summary.md"
    )
    assert book.sources.base_of(PurePosixPath("content/letters/nowhere.md")) is None


def test_an_item_of_the_same_name_takes_its_place_wherever_it_lies(tmp_path: Path) -> None:
    root = write_laid_over(tmp_path, {"regulations/marketing/first-contact.md": regulation("Новое место", "МК-002")})
    book, problems = load_book(root)
    assert problems == []
    assert book.items["regulation:first-contact"].title == "Новое место"
    assert "ОП-001" not in book.by_article


def test_what_cannot_be_read_is_not_replaced_from_beneath(tmp_path: Path) -> None:
    book, problems = load_book(write_laid_over(tmp_path, {"regulations/sales/first-contact.md": "---\n[\n---\n"}))
    assert "regulation:first-contact" not in book.items
    assert [str(p.path) for p in problems] == [str(FIRST)]


def test_three_books_over_each_other(tmp_path: Path) -> None:
    write_book(tmp_path / "ground")
    middle = tmp_path / "base/content/company.yml"
    middle.parent.mkdir(parents=True)
    middle.write_text("extends: ../ground\nfacts:\n  - {id: first_contact, value: 20}\n", encoding="utf-8")
    root = write_laid_over(tmp_path, {"company.yml": "extends: ../base\nfacts:\n  - {id: last_contact, value: 7}\n"})
    book, problems = load_book(root)
    assert problems == []
    assert book.company.name == "Берег"
    assert [book.figure(name) for name in ("first_contact", "last_contact")] == ["20\xa0минут", "7\xa0дней"]


OWN = {
    "facts": [{"id": "first_contact", "value": 20}, {"id": "parking", "name": "Место", "value": 1, "unit": "count"}],
    "calendar": {"days_off": ["2026-12-30"]},
    "hours": [{"days": ["sun"], "opens": "10:00", "closes": "12:00"}],
}
UNDER = {
    "extends": "../ground",
    "format": 1,
    "name": "Берег",
    "facts": [
        {"id": "last_contact", "name": "Предел", "value": 30, "unit": "days"},
        {"id": "first_contact", "name": "Звонок", "value": 15, "unit": "minutes"},
    ],
    "calendar": {"country": "RU", "days_off": []},
    "hours": [{"days": ["mon"], "opens": "09:00", "closes": "18:00"}],
}


def test_company_is_merged_block_by_block() -> None:
    assert Company.laid_over(UNDER, OWN) == {
        "format": 2,  # what is said beneath is said of the book there
        "name": "Берег",
        "facts": [
            {"id": "first_contact", "name": "Звонок", "value": 20, "unit": "minutes"},
            {"id": "parking", "name": "Место", "value": 1, "unit": "count"},
            {"id": "last_contact", "name": "Предел", "value": 30, "unit": "days"},
        ],
        "calendar": {"country": "RU", "days_off": ["2026-12-30"]},
        "hours": [{"days": ["sun"], "opens": "10:00", "closes": "12:00"}],
    }


@pytest.mark.parametrize("facts", [None, "слово", [1], [{"name": "Без имени"}], [{"id": 5}], {}])
def test_what_has_another_form_is_left_for_the_schema_to_find(facts: object) -> None:
    assert Company.laid_over(UNDER, {"facts": facts})["facts"] == facts


def test_the_register_keeps_the_highest_number() -> None:
    assert Register.laid_over({"issued": {"ОП": 40, "МК": 2}}, {"issued": {"ОП": 3, "МК": 5, "ФЛ": 1}}) == {
        "issued": {"ОП": 40, "МК": 5, "ФЛ": 1}
    }
    assert Register.laid_over({"issued": {"ОП": 40}}, {"issued": {"ОП": "много"}}) == {"issued": {"ОП": "много"}}
    assert Register.laid_over({"issued": {"ОП": 40}}, {"issued": None}) == {"issued": None}


def test_a_base_with_errors_is_told_once(tmp_path: Path) -> None:
    write_book(tmp_path / "base", {"company.yml": base_text("company.yml").replace("country: RU", "country: Россия")})
    book, problems = load_book(write_laid_over(tmp_path))
    assert book.is_broken("company")
    assert [shown(p).partition(": ")[0] for p in problems] == ["content/company.yml:1:10"]
    assert problems[0].message == "../base/content/company.yml of the book that this one extends has errors"
    assert problems[0].advice == "see them: salesbook --book ../base check"


@pytest.mark.parametrize("line", ['"extends": ../base', "extends: >-\n  ../base", "extends: !!str ../base"])
def test_a_line_that_cannot_be_told_is_none(tmp_path: Path, line: str) -> None:
    company = LAID_OVER.replace("extends: ../base", line)
    _book, problems = load_book(write_laid_over(tmp_path, {"company.yml": company}))
    assert problems[0].rule in ("broken-base", "yaml-tag")


def test_a_book_without_the_books_beneath_says_why(tmp_path: Path) -> None:
    _book, problems = load_book(write_book(tmp_path, {"company.yml": "extends: ../x\n" + base_text("company.yml")}))
    assert [p.rule for p in problems] == ["broken-base"]


def test_a_text_that_is_not_saved_counts(tmp_path: Path) -> None:
    path = PurePosixPath("content/letters/summary.md")
    root = write_laid_over(tmp_path)
    assert Sources(root).base_of(path) is not None
    assert Sources(root, {path: b"x"}).base_of(path) is None
    assert Sources(root).text_of(path) == (BASE / path).read_text(encoding="utf-8")
    assert Sources(root).own_disk(path) == root / path
