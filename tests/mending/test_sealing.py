"""Seals of quiz questions are written as lines of their own, and nothing else changes."""

from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.load import compile_book, load_book
from salesbook.core.errors import UserError
from salesbook.mending.sealing import seals
from salesbook.reading.sources import Sources
from tests.books import base_text, changed, found, write_book

COURSE = """\
title: Второй курс
about: Продолжение.   # конец строки
positions: ['position:manager']
lessons:
  - {item: ОП-002}
quiz:
  # первый
  - question: Что это?
    options: [Дом., Сад.]
    answer: 1
    because: >-
      source: так
      в карточке.
    source: 'product:mayak'  # карточка
  - source: pipeline:main#paid
    question: Что потом?
    options: [Встреча., Письмо.]
    answer: 1
    because: Так на этапе.
  - {question: Кто?, source: ОП-001, options: [Мы., Они.],
     answer: 1, because: Так.}
  - {question: Где?, options: [Тут., Там.], answer: 1, because: Так., source: 'faq:none'}
  - question: Когда?
    options: [Сразу., Потом.]
    answer: 1
    because: Так.
    source: ОП-001"""


def sealed(root: Path, text: str) -> str:
    write_book(root, {"courses/second.yml": text.encode()})
    book, problems = load_book(root)
    assert problems == []
    seals(book).apply()
    return (root / "content/courses/second.yml").read_bytes().decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_every_other_byte_stays(tmp_path: Path, end: str, bom: str) -> None:
    text = bom + COURSE.replace("\n", end)
    after = sealed(tmp_path, text)
    assert after.count("seen: ") == 4
    lines = [line for line in after.split(end) if not line.lstrip().startswith("seen: ")]
    assert [line.partition(", seen: ")[0] for line in lines][:20] == [
        line.partition(" options: [Мы")[0].removesuffix(",") if "Кто?" in line else line for line in text.split(end)
    ][:20]
    assert f"# карточка{end}    seen: " in after
    assert f"pipeline:main#paid{end}    seen: " in after
    assert "source: ОП-001, seen: " in after


def test_what_is_written_is_what_the_check_asks_for(tmp_path: Path) -> None:
    once = sealed(tmp_path, COURSE)
    rules = {d.rule for d in found(tmp_path) if d.path.name == "second.yml"}
    assert rules.isdisjoint({"unsealed-question", "outdated-question"})
    assert "unknown-reference" in rules
    assert sealed(tmp_path, once) == once


def test_a_seal_that_is_there_is_not_touched(tmp_path: Path) -> None:
    text = base_text("courses/start.yml").replace("Старт", "Второй")
    text = text.replace("seen: ", "seen: aaaaaaaa} #")
    assert sealed(tmp_path, text) == text
    assert "outdated-question" in {d.rule for d in found(tmp_path)}


def test_texts_that_nobody_has_written_are_sealed(tmp_path: Path) -> None:
    """What a source will say counts, not what it says."""
    course = PurePosixPath("content/courses/second.yml")
    project = PurePosixPath("content/products/mayak.yml")
    (other,) = changed("products/mayak.yml", ("title: ", "title: Новый ")).values()
    root = write_book(tmp_path)
    book, problems = compile_book(Sources(root, {course: COURSE.encode(), project: other.encode()}))
    assert problems == []
    (change,) = seals(book).changes
    assert (change.path, change.before) == (root / course, COURSE.encode())
    assert not (root / course).exists()
    saved = load_book(write_book(root, {"courses/second.yml": COURSE, "products/mayak.yml": other}))[0]
    assert change.after == seals(saved).changes[0].after
    assert change.after.decode() != sealed(root, COURSE)


def test_a_source_that_cannot_be_followed_by_a_line(tmp_path: Path) -> None:
    text = COURSE.replace("    source: 'product:mayak'  # карточка", "    source: >-\n      product:mayak")
    with pytest.raises(UserError, match="cannot be written"):
        sealed(tmp_path, text)


def test_nothing_is_sealed_or_outdated_where_the_company_cannot_be_read(tmp_path: Path) -> None:
    """Figures count for a seal, and nobody knows them then: each question that has one would seem outdated."""
    company = base_text("company.yml").replace("name: Берег", "name: [Берег]", 1)
    assert company != base_text("company.yml")
    files = {"courses/second.yml": COURSE, "company.yml": company}
    rules = {diagnostic.rule for diagnostic in found(write_book(tmp_path, files))}
    assert "schema" in rules
    assert not rules & {"outdated-question", "unsealed-question"}
