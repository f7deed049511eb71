"""The demo book is a starter: what comes of it under another name is in order."""

from pathlib import Path

import pytest

from salesbook.starters.answers import Answers, DepartmentAnswer
from salesbook.starters.beginning import begun
from salesbook.starters.catalogue import named_starter
from salesbook.starters.composition import company_of
from salesbook.starters.place import put_book
from tests.books import NOW, found, shown
from tests.demo_book.demo import DAY, demo_book

BOOK = demo_book()


@pytest.mark.slow
def test_it_becomes_the_book_of_another_company(tmp_path: Path) -> None:
    # The prefixes change places: a number of one department must not become that of the other one on the way.
    one, other, *rest = (DepartmentAnswer(each.name, each.prefix) for each in BOOK.company.departments)
    departments = (DepartmentAnswer(one.name, other.prefix), DepartmentAnswer(other.name, one.prefix), *rest)
    answers = Answers(company="Тихая бухта", departments=departments, crm="Своя")
    book = begun(named_starter("developer"), "ru", answers, tmp_path / "book", NOW)
    put_book(book.folder, book.files, lambda _aside: None)
    assert company_of(book.files).name == "Тихая бухта"
    assert [shown(each) for each in found(book.folder, DAY)] == []
