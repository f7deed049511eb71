"""What is wrong with a book that lies over another: its own faults, and those that only it makes."""

from pathlib import Path

import pytest

from salesbook.auditing.audit import Audit
from salesbook.auditing.run import audit
from salesbook.auditing.together import Together, books_below
from salesbook.core.settings import Settings
from salesbook.models.company import Company
from tests.books import LAID_OVER, NOW, OTHER, base_text, changed, regulation, shown, write_book, write_laid_over

FAULTY = {"regulations/sales/first-contact.md": regulation("Первый контакт", "ОП-001", "Смотрите [[ОП-099]] .")}
KEYS = {
    "company.yml": LAID_OVER + "departments:\n  - {id: branch, name: Филиал, prefix: ФЛ}\n",
    "regulations/branch/keys.md": regulation("Ключи", "ФЛ-001", "Смотрите [[ОП-099]]."),
}
SHORT = {"company.yml": LAID_OVER + "channels:\n  - {id: telegram, max_length: 20}\n"}
BOOKS = {
    "nothing of its own": {},
    "a department and a regulation": KEYS,
    "another figure": {"company.yml": LAID_OVER + "facts:\n  - {id: first_contact, value: 20}\n"},
    "a shorter channel": SHORT,
    "a regulation in another place": {"regulations/sales/first-contact.md": regulation("Звонок", "ОП-001")},
    "a fault repeated": FAULTY,
    "an envelope of its own": {"templates/letters/envelope.html": "<p>{{ body }}</p> {{ nobody }}"},
}


def told(found: Audit) -> list[str]:
    return [shown(d) for d in found.diagnostics]


def alone(root: Path) -> Audit:
    return audit(root, Settings(), now=NOW, cached=False)


def test_what_is_wrong_beneath_is_told_there(tmp_path: Path) -> None:
    write_book(tmp_path / "base", FAULTY)
    root = write_laid_over(tmp_path)
    assert told(alone(tmp_path / "base")) != []
    assert told(alone(root)) == []


def test_what_is_wrong_here_is_told_here(tmp_path: Path) -> None:
    write_book(tmp_path / "base", FAULTY)
    root = write_laid_over(tmp_path, KEYS)
    assert {str(d.path) for d in alone(root).diagnostics} == {"content/regulations/branch/keys.md"}
    assert {"unknown-reference", "unused-item"} <= {d.rule for d in alone(root).diagnostics}


def test_what_goes_wrong_beneath_only_here_is_told_with_its_place(tmp_path: Path) -> None:
    found = alone(write_laid_over(tmp_path, SHORT)).diagnostics
    assert {str(d.path) for d in found} == {"../base/content/letters/summary.md"}
    assert found[0].advice.endswith("copy the file to content/letters/summary.md and mend it there")
    assert not any(d.mendable for d in found)


def test_a_fault_of_a_merged_file_is_told_where_it_stands(tmp_path: Path) -> None:
    fact = "  - {id: first_contact, name: Первый звонок, value: 15, unit: minutes}"
    faulty = changed("company.yml", (fact, fact.replace("}", ", about: 'Пишем [[ОП-098]].'}")))
    write_book(tmp_path / "base", faulty)
    assert told(alone(write_laid_over(tmp_path))) == []
    own = LAID_OVER + "facts:\n  - {id: last_contact, about: 'Пишем [[ОП-098]].'}\n"
    assert [d.place.line for d in alone(write_laid_over(tmp_path, {"company.yml": own})).diagnostics] == [4]


def test_a_number_of_the_base_is_not_given_again(tmp_path: Path) -> None:
    root = write_laid_over(tmp_path, {"regulations/sales/ours.md": regulation("Наше", "ОП-001")})
    found = [d for d in alone(root).diagnostics if d.rule == "duplicate-article"]
    assert [str(d.path) for d in found] == ["content/regulations/sales/ours.md"]


def test_the_cache_says_the_same(tmp_path: Path) -> None:
    root = write_laid_over(tmp_path, KEYS)
    for _n in range(2):
        assert told(audit(root, Settings(), now=NOW)) == told(alone(root))
    assert (tmp_path / "base/.salesbook").is_dir()
    (tmp_path / "base/content/regulations/sales/first-contact.md").write_text(
        regulation("Первый контакт", "ОП-001"), encoding="utf-8"
    )
    (root / "content/regulations/branch/keys.md").write_text(regulation("Замки", "ФЛ-001"), encoding="utf-8")
    assert told(audit(root, Settings(), now=NOW)) == told(alone(root))
    path = tmp_path / "base/content/company.yml"
    path.write_text(base_text("company.yml").replace("Маркетинг", "Реклама"), encoding="utf-8")
    assert told(audit(root, Settings(), now=NOW)) == told(alone(root))


def test_books_are_found_below_a_folder(tmp_path: Path) -> None:
    for name in ("b", "a/deep/er", ".hidden", "b/inner"):
        write_book(tmp_path / name)
    (tmp_path / "link").symlink_to(tmp_path / "b", target_is_directory=True)
    assert books_below(tmp_path) == [tmp_path / name for name in ("a/deep/er", "b", "b/inner")]


@pytest.mark.parametrize("faulty", [False, True])
def test_together_says_of_each_what_is_said_of_it_alone(tmp_path: Path, faulty: bool) -> None:
    write_book(tmp_path / "base", FAULTY if faulty else {})
    together = Together(NOW)
    for _n in range(2):
        for n, changes in enumerate(BOOKS.values()):
            root = (
                write_laid_over(tmp_path, changes).rename(tmp_path / f"book-{n}") if not _n else tmp_path / f"book-{n}"
            )
            assert told(together.audit(root, Settings())) == told(alone(root)), list(BOOKS)[n]
    assert told(together.audit(tmp_path / "base", Settings())) == told(alone(tmp_path / "base"))


def test_every_field_of_a_company_can_be_compared() -> None:
    from salesbook.book.load import load_book

    company = load_book(OTHER, frozenset())[0].company
    assert len({(name, getattr(company, name)) for name in Company.model_fields}) == len(Company.model_fields)
