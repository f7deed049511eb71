"""Seals of quiz questions are written as lines of their own, and nothing else changes."""

from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.mending.sealing import seals
from tests.books import base_text, found, write_book

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
    assert rules == {"unknown-reference"}
    assert sealed(tmp_path, once) == once


def test_a_seal_that_is_there_is_not_touched(tmp_path: Path) -> None:
    text = base_text("courses/start.yml").replace("Старт", "Второй")
    text = text.replace("seen: ", "seen: aaaaaaaa} #")
    assert sealed(tmp_path, text) == text
    assert "outdated-question" in {d.rule for d in found(tmp_path)}


def test_a_source_that_cannot_be_followed_by_a_line(tmp_path: Path) -> None:
    text = COURSE.replace("    source: 'product:mayak'  # карточка", "    source: >-\n      product:mayak")
    with pytest.raises(UserError, match="cannot be written"):
        sealed(tmp_path, text)
